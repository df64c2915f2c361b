"""Power that fails: whatever of the log had reached the disk, the library opens, is sound, and holds what was said to be saved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rafiq.library import Library
from tests.support.copies_sample import sample_copy


def after_a_crash(place: Path, folder: Path, log_bytes: int | None = None) -> Path:
    """The library's files as a disk would have them now, the log cut where it was not written, its index lost."""
    folder.mkdir()
    crashed = folder / place.name
    shutil.copy(place, crashed)
    log = place.with_name(place.name + "-wal")
    if log.exists():
        data = log.read_bytes()
        crashed.with_name(log.name).write_bytes(data if log_bytes is None else data[:log_bytes])
    return crashed


def test_what_was_said_to_be_saved_is_there_after_every_write(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        copy = library.save(sample_copy())
        saved = {copy}
        for step in range(8):
            if step % 2:
                saved.add(library.save(sample_copy()))
            else:
                library.edit(copy, 0, f"My English {step}.")
            with Library.open(after_a_crash(place, tmp_path / f"crash-{step}")) as found_again:
                assert found_again.check() == ()
                assert {summary.id for summary in found_again.list()} == saved
                assert found_again.get(copy).document.sentences[0].english == f"My English {step - step % 2}."


@pytest.mark.parametrize("part", range(1, 12))
def test_a_log_cut_anywhere_leaves_a_sound_library_of_whole_writes(part: int, tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        ids = [library.save(sample_copy()) for _ in range(4)]
        size = place.with_name(place.name + "-wal").stat().st_size
        crashed = after_a_crash(place, tmp_path / "crash", size * part // 12 + part)
    with Library.open(crashed) as library:
        assert library.check() == ()
        kept = {summary.id for summary in library.list()}
        assert kept == set(ids[: len(kept)])
        library.save(sample_copy())


def test_a_clock_that_goes_backwards_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rafiq.library import copies

    with Library.open(tmp_path / "library.sqlite3") as library:
        copy = library.save(sample_copy())
        library.edit(copy, 0, "First.")
        monkeypatch.setattr(copies, "now", lambda: "1999-01-01T00:00:00.000000+00:00")
        library.edit(copy, 0, "Second.")
        library.save(sample_copy())
        assert library.check() == ()
        assert library.get(copy).document.sentences[0].english == "Second."
        assert [earlier.english for earlier in library.earlier(copy, 0)] == ["First."]
        assert len(library.list()) == 2
