"""A library that is damaged or is none, and how a backup brings it back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp.errors import InputError, LibraryError, NotFoundError
from rafiq.library import Library, imports
from rafiq.library.backup import replace_library
from tests.support.copies_sample import sample_copy


def damage(place: Path) -> None:
    with place.open("r+b") as file:
        file.seek(place.stat().st_size // 3)
        file.write(os.urandom(place.stat().st_size // 3))


def another(place: Path) -> None:
    place.unlink()
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE songs (name TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda place: place.write_bytes(b"this is a text file, not a database" * 100), "not a Rafiq library"),
        (another, "another program"),
        (lambda place: (place.unlink(), place.mkdir()), "a folder"),
    ],
)
def test_what_is_no_library_is_refused_in_one_sentence(tmp_path: Path, spoil: Callable[[Path], object], sentence: str) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        library.save(sample_copy())
    spoil(place)
    with pytest.raises(LibraryError, match=sentence) as caught:
        Library.open(place)
    assert "\n" not in str(caught.value)


def test_check_finds_damage(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        first, second = library.save(sample_copy()), library.save(sample_copy())
        assert not library.check()
    connection = sqlite3.connect(place)
    connection.execute("UPDATE sentences SET data = x'00' WHERE copy = ? AND number = 1", (first,))
    connection.execute("DELETE FROM sentences WHERE copy = ? AND number = 4", (second,))
    connection.commit()
    connection.close()
    with Library.open(place) as library:
        findings = {finding.copy: finding.message for finding in library.check()}
        assert set(findings) == {first, second}
        with pytest.raises(LibraryError, match="damaged"):
            library.get(first)
    damage(place)
    try:
        with Library.open(place) as library:
            assert library.check()
    except LibraryError as error:
        assert "damaged" in str(error)


def test_backup_restore_and_replace(tmp_path: Path) -> None:
    place, backup = tmp_path / "library.sqlite3", tmp_path / "backup.sqlite3"
    with Library.open(place) as library:
        kept, lost = library.save(sample_copy()), library.save(sample_copy(), title="lost and found")
        library.set_term("مجلس", "council")
        before = library.get(lost)
        library.backup(backup)
        with pytest.raises(InputError, match="name another file"):
            library.backup(place)
        library.delete(lost)
        library.purge()
        library.rename(kept, "renamed since")
        library.remove_term("مجلس")
        assert library.restore(backup) == 1
        assert library.get(lost) == before and library.list("found")
        assert library.get(kept).title == "renamed since"  # restore adds; it never takes away what is newer
        assert not library.check()
        with pytest.raises(NotFoundError):
            library.restore(tmp_path / "nowhere")
        aside = replace_library(backup, place)
        assert library.get(kept).title == sample_copy().title  # seen by a library that was open all along
        assert [entry.english for entry in library.glossary_words()] == ["council"]
    assert aside is not None
    with Library.open(aside) as old:
        assert old.get(kept).title == "renamed since"
    damage(backup)
    with pytest.raises(LibraryError):
        replace_library(backup, place)
    with Library.open(place) as library:
        assert not library.check()


def test_replace_mends_a_damaged_library(tmp_path: Path) -> None:
    place, backup = tmp_path / "library.sqlite3", tmp_path / "backup.sqlite3"
    with Library.open(place) as library:
        copy_id = library.save(sample_copy())
        library.backup(backup)
    place.write_bytes(b"not a database any more" * 1000)
    aside = replace_library(backup, place)
    assert aside is not None and aside.read_bytes().startswith(b"not a database")
    with Library.open(place) as library:
        assert library.get(copy_id).document == sample_copy().document


def test_a_pipe_or_a_device_is_no_library_no_backup_and_no_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(LibraryError, match="a pipe or a device"):
            Library.open(place)
        with pytest.raises(NotFoundError, match=r"is a (pipe|device), not a file"):
            imports.from_file(place)
        with Library.open(tmp_path / "library.sqlite3") as library, pytest.raises(InputError, match="name a file"):
            library.backup(place)
    assert Path("/dev/zero").is_char_device()
