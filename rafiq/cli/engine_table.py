"""The README's table of engines, from the cards: the same on every machine, what a reader has added is not in it.

`rafiq engines list --markdown` prints it, and a test holds the README to it.
"""

from __future__ import annotations

from typing import Any, Final

from rafiq.cli.streams import size_of

__all__ = ["markdown"]

_UNPACKED: Final = {"firefox": 37_000_000}  # bytes; the vocabulary and the shortlist at twice their packed size, never published


def markdown() -> str:
    """The table as Markdown, one line an engine.

    A translation engine keeps what was fetched and an int8 copy beside it, reckoned here at one byte a weight.
    """
    from models.registry import card as card_of
    from models.store.cards import CARDS

    lines = [
        "| engine | what it is | weights | to fetch | on disk | licence | published scores | how to add it |",
        "|---|---|---:|---:|---:|---|---|---|",
    ]
    for name, known in CARDS.items():
        card = card_of(name) if name == "embedded" else known
        copy = card.parameters * 1_000_000 if card.task == "translation" and not card.pinned else 0
        title = f"[{card.title}]({card.source})" if card.source.startswith("https://") and " " not in card.source else card.title
        how = (
            f"`.venv/bin/rafiq engines add {name}`"
            if card.repository or card.pinned
            else "`.venv/bin/camel_data -i ner-arabert`"
            if card.download
            else "ships with Rafiq"
        )
        cells = [
            f"`{name}`",
            title,
            f"{card.parameters:,} M",
            size_of(card.download) if card.download else "nothing",
            size_of(_UNPACKED.get(name, card.download or card.size) + copy),
            card.licence,
            _scores(card) or ("[its card](models/weights/CARDS.md)" if name == "embedded" else "none found"),
            how,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _scores(card: Any) -> str:
    """ "FLORES-200 devtest 42.8 BLEU, 65.4 chrF2++ ([source](address)); …": figures of one test and source together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for score in card.scores:
        together.setdefault((score.test, score.source, score.address), []).append(f"{score.value:.1f} {score.metric}")
    told = []
    for (test, source, address), figures in together.items():
        told.append(f"{test} {', '.join(figures)} ({f'[{source}]({address})' if address else source})")
    return "; ".join(told)
