"""What every source gives: content as `nlp.text.clean.clean` takes it, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.document import Article
from nlp.text.clean import FRAGMENT, clean
from nlp.text.encoding import decode

__all__ = ["Raw", "joined"]


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


def joined(raws: Sequence[Raw]) -> Raw:
    """The parts of one file (a book's chapters) as a single article, in order. `raws` holds at least one, all of one kind."""
    if len(raws) == 1:
        return raws[0]
    parts = [raw.content if isinstance(raw.content, str) else decode(raw.content) for raw in raws]
    fragments = all(raw.media_type == FRAGMENT for raw in raws)
    return Raw("\n".join(map(_inside, parts)) if fragments else "\n\n".join(parts), raws[0].source, raws[0].media_type)


def _inside(page: str) -> str:
    """A page's body for putting several into one: what stands around bodies would end the first."""
    start, end = page.find("<body"), page.rfind("</body")
    return f"<div{page[start + 5 : end]}</div>" if 0 <= start < end else page
