"""Native JSON → copy: the export of `rafiq/render/exports/native.py`, or a bare document's JSON."""

from __future__ import annotations

from nlp.annotations import SavedCopy, copy_from_json

__all__ = ["read"]


def read(data: bytes) -> tuple[SavedCopy, ...]:
    """The one copy in `data`. Raises `InputError`."""
    return (copy_from_json(data.removeprefix(b"\xef\xbb\xbf")),)
