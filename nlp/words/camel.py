"""The one place that imports camel-tools' morphology, so that the import reaches neither the network nor `~/.camel_tools`.

Importing `camel_tools.morphology.database` imports `camel_tools.data`, which makes `~/.camel_tools` and downloads a catalogue.
Analyser and disambiguator need none of it when they are given files, so an empty stand-in takes that module's place meanwhile.
"""

from __future__ import annotations

import importlib
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from nlp.errors import ArtefactError
from nlp.paths import command

__all__ = ["load_analyzer", "load_usual", "stems"]

_IMPORT_LOCK = threading.Lock()
_DATA = "camel_tools.data"


def load_analyzer(database: Path) -> Any:
    """A camel-tools `Analyzer` over the database file (2 s, 150 MB), with back-off for unknown words. Raises `ArtefactError`."""
    databases, analyzers = _imported("camel_tools.morphology.database", "camel_tools.morphology.analyzer")
    try:
        return analyzers.Analyzer(databases.MorphologyDB(str(database), "a"), backoff="NOAN_ALL")
    except Exception as error:
        # The parser answers a broken file with whatever it stumbles on: KeyError, IndexError, its own errors.
        raise ArtefactError(f"The morphology database {database} cannot be read ({error}): run `{command('setup')}`.") from error


def load_usual(analyzer: Any, model: Path) -> Callable[[str], Mapping[str, Any] | None]:
    """camel-tools' maximum-likelihood disambiguator over its word model (JSON): word without vowels → the analysis usually meant.

    None for a word that the model has not: camel-tools would go by bare frequency there. Raises `ArtefactError` for a broken file.
    """
    (mle,) = _imported("camel_tools.disambig.mle")
    broken = f"camel-tools' disambiguator {model} cannot be read"
    try:
        disambiguator = mle.MLEDisambiguator(analyzer, str(model), top=1, cache_size=0)
        known = frozenset(disambiguator._mle)
    except Exception as error:  # it answers a broken file with whatever it stumbles on
        raise ArtefactError(f"{broken} ({type(error).__name__}): install it again with camel_data.") from error

    def usual(word: str) -> Mapping[str, Any] | None:
        if word not in known:
            return None
        try:
            analyses = disambiguator.disambiguate_word([word], 0).analyses
        except Exception as error:  # a model whose entry lacks a feature divides by the length of nothing
            raise ArtefactError(f"{broken} at {word!r} ({type(error).__name__}): install it again with camel_data.") from error
        best: Mapping[str, Any] | None = analyses[0].analysis if analyses else None
        return best

    return usual


def _imported(*names: str) -> list[types.ModuleType]:
    with _IMPORT_LOCK:
        stand_in = _DATA not in sys.modules
        if stand_in:
            empty = types.ModuleType(_DATA)
            empty.CATALOGUE = None  # type: ignore[attr-defined]
            sys.modules[_DATA] = empty
        try:
            return [importlib.import_module(name) for name in names]
        finally:
            if stand_in:
                sys.modules.pop(_DATA, None)


def stems(analyzer: Any) -> Iterator[tuple[str, str, str]]:
    """(root, lemma, vowelled stem) of every stem of the analyser's database."""
    for entries in analyzer._db.stem_hash.values():
        for _, features in entries:
            yield str(features.get("root", "")), str(features.get("lex", "")), str(features.get("diac", ""))
