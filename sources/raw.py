"""What every source gives: content as `nlp.clean.clean` takes it, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.clean import clean
from nlp.document import Article

__all__ = ["Raw"]


@dataclass(frozen=True, slots=True)
class Raw:
    """One article not yet cleaned. `name` is for lists of several (a chapter's title); `source` is the file or address."""

    content: str | bytes
    source: str
    media_type: str | None = None
    name: str = ""

    def article(self) -> Article:
        """The article. Raises `InputError` when nothing in it can be read."""
        return clean(self.content, source=self.source, media_type=self.media_type)
