"""Articles out of what a bulk run is given, one after the other, none read before its turn.

A *unit* is what one worker opens: a file, a piece of a JSONL file, a row group of a Parquet file, a WARC file. An *item* is one
article in it, with its content hash: what the ledger knows it by, wherever it lies and whatever it is called.

    >>> one = item("a.txt", "قال نعم.".encode(), "a.txt")
    >>> one.digest == item("b.txt", "قال نعم.".encode(), "b.txt").digest
    True
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from nlp.errors import InputError, NotFoundError
from rafiq.sources import files

__all__ = ["Item", "Unit", "item", "items", "units"]

PIECE: Final = 8_000_000  # bytes of a JSONL file that one worker takes
LONGEST_LINE: Final = 20_000_000  # bytes
_TEXT_FIELDS: Final = ("text", "content", "body", "article")
_HTML_FIELDS: Final = ("html", "raw_html")
_SOURCE_FIELDS: Final = ("url", "source", "link", "uri", "id")
_TABLES: Final = {".jsonl": "lines", ".ndjson": "lines", ".parquet": "parquet", ".warc": "warc", ".gz": "warc"}


@dataclass(frozen=True, slots=True)
class Unit:
    """What one worker opens: `start` and `end` are bytes of a JSONL file, or row groups of a Parquet file."""

    path: str
    kind: str  # file, lines, parquet, warc
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One article that has not been read. `problem` is why there is none after all, in one sentence, or ""."""

    name: str  # where it lies: file, and line, row or record
    content: bytes
    file: str  # a file name whose ending says what the content is
    source: str  # its address, where the input tells one
    digest: str  # SHA-256 of the content, 32 hex digits of it
    problem: str = ""


def item(name: str, content: bytes, file: str, source: str = "", problem: str = "") -> Item:
    """An `Item` with its hash. One without content is known by its name."""
    return Item(name, content, file, source, hashlib.sha256(content or name.encode()).hexdigest()[:32], problem)


def units(inputs: Iterable[Path]) -> Iterator[Unit]:
    """The units of files and folders (with what lies below them), ordered by name. Raises `NotFoundError`, `InputError`."""
    for path in inputs:
        if path.is_dir():
            for each in sorted(path.rglob("*")):
                if each.is_file() and not each.name.startswith(".") and _kind(each):
                    yield from _of_file(each)
        elif path.is_file():
            if not _kind(path):
                kinds = ", ".join([*files.SUFFIXES, ".jsonl", ".parquet", ".warc.gz"])
                raise InputError(f"Rafiq cannot read {str(path)!r} in bulk: give {kinds} files, or a folder of them.")
            yield from _of_file(path)
        else:
            raise NotFoundError(f"There is no file or folder {str(path)!r}.")


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return "warc" if path.name.lower().endswith(".warc.gz") else ""
    return _TABLES.get(suffix) or ("file" if suffix in files.SUFFIXES else "")


def _of_file(path: Path) -> Iterator[Unit]:
    kind = _kind(path)
    if kind == "lines":
        size = path.stat().st_size
        yield from (Unit(str(path), kind, start, min(size, start + PIECE)) for start in range(0, size, PIECE))
    elif kind == "parquet":
        try:
            groups = int(_parquet(path).num_row_groups)
        except (OSError, ValueError):
            groups = 1  # damaged: whoever opens it says so
        yield from (Unit(str(path), kind, group, group + 1) for group in range(groups))
    else:
        yield Unit(str(path), kind)


def items(unit: Unit) -> Iterator[Item]:
    """The articles of a unit. What cannot be opened is an item with a `problem`; nothing is raised."""
    try:
        yield from _READERS[unit.kind](unit)
    except (OSError, ValueError, InputError) as error:
        yield item(unit.path, b"", unit.path, problem=f"{unit.path} cannot be read: {' '.join(str(error).split())[:300]}")


def _one_file(unit: Unit) -> Iterator[Item]:
    path = Path(unit.path)
    size = path.stat().st_size
    if size > files.MAX_FILE:
        yield item(unit.path, b"", path.name, problem=f"{path.name} has {size / 1e6:.0f} MB; Rafiq reads files up to 20 MB.")
        return
    yield item(unit.path, path.read_bytes(), path.name)


def _lines(unit: Unit) -> Iterator[Item]:
    """The lines that begin within the piece: a line over its end belongs to it, one begun before it does not."""
    with Path(unit.path).open("rb") as file:
        if unit.start:
            file.seek(unit.start - 1)
            _rest_of_line(file)
        while file.tell() < unit.end:
            at = file.tell()
            line = file.readline(LONGEST_LINE)
            if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
                _rest_of_line(file)
                yield item(f"{unit.path}@{at}", b"", "", problem=f"The line at byte {at} has over 20 MB.")
            elif line.strip():
                yield _of_fields(f"{unit.path}@{at}", _decoded(line))


def _rest_of_line(file: IO[bytes]) -> None:
    while (part := file.readline(1 << 20)) and not part.endswith(b"\n"):
        pass


def _decoded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _of_fields(name: str, row: Any) -> Item:
    """The article of a JSON object or a table's row: `text`, or `html`, and where it is from.

    >>> _of_fields("x", {"text": "نعم", "url": "https://example.org"}).source
    'https://example.org'
    >>> _of_fields("x", ["no"]).problem
    'x is no object with a field named text or html.'
    """
    if isinstance(row, dict):
        source = next((str(row[key]) for key in _SOURCE_FIELDS if isinstance(row.get(key), str | int)), "")
        for keys, file in ((_TEXT_FIELDS, "article.txt"), (_HTML_FIELDS, "article.html")):
            for key in keys:
                if isinstance(row.get(key), str) and row[key].strip():
                    title = row.get("title")
                    head = f"{title.strip()}\n\n" if isinstance(title, str) and title.strip() and file.endswith(".txt") else ""
                    content = row[key] if row[key].lstrip().startswith(head.strip() or "\0") else head + row[key]
                    return item(name, content.encode("utf-8", "replace"), file, source)
    return item(name, b"", "", problem=f"{name} is no object with a field named text or html.")


def _parquet(path: Path | str) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(path)


def _rows(unit: Unit) -> Iterator[Item]:
    table = _parquet(unit.path)
    wanted = {*_TEXT_FIELDS, *_HTML_FIELDS, *_SOURCE_FIELDS, "title"}
    columns = [name for name in table.schema_arrow.names if name in wanted]
    for group in range(unit.start, unit.end):
        for number, batch in enumerate(table.iter_batches(64, row_groups=[group], columns=columns)):
            for within, row in enumerate(batch.to_pylist()):
                yield _of_fields(f"{unit.path}#{group}.{number * 64 + within}", row)


def _pages(unit: Unit) -> Iterator[Item]:
    """The HTML answers with status 200 of a WARC file."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError("WARC files need warcio: install it with `pip install rafiq[bulk]`.") from error

    with Path(unit.path).open("rb") as file:
        try:
            for number, record in enumerate(ArchiveIterator(file)):
                if record.rec_type != "response" or not record.http_headers or record.http_headers.get_statuscode() != "200":
                    continue
                if "html" not in (record.http_headers.get_header("Content-Type") or "").lower():
                    continue
                name = f"{unit.path}#{number}"
                content = record.content_stream().read(files.MAX_FILE + 1)
                source = record.rec_headers.get_header("WARC-Target-URI") or ""
                if len(content) > files.MAX_FILE:
                    yield item(name, b"", "", source, f"{name} has over 20 MB.")
                else:
                    yield item(name, content, "page.html", source)
        except ArchiveLoadFailed as error:
            yield item(unit.path, b"", "", problem=f"{unit.path} is no WARC file, or damaged: {' '.join(str(error).split())[:200]}")


_READERS: Final = {"file": _one_file, "lines": _lines, "parquet": _rows, "warc": _pages}
