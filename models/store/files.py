"""Model files on disk: find them, hash them, refuse the damaged.

A weights folder, a translator's or a tagger's, carries `manifest.json`: sha256 and size of each of its files, and what the engine
must know about these weights. Whoever replaces weights runs
`python -m models.store.files FOLDER [--names] [--hints] VERSION "FLORES-200 devtest BLEU=13.2" …` afterwards, so that a replacement
touches the weights folder only.
Downloads live elsewhere (`models.store.hub_files`); nothing here opens a socket.

>>> import tempfile
>>> folder = Path(tempfile.mkdtemp()); _ = (folder / "a.bin").write_bytes(b"abc")
>>> write_manifest(folder, version="3").files["a.bin"].sha256[:8], read_manifest(folder).version
('ba7816bf', '3')
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from nlp.errors import ArtefactError, ChecksumError
from nlp.paths import command

__all__ = [
    "FileSum",
    "Manifest",
    "digest",
    "find",
    "measure",
    "read_manifest",
    "sha256",
    "stat_signature",
    "verify",
    "write_manifest",
    "write_text",
    "write_whole",
]

WEIGHTS: Final = Path(__file__).parents[1] / "weights"
MANIFEST: Final = "manifest.json"
_ABOUT: Final = frozenset({MANIFEST, "CARD.md"})  # in the folder, but about the weights
_MAX_MANIFEST: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """sha256 (64 hex digits) and size in bytes of one file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a weights folder holds: `files` by their path in it (parts joined by "/"), `version`, a label for people.

    Of translators alone: `names`, trained to copy Latin names put into the Arabic; `hints`, trained on hints
    (`nlp.engine_input.hints`) behind rare words. `scores`: "test metric" → value, e.g. {"FLORES-200 devtest BLEU": 13.2}.
    """

    files: dict[str, FileSum] = field(default_factory=dict)
    names: bool = False
    version: str = "0"
    scores: dict[str, float] = field(default_factory=dict)
    hints: bool = False


def sha256(path: Path) -> str:
    """The sha256 of a file, 64 hex digits. Raises `ArtefactError` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ArtefactError(f"The model file {path} cannot be read: {error.strerror or error}.") from error


def measure(folder: Path, names: list[str] | None = None) -> dict[str, FileSum]:
    """sha256 and size of the named files of `folder`; without names, of all in it and below (not the manifest and card)."""
    if names is None:
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        names = sorted(path.as_posix() for path in files if path.name not in _ABOUT and not path.name.startswith("."))
    return {name: FileSum(sha256(folder / name), (folder / name).stat().st_size) for name in names}


def digest(files: dict[str, FileSum]) -> str:
    """One sha256 for a set of files: over their sorted names and sums."""
    lines = "".join(f"{name} {files[name].sha256}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def verify(folder: Path, files: dict[str, FileSum]) -> None:
    """Raises `ArtefactError` for a missing file and `ChecksumError` for one that is not as `files` states."""
    for name, stated in files.items():
        path = folder / name
        if not path.is_file():
            raise ArtefactError(f"The model file {path} is missing: run `{command('setup')}`, or add the engine again.")
        size = path.stat().st_size
        if size != stated.size:
            raise ChecksumError(f"The model file {path} is damaged: it has {size} bytes and should have {stated.size}.")
        actual = sha256(path)
        if actual != stated.sha256:
            raise ChecksumError(
                f"The model file {path} is damaged: its sha256 is {actual[:12]}… and should be {stated.sha256[:12]}…."
            )


def stat_signature(folder: Path, files: dict[str, FileSum]) -> str:
    """Changes when a file is written to or replaced: lets a verified folder be trusted again without hashing it again."""
    parts = []
    for name in sorted(files):
        try:
            status = (folder / name).stat()
        except OSError as error:
            raise ArtefactError(
                f"The model file {folder / name} is missing: run `{command('setup')}`, or add the engine again."
            ) from error
        parts.append(f"{name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}")
    return hashlib.sha256("\n".join([str(folder.resolve()), *parts]).encode()).hexdigest()


def find(name: str) -> Path:
    """The folder of weights that ships with Rafiq under this name. Raises `ArtefactError` when it is not there."""
    folder = WEIGHTS / name
    if not (folder / MANIFEST).is_file():
        raise ArtefactError(
            f"The weights {name!r} are not in {WEIGHTS}: this installation of Rafiq is incomplete; install it again."
        )
    return folder


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a weights folder. Raises `ArtefactError` when it is missing, huge or not a manifest."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MAX_MANIFEST:
            raise ArtefactError(f"The manifest {path} is too large to be one.")
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise ArtefactError(f"The manifest {path} cannot be read: {error.strerror or error}.") from error
    except msgspec.MsgspecError as error:
        raise ArtefactError(f"The manifest {path} is damaged: {error}.") from error
    for name in manifest.files:
        if not name or any(part in {"", ".", ".."} for part in name.split("/")) or "\\" in name or ":" in name:
            raise ArtefactError(f"The manifest {path} names a file outside its folder: {name!r}.")
    return manifest


def write_manifest(
    folder: Path, *, names: bool = False, hints: bool = False, version: str = "0", scores: dict[str, float] | None = None
) -> Manifest:
    """Measures a weights folder and writes its `manifest.json` (whole or not at all). Returns what was written.

    What is as `Manifest` has it by default is left out of the text.
    """
    written = Manifest(measure(folder), names, version, scores or {}, hints)
    default = asdict(Manifest())
    telling = {name: value for name, value in asdict(written).items() if value != default[name]}
    write_text(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(telling), indent=1).decode() + "\n")
    return written


def write_text(path: Path, text: str) -> None:
    """Writes a small file so that a reader of it sees the old or the new text, never half. Makes the folder."""
    write_whole(path, text.encode())


def write_whole(path: Path, data: bytes, *, mode: int | None = 0o644) -> None:
    """Writes `data` beside its place, on the disk, then in its place: whole or not at all. Makes the folder; raises `OSError`.

    `mode` None: that of any new file of this account.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@cache
def _umask() -> int:
    """What this account takes from the rights of a new file; asked once, at a time when it is set for a moment."""
    now = os.umask(0o077)
    os.umask(now)
    return now


def _main(arguments: list[str]) -> None:
    """FOLDER [--names] [--hints] [VERSION] ["TEST METRIC=VALUE" …]"""
    folder, *rest = [word for word in arguments if word not in {"--names", "--hints"}]
    scores = {name: float(value) for name, _, value in (word.rpartition("=") for word in rest if "=" in word)}
    version = next((word for word in rest if "=" not in word), "0")
    written = write_manifest(
        Path(folder), names="--names" in arguments, hints="--hints" in arguments, version=version, scores=scores
    )
    sys.stdout.write(f"{folder}/{MANIFEST}: {len(written.files)} files, {digest(written.files)[:12]}\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
