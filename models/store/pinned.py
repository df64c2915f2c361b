"""Files of an engine that are known before anything is asked: their sizes, their sha256, and where they lie.

A file travels packed (`.gz`) and is kept unpacked; both forms are checked. Addresses are tried in their order, after the mirror
that `RAFIQ_MODELS` names; the first that gives the right bytes is taken. `RAFIQ_OFFLINE=1` tries none. What half a try brought
stays as NAME.part, and the next try goes on with it (`models.store.download`).
"""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from models.store.download import Patience, download, mb
from models.store.files import FileSum, measure, sha256
from nlp.errors import ChecksumError, InputError, NetworkError, SetupError

__all__ = ["CONNECT_SECONDS", "MIRROR", "OFFLINE", "READ_SECONDS", "PinnedFile", "fetch", "is_offline", "packed_size", "take_from"]

MIRROR: Final = "RAFIQ_MODELS"
OFFLINE: Final = "RAFIQ_OFFLINE"
CONNECT_SECONDS, READ_SECONDS = 3.0, 30.0
_TRIES: Final = 2  # of an address, without a byte: there are others
_CHUNK: Final = 1 << 16
_MOST_PACKED: Final = 8  # times its packed size, where the unpacked size was never published
_ROOM: Final = 1.1  # of the unpacked and packed files must be free

Progress = Callable[[str, int, int], None]
"""(file at work or "", bytes here, bytes in all)."""
Further = Callable[["PinnedFile"], Sequence[str]]
"""More addresses of a file, found by asking; [] where none is known. May raise `NetworkError`."""


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """One file: `name` unpacked, sha256 and size in bytes of both forms, whole `addresses` of the packed one.

    `unpacked` is None where only the packed sum was ever published; what comes out of the right packed file is right.
    """

    name: str
    packed: FileSum
    addresses: tuple[str, ...]
    unpacked: FileSum | None = None

    @property
    def packed_name(self) -> str:
        return f"{self.name}.gz"


def is_offline() -> bool:
    """Whether the reader said that nothing is to be fetched."""
    return os.environ.get(OFFLINE, "") not in {"", "0"}


def packed_size(files: Sequence[PinnedFile]) -> int:
    """Bytes to fetch."""
    return sum(file.packed.size for file in files)


def fetch(
    files: Sequence[PinnedFile], folder: Path, progress: Progress | None = None, *, further: Further | None = None
) -> dict[str, FileSum]:
    """Fetches and unpacks what is not in `folder` yet; the sums of all files. `further` is asked for more addresses of a file when
    none that is known gives it.

    Raises `NetworkError` where no address gives a file (with the reason of the last), `ChecksumError` where every address gives
    other bytes, `SetupError` without room on the disk. Nothing half done is ever taken for a file.
    """
    if is_offline():
        raise NetworkError(f"{OFFLINE} is set, so nothing is fetched: unset it, or name a folder that has the files.")
    _make_room(folder, files)
    total, done = packed_size(files), 0
    for file in files:
        if file.unpacked is None or not _is_whole(folder / file.name, file.unpacked):
            _fetch_one(file, folder, partial(_tell, progress, file.name, done, total), further)
        done += file.packed.size
    if progress is not None:
        progress("", total, total)
    return measure(folder, [file.name for file in files])


def _tell(progress: Progress | None, name: str, before: int, total: int, have: int) -> None:
    if progress is not None:
        progress(name, before + have, total)


def take_from(source: Path, files: Sequence[PinnedFile], folder: Path) -> dict[str, FileSum]:
    """Copies the files out of a folder that has them, packed or unpacked. Raises `InputError` for one that is not there,
    `ChecksumError` for one that is another. An unpacked file whose sum was never published is taken as it is."""
    _make_room(folder, files)
    for file in files:
        plain, packed = source / file.name, source / file.packed_name
        if plain.is_file() and (file.unpacked is None or _is_whole(plain, file.unpacked)):
            shutil.copyfile(plain, folder / f"{file.name}.new")
            (folder / f"{file.name}.new").replace(folder / file.name)
        elif _is_whole(packed, file.packed):
            _unpack(packed, file, folder)
        elif plain.is_file() or packed.is_file():
            raise ChecksumError(f"The file {file.name} in {source} is not the one Rafiq knows (its sha256 differs).")
        else:
            raise InputError(f"The folder {source} has neither {file.name} nor {file.packed_name}.")
    return measure(folder, [file.name for file in files])


def _make_room(folder: Path, files: Sequence[PinnedFile]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise SetupError(f"The folder {folder} cannot be written: {error.strerror or error}.") from error
    missing = [file for file in files if not (folder / file.name).is_file()]
    need = int(_ROOM * sum(file.packed.size + _most(file) for file in missing))
    if need > free:
        raise SetupError(f"{mb(need)} of disk are needed in {folder}, and {mb(free)} are free.")


def _most(file: PinnedFile) -> int:
    """Bytes that the unpacked file may have."""
    return file.unpacked.size if file.unpacked else file.packed.size * _MOST_PACKED


def _is_whole(path: Path, stated: FileSum) -> bool:
    return path.is_file() and path.stat().st_size == stated.size and sha256(path) == stated.sha256


def _fetch_one(file: PinnedFile, folder: Path, have: Callable[[int], object], further: Further | None) -> None:
    """One file, from the first address that gives the right bytes."""
    packed = folder / file.packed_name
    patience = Patience(CONNECT_SECONDS, READ_SECONDS, _TRIES)
    reason: Exception = NetworkError(f"No address of {file.name} is known.")
    for address in _addresses(file, further):
        try:
            download(address, packed, file.packed, patience=patience, tell=have)
            _unpack(packed, file, folder)
        except (NetworkError, ChecksumError) as error:
            reason = error
        else:
            return
        finally:
            packed.unlink(missing_ok=True)
    raise reason


def _addresses(file: PinnedFile, further: Further | None) -> Iterator[str]:
    """The mirror's, the known ones, then those that have to be asked for."""
    mirror = os.environ.get(MIRROR, "").rstrip("/")
    if mirror:
        yield f"{mirror}/{file.packed_name}"
    yield from file.addresses
    if further is not None:
        with suppress(NetworkError):
            yield from further(file)


def _unpack(packed: Path, file: PinnedFile, folder: Path) -> None:
    """The unpacked file in `folder`, whole or not at all; never more bytes than it should have."""
    new, size = folder / f"{file.name}.new", 0
    try:
        with gzip.open(packed, "rb") as source, new.open("wb") as out:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > _most(file):
                    break
                out.write(chunk)
        if size <= _most(file) and (file.unpacked is None or _is_whole(new, file.unpacked)):
            new.replace(folder / file.name)
            return
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ChecksumError(f"The file {packed.name} is damaged: {error}.") from error
    except OSError as error:
        raise SetupError(f"The file {new} cannot be written: {error.strerror or error}.") from error
    finally:
        new.unlink(missing_ok=True)
    raise ChecksumError(f"The file {packed.name} holds another {file.name} than Rafiq knows (its sha256 differs).")
