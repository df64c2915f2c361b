"""A process in which SQLite's own system calls, or its allocations, fail: at every n-th one in turn. For the fault tests.

`python -m tests.support.sqlite_faults KIND FOLDER [EVERY]` writes to a library of FOLDER once for each n (each EVERY-th of them),
with the n-th call failing, and prints what came of it as JSON. KIND: `disk` (one call fails: EIO), `disk-gone` (all calls from the
n-th on), `kept` (as `disk-gone`, with changes kept in memory until the disk is back), `memory` (one allocation), `memory-gone`.

Real faults: the calls are replaced where SQLite's own tests replace them (`xSetSystemCall`, `SQLITE_CONFIG_MALLOC`).
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

__all__ = ["Faults", "main", "refuse"]

_CALLS: Final = {
    "open": (ctypes.c_char_p, ctypes.c_int, ctypes.c_int),
    "read": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    "pread": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    "pread64": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    "write": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    "pwrite": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    "pwrite64": (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    "ftruncate": (ctypes.c_int, ctypes.c_long),
    "fstat": (ctypes.c_int, ctypes.c_void_p),
}
_LOCKS: Final = {"fcntl": (ctypes.c_int, ctypes.c_int, ctypes.c_void_p)}
_POINTERS_BEFORE_CALLS: Final = 13  # from xOpen to xCurrentTimeInt64
_kept_alive: list[Any] = []


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("others", ctypes.c_void_p * _POINTERS_BEFORE_CALLS),
        ("set_call", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)),
        ("get_call", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    )


class _Memory(ctypes.Structure):
    _fields_ = (
        ("malloc", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_int)),
        ("free", ctypes.c_void_p),
        ("realloc", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)),
        ("others", ctypes.c_void_p * 5),
    )


class Faults:
    """Counts calls and says which fail: the n-th, or with `lasting` all from the n-th on; none while n is 0."""

    def __init__(self) -> None:
        self.at, self.seen, self.lasting, self.made = 0, 0, False, 0

    def arm(self, at: int, *, lasting: bool) -> None:
        """From now on the `at`-th call fails."""
        self.at, self.seen, self.lasting, self.made = at, 0, lasting, 0

    def fails(self) -> bool:
        """Whether this call fails."""
        self.seen += 1
        failing = bool(self.at) and (self.seen == self.at or (self.lasting and self.seen > self.at))
        self.made += failing
        return failing


def refuse(fails: Callable[[], bool], code: int = errno.EIO, *, locks: bool = False) -> None:
    """Puts `fails` before SQLite's calls to the disk (or to lock files): where it says so they fail with errno `code`."""
    library = _sqlite()
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_initialize()
    vfs = library.sqlite3_vfs_find(b"unix")
    for name, arguments in (_LOCKS if locks else _CALLS).items():
        if address := vfs.contents.get_call(vfs, name.encode()):
            shape = ctypes.CFUNCTYPE(ctypes.c_long, *arguments, use_errno=True)
            ours = shape(_before(shape(address), fails, code))
            _kept_alive.append(ours)
            vfs.contents.set_call(vfs, name.encode(), ctypes.cast(ours, ctypes.c_void_p))


def _before(real: Any, fails: Callable[[], bool], code: int) -> Callable[..., int]:
    def call(*given: Any) -> int:
        if fails():
            ctypes.set_errno(code)
            return -1
        return int(real(*given))

    return call


def _refuse_memory(fails: Callable[[], bool]) -> None:
    """The same before SQLite's allocations. Before the module sqlite3 is imported, which starts SQLite."""
    library = _sqlite()
    methods = _Memory()
    library.sqlite3_config(5, ctypes.byref(methods))  # SQLITE_CONFIG_GETMALLOC
    if not methods.malloc:
        library.sqlite3_initialize()
        library.sqlite3_shutdown()
        library.sqlite3_config(5, ctypes.byref(methods))
    malloc, realloc = type(methods.malloc), type(methods.realloc)
    real_malloc, real_realloc = (
        malloc(ctypes.cast(methods.malloc, ctypes.c_void_p).value or 0),
        realloc(ctypes.cast(methods.realloc, ctypes.c_void_p).value or 0),
    )
    methods.malloc = malloc(lambda size: None if fails() else real_malloc(size))
    methods.realloc = realloc(lambda old, size: None if fails() else real_realloc(old, size))
    _kept_alive.extend((methods, real_malloc, real_realloc, methods.malloc, methods.realloc))
    if library.sqlite3_config(4, ctypes.byref(methods)):  # SQLITE_CONFIG_MALLOC
        raise RuntimeError("SQLite has begun already: its memory cannot be replaced.")


def _sqlite() -> ctypes.CDLL:
    return ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0")


def _tried(place: Path, *, keep: bool, back: Callable[[], None]) -> tuple[str, str, set[str]]:
    """One reader's session under faults: the copy's id, the English and the notes that were said to be saved."""
    from nlp.annotations import Annotation
    from nlp.errors import LibraryError
    from rafiq.library import Library

    english, notes = "", set[str]()
    copy = (place.parent / "copy").read_text(encoding="ascii")
    try:
        with Library.open(place, keep=keep) as library:
            for step in range(3):
                try:
                    library.annotate(copy, Annotation(sentence=0, text=f"note {step}"))
                    notes.add(f"note {step}")
                    library.edit(copy, 0, f"edit {step}")
                    english = f"edit {step}"
                    library.get(copy)
                except LibraryError:
                    continue
            if keep:
                back()
                if not library.retry() or library.unsaved:
                    raise AssertionError("what was kept in memory did not reach the disk that is back")
    except LibraryError:
        pass
    return copy, english, notes


def main(kind: str, folder: Path, every: int = 1) -> dict[str, object]:
    """Faults at each n until none was met; counts of faults, writes said to be saved, those lost, and what was not a sentence."""
    faults = Faults()
    (_refuse_memory if kind.startswith("memory") else refuse)(faults.fails)
    from rafiq.library import Library
    from tests.support.copies_sample import sample_copy

    template = folder / "template"
    template.mkdir()
    with Library.open(template / "library.sqlite3") as library:
        (template / "copy").write_text(library.save(sample_copy()), encoding="ascii")
    counts, failures = Counter[str](), Counter[str]()
    number = 1
    while True:
        here = folder / "now"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(template, here)
        faults.arm(number, lasting=kind.endswith("-gone") or kind == "kept")
        try:
            copy, english, notes = _tried(here / "library.sqlite3", keep=kind == "kept", back=lambda: setattr(faults, "at", 0))
        except Exception as error:  # anything but the library's own sentence
            failures[f"n={number}: {type(error).__name__}: {str(error)[:120]}"] += 1
            copy, english, notes = "", "", set()
        faults.at = 0
        with Library.open(here / "library.sqlite3") as library:
            findings = library.check()
            counts["findings of check"] += len(findings)
            failures.update(f"n={number}: {finding}" for finding in findings)
            if copy:
                kept = {note.text for note in library.annotations(copy)}
                written = {library.get(copy).document.sentences[0].english, *(old.english for old in library.earlier(copy, 0))}
                counts["lost"] += len(notes - kept) + (bool(english) and english not in written)
                counts["saved"] += len(notes) + bool(english)
        if not faults.made:
            break
        counts["faults"] += 1
        number += every
    return {**counts, "lost": counts["lost"], "findings of check": counts["findings of check"], "failures": sorted(failures)[:20]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)))  # noqa: T201 - its answer
