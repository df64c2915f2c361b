"""Brings copies back: native JSON, Rafiq's own web page, TMX, a ZIP of those; and W3C annotations onto a copy that is there.

One file a format, with `read(data: bytes) -> tuple[SavedCopy, ...]`, and one line in the table. What comes in is hostile: sizes are
limited, nothing in it is executed, no entity is expanded, no address is followed.
"""

from __future__ import annotations

import importlib
import io
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from nlp.annotations import SavedCopy
from nlp.errors import InputError, NotFoundError, RafiqError, TooLargeError
from rafiq.sources.files import no_file

__all__ = ["IMPORTS", "MAX_BYTES", "Import", "contents", "from_bytes", "from_file"]

MAX_BYTES: Final = 256 * 1024 * 1024  # of one file; 20,000 words are about 8 MB as a web page, 70 MB as JSON
MAX_MEMBERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Import:
    """One format that can come back: its suffixes and the module that reads it."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    def read(self, data: bytes) -> tuple[SavedCopy, ...]:
        """The copies in `data`. Raises `InputError`."""
        made: tuple[SavedCopy, ...] = importlib.import_module(f"rafiq.library.imports.{self.module}").read(data)
        return made


IMPORTS: Final = (
    Import("json", (".json",), "native"),
    Import("html", (".html", ".htm", ".xhtml"), "web"),
    Import("tmx", (".tmx",), "tmx"),
)


def from_file(path: Path) -> tuple[SavedCopy, ...]:
    """The copies in a file. Raises `NotFoundError`, `TooLargeError`, `InputError`."""
    return from_bytes(contents(path), path.name)


def contents(path: Path) -> bytes:
    """The bytes of a file to import. Raises `NotFoundError` (also for a folder, pipe or device), `TooLargeError`, `InputError`."""
    try:
        if not path.is_file():
            raise NotFoundError(no_file(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{path.name} is too large to import: at most {MAX_BYTES:,} bytes can be.")
    return data


def from_bytes(data: bytes, name: str = "") -> tuple[SavedCopy, ...]:
    """The copies in `data`, told apart by what it looks like and by `name`'s suffix; without ids: saving gives new ones."""
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{name or 'This'} has {len(data):,} bytes; at most {MAX_BYTES:,} can be imported.")
    if data.startswith(b"PK\x03\x04"):
        return _from_zip(data, name)
    return tuple(replace(copy, id="", revision=0) for copy in _kind(data, name).read(data))


def _kind(data: bytes, name: str) -> Import:
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    looks = {"json": start.startswith(b"{"), "html": b"<html" in start.lower(), "tmx": b"<tmx" in start.lower()}
    suffix = PurePosixPath(name.lower()).suffix
    chosen = next((each for each in IMPORTS if looks[each.name]), None) or next(
        (each for each in IMPORTS if suffix in each.suffixes), None
    )
    if chosen is None:
        raise InputError(
            f"{name or 'This file'} is nothing Rafiq can bring back: give a {', '.join(each.name for each in IMPORTS)} export."
        )
    return chosen


def _from_zip(data: bytes, name: str) -> tuple[SavedCopy, ...]:
    copies: list[SavedCopy] = []
    left = MAX_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            members = [each for each in pack.infolist() if not each.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise TooLargeError(f"{name or 'This ZIP'} holds {len(members):,} files; at most {MAX_MEMBERS:,} can be imported.")
            importable = {suffix for each in IMPORTS for suffix in each.suffixes}
            for stem, group in _by_stem([m for m in members if PurePosixPath(m.filename.lower()).suffix in importable]).items():
                member = group[0]
                with pack.open(member) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise TooLargeError(f"{name or 'This ZIP'} unpacks to more than {MAX_BYTES:,} bytes.")
                if content.startswith(b"PK\x03\x04"):
                    raise InputError(f"{stem} in {name or 'this ZIP'} is itself a ZIP; unpack it first.")
                copies += from_bytes(content, member.filename)
    except RafiqError:
        raise
    except Exception as error:  # headers that lie: the standard library raises whatever it trips over
        raise InputError(f"{name or 'This ZIP'} is damaged: {error}.") from error
    if not copies:
        raise InputError(f"{name or 'This ZIP'} holds nothing Rafiq can bring back (json, html or tmx exports).")
    return tuple(copies)


def _by_stem(members: list[zipfile.ZipInfo]) -> dict[str, list[zipfile.ZipInfo]]:
    """One copy exported in several formats is one copy: the richest format first."""
    order = {suffix: n for n, each in enumerate(IMPORTS) for suffix in each.suffixes}
    groups: dict[str, list[zipfile.ZipInfo]] = {}
    for member in sorted(members, key=lambda m: order[PurePosixPath(m.filename.lower()).suffix]):
        groups.setdefault(str(PurePosixPath(member.filename).with_suffix("")), []).append(member)
    return groups
