"""The README's tables of engines, from the cards: the same on every machine, what a reader has added is not in it.

`rafiq engines list --markdown` prints them, and a test holds the README to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rafiq.cli.streams import size_of

if TYPE_CHECKING:
    from models.store.cards import Card

__all__ = ["markdown"]

_UNPACKED: Final = {"firefox": 37_000_000}  # bytes; the vocabulary and the shortlist at twice their packed size, never published


_HEAD: Final = (
    "| engine | what it is | weights | to fetch | on disk | licence | scores | how to add it |",
    "|---|---|---:|---:|---:|---|---|---|",
)
_SUPERSEDED: Final = "Superseded: `firefox` scores higher and is smaller. They can still be added."
_TAGGERS: Final = "Names of people, places and organisations are found by Rafiq's own tagger, or by one of these (`--tagger`):"
_ADDRESS: Final = "http://127.0.0.1:11434#translategemma:4b"


def markdown() -> str:
    """The tables as Markdown, one line an engine: translators worth adding, those that another supersedes, taggers.

    A translation engine keeps what was fetched and an int8 copy beside it, reckoned here at one byte a weight.
    """
    from models.registry import card as card_of
    from models.store.cards import CARDS, SERVED

    cards = [card_of(name) if name == "embedded" else known for name, known in CARDS.items()]
    translators = [card for card in cards if card.task == "translation"]
    current = [*(card for card in translators if not card.instead), SERVED]
    superseded = [card for card in translators if card.instead]
    taggers = [card for card in cards if card.task == "tagging"]
    parts = [_table(current), _SUPERSEDED, _table(superseded), _TAGGERS, _table(taggers)]
    return "\n\n".join(parts)


def _table(cards: Sequence[Card]) -> str:
    return "\n".join([*_HEAD, *(f"| {' | '.join(_cells(card))} |" for card in cards)])


def _cells(card: Card) -> list[str]:
    """The cells of one engine, as `_HEAD` names them."""
    served = card.opener.startswith("models.translators.server:")
    copied = card.task == "translation" and not card.pinned and not served
    copy = card.parameters * 1_000_000 if copied else 0
    title = f"[{card.title}]({card.source})" if card.source.startswith("https://") and " " not in card.source else card.title
    return [
        f"`{card.name}`" + (" (add first)" if card.name == "firefox" else ""),
        title + (", by a server" if served else ""),
        f"{card.parameters:,} M",
        "by the server" if served else size_of(card.download) if card.download else "nothing",
        "–" if served else size_of(_UNPACKED.get(card.name, card.download or card.size) + copy),
        card.licence,
        _scores(card) or "none found",
        _how(card, served=served),
    ]


def _how(card: Card, *, served: bool) -> str:
    """How a reader adds the engine, in a checkout."""
    if served:
        return f"`.venv/bin/rafiq engines add {card.name} --address {_ADDRESS}`"
    if card.repository or card.pinned:
        return f"`.venv/bin/rafiq engines add {card.name}`"
    return "`.venv/bin/camel_data -i ner-arabert`" if card.download else "ships with Rafiq"


def _scores(card: Card) -> str:
    """ "FLORES-200 devtest 42.8 BLEU, 65.4 chrF2++ ([source](address)); …": figures of one test and source together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for score in card.scores:
        together.setdefault((score.test, score.source, score.address), []).append(f"{score.value:.1f} {score.metric}")
    told = []
    for (test, source, address), figures in together.items():
        told.append(f"{test} {', '.join(figures)} ({f'[{source}]({address})' if address else source})")
    return "; ".join(told)
