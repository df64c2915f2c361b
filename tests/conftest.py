"""What every test gets: no network but this machine, a home of its own, and the real parts made once a session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nlp.paths

if TYPE_CHECKING:
    from nlp.words.morphology import Morphology
    from rafiq.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "articles"

# The reader's own folder, looked at once before tests get homes of their own: set-up left the morphology and the engine there.
SHARED_DATA, SHARED_CACHE = nlp.paths.data_folder(), nlp.paths.cache_folder()


def pytest_configure(config: pytest.Config) -> None:
    os.environ["HF_HUB_OFFLINE"] = os.environ["RAFIQ_OFFLINE"] = "1"
    os.environ["RAFIQ_ENGINE"] = "embedded"  # whatever this machine has
    os.environ.pop("RAFIQ_LIBRARY", None)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty `RAFIQ_HOME` that borrows what set-up made (morphology, converted engine; no added engine) by link."""
    borrow(tmp_path)
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path))
    yield tmp_path


def borrow(home: Path) -> None:
    """Link what set-up made into `home`."""
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
