"""What a command writes is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nlp.errors import InputError
from rafiq.cli.streams import write_whole


def test_a_file_is_written_with_the_rights_it_had(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_a_disk_that_fills_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    write_whole(path, b"what was there")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_whole(path, b"half of the new")
    assert path.read_bytes() == b"what was there"
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    path, link = tmp_path / "a.html", tmp_path / "link"
    path.write_bytes(b"one")
    link.symlink_to(path)
    write_whole(link, b"two")
    assert link.is_symlink() and path.read_bytes() == b"two"
    write_whole(Path(os.devnull), b"two")
    assert Path(os.devnull).is_char_device()
