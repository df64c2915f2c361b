"""How many sentences that mislead are marked, and how many marked ones mislead: the embedded engine's English, by kind of mark.

    python -m benchmarks.faults [--missed] [FILE]

FILE holds sentences in that engine's English, labelled by hand (`data/faults.tsv`). They are read again; where the English has
become another one, the label says nothing of it and the sentence is left out. The first table counts all kinds of marks, the second
each kind: sentences it speaks on, and how many of these mislead. Even lines (tuning) and odd ones (reported) are told apart.
`--missed` lists the misleading sentences of the tuning half that bear no mark.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels import HALVES, halved
from models.recorded import as_read
from models.translators.embedded import open_engine
from nlp.document import Sentence
from rafiq.workbench import Workbench

FILE = Path(__file__).parent / "data" / "faults.tsv"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence in the English it was judged in; `fault` is "-" where it does not mislead."""

    half: str
    field: str
    fault: str
    words: str
    arabic: str
    english: str

    @property
    def misleads(self) -> bool:
        return self.fault != "-"


def labelled(path: Path) -> list[Labelled]:
    """The lines of a label file."""
    return [Labelled(half, *columns) for half, columns in halved(path)]


def tables(judged: Sequence[tuple[Labelled, Sentence]]) -> str:
    """What is marked, in Markdown."""
    lines = ["| half | sentences | mislead | of these marked | marked | of these mislead |", "|---|---|---|---|---|---|"]
    for half in HALVES:
        mine = [(label, row) for label, row in judged if label.half == half]
        bad, marked = [row for label, row in mine if label.misleads], [label for label, row in mine if row.marks]
        caught, right = sum(bool(row.marks) for row in bad), sum(label.misleads for label in marked)
        shares = f"{_share(caught, len(bad))} | {len(marked)} | {_share(right, len(marked))}"
        lines.append(f"| {half} | {len(mine)} | {len(bad)} | {shares} |")
    lines += ["", "| mark | half | marked | of these mislead |", "|---|---|---|---|"]
    for kind in sorted({mark.kind for _, row in judged for mark in row.marks}):
        for half in HALVES:
            spoken = [label for label, row in judged if label.half == half and any(mark.kind == kind for mark in row.marks)]
            lines.append(f"| {kind} | {half} | {len(spoken)} | {_share(sum(label.misleads for label in spoken), len(spoken))} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / max(1, whole):.0f} %)"


def main() -> None:
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    labels = labelled(Path(given[0]) if given else FILE)
    rows = as_read([label.arabic for label in labels], open_engine(), Workbench().reader())
    judged = [(label, row) for label, row in zip(labels, rows, strict=True) if row.english == label.english]
    if len(judged) < len(labels):
        print(f"{len(labels) - len(judged)} of {len(labels)} sentences have become other English and are left out.\n")
    print(tables(judged))
    for label, row in judged if "--missed" in sys.argv else ():
        if label.misleads and not row.marks and label.half == HALVES[0]:
            print(f"\n{label.fault} {label.words}\n  {label.arabic}\n  {label.english}")


if __name__ == "__main__":
    main()
