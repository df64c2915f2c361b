"""Zip containers (docx, epub) opened with limits: nothing is unpacked to disk, no member grows past what its header may claim."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from nlp.errors import InputError, TooLargeError

__all__ = ["MAX_MEMBERS", "MAX_UNPACKED", "member", "open_archive"]

MAX_UNPACKED: Final = 100_000_000  # bytes, all members together
MAX_MEMBERS: Final = 5_000


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive in `data`. Raises `InputError` when it is damaged or encrypted, `TooLargeError` when unpacking it would be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"The file {name!r} is damaged: it cannot be unpacked.") from error
    if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise TooLargeError(f"The file {name!r} unpacks to more than {MAX_UNPACKED // 1_000_000} MB or {MAX_MEMBERS} parts.")
    if any(info.flag_bits & 1 for info in members):
        raise InputError(f"The file {name!r} is protected by a password: save it without one first.")
    return archive


def member(archive: zipfile.ZipFile, path: str, limit: int = MAX_UNPACKED) -> bytes:
    """The bytes of one member, read no further than `limit` whatever its header says. Raises `KeyError` or `InputError`."""
    try:
        with archive.open(path) as opened:
            data = opened.read(limit + 1)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"A part of this file ({path!r}) is damaged.") from error
    except Exception as error:
        if isinstance(error, KeyError | MemoryError):
            raise
        raise InputError(f"A part of this file ({path!r}) is damaged.") from error  # zlib.error, lzma.LZMAError
    if len(data) > limit:
        raise TooLargeError(f"A part of this file ({path!r}) unpacks to more than {limit // 1_000_000} MB.")
    return data
