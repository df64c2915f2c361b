"""ZIP archives whose bytes depend on their content alone: fixed dates, fixed order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

__all__ = ["again", "archive"]

EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(members: Iterable[tuple[str, bytes]], *, stored_first: bool = False) -> bytes:
    """A ZIP of (name, content); `stored_first` leaves the first member uncompressed, as EPUB wants its `mimetype`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for number, (name, content) in enumerate(members):
            method = zipfile.ZIP_STORED if stored_first and number == 0 else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, content, method)
    return out.getvalue()


def again(data: bytes) -> bytes:
    """The same members in the same order, without the moment they were written."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return archive((member.filename, pack.read(member)) for member in pack.infolist())
