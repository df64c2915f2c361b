"""English with words told again: kept where the network believes it by the Arabic alone, numbers, dates and what was decided
whatever it believes."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from models.pipeline.draft import Asked, Draft, Part
from models.pipeline.engine import NeuralTranslator
from models.pipeline.retries import _believed
from models.pipeline.search import DecodingOptions, Output
from nlp.engine_input.insertion import insert_names
from nlp.protocols import Hint, SourceSentence
from tests.support.fakes import Words

WORD, SENSE, DATE = Hint(0, 4, "land"), Hint(5, 9, "wild"), Hint(10, 17, "11 July")
DECIDED = Hint(0, 4, "journey", own=True)
SENTENCE = SourceSentence("رحلة برية 11 يوليو", hints=(WORD,), senses=(SENSE, DECIDED), facts=(DATE,))


def draft(*terms: Hint, said: str = "a", parts: int = 1) -> Draft:
    made = Draft(0, SENTENCE, insert_names(SENTENCE), SENTENCE.text, [], [], terms)
    for _ in range(parts):
        part = Part(SENTENCE.text, 0)
        part.asked = [Asked(["source"], Output([said, said]))]
        made.parts.append(part)
    return made


@pytest.mark.parametrize(
    ("terms", "loss", "kept"),
    [
        ((WORD,), 0.2, True),
        ((WORD,), 0.3, False),
        ((SENSE,), 0.3, False),
        ((DECIDED,), 9.0, True),
        ((DATE,), 9.0, True),
        ((WORD, DATE), 9.0, True),
    ],
)
def test_a_word_must_be_believed_and_a_date_or_decided_word_need_not(terms: tuple[Hint, ...], loss: float, kept: bool) -> None:
    desk: Any = SimpleNamespace(losses=lambda pairs: [loss for _ in pairs])
    assert bool(_believed(desk, {0: draft()}, {0: draft(*terms)})) is kept


class _Scored:
    """A network that finds each piece "a" as likely as can be and "b" less."""

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        raise NotImplementedError

    def score(self, batch: list[list[str]], outputs: list[Output], options: DecodingOptions) -> list[list[float]]:
        return [[0.0 if piece == "a" else -2.0 for piece in output.pieces] for output in outputs]


def losses(network: object, pairs: Sequence[tuple[Draft, Draft]]) -> list[float]:
    made: Any = (network, Words())
    return NeuralTranslator("test", "1", lambda: made).losses(pairs)


def test_the_loss_is_of_each_pair_a_piece() -> None:
    same, other, uneven = (draft(), draft()), (draft(), draft(said="b")), (draft(), draft(said="b", parts=2))
    assert losses(_Scored(), [same, other, uneven, other]) == [0.0, 2.0, 0.0, 2.0]
    assert losses(object(), [same, other]) == [0.0, 0.0], "a network that cannot say"
