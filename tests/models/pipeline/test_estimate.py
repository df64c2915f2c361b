"""How likely a sentence misleads: the figures, what a reader is told, and whose weights it is fitted to."""

from __future__ import annotations

import msgspec
import pytest

from models.pipeline.estimate import Estimate, Weight, figures_of, read_estimate, with_estimate
from models.store.files import digest, find, read_manifest
from models.translators.embedded import ESTIMATE
from nlp.doubts.messages import tell
from nlp.protocols import Meaning, Name, SourceSentence

SOURCE = SourceSentence(
    "وصل الوزير إلى القاهرة",
    (Name(15, 22, "Cairo"),),
    meanings=(Meaning(0, 3, ("to arrive",), 2), Meaning(4, 10, ("minister",), 2)),
)
ONE = Estimate("abc", 0.0, {"unsure": Weight(10.0, 5.0, 1.0), "verbs": Weight(1.0, 1.0, 0.5)}, told=0.7, spared=0.3)


def scores(english: str, logs: dict[str, float]) -> list[tuple[int, int, float]]:
    return [(english.index(word), english.index(word) + len(word), logs.get(word, -0.1)) for word in english.split()]


def test_what_is_in_no_meaning_and_no_name_counts_by_how_unsure_it_is() -> None:
    english = "The minister arrived in Cairo yesterday"
    figures = figures_of(SOURCE, english, scores(english, {"yesterday": -3.0, "Cairo": -2.0}))
    assert figures["unfounded"] == pytest.approx(3.0)
    assert figures["unsaid"] == 0.0
    assert figures["weakest"] == 3.0
    assert figures["unsure"] == pytest.approx(5.4)
    assert figures["verbs"] == 1.0
    assert figures_of(SOURCE, "He left", scores("He left", {"left": -2.0}))["unsaid"] == 1.0


def test_an_empty_text_has_figures() -> None:
    assert figures_of(SourceSentence(""), "", [])["unsure"] == 0.0


def test_one_doubt_at_least_is_told_where_it_likely_misleads_and_none_where_not() -> None:
    guess = tell("unsure word", english="gold", english_start=0, english_end=4)
    likely, unlikely, between = ({"unsure": value, "verbs": 1.0} for value in (20.0, 2.0, 10.0))
    assert with_estimate([guess], ONE, SOURCE, likely) == [guess]
    (told,) = with_estimate([], ONE, SOURCE, likely)
    assert told.kind == "unsure"
    assert told.message == tell("may mislead").message
    assert with_estimate([guess], ONE, SOURCE, unlikely) == []
    assert with_estimate([guess], ONE, SOURCE, between) == [guess]
    assert with_estimate([], ONE, SOURCE, between) == []


def test_the_reason_is_what_adds_most() -> None:
    (told,) = with_estimate([], ONE, SOURCE, {"unsure": 14.0, "verbs": 6.0})
    assert told.message == tell("may mislead, long").message


def test_what_was_fitted_to_other_weights_is_left_aside(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("estimate") / "e.json"
    assert read_estimate(path, "abcdef") is None
    path.write_bytes(msgspec.json.encode(ONE))
    assert read_estimate(path, "abcdef") == ONE
    assert read_estimate(path, "abdefg") is None
    path.write_text("{}")
    assert read_estimate(path, "abcdef") is None


def test_what_ships_was_fitted_to_the_weights_that_ship() -> None:
    made = read_estimate(ESTIMATE, digest(read_manifest(find("embedded")).files))
    assert made is not None
    assert set(made.figures) == set(figures_of(SOURCE, "The minister arrived", []))
    assert 0 < made.spared <= made.told < 1
