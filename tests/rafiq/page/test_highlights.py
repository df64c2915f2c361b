"""Highlights: in the library, in the next view of the article, in the saved page and the notes' own export; and off again."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.annotations import SavedCopy
from nlp.errors import InputError
from rafiq.library.imports import from_bytes
from rafiq.library.imports.webannotation import read_onto
from rafiq.page.reader.events.table import apply
from rafiq.page.reader.session import Session
from rafiq.render import formats
from tests.support.page import FakeDesk, message, opened


@pytest.mark.parametrize("side", ["arabic", "english"])
def test_a_highlight_is_kept_shown_and_exported(side: str) -> None:
    desk: Any = FakeDesk()
    job = opened()
    assert job.document
    event = {"kind": "highlight", "n": 2, "side": side, "start": 2, "end": 9, "colour": "green"}
    session = Session.of(desk, job, "en")
    session.take(desk, message(event))
    (note,) = session.feed()["notes"]
    assert (note["side"], note["span"], note["colour"]) == (side, [2, 9], "green")
    (kept,) = desk.library.annotations(job.saved)
    sentence = job.document.sentences[2]
    assert kept.quote == (sentence.arabic if side == "arabic" else sentence.english)[2:9]
    copy = SavedCopy(job.document, annotations=(kept,))
    assert b'class="hl green"' in formats.find("html").render(copy)
    assert b'"highlighting"' in formats.find("jsonld").render(copy)
    apply(desk, job, {**event, "colour": "blue"})
    assert [each.colour for each in desk.library.annotations(job.saved)] == ["blue"]
    apply(desk, job, {**event, "colour": "blue"})
    assert desk.library.annotations(job.saved) == () == job.notes


def test_a_note_on_a_highlight_can_go_and_the_highlight_stays() -> None:
    desk: Any = FakeDesk()
    job = opened()
    event = {"kind": "highlight", "n": 2, "side": "arabic", "start": 2, "end": 9, "colour": "pink"}
    apply(desk, job, event)
    note = {"kind": "note", "n": 2, "token": 1, "id": job.notes[0].id}
    apply(desk, job, {**note, "text": "why"})
    apply(desk, job, {**note, "text": ""})
    assert [(each.colour, each.text) for each in desk.library.annotations(job.saved)] == [("pink", "")]


@pytest.mark.parametrize("wrong", [{"side": "both"}, {"start": 9, "end": 9}, {"end": 9999}, {"start": -2}, {"colour": "puce"}])
def test_a_highlight_of_nothing_is_refused(wrong: dict[str, Any]) -> None:
    desk: Any = FakeDesk()
    job = opened()
    with pytest.raises(InputError):
        apply(desk, job, {"kind": "highlight", "n": 2, "side": "arabic", "start": 2, "end": 9, "colour": "green", **wrong})
    assert job.notes == ()


def test_a_bookmark_is_kept_shown_exported_and_imported_again() -> None:
    desk: Any = FakeDesk()
    job = opened()
    session = Session.of(desk, job, "en")
    session.take(desk, message({"kind": "bookmark", "n": 2}))
    (note,) = session.feed()["notes"]
    assert (note["sentence"], note["bookmark"], note["span"]) == (2, True, [])
    copy = desk.library.get(job.saved)
    assert [(each.sentence, each.bookmark) for each in copy.annotations] == [(2, True)]
    page = formats.find("html").render(copy)
    assert b'<a href="#s2"' in page
    assert b"marked" in page
    for name in ("md", "csv", "tmx", "xliff"):
        assert b"Bookmark" in formats.find(name).render(copy), name
    notes = formats.find("jsonld").render(copy)
    assert b'"bookmarking"' in notes
    placed = read_onto(notes, copy).placed
    assert [(each.sentence, each.side, each.colour, each.bookmark) for each in placed] == [(2, "both", "", True)]
    assert from_bytes(page, "copy.html")[0].annotations == copy.annotations
    apply(desk, job, {"kind": "bookmark", "n": 2})
    assert desk.library.annotations(job.saved) == () == job.notes
