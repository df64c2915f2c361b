"""Names → engines: the cards that ship with Rafiq, those the reader added, any local folder by its path, a local server by address.

>>> translator("embedded").name
'embedded'
"""

from __future__ import annotations

import importlib
import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from models.store.added import added
from models.store.cards import CARDS, Card, Score
from models.store.files import digest, find, read_manifest
from nlp.document import engine_name
from nlp.errors import EngineUnavailableError, NotFoundError, UnknownNameError
from nlp.paths import command
from nlp.protocols import Tagger, Translator

CHOICE: Final = "RAFIQ_ENGINE"
_BEST_FIRST: Final = ("firefox",)

__all__ = [
    "CARDS",
    "CHOICE",
    "Card",
    "Score",
    "best_engine",
    "card",
    "has_runtime",
    "is_installed",
    "names",
    "tagger",
    "translator",
]


def names(task: str = "translation") -> tuple[str, ...]:
    """Every name of a task: those of the table, then those the reader added."""
    own = [name for name, known in CARDS.items() if known.task == task]
    return (*own, *(name for name, known in added().items() if known.task == task and name not in CARDS))


def card(name: str) -> Card:
    """The card of an engine, with files and sizes where it is installed. Raises `UnknownNameError`, or `InputError` for a name that
    no engine may bear."""
    engine_name(name)
    here = added().get(name)
    if here is not None:
        return here
    if name not in CARDS:
        raise UnknownNameError("engine", name, [*CARDS, *added()])
    known = CARDS[name]
    if known.name == "embedded":
        manifest = read_manifest(find("embedded"))
        size, ours = sum(f.size for f in manifest.files.values()), "ours: rafiq evaluate, see models/weights/CARDS.md"
        told = [(*what.rpartition(" "), value) for what, value in manifest.scores.items()]
        scores = tuple(Score(test, metric, value, ours) for test, _, metric, value in told)
        return replace(known, files=manifest.files, size=size, revision=digest(manifest.files)[:12], scores=scores)
    return known


def is_installed(name: str) -> bool:
    """Whether the engine can be used without fetching anything."""
    if name in added() or name == "embedded":
        return True
    if name == "camel-tools-ner":
        from models.taggers.camel import data_is_installed

        return data_is_installed()
    return False


def best_engine() -> str:
    """The engine to read with when nobody names one: what `RAFIQ_ENGINE` says, else the best that is installed."""
    named = os.environ.get(CHOICE, "").strip()
    return named or next((name for name in _BEST_FIRST if is_installed(name) and has_runtime(name)), "embedded")


def has_runtime(name: str) -> bool:
    """Whether the package that runs the engine is here (`fxtranslate` is not built for every machine)."""
    return name != "firefox" or find_spec("fxtranslate") is not None


def translator(name: str = "embedded", **options: Any) -> Translator:
    """The engine of that name, unopened: a card's name, a folder's path, or the address of a local server (http://127.0.0.1…).

    Raises `UnknownNameError` with the choices, `EngineUnavailableError` when it must be added first, `InputError` for a name that
    no engine may bear.
    """
    engine_name(name)
    if name.startswith(("http://", "https://")):
        from models.translators.server import open_engine

        return open_engine(name, **options)
    if name not in CARDS and name not in added() and _is_path(name):
        from models.translators.hub import open_folder

        _must_be_folder(name)
        return open_folder(Path(name).expanduser(), **options)
    if name not in names("translation"):
        raise UnknownNameError("translation engine", name, list(names("translation")))
    opened: Translator = _open(name, options)
    return opened


def tagger(name: str | None = None, **options: Any) -> Tagger:
    """The tagger of that name; without one, Rafiq's own."""
    from models.taggers import ours as own

    if name is None or name == "embedded" or name in own.names():
        return own.load(None if name == "embedded" else name)
    if name not in CARDS and name not in added() and _is_path(name):
        from models.taggers.hub import open_folder

        _must_be_folder(name)
        return open_folder(Path(name).expanduser(), **options)
    if name not in names("tagging"):
        raise UnknownNameError("tagger", name, [*own.names(), *names("tagging")])
    opened: Tagger = _open(name, options)
    return opened


def _open(name: str, options: dict[str, Any]) -> Any:
    known = card(name)
    if (known.repository or known.pinned) and not is_installed(name):
        how = command(f"engines add {name}")
        raise EngineUnavailableError(f"The engine {name!r} is not installed here: run `{how}` to fetch it.")
    module, _, function = known.opener.partition(":")
    opening = getattr(importlib.import_module(module), function)
    return opening(**options) if name == "embedded" else opening(known, **options)


def _must_be_folder(name: str) -> None:
    if not Path(name).expanduser().is_dir():
        raise NotFoundError(f"There is no folder {name}.")


def _is_path(name: str) -> bool:
    return os.sep in name or name.startswith(("~", ".")) or Path(name).is_dir()
