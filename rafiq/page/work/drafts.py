"""Articles that are open and not saved, each in a file of its own, so that a stopped process loses none of them.

A file holds the article's text, its title and the engine: what else there was is made again (translations come from the cache), and
what a reader does to an article (an edit, a note) saves it in the library. Only the reader's own account can read the files.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from models.store.files import write_whole
from nlp.document import Article

__all__ = ["Draft", "Drafts"]

MOST: Final = 50  # the oldest go first
_NAME: Final = re.compile(r"[0-9a-z]{1,40}")
_log = logging.getLogger("rafiq.page")


class Draft(msgspec.Struct, frozen=True):
    """One article: `id` is that of the open article it was, and will be again."""

    id: str
    title: str
    engine: str
    article: Article


class Drafts:
    """The files under `folder`. A disk that is full or cannot be written is no error here: the article is open all the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, draft: str) -> Path:
        return self._folder / f"{draft}.json"

    def keep(self, draft: Draft) -> None:
        """Writes the file: whole or not at all, readable by nobody else."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._folder.chmod(0o700)
            write_whole(self._path(draft.id), msgspec.json.encode(draft), mode=0o600)
            for old in sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-MOST]:
                old.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("A draft could not be kept: %s", error)

    def drop(self, draft: str) -> None:
        """Forgets a draft; none of that name is no error."""
        if _NAME.fullmatch(draft):
            with suppress(OSError):
                self._path(draft).unlink(missing_ok=True)

    def get(self, draft: str) -> Draft | None:
        """The draft of that id, or None (also for a file that is damaged)."""
        if not _NAME.fullmatch(draft):
            return None
        try:
            kept = msgspec.json.decode(self._path(draft).read_bytes(), type=Draft)
        except (OSError, msgspec.MsgspecError):
            return None
        return kept if kept.id == draft else None

    def all(self) -> list[Draft]:
        """The drafts, the latest first."""
        with suppress(OSError):
            files = sorted(self._folder.glob("*.json"), key=lambda path: -path.stat().st_mtime)
            return [draft for path in files if (draft := self.get(path.stem)) is not None]
        return []
