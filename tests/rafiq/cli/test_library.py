"""`rafiq library …` as a reader types it: what is printed where, exit codes, files written, nothing written over."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from nlp.annotations import copy_from_json
from nlp.errors import InputError, NotFoundError, RafiqError
from rafiq.cli.library import library as commands
from rafiq.library import Library
from rafiq.render import formats
from tests.support.copies_sample import hostile_copy, sample_copy


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RAFIQ_LIBRARY", raising=False)


@pytest.fixture
def saved() -> str:
    with Library.open() as library:
        return library.save(sample_copy())


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(commands, [str(each) for each in arguments])
    if isinstance(result.exception, RafiqError):
        raise result.exception
    return result


def test_list_and_show(saved: str) -> None:
    assert saved in run("list").stdout and "4 notes, #politics, #سياسة" in run("list").stdout
    (row,) = json.loads(run("list", "--json").stdout)
    assert (row["id"], row["sentences"], row["tags"]) == (saved, 5, ["politics", "سياسة"])
    assert run("list", "القاهره").stdout.startswith(saved)
    assert run("list", "absent").stdout == ""
    shown = run("show", saved, "--json")
    assert copy_from_json(shown.stdout).document == sample_copy().document
    assert "President Muhammad Ali visits Cairo" in run("show", saved).stdout
    with pytest.raises(NotFoundError):
        run("show", "nothing")


def test_a_hostile_title_cannot_move_the_cursor() -> None:
    with Library.open() as library:
        library.save(hostile_copy(), title="\x1b[2Jgone\nnext")
    out = run("list").stdout
    assert "\x1b" not in out and out.count("\n") == 1


@pytest.mark.parametrize("name", formats.names())
def test_export_writes_every_format(saved: str, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    assert run("export", saved, "--format", name, "--out", out).exit_code == 0
    with Library.open() as library:
        assert out.read_bytes() == formats.find(name).render(library.get(saved))


def test_export_of_several_is_a_zip_and_into_a_folder_writes_over_nothing(saved: str, tmp_path: Path) -> None:
    with Library.open() as library:
        other = library.save(sample_copy())
    data = run("export", saved, other, "-f", "md", "-f", "json").stdout_bytes
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert len(pack.namelist()) == 4
    folder = tmp_path / "folder"
    folder.mkdir()
    run("export", "all", "-f", "md", "--out", folder)
    assert len(list(folder.iterdir())) == 2
    with pytest.raises(InputError):
        run("export", saved, "-f", "docm")
    assert "tmx" in run("formats").stdout


def test_import_brings_back_and_annotates(saved: str, tmp_path: Path) -> None:
    page, notes = tmp_path / "page.html", tmp_path / "notes.jsonld"
    run("export", saved, "--out", page)
    run("export", saved, "-f", "jsonld", "--out", notes)
    made = run("import", page).stdout.split()
    assert len(made) == 1 and made[0] != saved
    with Library.open() as library:
        assert library.get(made[0]).document == sample_copy().document
        plain = library.save(sample_copy().document)
    run("import", notes, "--onto", plain)
    with Library.open() as library:
        assert {note.text for note in library.annotations(plain)} >= {"Who says so?", "For the seminar"}
    with pytest.raises(NotFoundError):
        run("import", tmp_path / "nothing")


def test_delete_undo_purge(saved: str) -> None:
    run("delete", saved)
    assert run("list").stdout == "" and saved in run("list", "--trash").stdout
    run("delete", saved, "--undo")
    assert saved in run("list").stdout
    run("delete", saved, "--purge")
    assert run("list", "--trash").stdout == ""
    with pytest.raises(NotFoundError):
        run("delete", saved)


def test_backup_restore_check(saved: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    assert run("backup", backup).exit_code == 0
    run("delete", saved, "--purge")
    assert "1 copies brought back" in run("restore", backup).stderr
    assert run("check").exit_code == 0
    run("restore", backup, "--replace")
    assert saved in run("list").stdout
    with Library.open() as library:
        assert library.path is not None
        import sqlite3

        connection = sqlite3.connect(library.path)
        connection.execute("DELETE FROM sentences WHERE number = 2")
        connection.commit()
        connection.close()
    result = run("check")
    assert result.exit_code == 1 and saved in result.stdout
