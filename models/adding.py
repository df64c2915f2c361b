"""How an engine comes to be one of the reader's: offered, judged, fetched or found, remembered, converted. It prints nothing.

A model of the hub is judged by its small files before its weights are fetched. What was converted needs its originals no more,
except to be converted again; `drop_originals` makes its folder one that is ready for CTranslate2, as somebody else's may be added.
"""

from __future__ import annotations

import importlib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from models import registry
from models.store import hub_files, pinned
from models.store.added import engines_folder, folder_of, forget, new_name, remember
from models.store.cards import CARDS, Card
from models.store.checkpoint import checkpoint_files, guess_tags, is_ready, read_config
from models.store.conversion.copies import STAMP, converted
from models.store.files import measure, write_text
from models.store.judging import judge, must_translate, task_of
from nlp.errors import EngineError, InputError, NotFoundError, RafiqError, UnknownNameError
from nlp.paths import command

if TYPE_CHECKING:
    from models.translators.server import Trial

__all__ = [
    "Languages",
    "add_folder",
    "add_from_hub",
    "add_pinned",
    "add_server",
    "drop_originals",
    "known_card",
    "offer",
    "prepare",
    "try_server",
]

_OPENERS: Final = {"translation": "models.translators.hub:open_engine", "tagging": "models.taggers.hub:open_engine"}
_SERVER: Final = "models.translators.server:open_card"


@dataclass(frozen=True, slots=True)
class Languages:
    """What the reader says of a model's languages: Arabic and English as it spells them, and text set before every source."""

    source_tag: str = ""
    target_tag: str = ""
    prefix: str = ""


def known_card(repository: str) -> Card | None:
    """The row of the table that is fetched from `repository`."""
    return next((card for card in CARDS.values() if card.repository == repository), None)


def offer(name: str, *, task: str = "", tags_given: bool = False) -> hub_files.Offer:
    """What adding this engine would fetch: asks the hub. `name` is a card's (at the commit its row pins), or owner/name of the hub.

    owner/name always means the hub's present version. `tags_given`: the reader names the languages. Raises `NotFoundError` when the
    pinned commit is gone from the hub, `InputError` for a model that is not for Rafiq, `SetupError` for one too large to convert.
    """
    known = CARDS.get(name)
    if known is None and "/" not in name:
        raise UnknownNameError("engine of the hub", name, [card.name for card in CARDS.values() if card.repository])
    if known is not None and not known.repository:
        raise InputError(f"The engine {name!r} is not fetched from the hub: {known.source}.")
    try:
        offered = hub_files.inquire(known.repository if known else name, known.revision if known else "")
    except NotFoundError as error:
        if known is None or not known.revision:
            raise
        raise NotFoundError(
            f"The hub no longer has version {known.revision[:12]} of {known.repository}, which Rafiq knows: "
            f"`{command(f'engines add {known.repository}')}` takes the present one."
        ) from error
    if offered.weights:
        known = known or known_card(offered.repository)
        given = tags_given or bool(known and known.source_tag)
        judge(
            offered.repository,
            offered.config,
            offered.tokenizer,
            weights=offered.weights,
            tags_given=given,
            task=task or offered.pipeline,
        )
    return offered


def add_from_hub(
    offered: hub_files.Offer,
    name: str = "",
    *,
    task: str = "",
    languages: Languages | None = None,
    progress: hub_files.Progress | None = None,
) -> Card:
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
        kind: Literal["translation", "tagging"] = (
            "tagging" if task_of(offered.config, task or offered.pipeline) == "tagging" else "translation"
        )
        address = f"https://huggingface.co/{offered.repository}"
        card = Card(name, kind, offered.repository, offered.licence, _OPENERS[kind], source=address, repository=offered.repository)
    card = _in(card, folder, languages)
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


def add_folder(folder: Path, name: str, *, task: str = "", languages: Languages | None = None, licence: str = "") -> Card:
    """Remembers a local checkpoint, or a folder that is ready for CTranslate2, by its path; nothing is copied. Raises `InputError`
    for one that Rafiq cannot open."""
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.")
    _check_free(name)
    files = checkpoint_files(folder)
    config = read_config(folder)
    kind: Literal["translation", "tagging"] = "tagging" if task_of(config, task) == "tagging" else "translation"
    if kind == "translation" and not is_ready(files):
        must_translate(folder.name, config)
    card = Card(
        name,
        kind,
        folder.name,
        licence or "as its publisher states",
        _OPENERS[kind],
        source=str(folder),
        files=files,
        size=sum(file.size for file in files.values()),
        folder=str(folder),
    )
    card = _in(card, folder, languages)
    remember(card)
    return card


def _in(card: Card, folder: Path, languages: Languages | None) -> Card:
    """The card of a translator, with its languages as the reader names them, else as the card has them, else as its files tell."""
    if card.task != "translation":
        return card
    named = languages or Languages()
    source, target = named.source_tag, named.target_tag
    if not (source or target):
        source, target = (card.source_tag, card.target_tag) if card.source_tag else guess_tags(folder)
    return replace(card, source_tag=source, target_tag=target, target_prefix=named.prefix or card.target_prefix)


def prepare(name: str) -> int:
    """Makes the int8 copy of an added translator that has none yet; its bytes, 0 where none is needed.

    Raises `SetupError` without the memory or disk for it, `EngineError` for an architecture that CTranslate2 does not know.
    """
    card = registry.card(name)
    if not _is_converted(card):
        return 0
    copy = converted(card.name, folder_of(card), card.files)
    return sum(path.stat().st_size for path in copy.iterdir())


def drop_originals(name: str) -> int:
    """Moves the int8 copy of an engine of the hub into its folder in place of the weights it was made of; the bytes freed.

    Afterwards the engine is one that is ready for CTranslate2: nothing can be converted anew without fetching it again.
    """
    card = registry.card(name)
    folder = engines_folder() / card.name
    if not _is_converted(card) or folder_of(card) != folder:
        raise InputError(f"The engine {name!r} has no originals that could be dropped.")
    copy = converted(card.name, folder, card.files)
    before = card.size + sum(path.stat().st_size for path in copy.iterdir())
    settings = read_config(folder) | json.loads((copy / "config.json").read_text(encoding="utf-8"))
    for path in copy.iterdir():
        if path.name not in {"config.json", STAMP}:
            shutil.copyfile(path, folder / f"{path.name}.new")
            (folder / f"{path.name}.new").replace(folder / path.name)
    originals = [path for path in folder.iterdir() if ".safetensors" in path.suffixes]
    kept = sorted({*card.files} - {path.name for path in originals} | {path.name for path in copy.iterdir()} - {STAMP})
    write_text(folder / "config.json", json.dumps(settings, indent=1) + "\n")
    files = measure(folder, kept)
    remember(replace(card, files=files, size=sum(file.size for file in files.values())))
    for path in originals:
        path.unlink()
    shutil.rmtree(copy, ignore_errors=True)
    return before - sum(file.size for file in files.values())


def _is_converted(card: Card) -> bool:
    """Whether the engine runs from an int8 copy of its weights."""
    return card.opener == _OPENERS["translation"] and bool(card.files) and not is_ready(card.files)


def add_server(address: str, name: str, *, allow_remote: bool = False, form: str = "") -> Card:
    """Remembers an OpenAI-compatible server by its address, and how its model is asked where `form` says so. Nothing is sent to it
    yet: `try_server` does that."""
    from models.translators.server import open_engine

    _check_free(name)
    open_engine(address, allow_remote=allow_remote, name=name, form=form)
    note = "sends your text to another machine" if allow_remote else "a server on this machine or its private network"
    card = Card(
        name,
        "translation",
        f"Server at {address}",
        "that of its model",
        _SERVER,
        source=address,
        revision="remote allowed" if allow_remote else "",
        note=note,
        form=form,
    )
    remember(card)
    return card


def try_server(address: str, *, allow_remote: bool = False, form: str = "") -> Trial:
    """Asks a server for its models and one sentence, before it is added. Raises `InputError` and `EngineError`."""
    from models.translators.server import try_out

    return try_out(address, allow_remote=allow_remote, form=form)


def _check_free(name: str) -> None:
    new_name(name)
    if name in CARDS:
        raise InputError(f"{name!r} is the name of an engine Rafiq knows already: choose another.")
