"""Parallel lines made fit for training: read, normalised as at serving, filtered, without repeats and without evaluation text.

Shapes: a `Pair` is one Arabic and one English line. Every filter names the reason it drops a pair, and `Report` counts them.
"""

from __future__ import annotations

import collections
import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from nlp.text.normalize import fold, for_model, western_digits

__all__ = ["EvaluationGuard", "Pair", "Report", "clean_pairs", "english_form", "read_lines", "reason_to_drop", "split_long"]

MAX_WORDS: Final = 100
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_MARKUP = re.compile(r"https?://|www\.|</?[a-z][^>]*>|\\[a-z]+\{|[{}|\\]|\$\$|_{3,}|\\n|&[a-z]+;", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One training pair; `weight` is how often an epoch shows it, `line` its place in its source."""

    arabic: str
    english: str
    source: str
    weight: float = 1.0
    line: int = -1


@dataclass(slots=True)
class Report:
    """How many pairs came, stayed, and why the others went."""

    read: int = 0
    kept: int = 0
    dropped: collections.Counter[str] = field(default_factory=collections.Counter)


def english_form(text: str) -> str:
    """English as the model is taught to write it: NFKC, no invisible characters, single spaces, plain quotation marks."""
    text = _CONTROL.sub("", unicodedata.normalize("NFKC", text))
    text = text.translate(str.maketrans("“”„«»‘’", '"""""\'\''))
    return " ".join(text.split())


def read_lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line number, Arabic, English) of a `.tsv` or `.tsv.xz`; lines of fewer than two columns are skipped."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")  # noqa: SIM115 - closed below
    with opened as lines:
        for number, line in enumerate(lines):
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 2:
                yield number, cells[0], cells[1]


def _numbers(text: str) -> collections.Counter[str]:
    """Digits of the numbers of `text`, without separators and sign."""
    return collections.Counter(re.sub(r"\D", "", digits).lstrip("0") for digits in _NUMBER.findall(western_digits(text)))


def reason_to_drop(arabic: str, english: str) -> str:  # noqa: PLR0911 - one a reason
    """Why this (already normalised) pair would teach something wrong; "" when it is good."""
    x, y = arabic.split(), english.split()
    if not x or not y:
        return "empty"
    if len(x) > MAX_WORDS or len(y) > MAX_WORDS * 1.4:
        return "too long"
    if max(len(word) for word in x) > 30 or max(len(word) for word in y) > 35:
        return "no words"
    if len(x) > 3.0 * len(y) + 3 or len(y) > 3.5 * len(x) + 4:
        return "length ratio"
    if _MARKUP.search(arabic) or _MARKUP.search(english):
        return "markup"
    letters = len(_ARABIC.findall(arabic))
    if letters < 0.55 * (letters + len(_LATIN.findall(arabic))) or letters < 2:
        return "source not Arabic"
    if _ARABIC.search(english):
        return "English holds Arabic"
    if len(_LATIN.findall(english)) < 0.5 * len(english.replace(" ", "")):
        return "English not words"
    left, right = _numbers(arabic), _numbers(english)
    if (left - right) and (right - left):
        return "numbers disagree"
    if sum((left - right).values()) + sum((right - left).values()) > 2:
        return "numbers missing"
    return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def split_long(arabic: str, english: str) -> list[tuple[str, str]]:
    """A paragraph as its sentence pairs, where both sides have the same number of sentences; else the pair as it is."""
    if len(arabic.split()) <= MAX_WORDS // 2:
        return [(arabic, english)]
    left, right = _SENTENCE_END.split(arabic), _SENTENCE_END.split(english)
    return list(zip(left, right, strict=True)) if len(left) == len(right) > 1 else [(arabic, english)]


class EvaluationGuard:
    """Knows evaluation lines, and tells which training pairs are copies or near-copies of one (either language).

    Near: at least `share` of the word trigrams of the shorter side occur in one single evaluation line.
    """

    def __init__(self, lines: Iterable[tuple[str, str]], *, share: float = 0.4) -> None:
        self._share = share
        self._exact: set[str] = set()
        self._where: dict[tuple[str, ...], set[int]] = collections.defaultdict(set)
        self._sizes: list[int] = []
        for pair in lines:
            for text in pair:
                words = _words(text)
                self._exact.add(" ".join(words))
                grams = {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
                for gram in grams:
                    self._where[gram].add(len(self._sizes))
                self._sizes.append(len(grams))

    def knows(self, text: str) -> bool:
        """Whether `text` is, nearly, an evaluation line."""
        words = _words(text)
        if len(words) > 3 and " ".join(words) in self._exact:
            return True
        grams = {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        hits: collections.Counter[int] = collections.Counter()
        for gram in grams:
            hits.update(self._where.get(gram, ()))
        return any(count >= 3 and count >= self._share * min(len(grams), self._sizes[line]) for line, count in hits.most_common(3))


def clean_pairs(  # noqa: PLR0917 - a pipeline's parts
    lines: Iterable[tuple[int, str, str]],
    source: str,
    weight: float,
    guard: EvaluationGuard,
    seen: set[str],
    report: Report,
) -> Iterator[Pair]:
    """The pairs of one source that are worth training on. `seen` is shared by all sources, best source first."""
    for number, raw_arabic, raw_english in lines:
        for arabic, english in split_long(for_model(_CONTROL.sub("", raw_arabic)), english_form(raw_english)):
            report.read += 1
            reason = reason_to_drop(arabic, english)
            # Digits are blanked, so that one template filled with many numbers counts once.
            keys = [re.sub(r"\d+", "0", fold(arabic)), re.sub(r"\d+", "0", fold(english))]
            if not reason and any(key in seen for key in keys):
                reason = "repeated"
            if not reason and (guard.knows(arabic) or guard.knows(english)):
                reason = "evaluation text"
            if reason:
                report.dropped[f"{source}: {reason}"] += 1
                continue
            seen.update(keys)
            report.kept += 1
            yield Pair(arabic, english, source, weight, number)
