"""Plain text, in any encoding `nlp.text.encoding` knows."""

from __future__ import annotations

from rafiq.sources.raw import Raw

__all__ = ["read"]


def read(data: bytes, name: str) -> list[Raw]:
    """The whole file as one article."""
    return [Raw(data, name, "text/plain")]
