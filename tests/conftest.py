"""What every test gets: no network but this machine, a home of its own, and the real parts made once a session.

The run itself has a home too, with copies of what set-up made: it fails where it changed a file of the reader's, or left a server.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nlp.paths
from benchmarks.home import made_at_setup
from tests.support import outside

if TYPE_CHECKING:
    from nlp.words.morphology import Morphology
    from rafiq.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "articles"

# The reader's own folders, known to the processes of a run before tests get a home of their own.
READERS_HOME = Path(os.environ.setdefault("RAFIQ_TESTS_HOME", str(Path.home())))
READERS_DATA = Path(os.environ.setdefault("RAFIQ_TESTS_DATA", str(nlp.paths.data_folder())))
READERS_CACHE = Path(os.environ.setdefault("RAFIQ_TESTS_CACHE", str(nlp.paths.cache_folder())))

# The home of this run: nothing that a test does, or a program it starts, reaches the reader's files.
HOME = Path(tempfile.mkdtemp(prefix="rafiq-tests-")).resolve()
for _name in {name for name in os.environ if name.startswith("XDG_") and name.endswith("_HOME")} | {"RAFIQ_HOME", "RAFIQ_LIBRARY"}:
    os.environ.pop(_name, None)
os.environ["HOME"] = str(HOME)
SHARED_DATA, SHARED_CACHE = nlp.paths.data_folder(), nlp.paths.cache_folder()
_BEFORE = pytest.StashKey[dict[Path, tuple[int, int, int]]]()


def pytest_configure(config: pytest.Config) -> None:
    os.environ["HF_HUB_OFFLINE"] = os.environ["RAFIQ_OFFLINE"] = "1"
    os.environ["RAFIQ_ENGINE"] = "embedded"  # whatever this machine has
    config.stash[_BEFORE] = outside.watched(READERS_HOME, (READERS_DATA, READERS_CACHE))
    outside.copied(READERS_DATA / "morphology", SHARED_DATA / "morphology")
    for made in made_at_setup(READERS_CACHE):
        outside.copied(made, SHARED_CACHE / made.relative_to(READERS_CACHE))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The run fails if it left a program running, or if anything of the reader's is not as it was."""
    lines = outside.stop(outside.left_over(HOME))
    if not hasattr(session.config, "workerinput"):
        after = outside.watched(READERS_HOME, (READERS_DATA, READERS_CACHE))
        lines += outside.changed(session.config.stash[_BEFORE], after)
    shutil.rmtree(HOME, ignore_errors=True)
    if lines:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        told = "\n".join(["", "Outside the tests' own home (a Rafiq in use during the run looks the same):", *lines])
        if reporter is not None:
            reporter.write_line(told, red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty `RAFIQ_HOME` that borrows what set-up made (morphology, converted engine; no added engine) by link."""
    borrow(tmp_path)
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path))
    yield tmp_path


def borrow(home: Path) -> None:
    """Link the run's own copy of what set-up made into `home`."""
    for made, name, entry in ((SHARED_DATA, "data", "morphology"), (SHARED_CACHE, "cache", "engines")):
        (home / name).mkdir(parents=True, exist_ok=True)
        if (made / entry).exists():
            (home / name / entry).symlink_to(made / entry)


@pytest.fixture(scope="session")
def workbench() -> Workbench:
    """The real desk: morphology, tagger, embedded engine."""
    from rafiq.workbench import Workbench

    return Workbench()


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    """The real database, loaded once."""
    from models.store import morphology_data
    from nlp.words.morphology import Morphology

    return Morphology(morphology_data.locate())


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    """The articles of ../shared/articles by stem, as pasted. CI has shared/ beside the checkout."""
    return {path.stem: path.read_text(encoding="utf8") for path in sorted(ARTICLES.glob("*.txt"))}
