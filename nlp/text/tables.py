"""The one door to the word lists and tables that come with Rafiq: the files of `nlp/data`.

A file is UTF-8 text: `.txt` one entry a line, `.tsv` columns parted by tabs, `.json`; any of them may be packed as `.xz`. A `.npz`
holds arrays by name, a model's. In `.txt`
and `.tsv` a line that begins with # is a remark and an empty line is nothing. `lines` and `rows` read the file at every call, so
whoever makes something of a large one keeps what it made; `words` and `sections` are small, and kept here. Leaves out: what an
entry means, and models (`models.store`).

>>> next(rows("entities_roles.tsv"))[1:]
['prime minister', 'person']
>>> "Prof" in words("text_abbreviations.txt")
True
"""

from __future__ import annotations

import json
import lzma
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from nlp.errors import ArtefactError

__all__ = ["DATA", "arrays", "document", "lines", "rows", "sections", "words"]

DATA: Final = Path(__file__).parents[1] / "data"


def _text(name: str) -> str:
    """All of the file `name`, unpacked. Raises `ArtefactError` where it is missing, cannot be unpacked or is not UTF-8."""
    path = DATA / name
    try:
        raw = path.read_bytes()
        return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    except (OSError, lzma.LZMAError, UnicodeError) as error:
        raise ArtefactError(f"The data file {path} cannot be read ({error}); install Rafiq again.") from error


def lines(name: str) -> Iterator[str]:
    """The entries of a list, in order, without remarks and the white space around them. Raises `ArtefactError`."""
    return (line.strip() for line in _text(name).split("\n") if line.strip() and not line.startswith("#"))


def rows(name: str, columns: int = 0) -> Iterator[list[str]]:
    """The rows of a table, in order, each a list of its columns. Raises `ArtefactError`, also for a row of fewer than `columns`."""
    for number, line in enumerate(_text(name).split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            row = line.rstrip("\r").split("\t")
            if len(row) < columns:
                raise ArtefactError(
                    f"Line {number} of the data file {DATA / name} has {len(row)} of {columns} columns; install Rafiq again."
                )
            yield row


def arrays(name: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a `.npz` file. Raises `ArtefactError`."""
    try:
        with np.load(DATA / name, allow_pickle=False) as file:
            return {key: file[key] for key in file.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ArtefactError(f"The data file {DATA / name} cannot be read ({error}); install Rafiq again.") from error


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """The entries of a list as a set. Raises `ArtefactError`."""
    return frozenset(lines(name))


@lru_cache(maxsize=64)
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of a list that is parted by [titles]: title → entries in order. Raises `ArtefactError`, also for an entry that
    stands before the first title."""
    entries_of: dict[str, list[str]] = {}
    title = ""
    for line in lines(name):
        if line.startswith("[") and line.endswith("]"):
            title = line[1:-1]
            entries_of.setdefault(title, [])
        elif title:
            entries_of[title].append(line)
        else:
            raise ArtefactError(f"The data file {DATA / name} has an entry under no title ({line!r}); install Rafiq again.")
    return {name: tuple(entries) for name, entries in entries_of.items()}


def document(name: str) -> Any:
    """What a JSON file says. Raises `ArtefactError`."""
    try:
        return json.loads(_text(name))
    except ValueError as error:
        raise ArtefactError(f"The data file {DATA / name} cannot be read ({error}); install Rafiq again.") from error
