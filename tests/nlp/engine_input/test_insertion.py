"""Names put into the Arabic, and found again in the English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Output
from nlp.engine_input.insertion import HINT_MARK, hidden, insert_names, without_hints
from nlp.protocols import Hint, Name, SourceSentence
from tests.support.fakes import Words


@pytest.mark.parametrize(
    ("text", "span", "english", "wanted"),
    [
        ("قالت مايكروسوفت اليوم", (5, 15), "Microsoft", "قالت Microsoft اليوم"),
        ("ومايكروسوفت قالت", (1, 11), "Microsoft", "و Microsoft قالت"),
        ("«مايكروسوفت»", (1, 11), "Microsoft", "«Microsoft»"),
        ("كتابهم", (0, 4), "Kitab", "Kitab هم"),
        ("زار عبد الفتاح السيسي", (4, 21), "Abdel Fattah el-Sisi", "زار Abdel Fattah el-Sisi"),
    ],
)
def test_the_name_stands_alone(text: str, span: tuple[int, int], english: str, wanted: str) -> None:
    passed = insert_names(SourceSentence(text, (Name(*span, english),)))
    assert passed.text == wanted
    (name,) = passed.names
    assert passed.text[name.start : name.end] == english
    assert passed.original == (span,)


@pytest.mark.parametrize(
    "name", [Name(0, 99, "X"), Name(3, 3, "X"), Name(-1, 3, "X"), Name(0, 3, ""), Name(0, 3, "كتب"), Name(0, 3, "x" * 99)]
)
def test_names_that_cannot_be_used_are_left(name: Name) -> None:
    sentence = SourceSentence("كتب الولد", (name,))
    assert insert_names(sentence).text == sentence.text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="كتاب ،.a1\u064e", max_size=30), st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=4))
def test_every_character_knows_where_it_comes_from(text: str, spans: list[tuple[int, int]]) -> None:
    passed = insert_names(SourceSentence(text, tuple(Name(a, b, "Ab Cd") for a, b in spans)))
    assert len(passed.origin) == len(passed.text)
    assert all(0 <= a <= b <= len(text) for a, b in passed.origin)
    assert [a for a, _ in passed.origin] == sorted(a for a, _ in passed.origin)
    kept = [i for i, (a, b) in enumerate(passed.origin) if b - a == 1 and not any(n.start <= i < n.end for n in passed.names)]
    assert all(passed.text[i] == text[passed.origin[i][0]] for i in kept)


@pytest.mark.parametrize(
    ("text", "hints", "wanted"),
    [
        ("هاجمت مسيرات، أمس", [Hint(6, 12, "drones")], "هاجمت مسيرات ^drones، أمس"),
        ("تراجع حتى لو كان", [Hint(6, 12, "even if")], "تراجع حتى لو ^even if كان"),
        ("شركة Azure", [Hint(0, 4, "company")], "شركة Azure"),  # it would run into the Latin name
        ("شركة ^ كبيرة", [Hint(0, 4, "company")], "شركة ^ كبيرة"),  # the mark is the reader's own here
        ("كتاب", [Hint(0, 4, "كتاب"), Hint(2, 9, "x"), Hint(0, 4, "x" * 99)], "كتاب"),
    ],
)
def test_a_hint_stands_behind_its_word(text: str, hints: list[Hint], wanted: str) -> None:
    passed = insert_names(SourceSentence(text, (), tuple(hints)))
    assert passed.text == wanted
    assert len(passed.origin) == len(wanted)
    if HINT_MARK in wanted and HINT_MARK not in text:
        assert without_hints(wanted) == text == without_hints(hidden(wanted))
        assert len(hidden(wanted)) == len(wanted)
        at = wanted.index(HINT_MARK)
        assert passed.origin[at] == (hints[0].start, hints[0].end)


def test_names_come_before_hints_and_a_hint_before_a_name_is_left_out() -> None:
    text = "شركة مايكروسوفت كبيرة"
    given_hints = (Hint(0, 4, "company"), Hint(5, 15, "software"), Hint(16, 21, "big"))
    assert insert_names(SourceSentence(text, (Name(5, 15, "Microsoft"),), given_hints)).text == "شركة Microsoft كبيرة ^big"


class Copier:
    """A network that copies its source, except words it was told to lose; `quoted`: also where they stand in quotation marks."""

    def __init__(self, loses: str = "", *, quoted: bool = True) -> None:
        self.loses = {f"▁{loses}", f'▁"{loses}"'} if quoted else {f"▁{loses}"}
        self.calls: list[list[list[str]]] = []

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        self.calls.append(batch)
        outputs = []
        for source in batch:
            kept = [i for i, piece in enumerate(source[:-1]) if piece not in self.loses]
            rows = [[1.0 if i == j else 0.0 for j in range(len(source))] for i in kept]
            outputs.append(
                Output(
                    ["▁" + "abcdefghij"[i % 10] * 3 if not source[i].isascii() and source[i][1] > "z" else source[i] for i in kept],
                    True,
                    rows,
                )
            )
        return outputs


def engine(network: Copier) -> NeuralTranslator:
    return NeuralTranslator("copier", "0" * 12, lambda: (network, Words()), names=True)


def test_a_name_that_comes_through_is_linked_exactly() -> None:
    sentence = SourceSentence("قالت مايكروسوفت اليوم", (Name(5, 15, "Microsoft"),))
    ((_, result),) = engine(Copier()).translate([sentence])
    assert result.english == "Aaa Microsoft ccc"
    exact = [link for link in result.links if link.weight == 1.0 and link.start == 5]
    assert [(link.end, link.english_start, link.english_end) for link in exact] == [(15, 4, 13)]


def test_a_name_that_is_lost_is_translated_without_passing_it() -> None:
    network = Copier(loses="Microsoft")
    sentence = SourceSentence("قالت مايكروسوفت اليوم", (Name(5, 15, "Microsoft"),))
    ((_, result),) = engine(network).translate([sentence])
    assert result.english == "Aaa bbb ccc"
    assert len(network.calls) == 3  # with it, without it, with it in quotation marks


def test_a_name_that_comes_through_in_quotation_marks_is_linked_exactly() -> None:
    sentence = SourceSentence("قالت مايكروسوفت اليوم", (Name(5, 15, "Microsoft"),))
    ((_, result),) = engine(Copier(loses="Microsoft", quoted=False)).translate([sentence])
    assert result.english == "Aaa Microsoft ccc"
    exact = [link for link in result.links if link.weight == 1.0 and link.start == 5]
    assert [(link.end, link.english_start, link.english_end) for link in exact] == [(15, 4, 13)]


def test_the_names_that_came_through_are_kept_when_another_is_lost() -> None:
    network = Copier(loses="Microsoft")
    sentence = SourceSentence("قالت مايكروسوفت أمس لزيد", (Name(5, 15, "Microsoft"), Name(21, 24, "Zayd")))
    ((_, result),) = engine(network).translate([sentence])
    assert "Zayd" in result.english
    assert "Microsoft" not in result.english
    assert len(network.calls) == 3


def test_a_name_that_stands_twice_is_linked_twice() -> None:
    sentence = SourceSentence("زيد قال لزيد شيئا", (Name(0, 3, "Zayd"), Name(9, 12, "Zayd")))
    ((_, result),) = engine(Copier()).translate([sentence])
    assert sorted(
        (link.start, result.english[link.english_start : link.english_end]) for link in result.links if link.weight == 1.0
    )[:2]
    assert {link.start for link in result.links if result.english[link.english_start : link.english_end] == "Zayd"} == {0, 9}
