"""Phrases and the reader's own glossary."""

from __future__ import annotations

import pytest

from nlp.glossary import PhraseGlossary, ReaderGlossary


def found(glossary: PhraseGlossary, text: str) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[gloss.first : gloss.last]), gloss.english) for gloss in glossary.look_up(words, [""] * len(words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وعلى الرغم من المطر", [("وعلى الرغم من", "despite")]),
        ("يشمل بما في ذلك الأطفال", [("بما في ذلك", "including")]),
        ("للذكاء الاصطناعي دور", [("للذكاء الاصطناعي", "artificial intelligence")]),
        ("والذَّكاءُ الاصطناعيّ", [("والذَّكاءُ الاصطناعيّ", "artificial intelligence")]),
        ("من خلال ذلك ومن جهته", [("من خلال", "through"), ("ومن جهته", "for his part")]),
        ("على الطاولة", []),
    ],
)
def test_phrases_are_found_whatever_clings_to_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(PhraseGlossary.load(), text) == expected


def test_the_longest_entry_wins() -> None:
    glossary = PhraseGlossary({"في حال": "in case", "في حال عدم": "failing"})
    assert found(glossary, "في حال عدم الدفع") == [("في حال عدم", "failing")]
    assert found(glossary, "في حال الدفع") == [("في حال", "in case")]


def test_the_readers_entries_match_words_lemmas_and_phrases() -> None:
    own = ReaderGlossary.of({"كِتَاب": "tome", "لم الشمل": "reunion", "": "nothing", "خطأ": " "})
    assert [gloss.english for gloss in own.look_up(["كتبهم", "ولم", "الشمل"], ["كِتَاب", "", ""])] == ["tome", "reunion"]
    assert len(own) == 2


def test_every_shipped_row_is_whole_and_unique() -> None:
    from tests.conftest import ROOT

    lines = (ROOT / "nlp/data/glossary_phrases.tsv").read_text(encoding="utf8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert all(len(row) == 2 and row[0].strip() == row[0] and row[1].strip() for row in rows)
    assert len({row[0] for row in rows}) == len(rows) > 400
