"""models.store.files: sums, manifests, and the refusal of damaged files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from models.store.files import FileSum, digest, find, read_manifest, sha256, stat_signature, verify, write_manifest, write_text
from nlp.errors import ArtefactError, ChecksumError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.bin").write_bytes(b"abc")
    (tmp_path / "b.txt").write_text("سلام", encoding="utf-8")
    return tmp_path


def test_sha256_is_that_of_hashlib(folder: Path) -> None:
    assert sha256(folder / "a.bin") == hashlib.sha256(b"abc").hexdigest()


def test_manifest_round_trip_and_leaves_itself_out(folder: Path) -> None:
    written = write_manifest(folder, names=True, version="3")
    assert set(written.files) == {"a.bin", "b.txt"}
    assert read_manifest(folder) == written == write_manifest(folder, names=True, version="3")
    verify(folder, written.files)


@pytest.mark.parametrize("damage", [b"abd", b"ab", b""])
def test_damaged_file_is_refused_by_name(folder: Path, damage: bytes) -> None:
    files = write_manifest(folder).files
    (folder / "a.bin").write_bytes(damage)
    with pytest.raises(ChecksumError, match=r"a\.bin is damaged"):
        verify(folder, files)


def test_missing_file_is_named(folder: Path) -> None:
    files = write_manifest(folder).files
    (folder / "a.bin").unlink()
    with pytest.raises(ArtefactError, match=r"a\.bin is missing"):
        verify(folder, files)
    with pytest.raises(ArtefactError, match="missing"):
        stat_signature(folder, files)


def test_files_of_folders_below_are_listed_and_what_is_about_the_weights_is_not(folder: Path) -> None:
    (folder / "neural" / "deep").mkdir(parents=True)
    (folder / "neural" / "deep" / "model.bin").write_bytes(b"abc")
    for about in ("CARD.md", ".hidden"):
        (folder / about).write_text("about", encoding="utf-8")
    files = write_manifest(folder, version="3").files
    assert list(files) == ["a.bin", "b.txt", "neural/deep/model.bin"]
    assert files["neural/deep/model.bin"] == files["a.bin"]
    (folder / "neural" / "deep" / "model.bin").write_bytes(b"abd")
    with pytest.raises(ChecksumError, match=r"model\.bin is damaged"):
        verify(folder, read_manifest(folder).files)


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/passwd", "a/../../x", "./a", "a//b", "a/", "C:/x", r"..\x"])
def test_a_manifest_that_names_a_file_outside_its_folder_is_refused(folder: Path, name: str) -> None:
    (folder / "manifest.json").write_text(json.dumps({"files": {name: {"sha256": "", "size": 1}}}))
    with pytest.raises(ArtefactError, match="outside its folder"):
        read_manifest(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": {"a.bin": "ba7816bf"}}', '{"files": 3}'])
def test_broken_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ArtefactError, match="manifest"):
        read_manifest(folder)


def test_digest_depends_on_names_and_sums_alone() -> None:
    one = {"a": FileSum("1" * 64, 1), "b": FileSum("2" * 64, 2)}
    assert digest(one) == digest(dict(reversed(one.items())))
    assert digest(one) != digest({"a": one["b"], "b": one["a"]})


def test_signature_changes_when_a_file_is_rewritten(folder: Path) -> None:
    files = write_manifest(folder).files
    before = stat_signature(folder, files)
    assert before == stat_signature(folder, files)
    (folder / "a.bin").write_bytes(b"abd")
    assert before != stat_signature(folder, files)


def test_write_text_replaces_whole_files(folder: Path) -> None:
    write_text(folder / "new" / "card.json", "one")
    write_text(folder / "new" / "card.json", "two")
    assert [p.name for p in (folder / "new").iterdir()] == ["card.json"]
    assert (folder / "new" / "card.json").read_text() == "two"


def test_shipped_weights_are_as_their_manifest_says() -> None:
    for name in ("embedded", "tagger"):
        verify(find(name), read_manifest(find(name)).files)
    with pytest.raises(ArtefactError, match="'nothing'"):
        find("nothing")


def test_the_trainer_writes_a_manifest_by_one_command(folder: Path) -> None:
    from models.store.files import _main

    _main([str(folder), "--names", "7", "FLORES-200 devtest BLEU=22.5"])
    found = read_manifest(folder)
    assert (found.names, found.version, found.scores) == (True, "7", {"FLORES-200 devtest BLEU": 22.5})
