"""The engines a reader added: one folder each under `data_folder()/engines/`, with `card.json` beside the model's files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import msgspec

from models.store.cards import Card
from models.store.files import write_text
from nlp.document import RESERVED_NAMES, engine_name
from nlp.errors import InputError, UnknownNameError
from nlp.paths import data_folder

__all__ = ["added", "check_name", "engines_folder", "folder_of", "forget", "new_name", "remember"]

CARD: Final = "card.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MAX_CARD: Final = 1 << 20


def engines_folder() -> Path:
    """Where added engines lie."""
    return data_folder() / "engines"


def check_name(name: str) -> str:
    """`name` when it can name an engine (and its folder); `InputError` otherwise."""
    if not _NAME.fullmatch(name) or ".." in name:
        raise InputError(f"An engine cannot be named {name!r}: use small letters, digits, '.', '_' and '-', at most 64.")
    return name


def new_name(name: str) -> str:
    """`name` when an engine can be added under it: as `check_name`, and not one that stands for what no engine wrote."""
    return engine_name(check_name(name))


def added() -> dict[str, Card]:
    """The added engines by name. Left out: a folder whose card cannot be read (`rafiq engines verify` tells of it), and a card with
    a name that stands for what no engine wrote (`models.registry` refuses it in words)."""
    cards: dict[str, Card] = {}
    folder = engines_folder()
    if not folder.is_dir():
        return cards
    for path in sorted(folder.glob(f"*/{CARD}")):
        try:
            if path.stat().st_size > _MAX_CARD:
                continue
            card = msgspec.json.decode(path.read_bytes(), type=Card)
        except (OSError, msgspec.MsgspecError):
            continue
        named = card.name == path.parent.name and card.name not in RESERVED_NAMES
        if named and all(Path(name).name == name for name in card.files):
            cards[card.name] = card
    return cards


def remember(card: Card) -> None:
    """Writes the card of an engine whose files are in place: from now on it is installed."""
    path = engines_folder() / new_name(card.name) / CARD
    write_text(path, msgspec.json.format(msgspec.json.encode(card), indent=1).decode() + "\n")


def forget(name: str) -> None:
    """Removes an added engine and its files (never a folder outside `engines_folder()`). Raises `UnknownNameError`."""
    known = added()
    target = engines_folder() / check_name(name)
    if name not in known and not target.is_dir():
        raise UnknownNameError("added engine", name, list(known) or ["none so far"])
    (target / CARD).unlink(missing_ok=True)
    shutil.rmtree(target)


def folder_of(card: Card) -> Path:
    """Where the files of an added engine lie: its own folder, or the reader's when it was added by path."""
    return Path(card.folder) if card.folder else engines_folder() / card.name
