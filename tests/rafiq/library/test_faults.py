"""The library when things go wrong around it: killed processes, several at once, a full disk, a folder that is read-only."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from nlp.annotations import Annotation
from nlp.errors import LibraryError
from rafiq.library import Library
from tests.support.copies_sample import sample_copy

ROOT = Path(__file__).resolve().parents[3]
KILLS = 5  # benchmarks/library.py does this hundreds of times


def writer(place: str, copy_id: str, name: str, count: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.library_writer", place, copy_id, name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(lines: str) -> list[str]:
    """The notes whose saving was acknowledged; a line cut off by the kill was not read by anyone."""
    return [
        line.removeprefix("note ") for line in lines.splitlines(keepends=True) if line.startswith("note ") and line.endswith("\n")
    ]


def test_kill_9_in_the_middle_of_writes_loses_nothing(tmp_path: Path) -> None:
    place = str(tmp_path / "library.sqlite3")
    with Library.open(place) as library:
        copy_id = library.save(sample_copy().document)
    chance, expected = random.Random(7), set[str]()  # noqa: S311 — when to kill is no secret
    for kill in range(KILLS):
        process = writer(place, copy_id, f"k{kill}")
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        assert process.returncode == -signal.SIGKILL
        expected |= {note.strip() for note in acknowledged(first + rest)}
    with Library.open(place) as library:
        kept = {note.text for note in library.annotations(copy_id)}
        assert not library.check()
    assert len(expected) >= KILLS
    assert expected <= kept
    assert len(kept - expected) <= KILLS  # at most the one write each time whose acknowledgement was killed


def test_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    place, count = str(tmp_path / "library.sqlite3"), 20
    with Library.open(place) as library:
        copy_id = library.save(sample_copy().document)
    processes = [writer(place, copy_id, f"p{n}", count) for n in range(4)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with Library.open(place) as library:
        kept = [note.text for note in library.annotations(copy_id)]
        assert sorted(kept) == sorted(f"p{n}-{k}" for n in range(4) for k in range(count))
        english = {library.get(copy_id).document.sentences[0].english, *(old.english for old in library.earlier(copy_id, 0))}
        assert english == {f"p{n} edit {k}" for n in range(4) for k in range(2, count, 3)}
        assert not library.check()


def test_opening_a_library_twice_in_one_process_keeps_its_locks(tmp_path: Path) -> None:
    """A plain open() and close() of the file dropped SQLite's locks: a process that came and went then deleted the log under us."""
    place = str(tmp_path / "library.sqlite3")
    with Library.open(place) as first:
        copy_id = first.save(sample_copy().document)
        with Library.open(place):
            pass
        assert writer(place, copy_id, "guest", 1).wait() == 0
        first.annotate(copy_id, Annotation(text="after the guest left"))
        code = "from rafiq.library import Library\n"
        code += f"with Library.open({place!r}) as l: print([n.text for n in l.annotations({copy_id!r})])"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        seen = done.stdout
    assert "after the guest left" in seen and "guest-0" in seen


def test_processes_that_make_one_library_together_agree(tmp_path: Path) -> None:
    place = str(tmp_path / "new" / "library.sqlite3")
    code = f"from rafiq.library import Library\nwith Library.open({place!r}) as l: l.set_term('x', 'y')"
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]
    assert [process.wait() for process in processes] == [0] * 4
    with Library.open(place) as library:
        assert [entry.english for entry in library.glossary_words()] == ["y"]


def limited(library: Library, pages: int) -> None:
    """Lets the file grow by this many pages at most: to SQLite, the disk is full after that."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        size = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {size + pages}")

    library._disk.dispose()
    event.listen(library._disk, "connect", limit)


def test_a_full_disk_is_told_and_nothing_is_half_done(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        copy_id = library.save(sample_copy().document)
        limited(library, 3)
        with pytest.raises(LibraryError, match=r"the disk is full.*not saved"):
            for _ in range(20):
                library.save(sample_copy(), title="too much")
        count = len(library.list())
        assert library.get(copy_id).document == sample_copy().document
    with Library.open(tmp_path / "library.sqlite3") as library:
        assert len(library.list()) == count
        assert not library.check()


def test_a_full_disk_keeps_the_work_in_memory_until_there_is_room(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place, keep=True) as library:
        copy_id = library.save(sample_copy().document)
        limited(library, 0)
        saved = [library.save(sample_copy(), title=f"copy {n}") for n in range(5)]
        library.annotate(saved[-1], Annotation(text="a thought"))
        library.edit(copy_id, 0, "changed while full")
        assert "the disk is full" in library.problem and library.unsaved > 0
        assert library.get(saved[-1]).title == "copy 4" and library.list("thought")
        assert library.get(copy_id).document.sentences[0].english == "changed while full"
        with Library.open(place) as other:  # another tab, meanwhile, on the disk
            assert len(other.list()) < 6
            library._disk.dispose()
        event.listen(library._disk, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1073741823"))
        assert library.retry()
        assert (library.problem, library.unsaved) == ("", 0)
    with Library.open(place) as library:
        assert {summary.id for summary in library.list()} == {copy_id, *saved}
        assert library.list("thought") and not library.check()


def test_a_real_limit_on_file_size(tmp_path: Path) -> None:
    """The kernel, not SQLite, refuses to let the file grow."""
    place = str(tmp_path / "library.sqlite3")
    code = """
import resource, sys
from rafiq.library import Library
from nlp.errors import InputError, LibraryError
from tests.support.copies_sample import sample_copy
with Library.open(sys.argv[1], keep=True) as library:
    first = library.save(sample_copy())
    size = 150_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    for n in range(12):
        library.save(sample_copy(), title=str(n))
    assert library.problem, "the limit was never met"
    assert len(library.list()) == 13
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert library.retry(), library.problem
"""
    done = subprocess.run([sys.executable, "-c", code, place], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Library.open(place) as library:
        assert len(library.list()) == 13
        assert not library.check()


def as_nobody(work: Callable[[], None]) -> str:
    """What `work` raised, or "", run by a user without rights (root may write anything, so a test as root proves nothing).

    A fork, because that user may not even start our Python where it is root's; everything it needs is loaded by then.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            work()
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_read_only_library_can_be_read(folder_too: bool) -> None:
    folder = Path(tempfile.mkdtemp(prefix="rafiq-read-only-"))  # not pytest's, which other users may not walk into
    place = folder / "library.sqlite3"

    def reads() -> None:
        with Library.open(place) as library:
            assert "read-only" in library.read_only, library.read_only
            (summary,) = library.list("Cairo")
            assert library.get(summary.id).document == sample_copy().document
            with pytest.raises(LibraryError, match="is read-only"):
                library.set_term("x", "y")
        with Library.open(place, keep=True) as library:
            library.set_term("x", "y")
            assert [entry.english for entry in library.glossary_words()] == ["y"]
            assert library.unsaved == 1 and "read-only" in library.problem

    try:
        with Library.open(place) as library:
            library.save(sample_copy())
            library.list("Cairo")
        place.chmod(0o444)
        folder.chmod(0o555 if folder_too else 0o777)
        assert as_nobody(reads) == ""
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_the_file_is_private(tmp_path: Path) -> None:
    with Library.open(tmp_path / "deep" / "library.sqlite3") as library:
        library.save(replace(sample_copy(), title="x"))
    assert (tmp_path / "deep" / "library.sqlite3").stat().st_mode & 0o077 == 0
