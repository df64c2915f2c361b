"""What the reader does while the library cannot be written: said in a sentence, kept in the open article, saved afterwards."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from nlp.errors import LibraryError
from rafiq.library import Library, connect
from rafiq.page.reader.events.table import apply
from rafiq.page.reader.session import Session
from rafiq.page.work import keeping
from rafiq.page.work.keeping import Keeping
from tests.support.page import FakeDesk, message, opened, wait_for


class Desk(FakeDesk):
    """A desk over a library in a file, that keeps as the real one does."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.library = Library.open(str(place))
        self.keeping = Keeping(self.save)
        self.keep = self.keeping.keep  # type: ignore[assignment]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(connect, "BUSY_MS", 50)
    monkeypatch.setattr(keeping, "_AGAIN", 0.05)
    return tmp_path / "library.sqlite3"


def test_what_is_typed_while_the_library_is_locked_is_saved_when_it_is_free(place: Path) -> None:
    desk: Any = Desk(place)
    job = opened()
    apply(desk, job, {"kind": "note", "n": 0, "token": -1, "text": "before"})
    session = Session.of(desk, job, "en")
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    session.take(
        desk,
        message(
            {"kind": "note", "n": 1, "token": -1, "text": "typed while locked"},
            {"kind": "edit", "n": 2, "english": "Mine, while locked."},
        ),
    )
    replies = [reply["text"] for reply in session.replies if reply["kind"] == "say"]
    assert len(replies) == 2
    assert all("another program" in reply and reply.endswith("saved as soon as that works.") for reply in replies)
    assert [note.text for note in job.notes] == ["before", "typed while locked"]  # and the page shows it
    other.execute("ROLLBACK")
    other.close()
    wait_for(lambda: not desk.keeping.waits(job))
    with Library.open(str(place)) as library:
        copy = library.get(job.saved)
    assert [note.text for note in copy.annotations] == ["before", "typed while locked"]
    assert copy.document.sentences[2].english == "Mine, while locked."


def test_what_is_typed_while_the_disk_is_full_is_saved_when_there_is_room(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk: Any = Desk(place)
    job = opened()
    full = [True]
    real = desk.library.save

    def save(*given: Any, **named: Any) -> str:
        if full:
            raise LibraryError("The library cannot be written: the disk is full.")
        saved: str = real(*given, **named)
        return saved

    monkeypatch.setattr(desk.library, "save", save)
    with pytest.raises(LibraryError, match=r"disk is full\. What you did stands here"):
        apply(desk, job, {"kind": "edit", "n": 2, "english": "Mine, on a full disk."})
    assert job.document is not None
    assert job.document.sentences[2].english == "Mine, on a full disk."
    full.clear()
    wait_for(lambda: not desk.keeping.waits(job))
    assert desk.library.get(job.saved).document.sentences[2].english == "Mine, on a full disk."


def test_what_is_typed_while_an_older_state_is_being_saved_again_is_saved_too(place: Path) -> None:
    typed, kept = ["one"], list[list[str]]()
    locked, inside, go_on = threading.Event(), threading.Event(), threading.Event()
    locked.set()

    def save(job: Any) -> str:
        if locked.is_set():
            raise LibraryError("Another program has the library.")
        state = list(typed)  # what is written is what there is when the save begins
        if not kept:
            inside.set()
            assert go_on.wait(10)
        kept.append(state)
        return "1"

    desk, job = Keeping(save), opened()
    with pytest.raises(LibraryError):
        desk.keep(job)
    locked.clear()
    assert inside.wait(10)  # the older state waits for the library
    typed.append("two")
    locked.set()
    with pytest.raises(LibraryError):
        desk.keep(job)
    locked.clear()
    go_on.set()
    wait_for(lambda: not desk.waits(job))
    assert kept == [["one"], ["one", "two"]]


def test_a_note_that_is_taken_away_is_taken_away(place: Path) -> None:
    desk: Any = Desk(place)
    job = opened()
    apply(desk, job, {"kind": "note", "n": 0, "token": -1, "text": "one"})
    apply(desk, job, {"kind": "note", "n": 1, "token": -1, "text": "two"})
    apply(desk, job, {"kind": "note", "n": 0, "token": -1, "text": "", "id": job.notes[0].id})
    assert [note.text for note in desk.library.get(job.saved).annotations] == ["two"]
