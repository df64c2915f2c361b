"""A saved web page: its article is found by `nlp.clean`."""

from __future__ import annotations

from sources.raw import Raw

__all__ = ["read"]


def read(data: bytes, name: str) -> list[Raw]:
    """The whole file as one page."""
    return [Raw(data, name, "text/html")]
