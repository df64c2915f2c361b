"""Articles that are open and not saved: kept in files of their own."""

from __future__ import annotations

import os
from pathlib import Path

from nlp.document import Article
from rafiq.page.work import drafts as drafts_module
from rafiq.page.work.drafts import Draft, Drafts
from tests.support.page import numbered


def test_a_draft_is_private_whole_and_gone_when_dropped(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "data" / "drafts")
    one = Draft("abc123", "عنوان", "embedded", numbered(3))
    drafts.keep(one)
    assert drafts.all() == [one]
    assert drafts.get("abc123") == one
    file = tmp_path / "data" / "drafts" / "abc123.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert drafts.get("../../etc/passwd") is None
    drafts.drop("../abc123")
    assert drafts.all() == [one]
    file.write_bytes(file.read_bytes()[:40])
    assert drafts.all() == []
    drafts.drop("abc123")
    assert not file.exists()


def test_drafts_do_not_grow_without_end(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for number in range(drafts_module.MOST + 3):
        drafts.keep(Draft(f"d{number}", "", "embedded", Article("نص")))
        os.utime(tmp_path / f"d{number}.json", (number, number))
    assert len(drafts.all()) == drafts_module.MOST
    assert drafts.get("d0") is None


def test_a_disk_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    drafts = Drafts(tmp_path / "file")
    drafts.keep(Draft("abc", "", "embedded", Article("نص")))
    assert drafts.all() == []
