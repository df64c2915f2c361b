"""What comes in and goes out of a command: the article of a file or standard input, lines as they arrive, a word on stderr."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from nlp.errors import NotFoundError

__all__ = ["BATCH", "article_in", "say", "size_of", "waiting_lines"]

BATCH: Final = 32  # lines taken together when they are already waiting


def say(line: str) -> None:
    typer.echo(line, err=True)


def article_in(file: str) -> tuple[str | bytes, str, str | None]:
    """The bytes or text of the article, its name and media type."""
    if file == "-":
        return sys.stdin.buffer.read(), "", None
    from rafiq.sources import files
    from rafiq.sources.raw import joined

    path = Path(file)
    if not path.exists():
        raise NotFoundError(f"There is no file {file!r}: give the path of an article, or - for standard input.")
    raw = files.read(path)
    whole = raw[0] if len(raw) == 1 else joined(raw)
    if len(raw) > 1:
        say(f"{path.name} holds {len(raw)} parts; they are read as one.")
    return whole.content, whole.source or path.name, whole.media_type


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
