"""The process that reads one document: limits first, then the readers, then one JSON answer on standard output.

What it leaves out: killing itself when it takes too long by the clock; whoever started it does that.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from nlp.annotations import encoded
from nlp.errors import InputError, RafiqError, TooLargeError
from rafiq.sources.worker import wire

__all__ = ["READY", "main", "parts_of"]

READY: Final = "ready"  # on the command line of a process that waits for its document: it loads what most of them need meanwhile


def main() -> None:
    """Reads a job from standard input, and answers on standard output."""
    if READY in sys.argv[2:]:
        for name in ("rafiq.sources.files", "rafiq.sources.raw", "trafilatura"):
            import_module(name)
    request = sys.stdin.buffer.read()
    if not request:
        return  # whoever started it has gone
    job, data = wire.unpacked(request)
    _limit(job.limits)
    try:
        answer = wire.Answer(parts_of(job, data))
    except (Exception, MemoryError) as error:
        answer = wire.Answer(error=str(error), kind=_kind(error, job.limits))
    sys.stdout.buffer.write(encoded(answer))
    sys.stdout.buffer.flush()


def _kind(error: BaseException, limits: wire.Limits) -> str:
    """The name of the error for the wire. Readers in C say "damaged" where memory ran out: how much was held tells."""
    if isinstance(error, MemoryError) or _peak() > 0.8 * limits.memory:
        return "MemoryError"
    return type(error).__name__ if isinstance(error, RafiqError) else "Exception"


def _peak() -> int:
    """The most bytes of memory that this program held; 0 where the system does not tell.

    Not `getrusage`: on Linux it begins with what the program that started this one held.
    """
    with suppress(OSError):
        held = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
        return int(held[1]) * 1024 if held else 0
    return 0


def parts_of(job: wire.Job, data: bytes) -> tuple[wire.Part, ...]:
    """The articles in `data`. Raises `InputError` when there is none."""
    from rafiq.sources import files
    from rafiq.sources.raw import Raw, joined

    raws = [Raw(data, job.source, job.media_type)] if job.media_type else files.read_bytes(data, job.name)
    count = len(raws)
    if job.whole:
        raws = [joined(raws)]
    if not job.media_type and job.source:
        raws = [replace(raw, source=job.source) for raw in raws]
    parts = []
    for raw in raws:
        try:
            parts.append(wire.Part(raw.name, raw.article(), of=count if job.whole else 1))
        except InputError as error:
            if len(raws) == 1 or isinstance(error, TooLargeError):
                raise
            parts.append(wire.Part(raw.name, error=str(error)))
    return tuple(parts)


def _limit(limits: wire.Limits) -> None:
    """Takes from this process what reading a document needs none of: more memory, more time, files as large as a disk."""
    with suppress(ImportError):  # Windows has no such limits: there the clock alone holds
        import resource

        # Data and not address space: PDFium reserves gigabytes of addresses that it never touches.
        for limit, most in (
            (resource.RLIMIT_DATA, limits.memory),
            (resource.RLIMIT_CPU, int(limits.seconds) + 1),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))
