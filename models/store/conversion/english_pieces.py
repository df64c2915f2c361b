"""Which pieces a network that writes English chooses between at each step: those of its vocabulary with no Arabic letter.

A vocabulary that both languages share is to four tenths Arabic (6,480 of the embedded network's 16,988 pieces); weighing these as
well is a sixth of the time that a translation takes. CTranslate2 reads the choice from a file of the converted folder: a line is
pieces of the source, a tab and the pieces they allow; the line that begins with the tab holds for every source.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["CHOICE", "english_pieces", "write_choice"]

CHOICE: Final = "vmap.txt"
_VOCABULARIES: Final = ("shared_vocabulary.json", "target_vocabulary.json")


def english_pieces(vocabulary: Sequence[str]) -> list[str]:
    """The pieces of a vocabulary that English is written with.

    >>> english_pieces(["<s>", "</s>", "▁the", "▁كتاب", "2"])
    ['<s>', '</s>', '▁the', '2']
    """
    return [piece for piece in vocabulary if not any(map(_is_arabic, piece))]


def _is_arabic(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("ARABIC ")


def write_choice(folder: Path) -> None:
    """Puts the choice into a converted folder, where its vocabulary has pieces that English is not written with."""
    path = next((folder / name for name in _VOCABULARIES if (folder / name).is_file()), None)
    vocabulary: list[str] = json.loads(path.read_text(encoding="utf-8")) if path else []
    pieces = english_pieces(vocabulary)
    if len(pieces) < len(vocabulary) and not any(set(piece) & set(" \t\n") for piece in pieces):
        (folder / CHOICE).write_text("\t" + " ".join(pieces) + "\n", encoding="utf-8")
