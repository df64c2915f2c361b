"""A document → its articles, read in a process of its own within limits of memory, time and output.

Plain text needs no such process: it is read by Rafiq's own few lines. At most two documents are read at a time, so that twenty
readers of one page cannot take more memory than two documents may. The page keeps one process started (`keep_ready`), for a start
takes longer than most documents; each reads one document and ends. What it leaves out: Windows limits time and output only.

>>> articles("قال نعم.".encode(), "a.txt")[0].article().text
'قال نعم.'
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from nlp.document import Article
from nlp.errors import InputError, NotFoundError, SetupError, TooLargeError
from nlp.text.encoding import decode
from nlp.text.html import looks_like_html
from rafiq.sources import files
from rafiq.sources.raw import Raw
from rafiq.sources.worker import child, wire

__all__ = ["article", "articles", "keep_ready"]

_ROOT: Final = Path(__file__).resolve().parents[3]
# -P: the folder that Rafiq was started in may hold a hostile `lxml.py`. Ours comes last: it is where an installed Rafiq is anyway.
_START: Final = "import sys; sys.path.append(sys.argv[1]); from rafiq.sources.worker.child import main; main()"
LIMITS = wire.Limits()
_TURNS = threading.BoundedSemaphore(2)
_ERRORS: Final = {"TooLargeError": TooLargeError, "NotFoundError": NotFoundError}
_HTML: Final = "text/html; charset=utf-8"


def articles(data: bytes, name: str, *, whole: bool = False) -> tuple[wire.Part, ...]:
    """The articles of a file (a book has several, or with `whole` one). Raises as `files.read_bytes`, and `TooLargeError` where it
    takes more than it may."""
    job = wire.Job(name, whole=whole)
    if files.kind(data, name) == files.PLAIN:
        return child.parts_of(job, data)
    return _asked(job, data)


def article(raw: Raw) -> Article:
    """The article of what came from the web or was pasted: a page, text, or a document by its media type. Raises as `articles`."""
    kind = (raw.media_type or "").partition(";")[0].strip().lower()
    content = raw.content
    if not kind:  # nobody said what it is: its look tells
        content = decode(content) if isinstance(content, bytes) else content
        kind = _HTML if looks_like_html(content) else "text/plain"
        raw = replace(raw, content=content, media_type=kind)
    if kind == "text/plain":
        return raw.article()
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    suffix = files.DOCUMENTS.get(kind, "")
    job = wire.Job(f"page{suffix}", raw.source, "" if suffix else raw.media_type or "", whole=True)
    return _asked(job, data)[0].article()


def _asked(job: wire.Job, data: bytes) -> tuple[wire.Part, ...]:
    """What a new process says of the document."""
    job = replace(job, limits=LIMITS)
    what = "text" if job.media_type == _HTML else "page" if job.source or job.media_type else "file"
    shown = f"This {what}" if what == "text" else f"The {what} {(job.source or job.name)[:200]!r}"
    with _TURNS:
        answer = _ask(wire.packed(job, data), shown)
    if answer.kind == "MemoryError":
        raise _too_large(shown, f"needs more than {LIMITS.memory // 1_048_576} MB of memory to read")
    if answer.kind == "Exception":
        raise InputError(f"{shown} cannot be read: its reader failed on it; it may be damaged.")
    if answer.error:
        raise _ERRORS.get(answer.kind, InputError)(answer.error)
    return answer.parts


def _started(*words: str) -> subprocess.Popen[bytes]:
    """A process that waits for its document. Raises `OSError`."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, str(_ROOT), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


class _Ready:
    """A process that has started and waits for a document, once the page asked for one. Thread-safe.

    It ends by itself when this process does: what it reads from is closed then.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = False
        self._waiting: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Starts one, and another whenever it is taken."""
        with self._lock, suppress(OSError):
            self._wanted = True
            if self._waiting is None:
                self._waiting = _started(child.READY)

    def take(self) -> subprocess.Popen[bytes]:
        """The one that waits, or a new one. Raises `OSError`."""
        with self._lock:
            taken, self._waiting = self._waiting, None
            if self._wanted:
                threading.Thread(target=self.keep, name="rafiq-ready", daemon=True).start()
        if taken is not None and taken.poll() is None:
            return taken
        return _started()


_ready = _Ready()
keep_ready = _ready.keep


def _ask(request: bytes, shown: str) -> wire.Answer:
    try:
        process = _ready.take()
    except OSError as error:
        raise SetupError(f"The process that reads documents cannot be started: {error.strerror}; free some memory.") from error
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(LIMITS.seconds, stop)
    feeder = threading.Thread(target=_feed, args=(process, request), name="rafiq-document", daemon=True)
    clock.start()
    feeder.start()
    try:
        answer = process.stdout.read(LIMITS.output + 1) if process.stdout else b""
    finally:
        clock.cancel()
        process.kill()
        code = process.wait()
        feeder.join()
        if process.stdout:
            process.stdout.close()
    if len(answer) > LIMITS.output:
        raise _too_large(shown, f"holds more than {LIMITS.output // 1_048_576} MB of text")
    with suppress(msgspec.MsgspecError):
        return msgspec.json.decode(answer, type=wire.Answer)
    if late.is_set() or code == -24:  # SIGXCPU
        raise _too_large(shown, f"takes longer than {LIMITS.seconds:.0f} seconds to read")
    raise InputError(f"{shown} cannot be read: its reader broke off; it may be damaged, or too large for it.")


def _feed(process: subprocess.Popen[bytes], request: bytes) -> None:
    with suppress(OSError):  # a process that ended early needs no more of it
        if process.stdin:
            with process.stdin as opened:
                opened.write(request)


def _too_large(shown: str, why: str) -> TooLargeError:
    return TooLargeError(f"{shown} {why}: give Rafiq a smaller one, or paste its text.")
