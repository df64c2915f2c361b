"""What lies outside the tests' own home: the reader's files as they were before a run, and processes that a run left behind.

What it leaves out: telling a test's write from one of a Rafiq that its reader used during the run; the sentence names the files.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["changed", "copied", "left_over", "stop", "watched"]

_RESOURCE_TRACKER = b"resource_tracker import main"
"""Of the command of Python's own helper of a process that shares memory or starts others: it ends with that process."""
State = dict[Path, tuple[int, int, int]]
_FOLDERS = (".streamlit", ".camel_tools", ".config/chromium", ".cache/chromium", ".pki", ".rafiq")


def watched(home: Path, folders: Iterable[Path]) -> State:
    """Every file that a test could harm, with its size, time of change and number: Rafiq's folders and those of tools."""
    roots = [*folders, *(home / name for name in _FOLDERS)]
    return dict(entry for root in roots for entry in _states(root))


def _states(root: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for path in [root, *root.rglob("*")] if root.is_dir() else [root]:
        with suppress(OSError):
            state = path.stat()
            if not path.is_dir():
                yield path, (state.st_size, state.st_mtime_ns, state.st_ino)


def changed(before: State, after: State) -> list[str]:
    """What happened to the reader's files, a line each.

    >>> changed({Path("a"): (1, 1, 1), Path("b"): (1, 1, 1)}, {Path("b"): (2, 1, 1), Path("c"): (1, 1, 1)})
    ['a was removed', 'b was changed', 'c was made']
    """
    words = {True: {True: "changed", False: "removed"}, False: {True: "made"}}
    return [f"{path} was {words[path in before][path in after]}" for path in sorted(before.keys() | after.keys())
            if before.get(path) != after.get(path)]  # fmt: skip


def copied(source: Path, target: Path) -> None:
    """A folder that set-up made, copied: a test that breaks it breaks the copy. Nothing where there is none."""
    if source.exists():
        shutil.copytree(source, target, dirs_exist_ok=True)


def left_over(home: Path, patience: float = 10.0) -> list[int]:
    """Processes that were started with `home` as their HOME and are still there after `patience` seconds. Linux only."""
    deadline = time.monotonic() + patience
    while (alive := list(_started_with(home))) and time.monotonic() < deadline:
        time.sleep(0.2)
    return alive


def _started_with(home: Path) -> Iterator[int]:
    wanted = f"HOME={home}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            environment = (folder / "environ").read_bytes()
            if (
                state not in "ZX"
                and wanted in environment.split(b"\0")
                and int(folder.name) != os.getpid()
                and not (int(parent) == os.getpid() and _RESOURCE_TRACKER in (folder / "cmdline").read_bytes())
            ):
                yield int(folder.name)


def stop(processes: Iterable[int]) -> list[str]:
    """Ends what was left, and says what it was."""
    lines = []
    for process in processes:
        with suppress(OSError):
            command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            os.kill(process, signal.SIGKILL)
            lines.append(f"process {process} was left running: {command[:150]}")
    return lines
