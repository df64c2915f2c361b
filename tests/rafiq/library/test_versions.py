"""A library of another version: a newer one is only read, an older one is migrated after a backup."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from nlp.errors import LibraryError, LibraryNewerError
from nlp.names.english_name import OwnName
from nlp.words.glossary import Entry
from rafiq.library import Library, schema
from tests.support.copies_sample import sample_copy


def version(place: Path) -> int:
    connection = sqlite3.connect(place)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def test_a_newer_library_is_opened_read_only(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        copy_id = library.save(sample_copy())
    with sqlite3.connect(place) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
        connection.execute("ALTER TABLE copies ADD COLUMN mood TEXT")
    connection.close()
    before = place.read_bytes()
    with Library.open(place) as library:
        assert "newer Rafiq" in library.read_only and "update" in library.read_only
        assert library.get(copy_id).document == sample_copy().document
        assert library.list("القاهرة")
        for change in (lambda: library.save(sample_copy()), lambda: library.delete(copy_id), library.purge):
            with pytest.raises(LibraryNewerError, match="newer Rafiq"):
                change()
    assert place.read_bytes() == before


def test_an_older_library_is_migrated_after_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        copy_id = library.save(sample_copy())
    older = len(schema.MIGRATIONS)
    later = (*schema.MIGRATIONS, {"all": "ALTER TABLE copies ADD COLUMN mood TEXT; CREATE INDEX moods ON copies (mood)"})
    monkeypatch.setattr("rafiq.library.schema.MIGRATIONS", later)
    monkeypatch.setattr("rafiq.library.store.MIGRATIONS", later)
    with Library.open(place) as library:
        assert library.get(copy_id).document == sample_copy().document
    (backup,) = tmp_path.glob("library.sqlite3.before-*.backup")
    assert version(place) == older + 1 and version(backup) == older
    with Library.open(place):
        pass
    assert len(list(tmp_path.glob("*.backup"))) == 1  # nothing left to migrate, no second backup


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        copy_id = library.save(sample_copy())
    older = len(schema.MIGRATIONS)
    monkeypatch.setattr(
        "rafiq.library.schema.MIGRATIONS", (*schema.MIGRATIONS, {"all": "CREATE TABLE half (x TEXT); SELECT * FROM nowhere"})
    )
    monkeypatch.setattr("rafiq.library.store.MIGRATIONS", schema.MIGRATIONS)
    with pytest.raises(LibraryError, match="nowhere"):
        Library.open(place)
    monkeypatch.undo()
    assert version(place) == older
    with Library.open(place) as library:
        assert library.get(copy_id).document == sample_copy().document
        assert not library.check()


def test_glosses_of_the_first_version_are_kept_beside_those_of_single_readings(tmp_path: Path) -> None:
    """A form has a gloss for each of its readings since the second version; what was there before is found as before."""
    place = tmp_path / "library.sqlite3"
    connection = sqlite3.connect(place)
    first = schema.MIGRATIONS[0]
    for script in (
        first["all"].replace("{blob}", "BLOB").replace("{serial}", "INTEGER PRIMARY KEY"),
        first["sqlite"].replace("\\;", ";"),
    ):
        connection.executescript(script)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    row = ("كِتاب", "tome", "", "2026-01-01", "2026-01-01", None)
    connection.execute("INSERT INTO glossary VALUES ('lemma', ?, ?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO glossary VALUES ('name', 'علي', 'Ali', '', '2026-01-02', '2026-01-02', NULL)")
    connection.commit()
    connection.close()
    with Library.open(place) as library:
        assert library.glossary_words() == (Entry("كِتاب", "tome", "", "lemma"),) and library.glossary_names() == {
            "علي": OwnName("Ali")
        }
        library.set_term("علم", "flag", kind="form", lemma="عَلَم")
        library.set_term("علم", "science", kind="form", lemma="عِلْم")
        library.set_term("علم", "banner", kind="form", lemma="عَلَم")
        assert [entry.english for entry in library.glossary_words()] == ["tome", "science", "banner"]
        library.remove_term("علم", kind="form", lemma="عِلْم")
        assert [entry.english for entry in library.glossary_words()] == ["tome", "banner"]
