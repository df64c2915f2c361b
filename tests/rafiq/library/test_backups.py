"""Backups that can be trusted: checked before they replace a good one, no foreign schema, and the library that was meant."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nlp.errors import InputError, LibraryError
from rafiq.library import Library
from rafiq.library.backup import replace_library
from tests.support.copies_sample import sample_copy

TRIGGER = "CREATE TRIGGER harm AFTER INSERT ON copies BEGIN DELETE FROM copies; END"


def executed(place: Path, *statements: str) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library.sqlite3") as library:
        library.save(sample_copy())
    return tmp_path / "library.sqlite3"


def test_a_damaged_library_leaves_the_last_good_backup_as_it_is(place: Path, tmp_path: Path) -> None:
    backup = tmp_path / "good.backup"
    with Library.open(place) as library:
        library.backup(backup)
    good = backup.read_bytes()
    executed(place, "UPDATE sentences SET data = x'00' WHERE number = 1")
    with Library.open(place) as library, pytest.raises(LibraryError, match="no backup was made.*was kept") as caught:
        library.backup(backup)
    assert "\n" not in str(caught.value)
    assert backup.read_bytes() == good
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (TRIGGER, "trigger that is not Rafiq's, 'harm'"),
        ("CREATE VIEW harm AS SELECT 1", "view that is not Rafiq's"),
        ("CREATE TABLE harm (a)", "table that is not Rafiq's"),
        ("DROP TRIGGER search_added", "trigger 'search_added' is missing"),
        ("ALTER TABLE tags ADD COLUMN harm TEXT", "table 'tags' is not as Rafiq makes it"),
    ],
)
def test_a_foreign_schema_is_found_and_never_goes_live(change: str, says: str, place: Path, tmp_path: Path) -> None:
    backup = tmp_path / "foreign.backup"
    with Library.open(place) as library:
        library.backup(backup)
    executed(backup, change)
    with Library.open(backup) as library:
        assert any(says in finding.message for finding in library.check())
    before = sqlite_schema(place)
    with pytest.raises(LibraryError, match="was not restored"):
        replace_library(backup, place)
    with Library.open(place) as library, pytest.raises(LibraryError, match="Nothing was brought back"):
        library.restore(backup)
    assert sqlite_schema(place) == before


def sqlite_schema(place: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_library_that_statistics_were_made_for_is_sound(place: Path) -> None:
    executed(place, "ANALYZE")
    with Library.open(place) as library:
        assert library.check() == ()


def test_replacing_asks_for_the_library_where_opening_does(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RAFIQ_LIBRARY", str(tmp_path / "other.sqlite3"))
    replace_library(place)
    with Library.open() as library:
        assert library.path == tmp_path / "other.sqlite3"
        assert len(library.list()) == 1
    assert not (tmp_path / "home").exists()


def test_an_address_is_never_replaced_by_a_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_LIBRARY", "postgresql://reader:secret@localhost/rafiq")
    with pytest.raises(InputError, match="no file that a backup could replace") as caught:
        replace_library(place)
    assert "secret" not in str(caught.value)
