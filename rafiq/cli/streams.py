"""What comes in and goes out of a command: the article of a file or standard input, lines as they arrive, a word on stderr."""

from __future__ import annotations

import errno
import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from models.store import files
from nlp.document import Article
from nlp.errors import InputError

__all__ = ["BATCH", "article_in", "say", "size_of", "waiting_lines", "write_whole"]

BATCH: Final = 32  # lines taken together when they are already waiting


def say(line: str) -> None:
    typer.echo(line, err=True)


def article_in(file: str) -> Article:
    """The article in a file, or on standard input for "-". Raises `InputError`."""
    from rafiq.sources.files import contents
    from rafiq.sources.raw import Raw
    from rafiq.sources.worker import apart

    if file == "-":
        return apart.article(Raw(sys.stdin.buffer.read(), ""))
    path = Path(file)
    (part,) = apart.articles(contents(path), path.name, whole=True)
    if part.of > 1:
        say(f"{path.name} holds {part.of} parts; they are read as one.")
    return part.article()


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file: all of it or, where that fails, nothing; what was there before stays until the new one is on the disk.

    A device or pipe (`/dev/stdout`) is written to as it is. Raises `InputError`.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        target = path.resolve()
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        files.write_whole(target, content, mode=target.stat().st_mode & 0o7777 if target.is_file() else None)
    except OSError as error:
        raise InputError(f"Cannot write {str(path)!r}: {error.strerror}; name a file that you may write.") from error


def waiting_lines() -> Iterator[list[str]]:
    """Lines of standard input in batches: whatever has arrived by the time the last batch is done, at least one."""
    waiting: queue.Queue[str | BaseException | None] = queue.Queue(maxsize=4 * BATCH)

    def pump() -> None:
        try:
            for raw in sys.stdin.buffer:
                waiting.put(raw.decode("utf8", errors="replace").rstrip("\r\n"))
        except BaseException as error:
            waiting.put(error)
        waiting.put(None)

    threading.Thread(target=pump, daemon=True).start()
    ended = False
    while not ended:
        batch: list[str] = []
        item = waiting.get()
        while True:
            if isinstance(item, BaseException):
                raise item
            if item is None:
                ended = True
                break
            batch.append(item)
            if len(batch) >= BATCH or waiting.empty():
                break
            item = waiting.get()
        if batch:
            yield batch


def size_of(size: int) -> str:
    """Bytes for people; "–" for none.

    >>> size_of(416_700), size_of(482_000_000), size_of(0)
    ('0.4 MB', '482 MB', '–')
    """
    if size:
        return f"{size / 1e6:,.1f} MB" if size < 10_000_000 else f"{size / 1e6:,.0f} MB"
    return "–"
