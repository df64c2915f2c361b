"""Faults of form, splitting and joining, alignment: the parts around a network, without one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pipeline.draft import form_faults
from models.pipeline.engine import NeuralTranslator
from models.pipeline.links.attention import link_words, piece_spans
from models.pipeline.search import DecodingOptions, Output
from models.pipeline.text.splitting import join, split
from models.pipeline.text.tidy import lowered
from nlp.document import Token
from nlp.engine_input.clauses import clause_costs
from nlp.protocols import SourceSentence
from nlp.text.tokens import tokenize
from rafiq.page.reader.differences import differences, second_opinion
from tests.support.fakes import Words


@pytest.mark.parametrize(
    ("english", "source", "faults"),
    [
        ("The minister visited Cairo.", "زار الوزير القاهرة", ()),
        ("", "زار الوزير القاهرة", ("empty",)),
        (" \n", "زار", ("empty",)),
        ("no no no no", "زار الوزير القاهرة", ("repetition",)),
        ("the head of state the head of state", "رئيس الدولة هنا اليوم", ("repetition",)),
        ("the الوزير", "الوزير", ("copied",)),
        ("He said that that is so.", "قال إن ذلك كذلك", ()),
        ("no, no, no", "لا لا لا", ()),
        ("1 1 1 1", "1 1 1 1 ا", ()),
        (" ".join(f"word{i}" for i in range(40)), "كلمة واحدة", ("cut",)),
    ],
)
def test_faults_of_form(english: str, source: str, faults: tuple[str, ...]) -> None:
    assert form_faults(SourceSentence(source), english) == faults


def test_output_without_an_end_is_cut() -> None:
    assert form_faults(SourceSentence("زار الوزير"), "The minister", finished=False) == ("cut",)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab ،.؛\n", max_size=120), st.integers(1, 30))
def test_split_loses_nothing_and_keeps_to_the_limit(text: str, most: int) -> None:
    spans = split(text, most, len, dict(clause_costs(tokenize(text))))
    assert all(0 < end - start <= most for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_split_prefers_clauses() -> None:
    text = "قال الوزير إن الخطة جاهزة، وأضاف أن العمل سيبدأ"
    costs = dict(clause_costs(tokenize(text)))
    assert [text[a:b] for a, b in split(text, 30, len, costs)] == ["قال الوزير إن الخطة جاهزة،", "وأضاف أن العمل سيبدأ"]


def test_a_cut_is_made_before_a_verb_and_not_before_its_object() -> None:
    verbs, marks = {"قدمت"}, {"،"}
    text, tokens = "", []
    for word in "في البند السابع ، قدمت المقررة المعنية ، تقريرها الأشهر ، الذي تناولت فيه".split():
        text += " " if text and word not in marks else ""
        pos = "" if word in marks else "verb" if word in verbs else "noun"
        tokens.append(Token(len(text), len(text) + len(word), word, "word" if pos else "punctuation", pos=pos))
        text += word
    (_, (start, end)) = split(text, 60, len, dict(clause_costs(tokens)))
    assert text[start:end].startswith("قدمت المقررة")


@pytest.mark.parametrize(
    ("english", "names", "as_part"),
    [
        ("Its most famous report", (), "its most famous report"),
        ("Mali said", (), "Mali said"),
        ("Turkey said", (), "Turkey said"),
        ("May is warm", (), "May is warm"),
        ("Amazon said", ("Amazon",), "Amazon said"),
        ('"The report", he said', (), '"the report", he said'),
        ("NATO said", (), "NATO said"),
        ("I said", (), "I said"),
        ("iPhone sales", (), "iPhone sales"),
        ("https://a.org is down", (), "https://a.org is down"),
    ],
)
def test_a_part_within_a_sentence_begins_small_unless_it_is_a_name(english: str, names: tuple[str, ...], as_part: str) -> None:
    assert lowered(english, names) == as_part


def test_join_takes_away_full_stops_the_source_has_not() -> None:
    english, starts = join([("قال،", "He said."), ("ومضى", "And left."), ("انتهى.", "It ended."), ("نعم", "Yes")])
    assert english == "He said, and left it ended. Yes"
    assert [english[start:].split()[0] for start in starts] == ["He", "and", "it", "Yes"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40), st.lists(st.sampled_from(["▁", "▁a", "b", "<0xD9>", "<0x84>", "</s>", "ب", "▁كت"]), max_size=20))
def test_piece_spans_stay_in_the_text_and_in_order(text: str, pieces: list[str]) -> None:
    spans = piece_spans(text, pieces, frozenset({"</s>"}))
    assert len(spans) == len(pieces)
    real = [span for span, piece in zip(spans, pieces, strict=True) if piece != "</s>"]
    assert all(0 <= start <= end <= len(text) for start, end in real)
    assert [start for start, _ in real] == sorted(start for start, _ in real)


def test_bytes_of_one_character_share_its_span() -> None:
    assert piece_spans("a ل", ["▁a", "▁", "<0xD9>", "<0x84>"])[-2:] == [(2, 3), (2, 3)]


@pytest.mark.parametrize(
    ("source", "target"), [("مظاهرات", "Demonstrations"), ("المظاهرات", "The demonstrations"), ("في المدرسة", "Schools")]
)
def test_a_sentence_of_one_word_is_linked(source: str, target: str) -> None:
    left = [(word.start(), word.end()) for word in re.finditer(r"\w+", source)]
    right = [(at, at + 3) for at in range(0, len(target), 3)]  # a word in several pieces, all of which look at the same place
    links = link_words(source, target, [*left, (0, 0)], right, [[0.0] * (len(left) - 1) + [0.8, 0.1]] * len(right))
    assert target[links[-1].english_start : links[-1].english_end].lower() in {"demonstrations", "schools"}
    assert source[links[-1].start : links[-1].end] == source.rsplit(maxsplit=1)[-1]


def test_links_follow_the_attention_and_tie_numbers() -> None:
    source, target = "زار 77 وزيرا", "77 ministers visited"
    pieces = [(0, 3), (4, 6), (7, 12), (0, 0)]
    attention = [[0.1, 0.7, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1], [0.7, 0.1, 0.1, 0.1]]
    links = link_words(source, target, pieces, [(0, 2), (3, 12), (13, 20)], attention)
    found = {(source[x.start : x.end], target[x.english_start : x.english_end]) for x in links}
    assert found == {("77", "77"), ("وزيرا", "ministers"), ("زار", "visited")}


class Looper:
    """A network that loops unless it is asked strictly."""

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        good = options.no_repeat_ngram == 3 and self.mends
        return [Output(["▁fine"] if good else ["▁round"] * 9, True) for _ in batch]

    def __init__(self, mends: bool) -> None:
        self.mends = mends


@pytest.mark.parametrize(("mends", "english"), [(True, "Fine"), (False, "Round" + " round" * 8)])
def test_a_loop_is_tried_again_strictly_and_marked_when_it_stays(mends: bool, english: str) -> None:
    engine = NeuralTranslator("looper", "0" * 12, lambda: (Looper(mends), Words()))
    ((_, result),) = engine.translate([SourceSentence("قال الوزير")])
    assert result.english == english.strip()
    assert [mark.kind for mark in result.marks] == ([] if mends else ["repetition"])
    assert all(result.english[mark.english_start : mark.english_end].casefold().startswith("round") for mark in result.marks)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,A", max_size=30), st.text(alphabet="ab .,A", max_size=30))
def test_differences_give_both_texts_back(left: str, right: str) -> None:
    parts = differences(left, right)
    assert "".join(part.left for part in parts) == left
    assert "".join(part.right for part in parts) == right
    assert all((part.left == part.right) == (part.kind == "same") for part in parts)


def test_a_second_opinion_holds_both_and_where_they_part() -> None:
    left = NeuralTranslator("left", "0" * 12, lambda: (Looper(mends=True), Words()))
    right = NeuralTranslator("right", "1" * 12, lambda: (Looper(mends=False), Words()))
    found = second_opinion(SourceSentence("قال الوزير"), left, right)
    assert (found.left_engine, found.right_engine, found.left.english) == ("left", "right", "Fine")
    assert found.right.marks
    assert "".join(part.right for part in found.parts) == found.right.english
