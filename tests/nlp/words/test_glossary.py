"""`nlp.words.glossary`: expressions with clitics, the reader's entries first, JSON, limits."""

from __future__ import annotations

import pytest

from nlp.errors import InputError, TooLargeError
from nlp.text.normalize import fold
from nlp.text.tables import rows
from nlp.text.tokens import tokenize
from nlp.words.glossary import Entry, Expressions, ReaderGlossary, look_up_all


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def glosses(text: str) -> list[tuple[str, str]]:
    tokens = words(text)
    found = Expressions.load().look_up(tokens, [""] * len(tokens))
    return [(" ".join(tokens[g.first : g.last]), g.english.split(";")[0]) for g in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وعلى الرغم من ذلك استمر", [("وعلى الرغم من ذلك", "nevertheless")]),
        ("على الرَّغْمِ من الأزمة", [("على الرغم من".replace("الرغم", "الرَّغْمِ"), "despite")]),
        ("يطبق القانون بأثر رجعي", [("بأثر رجعي", "retroactively")]),
        ("الدول بما في ذلك مصر", [("بما في ذلك", "including")]),
        ("اجتماع لمجلس الوزراء", [("لمجلس الوزراء", "the cabinet")]),
        ("خبير في الذكاء الاصطناعي", [("الذكاء الاصطناعي", "artificial intelligence")]),
        ("للذكاء الاصطناعي دور", [("للذكاء الاصطناعي", "artificial intelligence")]),
        ("كتب الولد الدرس", []),
        ("", []),
    ],
)
def test_expressions(text: str, found: list[tuple[str, str]]) -> None:
    assert glosses(text) == found


def test_the_longest_expression_wins_and_none_overlap() -> None:
    assert glosses("على سبيل المثال لا الحصر") == [("على سبيل المثال لا الحصر", "for example, without being exhaustive")]


def test_the_list_is_well_formed() -> None:
    listed = list(rows("mwe_news.tsv"))
    assert len(listed) > 500
    assert all(len(row) == 2 and len(row[0].split()) >= 2 and row[1].strip() for row in listed)
    assert len({fold(row[0]) for row in listed}) == len(listed)


@pytest.mark.parametrize(
    ("text", "lemmas", "english"),
    [
        ("إلى ذلك", "إلى ذلك", ["moreover; meanwhile"]),
        ("إلى تلك", "إلى ذلك", []),
        ("ومع ذلك", "مع ذلك", ["nevertheless; however"]),
        ("عليهم السواء", "على سواء", []),
        ("الطريق السريع", "طريق سريع", ["highway; motorway"]),
        ("طريق بسريع", "طريق سريع", []),
    ],
)
def test_small_words_match_only_themselves(text: str, lemmas: str, english: list[str]) -> None:
    assert [gloss.english for gloss in Expressions.load().look_up(text.split(), lemmas.split())] == english


def test_lemmas_match_too() -> None:
    glossary = ReaderGlossary([Entry("كِتاب", "tome")])
    assert [g.english for g in glossary.look_up(["كتبهم"], ["كِتاب"])] == ["tome"]
    assert glossary.look_up(["كتبهم"], ["كَتَب"]) == []


def test_the_reader_comes_first() -> None:
    reader = ReaderGlossary({"الذكاء": "cleverness"})
    tokens = words("الذكاء الاصطناعي في إطار العمل")
    found = look_up_all([reader, Expressions.load()], tokens, [""] * len(tokens))
    assert [(g.first, g.last, g.english, g.source) for g in found] == [
        (0, 1, "cleverness", "your glossary"),
        (2, 4, "within the framework of", "expressions"),
    ]


def test_a_later_entry_replaces_an_earlier_one() -> None:
    glossary = ReaderGlossary([Entry("بنك", "bench"), Entry("البنك", "the bank"), Entry("بَنْك", "bank", "not a bench")])
    assert [(e.arabic, e.english) for e in glossary.entries] == [("البنك", "the bank"), ("بَنْك", "bank")]


def test_json_round_trip_and_its_short_form() -> None:
    glossary = ReaderGlossary([Entry("بنك", "bank", "note"), Entry("على الله", "trusting in God")])
    assert ReaderGlossary.from_json(glossary.to_json()).entries == glossary.entries
    assert ReaderGlossary.from_json('{"بنك": "bank"}').entries == (Entry("بنك", "bank"),)


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '[{"arabic": "بنك"}]', "[" * 5000, '{"بنك": 3}'])
def test_what_is_no_glossary_is_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="This is not a glossary"):
        ReaderGlossary.from_json(text)


@pytest.mark.parametrize(("arabic", "english"), [("", "x"), ("  ", "x"), ("\u200f", "x"), ("بنك", " ")])
def test_empty_entries_are_refused(arabic: str, english: str) -> None:
    with pytest.raises(InputError):
        ReaderGlossary([Entry(arabic, english)])


def test_overlong_entries_are_refused() -> None:
    with pytest.raises(TooLargeError, match="up to 12 words"):
        ReaderGlossary([Entry("بنك " * 13, "bank")])
