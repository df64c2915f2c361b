"""A compact form of the morphology database: what camel-tools parses out of 38 MB of text, so that it need not be parsed again.

Two files in one folder. `stems.marisa` is a trie from a stem to its entries, mapped into memory: a stem is decoded when a word asks
for it, and processes share the pages. `tables.msgpack` holds all that is small (affixes, compatibilities, defaults), the spelt-out
roots that the stems were read for, and camel-tools' character sets, which it would otherwise make out of all of Unicode at each
import. `stamp.json` says of which database file, of which versions, and the sums of both; a form that does not fit is made again.

    >>> pack_features(("pos", "gen"), {"gen": "m", "pos": "noun"})
    ['noun', 'm']
    >>> unpack_features(("pos", "gen"), ["noun", None])
    {'pos': 'noun'}

camel-tools' analyser asks `stem_hash` with `get` alone; whatever it gets is what the parsed database would give (a test compares
the analyses of thousands of words), less what nobody reads: cutting each analysis into tokens by eight schemes takes camel-tools
more than half its time (`slim`, before the form is written).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import msgspec

__all__ = ["UNREAD", "Stems", "fill", "fits", "pack_features", "read_tables", "slim", "unpack_features", "write_compact"]

FORM: Final = 2  # raised when the files are written differently
_TRIE, _TABLES, _STAMP = "stems.marisa", "tables.msgpack", "stamp.json"
_SMALL: Final = (
    "defines",
    "defaults",
    "order",
    "stem_backoffs",
    "prefix_hash",
    "suffix_hash",
    "max_prefix_size",
    "max_suffix_size",
)
_SETS: Final = ("tokenizations", "compute_feats")
_SETS_BY_KEY: Final = ("prefix_stem_compat", "stem_suffix_compat", "prefix_suffix_compat", "stem_prefix_compat")
_REMEMBERED: Final = 4096  # stems
UNREAD: Final = frozenset(
    {"d1tok", "d2tok", "d3tok", "atbtok", "d1seg", "d2seg", "d3seg", "atbseg"}  # the word cut into tokens, by eight schemes
    | {"caphi", "pattern", "catib6", "ud", "rat", "lex_freq", "pos_freq"}
)
"""Features of camel-tools' analyses that Rafiq leaves out: it cuts words by their clitics (`nlp.words.clitics`)."""

Entry = tuple[str, dict[str, str]]


class _Stamp(msgspec.Struct, frozen=True):
    form: int
    camel_tools: str
    source: str  # of the database file: its size and when it was written
    sums: dict[str, str]


def pack_features(names: Sequence[str], features: Mapping[str, str]) -> list[str | None]:
    """The values of `features` in the order of `names`; None for one that is not there."""
    return [features.get(name) for name in names]


def unpack_features(names: Sequence[str], values: Sequence[str | None]) -> dict[str, str]:
    """What `pack_features` packed."""
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


class Stems(Mapping[str, "list[Entry]"]):
    """Stem → its (category, features), as camel-tools keeps them; decoded from the trie when asked for."""

    def __init__(self, trie: Any, names: tuple[str, ...]) -> None:
        self._trie = trie
        decode = msgspec.msgpack.Decoder(list[tuple[str, list[str | None]]]).decode

        def entries(stem: str) -> list[Entry] | None:
            given = trie.get(stem)
            return [(category, unpack_features(names, values)) for category, values in decode(given[0])] if given else None

        self._entries = lru_cache(maxsize=_REMEMBERED)(entries)

    def get(self, stem: str, default: Any = None) -> Any:
        entries = self._entries(stem)
        return default if entries is None else entries

    def __getitem__(self, stem: str) -> list[Entry]:
        if (entries := self._entries(stem)) is None:
            raise KeyError(stem)
        return entries

    def __iter__(self) -> Iterator[str]:
        yield from sorted(set(self._trie.iterkeys()))

    def __len__(self) -> int:
        return len(self._trie)


def fits(folder: Path, database: Path) -> bool:
    """Whether `folder` holds the whole compact form of `database`, for the camel-tools that is installed."""
    try:
        stamp = msgspec.json.decode((folder / _STAMP).read_bytes(), type=_Stamp)
        same = (stamp.form, stamp.camel_tools, stamp.source) == (FORM, version("camel-tools"), _source(database))
        return same and all(stamp.sums[name] == _sum(folder / name) for name in (_TRIE, _TABLES))
    except (OSError, msgspec.MsgspecError, KeyError):
        return False


def write_compact(
    database: Any, roots: Mapping[tuple[str, str], str], charsets: Mapping[str, Any], source: Path, folder: Path
) -> None:
    """Writes the form of a parsed `MorphologyDB` of the file `source`: the whole folder or nothing. Raises `OSError`."""
    import marisa_trie

    names = tuple(sorted({name for entries in database.stem_hash.values() for _, features in entries for name in features}))
    encode = msgspec.msgpack.Encoder().encode
    pairs = [
        (stem, encode([(category, pack_features(names, features)) for category, features in entries]))
        for stem, entries in database.stem_hash.items()
    ]
    tables = {name: getattr(database, name) for name in _SMALL}
    tables |= {name: sorted(getattr(database, name)) for name in _SETS}
    tables |= {name: {key: sorted(values) for key, values in getattr(database, name).items()} for name in _SETS_BY_KEY}
    tables |= {"features": names, "roots": [(root, lemma, spelt) for (root, lemma), spelt in roots.items()]}
    tables["charsets"] = {name: sorted(value) if isinstance(value, set | frozenset) else value for name, value in charsets.items()}
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        marisa_trie.BytesTrie(pairs).save(str(work / _TRIE))
        (work / _TABLES).write_bytes(encode(tables))
        sums = {name: _sum(work / name) for name in (_TRIE, _TABLES)}
        (work / _STAMP).write_bytes(msgspec.json.encode(_Stamp(FORM, version("camel-tools"), _source(source), sums)))
        shutil.rmtree(folder, ignore_errors=True)
        work.replace(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def read_tables(folder: Path) -> dict[str, Any]:
    """The small tables. Raises `OSError`, `msgspec.MsgspecError`."""
    tables: dict[str, Any] = msgspec.msgpack.decode((folder / _TABLES).read_bytes())
    for name in ("prefix_hash", "suffix_hash"):
        tables[name] = {affix: [tuple(entry) for entry in entries] for affix, entries in tables[name].items()}
    return tables


def fill(database: Any, tables: Mapping[str, Any], folder: Path) -> None:
    """Gives an empty `MorphologyDB` what parsing would have given it; the trie in `folder` stays mapped."""
    import marisa_trie

    trie = marisa_trie.BytesTrie()
    trie.mmap(str(folder / _TRIE))
    for name in _SMALL:
        setattr(database, name, tables[name])
    for name in _SETS:
        setattr(database, name, frozenset(tables[name]))
    for name in _SETS_BY_KEY:
        setattr(database, name, {key: set(values) for key, values in tables[name].items()})
    database.prefix_cat_hash, database.suffix_cat_hash, database.lemma_hash = {}, {}, {}
    database.stem_hash = Stems(trie, tuple(tables["features"]))


def slim(database: Any) -> None:
    """Takes what is `UNREAD` out of a parsed `MorphologyDB`, so that camel-tools makes none of it."""
    database.defines = {name: values for name, values in database.defines.items() if name not in UNREAD}
    database.compute_feats = frozenset(database.compute_feats) - UNREAD
    for table in (database.prefix_hash, database.stem_hash, database.suffix_hash):
        for entries in table.values():
            entries[:] = [(category, {n: v for n, v in features.items() if n not in UNREAD}) for category, features in entries]


def _source(database: Path) -> str:
    status = database.stat()
    return f"{status.st_size} {status.st_mtime_ns} {os.fspath(database.resolve())}"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
