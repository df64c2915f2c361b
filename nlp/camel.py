"""The one place that imports camel-tools' morphology, so that the import reaches neither the network nor `~/.camel_tools`.

Importing `camel_tools.morphology.database` imports `camel_tools.data`, which makes `~/.camel_tools` and downloads a catalogue. The
analyser needs none of it when it is given a file, so an empty stand-in takes that module's place while the import runs.
"""

from __future__ import annotations

import importlib
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import ArtefactError

__all__ = ["load_analyzer", "stems"]

_IMPORT_LOCK = threading.Lock()
_DATA = "camel_tools.data"


def load_analyzer(database: Path) -> Any:
    """A camel-tools `Analyzer` over the database file (2 s, 150 MB), with back-off for unknown words. Raises `ArtefactError`."""
    with _IMPORT_LOCK:
        stand_in = _DATA not in sys.modules
        if stand_in:
            empty = types.ModuleType(_DATA)
            empty.CATALOGUE = None  # type: ignore[attr-defined]
            sys.modules[_DATA] = empty
        try:
            databases = importlib.import_module("camel_tools.morphology.database")
            analyzers = importlib.import_module("camel_tools.morphology.analyzer")
        finally:
            if stand_in:
                sys.modules.pop(_DATA, None)
    try:
        return analyzers.Analyzer(databases.MorphologyDB(str(database), "a"), backoff="NOAN_ALL")
    except Exception as error:
        # The parser answers a broken file with whatever it stumbles on: KeyError, IndexError, its own errors.
        raise ArtefactError(f"The morphology database {database} cannot be read ({error}): run `make setup`.") from error


def stems(analyzer: Any) -> Iterator[tuple[str, str, str]]:
    """(root, lemma, vowelled stem) of every stem of the analyser's database."""
    for entries in analyzer._db.stem_hash.values():
        for _, features in entries:
            yield str(features.get("root", "")), str(features.get("lex", "")), str(features.get("diac", ""))
