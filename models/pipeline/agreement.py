"""Whether a fetched engine says what its publisher's own run of it said: a few recorded sentences, compared by chrF.

A right file in a wrong runtime, or with another vocabulary beside it, gives English that looks like English; only what it should
have said tells. The same network run by another build differs in a word at times, hence the slack.

>>> agreement(lambda texts: ["The minister left." for _ in texts], [("غادر الوزير.", "The minister left.")])
(100.0,)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from nlp.errors import ArtefactError, EngineError

__all__ = ["agreement", "must_agree", "recorded"]

EACH: Final = 90.0  # chrF of every sentence at least
MEAN: Final = 97.0  # and of all on average

Speak = Callable[[Sequence[str]], Sequence[str]]
"""Arabic sentences → their English, one each."""


def recorded(path: Path) -> list[tuple[str, str]]:
    """(Arabic, recorded English) by line of a TSV that ships with Rafiq."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ArtefactError(f"The file {path} cannot be read: {error.strerror or error}.") from error
    return [(arabic, english) for arabic, _, english in (line.partition("\t") for line in lines)]


def agreement(speak: Speak, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    """chrF (0–100) of what is said now against what was recorded, by sentence."""
    import sacrebleu

    chrf = sacrebleu.CHRF()
    english = speak([arabic for arabic, _ in pairs])
    return tuple(round(chrf.sentence_score(new, [old]).score, 1) for new, (_, old) in zip(english, pairs, strict=True))


def must_agree(name: str, speak: Speak, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    """`agreement`, when it is enough. Raises `EngineError` otherwise."""
    scores = agreement(speak, pairs)
    mean = sum(scores) / len(scores)
    if min(scores) < EACH or mean < MEAN:
        raise EngineError(
            f"The engine {name!r} does not say here what its publisher's own run of it said (chrF {mean:.1f} over {len(scores)} "
            f"sentences, {min(scores):.1f} at worst; {MEAN:.0f} and {EACH:.0f} are asked for), so it is not used."
        )
    return scores
