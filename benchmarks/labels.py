"""What benchmarks over labelled sentences share: label files in two halves, and the links of forced English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from models.pipeline.links.dictionary import with_dictionary
from models.pipeline.links.forced import forced_links
from models.translators.embedded import open_for_links
from nlp.protocols import TokenLink
from rafiq.workbench import Workbench

__all__ = ["HALVES", "halved", "linked"]

HALVES: Final = ("tuning", "reported")
_BATCH: Final = 16

Links = Sequence[TokenLink]


def halved(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(half, columns) of each line of a label file that is no comment."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return ((HALVES[number % 2], line) for number, line in enumerate(lines))


def linked(pairs: Sequence[tuple[str, str]]) -> list[tuple[Links, Links]]:
    """The links of each Arabic sentence and its English, which the embedded network is forced to write: by attention, and with the
    dictionary."""
    network = open_for_links()
    attention = [links for at in range(0, len(pairs), _BATCH) for links in forced_links(network, pairs[at : at + _BATCH])]
    sources = Workbench().sources([arabic for arabic, _ in pairs])
    return [
        (links, with_dictionary(source, english, links))
        for (_, english), links, source in zip(pairs, attention, sources, strict=True)
    ]
