"""What the reader does on the page, applied to the article, the library and the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nlp.errors import InputError, RafiqError
from nlp.names.english_name import OwnName
from nlp.words.glossary import Entry
from rafiq.page.reader.events.settings import checked_settings
from rafiq.page.reader.events.table import apply
from rafiq.page.reader.session import Session
from tests.support.documents import sample_document
from tests.support.fakes import UpperTranslator
from tests.support.page import FakeDesk, message, opened, wait_for


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "edit", "n": 99, "english": "x"},
        {"kind": "edit", "n": "1", "english": "x"},
        {"kind": "edit", "n": 1, "english": ""},
        {"kind": "edit", "n": 1, "english": "x" * 30_000},
        {"kind": "reading", "n": 0, "token": 0, "reading": 9},
        {"kind": "gloss", "n": 0, "token": 99, "english": "x"},
        {"kind": "export", "format": "exe"},
        {"kind": "rename", "entity": 42, "english": "x"},
        {"kind": "no such"},
        {"kind": 3},
    ],
)
def test_what_the_page_sends_is_checked(event: dict[str, Any]) -> None:
    desk: Any = FakeDesk()
    job = opened()
    with pytest.raises(RafiqError):
        apply(desk, job, event)
    assert job.document == sample_document()
    session = Session.of(desk, job, "en")
    session.take(desk, message(event))
    assert session.replies[0]["kind"] == "say"


def test_settings_are_checked_and_kept() -> None:
    desk: Any = FakeDesk()
    patch = {"theme": "dark", "size": 24, "mode": "upside", "level": True, "diacritics": True, "x": 1, "line": 99}
    apply(desk, opened(), {"kind": "settings", "patch": patch})
    assert desk.settings() == {"theme": "dark", "size": 24, "diacritics": True}
    assert checked_settings("no") == {}


def test_an_own_gloss_and_a_name_go_to_the_library() -> None:
    desk: Any = FakeDesk()
    job = opened()
    apply(desk, job, {"kind": "gloss", "n": 2, "token": 1, "english": "book house"})
    apply(desk, job, {"kind": "rename", "entity": 2, "english": "Misr", "keep": True})
    assert desk.library.glossary_words() == (Entry("المكتبة", "book house", "", "form", "مَكْتَبَة"),)
    assert desk.library.glossary_names() == {"مصر": OwnName("Misr", "LOC")}
    apply(desk, job, {"kind": "reading", "n": 0, "token": 2, "reading": 1})
    assert desk.library.chosen_readings()["تفتح"].glosses == ("written",)
    wait_for(lambda: job.state == "done")


def test_an_own_gloss_is_undone_in_one_place_whatever_it_was_kept_as() -> None:
    """A form, all forms, and what libraries of an earlier Rafiq hold: one button forgets what this word says."""
    desk: Any = FakeDesk()
    before = sample_document()
    job = opened()
    place = {"n": 2, "token": 1}
    desk.library.set_term("مكتبة", "an older meaning")
    desk.library.set_term("مشروع", "of another word")
    apply(desk, job, {"kind": "gloss", **place, "english": "book house"})
    apply(desk, job, {"kind": "gloss", **place, "english": "reading house", "all": True})
    assert job.document is not None
    kept = {(entry.kind, entry.english) for entry in desk.library.glossary()}
    assert kept == {("word", "an older meaning"), ("word", "of another word"), ("lemma", "reading house")}
    assert job.document.sentences[0].tokens[3].glosses[0] == "reading house"
    apply(desk, job, {"kind": "forget", **place})
    assert [entry.english for entry in desk.library.glossary()] == ["of another word"]
    assert job.document.sentences[2].tokens[1] == before.sentences[2].tokens[1]
    assert job.document.sentences[0].tokens[3] == before.sentences[0].tokens[3]


def test_another_engine_translates_again_and_keeps_what_the_reader_wrote() -> None:
    desk: Any = FakeDesk()
    job = opened()
    apply(desk, job, {"kind": "edit", "n": 1, "english": "Mine."})
    apply(desk, job, {"kind": "engine", "engine": "other"})
    wait_for(lambda: job.state == "done")
    assert job.document is not None
    assert job.document.sentences[1].english == "Mine."
    assert job.document.sentences[0].english.startswith("EN:")
    assert desk.settings()["engine"] == "other"
    with pytest.raises(InputError, match="installed: fake, other"):
        apply(desk, job, {"kind": "engine", "engine": "gone"})


@pytest.mark.parametrize("uses_hints", [True, False])
def test_the_english_follows_a_word_decided_where_the_engine_can_use_it(uses_hints: bool) -> None:
    desk: Any = FakeDesk()
    desk.engine = UpperTranslator(uses_hints=uses_hints)
    job = desk.jobs.add(opened())
    before = job.document
    mine = replace(before.sentences[5], english="Mine.", engine="reader")
    job.put(5, mine)
    apply(desk, job, {"kind": "gloss", "n": 2, "token": 1, "english": "book house"})
    wait_for(lambda: not job.busy)
    now = [sentence.english for sentence in job.document.sentences]
    assert now[5] == "Mine."
    assert [now[n] for n in (0, 3, 4)] == [before.sentences[n].english for n in (0, 3, 4)]
    followed = [number for number in (1, 2) if now[number].startswith("EN:")]
    assert followed == ([1, 2] if uses_hints else [])
    assert job.document.sentences[2].tokens[1].glosses[0] == "book house"


def test_a_text_that_is_saved_already_is_said_before_it_is_saved_again() -> None:
    desk: Any = FakeDesk()
    first, second = opened(), replace(opened(), id="other")
    assert apply(desk, first, {"kind": "save"}) == [{"kind": "say", "text": "saved"}]
    (asked,) = apply(desk, second, {"kind": "save"})
    assert (asked["kind"], asked["copy"], second.saved) == ("duplicate", first.saved, "")
    assert apply(desk, second, {"kind": "save", "again": True}) == [{"kind": "say", "text": "saved"}]
    assert second.saved not in ("", first.saved)
    assert apply(desk, second, {"kind": "save"}) == [{"kind": "say", "text": "saved"}]  # its own copy is none to ask about
    session = Session.of(desk, opened(), "en")
    assert session.take(desk, message({"kind": "copy", "copy": first.saved})) == f"copy {first.saved}"
