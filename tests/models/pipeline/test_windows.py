"""Windows of sentences are at work beside each other, in order, and only what is kept is scored."""

from __future__ import annotations

from threading import Barrier

import pytest

from models.pipeline.doubt import Doubt
from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Output
from nlp.errors import EngineError
from nlp.protocols import SourceSentence
from tests.support.fakes import Words

FIRST, WINDOW, LARGE = 4, 32, 64


class Meeting:
    """Says the number of the sentence. After the first window it answers two batches that wait for each other, or nobody."""

    beside = 2

    def __init__(self, bad: int = -1) -> None:
        self.barrier, self.sizes, self.bad = Barrier(2), list[int](), bad

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        self.sizes.append(len(batch))
        if len(batch) > FIRST:
            self.barrier.wait(10)
        if any(pieces[1] == f"▁{self.bad}" for pieces in batch):
            raise EngineError("The engine failed.")
        return [Output([pieces[1]], True, [[0.0] * len(pieces)]) for pieces in batch]


def sentences(count: int) -> list[SourceSentence]:
    return [SourceSentence(f"رقم {number}") for number in range(count)]


def test_two_windows_are_at_work_at_once_and_come_in_order() -> None:
    network = Meeting()
    engine = NeuralTranslator("meeting", "0" * 12, lambda: (network, Words()))
    count = FIRST + WINDOW + 3 * LARGE
    made = list(engine.translate(sentences(count)))
    assert [at for at, _ in made] == list(range(count))
    assert [translation.english for _, translation in made] == [str(at) for at in range(count)]
    assert network.sizes[0] == FIRST
    assert sorted(network.sizes[1:]) == [WINDOW, *[LARGE] * 3]


def test_what_fails_in_a_window_is_raised_after_what_was_before_it() -> None:
    engine = NeuralTranslator("meeting", "0" * 12, lambda: (Meeting(bad=FIRST + WINDOW + 3), Words()))
    made = engine.translate(sentences(FIRST + WINDOW + LARGE))
    assert [next(made)[0] for _ in range(FIRST + WINDOW)] == list(range(FIRST + WINDOW))
    with pytest.raises(EngineError):
        next(made)


class Looping:
    """Loops until it is asked strictly, and notes what it was asked to score."""

    def __init__(self) -> None:
        self.scored: list[list[str]] = []

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        return [Output(["▁fine"] if options.no_repeat_ngram else ["▁round"] * 9, True) for _ in batch]

    def score(self, batch: list[list[str]], outputs: list[Output], options: DecodingOptions) -> list[list[float]]:
        self.scored += [output.pieces for output in outputs]
        return [[-9.0] * len(output.pieces) for output in outputs]


def test_what_was_tried_and_not_kept_is_not_scored() -> None:
    network = Looping()
    engine = NeuralTranslator("looping", "0" * 12, lambda: (network, Words()), doubt=Doubt(word=-3.0, sentence=-2.0))
    ((_, made),) = engine.translate([SourceSentence("قال الوزير")])
    assert made.english == "Fine"
    assert network.scored == [["▁fine"]]
    assert [mark.kind for mark in made.marks] == ["unsure"]
