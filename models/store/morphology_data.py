"""The morphology database: found when installed, fetched and verified when asked.

An official camel_data installation is used when there is one. Otherwise `fetch` takes the GPL-2 database out of a pinned wheel of
an old camel-tools (by pip, every step checked against a sha256 written here), adds the two lines that today's camel-tools needs,
and keeps it with its licence text in the reader's data folder. The database is never part of Rafiq's own files.

Only `fetch` uses the network, and only when nothing is installed yet.
"""

from __future__ import annotations

import errno
import hashlib
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from models.store.camel_data import MSA_NAMES, camel_data, camel_home
from models.store.conversion.pip_here import pip_here
from nlp.errors import ArtefactError, ChecksumError, NetworkError, SetupError
from nlp.paths import command, data_folder

__all__ = ["DATABASE_SHA256", "LICENCE", "NAME", "WHEEL", "fetch", "folder", "locate", "official"]

NAME: Final = "almor-msa-r13"
LICENCE: Final = "GPL-2.0"
WHEEL: Final = "camel-tools==0.4.dev5"
_WHEEL_FILE: Final = "camel_tools-0.4.dev5-py2.py3-none-any.whl"
_WHEEL_SHA256: Final = "f1dbb2854daaadac42c6d2a9e623bd6bd5c2ce10aa3c71c0be3a19edab900210"
_MEMBERS: Final = "camel_tools/calima_star/databases/almor-msa/"
# member → (size in bytes, sha256)
_ORIGINAL: Final = (38_334_507, "a2b4d3708632916644aee4a82e0d779b0c6a85649eef73d32af3c379572dbf47")
_LICENCE_TEXT: Final = (16_919, "7a71f85f07e46759dcc1c16dba64352d9932447759cf71ca3deae3729d85d23e")
_MARK: Final = b"###STEMBACKOFF###"
_ADDED: Final = b"###TOKENIZATIONS###\nTOKENIZATION d1seg d2seg d3seg atbseg d1tok d2tok atbtok d3tok\n"
DATABASE_SIZE: Final = _ORIGINAL[0] + len(_ADDED)
DATABASE_SHA256: Final = "eead52f5d991d3eb3b96686788faadfa17925f8ac301062a3ba1facf98a16288"

_DATABASE: Final = "morphology.db"
_RECEIPT: Final = "receipt.json"
_PIP_SECONDS: Final = 600
_LOCK_SECONDS: Final = 900

Progress = Callable[[str], None]


def folder() -> Path:
    """Where `fetch` keeps the database, its licence and its receipt."""
    return data_folder() / "morphology" / NAME


def official() -> Path | None:
    """The MSA database of an official camel_data installation, or None."""
    paths = _catalogued(camel_home())
    for name in MSA_NAMES:
        candidate = camel_data() / paths.get(name, f"morphology_db/{name}") / "morphology.db"
        if _is_database(candidate):
            return candidate
    return None


def locate(*, thorough: bool = False) -> Path:
    """The database file to open. Cheap: sizes and the receipt are compared; `thorough` hashes all 38 MB.

    Raises `SetupError` when there is none, `ChecksumError` when it is damaged; both name `rafiq setup`.
    """
    installed = official()
    if installed is not None:
        return installed
    path = folder() / _DATABASE
    if not path.is_file():
        raise SetupError(f"The morphology database is not installed (looked for {path}): run `{command('setup')}`.")
    size = path.stat().st_size
    if size != DATABASE_SIZE or _receipt(folder()) != DATABASE_SHA256 or (thorough and _sha256(path) != DATABASE_SHA256):
        raise ChecksumError(
            f"The morphology database {path} is damaged ({size} bytes): run `{command('setup')}` to fetch it again."
        )
    return path


def fetch(progress: Progress | None = None, *, wheel: Path | None = None) -> Path:
    """The database file, fetched first when it is missing or damaged. Quick when it is there.

    `progress` is called with one short sentence a step. `wheel` is the pinned wheel as a file, for machines without a network.
    Raises `NetworkError`, `ChecksumError`, or `SetupError` (no disk, no pip, not allowed to write), each one sentence.
    """
    tell = progress or (lambda _message: None)
    try:
        return locate(thorough=True)
    except SetupError:
        pass
    target = folder()
    with _disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(target.parent / f".{NAME}.lock", timeout=_LOCK_SECONDS):
                return _fetch_locked(target, tell, wheel)
        except Timeout as error:
            raise SetupError("Another set-up has held the morphology database for 15 minutes: end it, then try again.") from error


def _fetch_locked(target: Path, tell: Progress, wheel: Path | None) -> Path:
    try:
        return locate(thorough=True)  # another process was faster
    except SetupError:
        pass
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=target.parent) as scratch:
        work = Path(scratch)
        if wheel is None:
            tell("Downloading the morphology database (7.9 MB)…")
            wheel = _download(work)
        tell("Checking and unpacking the morphology database…")
        fresh = work / NAME
        fresh.mkdir()
        _unpack(wheel, fresh)
        old = work / "old"
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    tell("The morphology database is ready.")
    return target / _DATABASE


def _download(work: Path) -> Path:
    command = [*pip_here(), "download", "--no-deps", "--only-binary=:all:", "--ignore-requires-python"]
    command += ["--no-input", "--disable-pip-version-check", "--quiet", "--dest", str(work), WHEEL]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PIP_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NetworkError(
            f"Downloading {WHEEL} took over {_PIP_SECONDS // 60} minutes: check the network, then try again."
        ) from error
    path = work / _WHEEL_FILE
    if done.returncode == 0 and path.is_file():
        return path
    reason = done.stderr.strip()
    if "No space left" in reason or "Errno 28" in reason:
        raise SetupError(f"There is no space left on the disk that holds {work.parent}: the morphology database needs 100 MB.")
    lines = [line for line in reason.splitlines() if line.startswith("ERROR")] or ["pip gave no reason"]
    raise NetworkError(f"The morphology database ({WHEEL}) could not be downloaded: {lines[-1][:300]}")


def _unpack(wheel: Path, fresh: Path) -> None:
    """The two members of `wheel`, by exact name, size and sha256, into `fresh`, the database upgraded; then the receipt."""
    try:
        if _sha256(wheel) != _WHEEL_SHA256:
            raise ChecksumError(f"{wheel.name} is not {WHEEL} (its sha256 differs): nothing was installed.")
        with zipfile.ZipFile(wheel) as archive:
            original = _member(archive, "almor-msa-r13.db", *_ORIGINAL)
            licence = _member(archive, "LICENSE", *_LICENCE_TEXT)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        raise ArtefactError(f"{wheel} cannot be read as the wheel {WHEEL}: {error}.") from error
    upgraded = original.replace(_MARK, _ADDED + _MARK, 1)
    if hashlib.sha256(upgraded).hexdigest() != DATABASE_SHA256:
        raise ChecksumError("The morphology database is not as expected after its upgrade: nothing was installed.")
    (fresh / _DATABASE).write_bytes(upgraded)
    (fresh / "LICENSE").write_bytes(licence)
    receipt = {"name": NAME, "sha256": DATABASE_SHA256, "source": WHEEL, "source_sha256": _WHEEL_SHA256, "licence": LICENCE}
    receipt["changes"] = "Rafiq added the section ###TOKENIZATIONS### (two lines) before ###STEMBACKOFF###."
    (fresh / _RECEIPT).write_text(json.dumps(receipt, indent=1) + "\n", encoding="utf-8")


def _member(archive: zipfile.ZipFile, name: str, size: int, sha256: str) -> bytes:
    info = archive.getinfo(_MEMBERS + name)
    if info.file_size != size:
        raise ChecksumError(f"{name} in {WHEEL} has {info.file_size} bytes, not {size}: nothing was installed.")
    with archive.open(info) as stream:
        data = stream.read(size + 1)
    if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
        raise ChecksumError(f"{name} in {WHEEL} is damaged (its sha256 differs from {sha256[:12]}…): nothing was installed.")
    return data


@contextmanager
def _disk_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SetupError(f"The disk that holds {target} is full: the morphology database needs 100 MB.") from error
        raise SetupError(f"The morphology database cannot be written to {target}: {error.strerror or error}.") from error


def _catalogued(root: Path) -> dict[str, str]:
    """Database name → path under `root/data`, from camel_data's catalogue; only paths that stay inside."""
    try:
        catalogue: Any = json.loads((root / "catalogue.json").read_text(encoding="utf-8"))
        sets = catalogue["components"]["MorphologyDB"]["datasets"]
        paths = {str(name): str(entry["path"]) for name, entry in sets.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: path for name, path in paths.items() if not Path(path).is_absolute() and ".." not in Path(path).parts}


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return path.stat().st_size > 1_000_000 and stream.read(13) == b"###DEFINES###"
    except OSError:
        return False


def _receipt(where: Path) -> str:
    try:
        return str(json.loads((where / _RECEIPT).read_text(encoding="utf-8"))["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
