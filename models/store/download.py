"""One file from one address onto the disk: gone on with where it broke off, checked, or not there.

What comes lies in NAME.part until it is whole and its sha256 is right. A connection that breaks, a timeout and an answer that says
"later" (429, 502, 503, 504) are tried again, after the pause that the server asks for; whoever brings bytes may break off as often
as it likes, and whoever brings none is given up after a few tries. A host that never answered is not asked twice. Every failure is
one sentence. Left out: which file, from where, and whether it may be fetched at all (`pinned`, `hub_files`).

>>> pause_of({"Retry-After": "7"}), pause_of({"Retry-After": "soon"}), pause_of({})
(7.0, 0.0, 0.0)
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from models.store.files import FileSum, sha256
from nlp.errors import ChecksumError, NetworkError, SetupError

if TYPE_CHECKING:
    import httpx

__all__ = ["LATER", "Patience", "download", "mb", "pause_of", "read"]

_PART: Final = 206
LATER: Final = frozenset({429, 502, 503, 504})
_PAUSE: Final = 1.0  # seconds before the second try; twice as long before each next one
_LONGEST_PAUSE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection and for the next bytes, and how many tries in a row may bring nothing."""

    connect: float = 10.0
    read: float = 30.0
    tries: int = 5


def download(
    address: str,
    target: Path,
    stated: FileSum,
    *,
    what: str = "",
    patience: Patience | None = None,
    tell: Callable[[int], object] | None = None,
) -> FileSum:
    """Fetches `address` into `target`; its sum. `stated` is what it must be: size 0 or sha256 "" where it was never published.

    `what` names it in errors; `tell` hears how many bytes are here. Raises `NetworkError` (what came stays, for the next try),
    `ChecksumError` for another file (nothing of it stays), `SetupError` for a disk that is full or cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    what = f"{what or f'The file {target.name}'} could not be fetched: {_host(address)}"
    resumed = _size(part) > 0
    while True:
        with _disk(part):
            _complete(_Job(address, part, stated.size, what, patience or Patience(), tell or (lambda _: None)))
            got = FileSum(sha256(part), _size(part))
            if stated.size in {0, got.size} and stated.sha256 in {"", got.sha256}:
                part.replace(target)
                return got
            part.unlink()
        if not resumed:
            raise ChecksumError(f"{what} gave another file than the one that Rafiq knows (its sha256 is {got.sha256[:12]}…).")
        resumed = False  # half of another file was gone on with: once more from the start


def read(address: str, *, most: int, patience: Patience | None = None) -> bytes:
    """A small file, whole. Raises `NetworkError`, also for one of over `most` bytes."""
    what = f"{address} could not be read: {_host(address)}"
    for left in reversed(range((patience or Patience()).tries)):
        body = b""
        try:
            with _answer(address, patience or Patience(), {}) as answer:
                for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > most:
                        raise NetworkError(f"{what} sent more than {most >> 10} KB.")
            return body
        except _BrokenError as error:
            if not (left and error.again and error.answered):
                raise NetworkError(f"{what} {error}.") from error
            sleep(error.pause or _PAUSE)
    raise NetworkError(f"{what} did not answer.")


def mb(size: int) -> str:
    """
    >>> mb(1_234_567_890)
    '1,235 MB'
    """
    return f"{size / 1e6:,.0f} MB"


def _host(address: str) -> str:
    """The host of an address, for people.

    >>> _host("https://hub.example:8080/a/b"), _host("nowhere")
    ('hub.example:8080', 'nowhere')
    """
    try:
        return urlsplit(address).netloc.rpartition("@")[2] or address
    except ValueError:
        return address


class _BrokenError(Exception):
    """An answer that did not come, or not to its end: `again`, whether another try may help; `answered`, whether the host spoke."""

    def __init__(self, reason: str, *, again: bool, answered: bool, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.again, self.answered, self.pause = again, answered, pause


@dataclass(frozen=True, slots=True)
class _Job:
    """What brings `part` to its end: `size` bytes, or as many as come where that is 0."""

    address: str
    part: Path
    size: int
    what: str
    patience: Patience
    tell: Callable[[int], object]


def _complete(job: _Job) -> None:
    """All of the file, in as many tries as it takes."""
    begun, failures, answered = _size(job.part), 0, False
    while True:
        have = _size(job.part)
        if job.size and have > job.size:
            job.part.unlink()
            have = 0
        if job.size and have == job.size:
            return
        try:
            _go_on(job, have)
            return
        except _BrokenError as error:
            now = _size(job.part)
            answered = answered or error.answered
            failures = 1 if now > have else failures + 1
            if not (error.again and answered) or failures >= job.patience.tries:
                raise NetworkError(f"{job.what} {_told(str(error), begun, now, job.size)}.") from error
            sleep(max(error.pause, min(_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE)))


def _told(reason: str, begun: int, now: int, size: int) -> str:
    if now <= begun:
        return reason
    whole = f" of {size:,}" if size else ""
    return f"broke off after {now:,}{whole} bytes ({reason}); what came is kept, so try again to go on"


def _go_on(job: _Job, have: int) -> None:
    """One try: what is missing, or all of it from a server that gives no parts."""
    with _answer(job.address, job.patience, {"Range": f"bytes={have}-"} if have else {}) as answer:
        have = have if answer.status_code == _PART else 0
        with job.part.open("ab" if have else "wb") as out:
            for chunk in answer.iter_raw():
                have += len(chunk)
                out.write(chunk)
                job.tell(have)
                if job.size and have > job.size:
                    return


@contextmanager
def _answer(address: str, patience: Patience, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer to a GET, while it comes. Raises `_BrokenError` for every way in which it does not."""
    import httpx

    timeout = httpx.Timeout(patience.read, connect=patience.connect)
    answered = False
    try:
        with httpx.stream(
            "GET", address, headers={"Accept-Encoding": "identity"} | headers, timeout=timeout, follow_redirects=True
        ) as answer:
            answered = True
            status = answer.status_code
            if status >= httpx.codes.BAD_REQUEST:
                raise _BrokenError(f"answered {status}", again=status in LATER, answered=True, pause=pause_of(answer.headers))
            yield answer
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise _BrokenError(f"could not be reached ({_reason(error)})", again=True, answered=False) from error
    except httpx.TransportError as error:  # timeouts and broken connections; a host that was connected to has answered
        raise _BrokenError(_reason(error), again=not isinstance(error, httpx.UnsupportedProtocol), answered=True) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError) as error:  # ImportError: a proxy without its package
        raise _BrokenError(f"could not be asked ({_reason(error)})", again=False, answered=answered) from error


def _reason(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:200] or type(error).__name__


def pause_of(headers: Mapping[str, str]) -> float:
    """Seconds that a server asks to wait, within reason; 0 where it says nothing that we read."""
    try:
        return min(max(float(headers.get("Retry-After", "0")), 0.0), _LONGEST_PAUSE)
    except ValueError:
        return 0.0


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise SetupError(f"The disk is full: {path} cannot be written to its end; what is there is kept.") from error
        raise SetupError(f"The file {path} cannot be written: {error.strerror or error}.") from error
