"""What `rafiq engines` does: list, add, remove, verify, compare. It prints nothing: the command line and the page do."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from models import registry
from models.evaluate import Report, measured
from models.store import hub_files, pinned
from models.store.added import added, check_name, engines_folder, folder_of, forget, new_name, remember
from models.store.cards import CARDS, Card
from models.store.conversion import engines_cache
from models.store.files import find, read_manifest, verify
from nlp.errors import ArtefactError, EngineError, InputError, NotFoundError, RafiqError, UnknownNameError

__all__ = [
    "Row",
    "add_folder",
    "add_from_hub",
    "add_pinned",
    "add_server",
    "compare",
    "known_card",
    "offer",
    "remove",
    "rows",
    "verify_engine",
    "verify_english",
]

_HUB = "models.translators.hub:open_engine"
_TAGGER = "models.taggers.hub:open_engine"
_SERVER = "models.translators.server:open_card"
_TASKS: dict[str, Literal["translation", "tagging"]] = {
    "translation": "translation",
    "text2text-generation": "translation",
    "summarization": "translation",
    "token-classification": "tagging",
}


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


def known_card(repository: str) -> Card | None:
    """The row of the table that is fetched from `repository`."""
    return next((card for card in CARDS.values() if card.repository == repository), None)


def offer(name: str) -> hub_files.Offer:
    """What adding this engine would fetch: asks the hub. `name` is a card's (at the commit its row pins), or owner/name of the hub.

    owner/name always means the hub's present version. Raises `NotFoundError` when the pinned commit is gone from the hub.
    """
    known = CARDS.get(name)
    if known is None and "/" not in name:
        raise UnknownNameError("engine of the hub", name, [card.name for card in CARDS.values() if card.repository])
    if known is not None and not known.repository:
        raise InputError(f"The engine {name!r} is not fetched from the hub: {known.source}.")
    try:
        return hub_files.inquire(known.repository if known else name, known.revision if known else "")
    except NotFoundError as error:
        if known is None or not known.revision:
            raise
        raise NotFoundError(
            f"The hub no longer has version {known.revision[:12]} of {known.repository}, which Rafiq knows: "
            f"`rafiq engines add {known.repository}` takes the present one."
        ) from error


def add_from_hub(offered: hub_files.Offer, name: str = "", *, task: str = "", progress: hub_files.Progress | None = None) -> Card:
    """Fetches what was offered and agreed to, and remembers it under `name`. Goes on where an earlier try broke off."""
    known = known_card(offered.repository)
    name = new_name(name or (known.name if known else offered.repository.split("/")[-1].lower()))
    if name in CARDS and CARDS[name].repository != offered.repository:
        raise InputError(f"{name!r} is the name of another engine: choose another name for {offered.repository}.")
    folder = engines_folder() / name
    files = hub_files.fetch(offered, folder, progress)
    if known is not None:
        card = replace(known, name=name)
    else:
        from models.store.checkpoint import guess_tags

        kind = _TASKS.get(task or offered.pipeline) or _task_of(folder)
        source_tag, target_tag = guess_tags(folder) if kind == "translation" else ("", "")
        address = f"https://huggingface.co/{offered.repository}"
        opener = _TAGGER if kind == "tagging" else _HUB
        card = Card(name, kind, offered.repository, offered.licence, opener, source=address, repository=offered.repository)
        card = replace(card, source_tag=source_tag, target_tag=target_tag)
    converted = "safetensors made by the hub's own converter"
    note = f"{card.note}; {converted}" if offered.converted and converted not in card.note else card.note
    licence = card.licence if known else offered.licence
    size = sum(file.size for file in files.values())
    card = replace(card, revision=offered.revision, files=files, size=size, licence=licence, note=note.strip("; "))
    remember(card)
    return card


def add_pinned(name: str, *, folder: Path | None = None, progress: pinned.Progress | None = None) -> Card:
    """Fetches an engine whose files Rafiq knows (or takes them from `folder`), hears whether it says what it should, remembers it.

    Raises `EngineUnavailableError` before anything is fetched where its runtime has no build, `EngineError` for one that says other
    things (it is forgotten), and what `models.store.pinned` raises.
    """
    card = CARDS[name]
    maker = importlib.import_module(card.pinned)
    maker.load_runtime()
    target = engines_folder() / name
    try:
        files = maker.fetch(target, progress) if folder is None else maker.take_from(folder.expanduser(), target)
    except RafiqError:
        with suppress(OSError):
            target.rmdir()  # where nothing of it came; half a file is kept for the next try
        raise
    try:
        maker.check(target)
    except EngineError:
        forget(name)
        raise
    card = replace(card, files=files, size=sum(file.size for file in files.values()))
    remember(card)
    return card


def verify_english(name: str) -> tuple[float, ...]:
    """chrF of what an installed engine says against what its publisher's run of it said, by sentence; () where none is recorded.

    Raises `EngineError` where they do not agree.
    """
    card = registry.card(name)
    if not card.pinned:
        return ()
    scores: tuple[float, ...] = importlib.import_module(card.pinned).check(folder_of(card))
    return scores


def add_folder(folder: Path, name: str, *, task: str = "", source_tag: str = "", target_tag: str = "", licence: str = "") -> Card:
    """Remembers a local checkpoint by its path; nothing is copied. Raises `InputError` for one that Rafiq cannot open."""
    from models.store.checkpoint import checkpoint_files, guess_tags

    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.")
    _check_free(name)
    files = checkpoint_files(folder)
    kind: Literal["translation", "tagging"] = _TASKS.get(task) or _task_of(folder)
    if kind == "translation" and not (source_tag or target_tag):
        source_tag, target_tag = guess_tags(folder)
    card = Card(
        name,
        kind,
        folder.name,
        licence or "as its publisher states",
        _TAGGER if kind == "tagging" else _HUB,
        source=str(folder),
        files=files,
        size=sum(file.size for file in files.values()),
        source_tag=source_tag,
        target_tag=target_tag,
        folder=str(folder),
    )
    remember(card)
    return card


def add_server(address: str, name: str, *, allow_remote: bool = False) -> Card:
    """Remembers an OpenAI-compatible server by its address. Nothing is sent to it yet."""
    from models.translators.server import check_address

    _check_free(name)
    check_address(address, allow_remote=allow_remote)
    note = "sends your text to another machine" if allow_remote else "a server on this machine or its private network"
    revision = "remote allowed" if allow_remote else ""
    card = Card(
        name, "translation", f"Server at {address}", "that of its model", _SERVER, source=address, revision=revision, note=note
    )
    remember(card)
    return card


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
            what = "was not fetched whole: add it again" if broken else f"is not installed here: run `rafiq engines add {name}`"
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


def _check_free(name: str) -> None:
    new_name(name)
    if name in CARDS:
        raise InputError(f"{name!r} is the name of an engine Rafiq knows already: choose another.")


def _task_of(folder: Path) -> Literal["translation", "tagging"]:
    from models.store.checkpoint import read_config

    named = " ".join(map(str, read_config(folder).get("architectures") or ()))
    return "tagging" if "TokenClassification" in named else "translation"
