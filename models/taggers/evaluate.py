"""Scores a tagger on a file of `token<TAB>tag` lines (further columns are ignored), a blank line between sentences.

`evaluate_file(path)` is what `rafiq evaluate-tagger FILE.tsv` prints: precision, recall and F1 of whole spans, per type and
over all, as seqeval counts them (written out here, so that the product needs no seqeval; a test compares).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import InputError, NotFoundError
from nlp.protocols import Tagger

__all__ = ["Score", "evaluate_file", "read_file", "report", "score", "spans"]

TYPES = ("PERS", "LOC", "ORG", "MISC")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans."""

    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.given + self.gold
        return 2 * self.right / total if total else 0.0


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(first, last + 1, type) of the names in BIO tags; an I- that continues nothing begins a name, as in conlleval."""
    places: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            places.add((start, index, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = index, tag[2:]
    return places


def score(
    gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], *, skip: frozenset[str] = frozenset()
) -> dict[str, Score]:
    """Scores by type and "all"; types in `skip` are left out on both sides."""
    counts = {kind: [0, 0, 0] for kind in (*TYPES, "all")}
    for ours, theirs in zip(predicted, gold, strict=True):
        a, b = spans(ours), spans(theirs)
        for kind in TYPES:
            if kind in skip:
                continue
            x, y = {s for s in a if s[2] == kind}, {s for s in b if s[2] == kind}
            for name in (kind, "all"):
                counts[name][0] += len(x & y)
                counts[name][1] += len(x)
                counts[name][2] += len(y)
    return {kind: Score(*numbers) for kind, numbers in counts.items()}


def read_file(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """(tokens, tags) of each sentence. Raises `NotFoundError`, or `InputError` naming the first line that is not token<TAB>tag."""
    if not path.is_file():
        raise NotFoundError(f"There is no file {str(path)!r} to evaluate on.")
    tokens: list[list[str]] = [[]]
    tags: list[list[str]] = [[]]
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeError) as error:
        raise InputError(f"{str(path)!r} cannot be read as UTF-8 text: {error}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip("\r\n "):
            if tokens[-1]:
                tokens.append([])
                tags.append([])
            continue
        columns = line.rstrip("\r").split("\t")
        if len(columns) < 2 or not (columns[1] == "O" or (columns[1][:2] in {"B-", "I-"} and columns[1][2:] in TYPES)):
            raise InputError(f"Line {number} of {str(path)!r} is {line[:60]!r}; a token, a tab and a tag (B-PERS) would be right.")
        tokens[-1].append(columns[0])
        tags[-1].append(columns[1])
    if not tokens[-1]:
        tokens.pop()
        tags.pop()
    if not tokens:
        raise InputError(f"{str(path)!r} holds no sentences.")
    return tokens, tags


def report(scores: dict[str, Score]) -> str:
    """A table for people."""
    rows = [f"{'':6} precision  recall      F1   names"]
    for kind, value in scores.items():
        if value.gold or value.given:
            rows.append(f"{kind:6} {value.precision:9.3f} {value.recall:7.3f} {value.f1:7.3f} {value.gold:7d}")
    return "\n".join(rows)


def evaluate_file(path: Path, tagger: Tagger | None = None, *, skip: frozenset[str] = frozenset()) -> str:
    """The report of `tagger` (the best installed when none is given) on the file at `path`."""
    if tagger is None:
        from models.taggers.ours import load

        tagger = load()
    tokens, tags = read_file(path)
    predicted: list[list[str]] = []
    for start in range(0, len(tokens), 64):
        predicted += tagger.tag(tokens[start : start + 64])
    return report(score(tags, predicted, skip=skip))
