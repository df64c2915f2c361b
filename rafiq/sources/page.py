"""A saved web page: its article is found by `nlp.text.clean`."""

from __future__ import annotations

from rafiq.sources.raw import Raw

__all__ = ["read"]


def read(data: bytes, name: str) -> list[Raw]:
    """The whole file as one page."""
    return [Raw(data, name, "text/html")]
