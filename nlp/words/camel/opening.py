"""The one place that imports camel-tools' morphology, so that the import reaches neither the network nor `~/.camel_tools`.

Importing `camel_tools.morphology.database` imports `camel_tools.data`, which makes `~/.camel_tools` and downloads a catalogue.
Analyser and disambiguator need none of it when they are given files, so an empty stand-in takes that module's place meanwhile.
"""

from __future__ import annotations

import importlib
import logging
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nlp.errors import ArtefactError
from nlp.paths import command
from nlp.words.camel.compact import fill, fits, read_tables, slim, write_compact
from nlp.words.roots import spell_out

__all__ = ["load_analyzer", "load_usual", "plain_analyzer", "stems"]

_IMPORT_LOCK = threading.Lock()
_DATA: Final = "camel_tools.data"
_CHARSETS: Final = "camel_tools.utils.charsets"
_BACKOFF: Final = "NOAN_ALL"
_log = logging.getLogger("rafiq.words")


def load_analyzer(database: Path, compact: Path | None = None) -> tuple[Any, dict[tuple[str, str], str]]:
    """A camel-tools `Analyzer` over the database file, with back-off for unknown words, and its roots spelt out.

    Its analyses are camel-tools' own without the features that nobody reads here (`nlp.words.camel.compact.UNREAD`). `compact` is
    the folder of the compact form, which is made when it is not there or does not fit: then the next opening takes a tenth of the
    time and of the memory. Raises `ArtefactError`.
    """
    if compact is not None and fits(compact, database):
        try:
            return _from_compact(compact)
        except Exception:  # whatever a form of another machine makes of it: the database itself is there
            _log.warning("The compact form of the morphology in %s cannot be used; it is made again.", compact, exc_info=True)
    try:
        analyzer = plain_analyzer(database)
        roots = spell_out(stems(analyzer))
    except ImportError:
        raise
    except Exception as error:
        # The parser answers a broken file with whatever it stumbles on: KeyError, IndexError, its own errors.
        raise ArtefactError(f"The morphology database {database} cannot be read ({error}): run `{command('setup')}`.") from error
    slim(analyzer._db)
    if compact is not None:
        charsets = {name: getattr(sys.modules[_CHARSETS], name) for name in sys.modules[_CHARSETS].__all__}
        try:
            write_compact(analyzer._db, roots, charsets, database, compact)
        except OSError as error:
            _log.warning("The compact form of the morphology could not be kept in %s: %s.", compact, error.strerror or error)
    return analyzer, roots


def plain_analyzer(database: Path) -> Any:
    """camel-tools' `Analyzer` over the database file as camel-tools itself makes it, with back-off for unknown words."""
    databases, analyzers = _imported("camel_tools.morphology.database", "camel_tools.morphology.analyzer")
    return analyzers.Analyzer(databases.MorphologyDB(str(database), "a"), backoff=_BACKOFF)


def _from_compact(folder: Path) -> tuple[Any, dict[tuple[str, str], str]]:
    tables = read_tables(folder)
    _keep_charsets(tables["charsets"])
    databases, analyzers = _imported("camel_tools.morphology.database", "camel_tools.morphology.analyzer")
    database = databases.MorphologyDB.__new__(databases.MorphologyDB)
    database.flags = databases.MorphologyDBFlags(True, False, False)
    fill(database, tables, folder)
    analyzer = analyzers.Analyzer(database, backoff=_BACKOFF)
    return analyzer, {(root, lemma): spelt for root, lemma, spelt in tables["roots"]}


def _keep_charsets(kept: Mapping[str, Any]) -> None:
    """camel-tools' character sets as they were made before: making them looks at every character of Unicode (0.3 s)."""
    if _CHARSETS not in sys.modules:
        module = types.ModuleType(_CHARSETS)
        module.__dict__.update({name: frozenset(value) if isinstance(value, list) else value for name, value in kept.items()})
        module.__dict__["__all__"] = list(kept)
        sys.modules[_CHARSETS] = module


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
