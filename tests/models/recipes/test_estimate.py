"""The fit of how likely English misleads: what is learnt, where the bound lies, and the labels it is learnt from."""

from __future__ import annotations

import numpy
import pytest

from models.pipeline.estimate import Estimate
from models.recipes.estimate.learn import LABELS, Label, bound, fit, labels, marks_with, table
from nlp.document import Sentence
from nlp.doubts.messages import tell
from nlp.protocols import SourceSentence


def test_what_tells_is_learnt_and_the_bound_gives_the_precision() -> None:
    chance = numpy.random.default_rng(1)
    x = chance.normal(size=(400, 2))
    y = (x[:, 0] + 0.3 * chance.normal(size=400) > 0).astype(int)
    bias, weights, likely = fit(x, y, ["telling", "idle"])
    assert weights["telling"].part > 5 * abs(weights["idle"].part)
    told = bound(likely, y, 0.9)
    assert y[likely >= told].mean() >= 0.9
    estimate = Estimate("", bias, weights, told, 0.4)
    source = SourceSentence("")
    assert estimate.misleads(source, {"telling": 2.0, "idle": 0.0}) > 0.9
    assert estimate.misleads(source, {"telling": -2.0, "idle": 0.0}) < 0.1
    assert bound(likely, 0 * y, 0.9) == 1.0


def test_rules_marks_stay_and_guesses_are_spared() -> None:
    bias, weights, _ = fit(numpy.array([[0.0], [1.0]] * 10), numpy.array([0, 1] * 10), ["telling"])
    estimate = Estimate("", bias, weights, 0.7, 0.4)
    number, guess = tell("number lost", arabic="15"), tell("unsure word", english="gold")
    row = Sentence(0, 1, "ن", english="x", marks=(number, guess))
    assert marks_with(estimate, row, {"telling": 0.0}) == [number]
    assert marks_with(estimate, row, {"telling": 1.0}) == [number, guess]


def test_the_report_counts() -> None:
    judged = [Label(severity, "", "") for severity in (2, 1, 2, 0)]
    assert table("all", [True, True, False, True], judged) == "| all | 4 | 2 | 1 (50%) | 3 | 33% | 67% |"


def test_every_label_has_its_words_in_its_sentence() -> None:
    import lzma

    known = labels(LABELS)
    assert len(known) >= 1_500
    assert 0.4 < sum(label.misleads for label in known) / len(known) < 0.8
    with lzma.open(LABELS, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    assert {row[0] for row in rows} == {"0", "1", "2"}
    astray = [row for row in rows if row[1] != "-" and any(part.strip() not in row[6] for part in row[1].split(" | "))]
    assert len(astray) < 0.03 * len(rows), astray[:3]


@pytest.mark.parametrize("name", ["labels_firefox.tsv", "labels_firefox_again.tsv"])
def test_other_engines_labels_name_each_line_once(name: str) -> None:
    lines = [
        line.split("\t") for line in LABELS.with_name(name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    assert len({line[0] for line in lines}) == len(lines)
    assert all(len(line) == 5 and line[1] in "012" for line in lines)
