"""What `rafiq engines` does: list, add (`models.adding`), remove, verify, compare. It prints nothing: its callers do."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models import registry
from models.adding import (
    Languages,
    add_folder,
    add_from_hub,
    add_pinned,
    add_server,
    drop_originals,
    known_card,
    offer,
    prepare,
    try_server,
)
from models.evaluate import Report, measured
from models.hearing import Heard, Texts, hear, read_texts
from models.store.added import added, check_name, engines_folder, folder_of, forget
from models.store.cards import CARDS, Card
from models.store.conversion.copies import engines_cache
from models.store.files import find, read_manifest, verify
from nlp.errors import ArtefactError, EngineError, InputError, RafiqError, UnknownNameError
from nlp.paths import command

__all__ = [
    "Heard",
    "Languages",
    "Row",
    "Texts",
    "add_folder",
    "add_from_hub",
    "add_pinned",
    "add_server",
    "compare",
    "drop_originals",
    "hear",
    "known_card",
    "offer",
    "prepare",
    "read_texts",
    "remove",
    "rows",
    "try_server",
    "verify_engine",
    "verify_english",
]


@dataclass(frozen=True, slots=True)
class Row:
    """An engine in the list or menu. `size`: bytes on disk when installed, else 0 (asked of the hub when added)."""

    card: Card
    installed: bool
    size: int


def rows(task: str = "") -> list[Row]:
    """Every engine known here, those of the table first."""
    listed = []
    for kind in ("translation", "tagging"):
        if task in {"", kind}:
            for name in registry.names(kind):
                card = registry.card(name)
                size = card.size or sum(file.size for file in card.files.values())
                listed.append(Row(card, registry.is_installed(name), size))
    return listed


def verify_english(name: str) -> tuple[float, ...]:
    """chrF of what an installed engine says against what its publisher's run of it said, by sentence; () where none is recorded.

    Raises `EngineError` where they do not agree.
    """
    card = registry.card(name)
    if not card.pinned:
        return ()
    scores: tuple[float, ...] = importlib.import_module(card.pinned).check(folder_of(card))
    return scores


def remove(name: str) -> int:
    """Forgets an added engine, deletes its files (not a folder added by path) and converted copy. Returns bytes freed."""
    if name in CARDS and name not in added() and not (engines_folder() / name).is_dir():
        what = "ships with Rafiq and stays" if name == "embedded" else "is not installed here"
        raise InputError(f"The engine {name!r} {what}.")
    check_name(name)
    gone = [engines_folder() / name, *(p for end in ("", ".*") for p in engines_cache().glob(f"{name}{end}-{'?' * 12}"))]
    freed = sum(path.stat().st_size for folder in gone if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    forget(name)
    for folder in gone[1:]:
        shutil.rmtree(folder, ignore_errors=True)
    return freed


def verify_engine(name: str) -> int:
    """Hashes every file of an installed engine against its card; returns how many. Raises `ChecksumError` or `ArtefactError`."""
    if name == "embedded":
        folder, files = find("embedded"), read_manifest(find("embedded")).files
    else:
        card = registry.card(name)
        if name not in added():
            broken = (engines_folder() / name).is_dir()
            how = f"run `{command(f'engines add {name}')}`"
            what = f"was not fetched whole: {how} again" if broken else f"is not installed here: {how}"
            raise ArtefactError(f"The engine {name!r} {what}.")
        folder, files = folder_of(card), card.files
    verify(folder, files)
    return len(files)


def compare(
    file: Path, names: Sequence[str] = (), *, limit: int = 0, progress: Callable[[str], None] | None = None
) -> tuple[list[Report], dict[str, str]]:
    """Reports of the engines named (all installed translation engines without names), each in a process of its own.

    Also returns, for engines that failed, the sentence that says why. Raises `InputError` for a bad file before any engine runs.
    """
    from models.evaluate import read_pairs

    read_pairs(file, limit)
    chosen = list(names) or [row.card.name for row in rows("translation") if row.installed]
    reports: list[Report] = []
    failed: dict[str, str] = {}
    for name in chosen:
        if progress is not None:
            progress(name)
        try:
            registry.translator(name)
            reports.append(measured(file, name, limit=limit))
        except UnknownNameError:
            raise
        except RafiqError as error:
            failed[name] = str(error)
    if not reports:
        raise EngineError("; ".join(failed.values()))
    return reports, failed
