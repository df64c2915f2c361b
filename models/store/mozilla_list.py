"""Where Mozilla's model storage keeps a file now: asked of its own list, `db/models.json`.

The list is `{"models": {"ar-en": [{"architecture": …, "files": {"model": {"path": …, "uncompressedHash": …}, "vocab": {"path": …},
"lexicalShortlist": {"path": …}}}]}}`. Nothing of it is believed but paths below the storage itself; what comes from there is
checked against the sums pinned here as from anywhere.

>>> entry = {"architecture": "base-memory", "files": {"vocab": {"path": "models/ar-en/x/exported/vocab.aren.spm.gz"}}}
>>> paths_of({"models": {"ar-en": [entry]}}, "ar-en", "vocab.aren.spm.gz")
['models/ar-en/x/exported/vocab.aren.spm.gz']
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from models.store.download import Patience, read
from models.store.pinned import CONNECT_SECONDS, READ_SECONDS, PinnedFile
from nlp.errors import NetworkError

__all__ = ["STORAGE", "addresses", "paths_of"]

STORAGE: Final = "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data"
_ARCHITECTURE: Final = "base-memory"
_MOST: Final = 8 << 20  # bytes of the list
_TRIES: Final = 3  # entries of the list that are worth a download
_PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")


def addresses(file: PinnedFile) -> list[str]:
    """Where the storage's list says that `file` is; [] where it does not know it. Raises `NetworkError` without an answer."""
    return [f"{STORAGE}/{path}" for path in paths_of(_read(), "ar-en", file.packed_name)]


def paths_of(listed: object, pair: str, name: str) -> list[str]:
    """The paths in the list that end with `name`, of the models of `pair` that have our architecture; a few at most."""
    entries = _mapping(_mapping(listed).get("models")).get(pair)
    paths = [
        path
        for entry in (entries if isinstance(entries, list) else [])
        if _mapping(entry).get("architecture") == _ARCHITECTURE
        for described in _mapping(_mapping(entry).get("files")).values()
        if isinstance(path := _mapping(described).get("path"), str) and _PATH.fullmatch(path) and path.endswith(f"/{name}")
    ]
    return list(dict.fromkeys(paths))[:_TRIES]


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _read() -> object:
    address = f"{STORAGE}/db/models.json"
    try:
        return json.loads(read(address, most=_MOST, patience=Patience(CONNECT_SECONDS, READ_SECONDS, 2)))
    except (ValueError, RecursionError) as error:
        raise NetworkError(f"{address} is no list of models.") from error
