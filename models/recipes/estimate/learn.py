"""Fits `models.pipeline.estimate` to labelled sentences, and says how good it is.

    python -m models.recipes.estimate.learn [--labels FILE] [--out FILE]

Each line of the labels (`labels.tsv.xz`, README beside it) is a sentence in the embedded engine's English with its severity: 2
misleads, 1 is slightly off, 0 says what the Arabic says. The sentences are read again; a label of English that has become another
says nothing any more and is left out. Even lines are fitted to, bounds included (by probabilities of five parts, each judged by
what the other four teach); odd lines are only reported: sentences marked, with all of a reading's marks, before and after.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from models.pipeline.estimate import Estimate, Weight, with_estimate
from models.recorded import as_read
from models.store.files import digest, find, read_manifest
from models.translators.embedded import ESTIMATE, open_engine
from nlp.document import Mark, Sentence
from nlp.protocols import SourceSentence

LABELS: Final = Path(__file__).with_name("labels.tsv.xz")
PRECISION: Final = 0.62  # of the sentences that are told by it alone, so many mislead
SPARED: Final = 0.35
"""Guesses at words are told from here on: under it most are wrong. This bound and the one above were chosen on the even lines;
this one is never above where the estimate itself tells."""
_MISLEADS: Final = 2
STRENGTH: Final = 0.3  # of the regression's weights (sklearn's C)


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled sentence."""

    severity: int
    arabic: str
    english: str

    @property
    def misleads(self) -> bool:
        """Whether a reader of the English would believe something that the Arabic does not say."""
        return self.severity == _MISLEADS


@dataclass
class Gathering:
    """Takes the figures of each sentence and changes no mark: nothing is spared, and nothing is certain enough to be told."""

    told: float = 2.0
    spared: float = 0.0
    figures: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def misleads(self, source: SourceSentence, figures: Mapping[str, float]) -> float:
        """Nothing is known yet."""
        self.figures[source.text] = figures
        return 0.0

    def reason(self, figures: Mapping[str, float]) -> str:
        """Never asked for: nothing is told."""
        raise NotImplementedError


def labels(path: Path) -> list[Label]:
    """The lines of a label file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return [Label(int(row[0]), row[5], row[6]) for row in rows]


def fit(x: Any, y: Any, names: Sequence[str]) -> tuple[float, dict[str, Weight], Any]:
    """(bias, weights, the probabilities of five parts, each by what the other four teach)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    line = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    parts = StratifiedKFold(5, shuffle=True, random_state=1)
    likely = cross_val_predict(line, x, y, cv=parts, method="predict_proba")[:, 1]
    line.fit(x, y)
    scale, model = line[0], line[-1]
    columns = zip(names, scale.mean_, scale.scale_, model.coef_[0], strict=True)
    return float(model.intercept_[0]), {n: Weight(*(round(float(each), 4) for each in (m, s, c))) for n, m, s, c in columns}, likely


def bound(likely: Any, y: Any, precision: float) -> float:
    """The lowest probability from which at least so many of the sentences mislead.

    >>> bound(np.array([0.9, 0.8, 0.7, 0.2]), np.array([1, 1, 0, 0]), 0.9)
    0.8
    """
    order = np.argsort(-likely)
    right = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    enough = np.flatnonzero(right >= precision)
    return float(likely[order][enough[-1]]) if len(enough) else 1.0


def marks_with(estimate: Estimate, row: Sentence, figures: Mapping[str, float]) -> list[Mark]:
    """A reading's marks with the estimate; `row` was read without."""
    guesses = [mark for mark in row.marks if mark.kind == "unsure"]
    others = (mark for mark in row.marks if mark.kind != "unsure")
    return [*others, *with_estimate(guesses, estimate, SourceSentence(row.arabic), figures)]


def table(name: str, marked: Sequence[bool], judged: Sequence[Label]) -> str:
    """A line of the report."""
    of_marked = [label for label, told in zip(judged, marked, strict=True) if told]
    both, wrong = sum(label.misleads for label in of_marked), sum(label.misleads for label in judged)
    told, faulty = max(1, len(of_marked)), sum(label.severity > 0 for label in of_marked)
    shares = f"{both} ({both / max(1, wrong):.0%}) | {len(of_marked)} | {both / told:.0%} | {faulty / told:.0%} |"
    return f"| {name} | {len(marked)} | {wrong} | {shares}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--out", type=Path, default=ESTIMATE)
    asked = parser.parse_args()
    from rafiq.workbench import Workbench

    known, gathered = labels(asked.labels), Gathering()
    rows = as_read([label.arabic for label in known], open_engine(estimate=gathered), Workbench().reader())
    kept = [
        (number % 2, label, row, gathered.figures[label.arabic])
        for number, (label, row) in enumerate(zip(known, rows, strict=True))
        if row.english == label.english and label.arabic in gathered.figures
    ]
    print(f"{len(kept)} of {len(known)} sentences have the English that was labelled")
    names = list(kept[0][3])
    x = np.array([[figures[name] for name in names] for half, _, _, figures in kept if not half])
    y = np.array([label.misleads for half, label, _, _ in kept if not half])
    bias, weights, likely = fit(x, y, names)
    version = digest(read_manifest(find("embedded")).files)[:12]
    estimate = Estimate(version, round(bias, 4), weights, round(bound(likely, y, PRECISION), 3), SPARED)
    asked.out.parent.mkdir(exist_ok=True)
    asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(estimate), indent=1) + b"\n")
    print(f"told from {estimate.told}, {asked.out} written")
    print("\n| sentences | all | mislead | of these marked | marked | of these mislead | mislead or are off |")
    print("|---|---|---|---|---|---|---|")
    for half, name in enumerate(("fitted to", "kept aside")):
        mine = [each for each in kept if each[0] == half]
        judged = [label for _, label, _, _ in mine]
        print(table(f"{name}, marks before", [bool(row.marks) for _, _, row, _ in mine], judged))
        print(
            table(
                f"{name}, the estimate alone",
                [estimate.misleads(SourceSentence(""), f) >= estimate.told for *_, f in mine],
                judged,
            )
        )
        print(table(f"{name}, marks with it", [bool(marks_with(estimate, row, f)) for _, _, row, f in mine], judged))


if __name__ == "__main__":
    main()
