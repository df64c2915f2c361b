"""Tests touch nothing outside their own home: a run that does, or that leaves a program running, fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOME, READERS_CACHE, READERS_DATA, ROOT, SHARED_CACHE, SHARED_DATA


def run(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    """A run of its own, of one test, by a reader whose home is `folder`."""
    test = folder / "test_it.py"
    test.write_text(f"import os, pathlib, subprocess, sys\n\ndef test_it():\n    {body}\n")
    (folder / "data").mkdir()
    (folder / "data" / "library.sqlite3").write_text("notes of years")
    reader = {"RAFIQ_TESTS_HOME": folder, "RAFIQ_TESTS_DATA": folder / "data", "RAFIQ_TESTS_CACHE": folder / "cache"}
    return subprocess.run(  # noqa: PLW1510  # the exit code is what the tests look at
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", folder, str(test)],
        env={**os.environ, **{name: str(path) for name, path in reader.items()}},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_run_has_a_home_of_its_own() -> None:
    assert Path.home() == HOME
    assert {SHARED_DATA, SHARED_CACHE}.isdisjoint({READERS_DATA, READERS_CACHE})
    assert SHARED_DATA.is_relative_to(HOME)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("pathlib.Path(os.environ['RAFIQ_TESTS_DATA'], 'library.sqlite3').write_text('broken')", "library.sqlite3 was changed"),
        ("pathlib.Path(os.environ['RAFIQ_TESTS_DATA'], 'library.sqlite3').unlink()", "library.sqlite3 was removed"),
        ("pathlib.Path(os.environ['RAFIQ_TESTS_DATA'], 'new').write_text('')", "new was made"),
        ("subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])", "was left running"),
    ],
)
def test_a_run_that_reaches_outside_fails(body: str, says: str, tmp_path: Path) -> None:
    done = run(tmp_path, body)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert says in done.stdout


def test_a_run_that_writes_into_its_own_home_passes(tmp_path: Path) -> None:
    done = run(tmp_path, "(pathlib.Path.home() / 'new').write_text('')")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_python_itself_runs_beside_a_run_is_not_left_over(tmp_path: Path) -> None:
    """The process that clears shared memory away begins with the first pool of processes, and ends with the run."""
    done = run(tmp_path, "__import__('multiprocessing.resource_tracker').resource_tracker.ensure_running()")
    assert done.returncode == 0, done.stdout + done.stderr
