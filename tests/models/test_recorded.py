"""What the code around an engine does to recorded English: it makes it no worse, and mends a number."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from models.recorded import Change, change, recordings
from models.translators.embedded import open_for_links
from nlp.document import Sentence
from nlp.errors import InputError, NotFoundError
from rafiq.workbench import Workbench

FOLDER = Path(__file__).parent / "recorded"
"""The first twelve lines of FLORES-200 dev (CC BY-SA 4.0) and what three engines made of them."""


@pytest.fixture(scope="module")
def changes() -> dict[str, tuple[Change, list[Sentence]]]:
    reader, links = Workbench().reader(), lru_cache(maxsize=1)(open_for_links)
    return {each.engine: change(each, reader, links) for each in recordings(FOLDER)}


def test_no_engine_loses_by_what_stands_around_it(changes: dict[str, tuple[Change, list[Sentence]]]) -> None:
    assert set(changes) == {"firefox", "nllb", "opusmt"}
    assert all(made.after[1] >= made.before[1] - 0.1 for made, _ in changes.values())


def test_a_number_that_an_engine_spoilt_is_put_right(changes: dict[str, tuple[Change, list[Sentence]]]) -> None:
    made, rows = changes["firefox"]
    assert "2030 UTC" in made.recording.english[2]
    assert "0230 UTC" in rows[2].english
    assert made.changed == 1


def test_every_recorded_sentence_has_links(changes: dict[str, tuple[Change, list[Sentence]]]) -> None:
    assert all(row.alignment for _, rows in changes.values() for row in rows)


def test_a_folder_that_is_none_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no folder"):
        recordings(tmp_path / "none")
    with pytest.raises(InputError, match="holds no recordings"):
        recordings(tmp_path)
    (tmp_path / "a.ar").write_text("نعم\nلا\n", encoding="utf-8")
    (tmp_path / "a.fast.en").write_text("Yes\n", encoding="utf-8")
    with pytest.raises(InputError, match="has 1 lines where"):
        recordings(tmp_path)
