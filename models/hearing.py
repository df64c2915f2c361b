"""What an installed engine says against what its publisher's run of it said, and against human English: `rafiq engines verify`.

Three texts of one line a sentence: the Arabic, the recorded English, and a reference where there is one. The Arabic goes in bare,
as it did there: no names are put in, nothing is tried again. What the scores mean is left to the reader; whether an engine may be
used at all is decided when it is added (`models.pipeline.agreement`).
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models import registry
from models.store.added import folder_of
from nlp.errors import InputError
from nlp.protocols import SourceSentence

__all__ = ["Heard", "Scores", "Texts", "hear", "read_texts"]


@dataclass(frozen=True, slots=True)
class Texts:
    """Arabic, what the publisher's run of the engine made of it, and what people made of it (() where nobody did), line by line."""

    arabic: tuple[str, ...]
    recorded: tuple[str, ...]
    reference: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """BLEU and chrF of one English against another, 0–100."""

    bleu: float
    chrf: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How near the engine's English is to the recorded one (`worst`: chrF of the sentence that differs most), and how near each of
    the two is to the reference, where there is one."""

    sentences: int
    recorded: Scores
    worst: float
    reference: Scores | None
    recorded_against_reference: Scores | None


def read_texts(arabic: Path, recorded: Path, reference: Path | None = None) -> Texts:
    """The reader's files. Raises `InputError` for one that cannot be read, or has another number of lines."""
    texts = [_lines(path) for path in (arabic, recorded, *((reference,) if reference else ()))]
    if len({len(text) for text in texts}) > 1 or not texts[0]:
        counts = ", ".join(str(len(text)) for text in texts)
        raise InputError(f"The files must have one sentence a line, the same in each; they have {counts} lines.")
    return Texts(*texts)


def hear(name: str, texts: Texts | None = None) -> Heard | None:
    """Lets an installed engine say `texts` (without them, what is recorded of it), and scores that; None where nothing is recorded.

    Raises what opening the engine raises, and `EngineError` where it fails.
    """
    card = registry.card(name)
    maker = importlib.import_module(card.pinned) if card.pinned else None
    if texts is None:
        if maker is None:
            return None
        texts = Texts(*maker.record())
    if maker is not None and registry.is_installed(name):
        english = maker.speaker(folder_of(card))(texts.arabic)
    else:
        answers = dict(registry.translator(name).translate([SourceSentence(line) for line in texts.arabic]))
        english = [answers[i].english for i in range(len(texts.arabic))]
    return _heard(english, texts)


def _heard(english: Sequence[str], texts: Texts) -> Heard:
    import sacrebleu

    chrf = sacrebleu.CHRF()
    return Heard(
        len(texts.arabic),
        _scores(english, texts.recorded),
        round(min(chrf.sentence_score(new, [old]).score for new, old in zip(english, texts.recorded, strict=True)), 1),
        _scores(english, texts.reference) if texts.reference else None,
        _scores(texts.recorded, texts.reference) if texts.reference else None,
    )


def _scores(english: Sequence[str], other: Sequence[str]) -> Scores:
    """
    >>> _scores(["The minister left Cairo."], ["The minister left Cairo."])
    Scores(bleu=100.0, chrf=100.0)
    """
    import sacrebleu

    bleu, chrf = sacrebleu.corpus_bleu(list(english), [list(other)]), sacrebleu.corpus_chrf(list(english), [list(other)])
    return Scores(round(bleu.score, 1), round(chrf.score, 1))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.expanduser().read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"The file {path} cannot be read: {reason}.") from error
