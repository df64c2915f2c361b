"""What the reader looks up and marks while reading goes to their own list of words; the page of it; reviewing."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from nlp.errors import InputError
from rafiq.library import Library
from rafiq.page.reader.events.table import apply
from rafiq.page.reader.session import Session
from rafiq.page.strings import text
from rafiq.render.exports import anki, csv_table
from tests.support.page import FakeDesk, forget_desks, message, opened
from tests.support.words import BOOK, CAIRO, HOSTILE

APP = Path(__file__).parents[3] / "app.py"


@pytest.fixture
def desk() -> Any:
    return FakeDesk()


def test_a_card_that_is_opened_is_a_look_up_with_its_sentence(desk: Any) -> None:
    job = opened()
    sentence = job.document.sentences[2] if job.document else None
    assert sentence
    apply(desk, job, {"kind": "look", "n": 2, "token": 1, "entity": None})
    (word,) = desk.library.learned()
    assert (word.kind, word.lemma, word.word, word.looked) == ("word", "مَكْتَبَة", "المكتبة", 1)
    (here,) = word.contexts
    assert (here.arabic, here.english, here.arabic[here.start : here.end]) == (sentence.arabic, sentence.english, "المكتبة")


def test_a_name_that_is_looked_up_is_on_the_list_as_a_name(desk: Any) -> None:
    job = opened()
    assert job.document
    number, mention = next((n, m) for n, s in enumerate(job.document.sentences) for m in s.entities if m.type == "LOC")
    apply(desk, job, {"kind": "look", "n": number, "token": -1, "entity": mention.entity})
    (name,) = desk.library.learned()
    here = name.contexts[0]
    assert (name.kind, name.pos, here.arabic[here.start : here.end]) == ("name", "LOC", mention.text)


def test_a_state_goes_to_the_library_and_into_the_next_article(desk: Any) -> None:
    session = Session.of(desk, opened(), "en")
    session.take(desk, message({"kind": "state", "n": 2, "token": 1, "state": "learning"}))
    assert session.feed()["learning"] == ["مَكْتَبَة"]
    assert b'"learning":["' in Session.of(desk, opened(), "en").snapshot
    apply(desk, opened(), {"kind": "state", "n": 2, "token": 1, "state": "known"})
    assert desk.library.known_words() == {"مَكْتَبَة"}
    assert [each.looked for each in desk.library.learned()] == [0]  # a mark is no look-up
    with pytest.raises(InputError, match="learning"):
        apply(desk, opened(), {"kind": "state", "n": 2, "token": 1, "state": "loved"})


def test_chosen_words_leave_as_a_table() -> None:
    rows = list(csv.reader(io.StringIO(csv_table.render_words([BOOK, HOSTILE]).decode("utf-8-sig"))))
    assert rows[1][:5] == ["الكتاب", "كِتاب", "ك.ت.ب", "noun", "tome"]
    assert rows[2][1] == "'=1+1"


def test_chosen_words_leave_as_anki_cards_with_the_sentence() -> None:
    data = anki.render_words([BOOK, CAIRO, HOSTILE])
    assert data == anki.render_words([BOOK, CAIRO, HOSTILE])
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(data)).extract("collection.anki2", folder)
        with closing(sqlite3.connect(Path(folder) / "collection.anki2")) as notes:
            fields = sorted(row[0] for row in notes.execute("SELECT flds FROM notes"))
    assert len(fields) == 3
    assert any("نشر <b>كتابه</b> الثاني" in each for each in fields)
    assert not any("<b>**<b>" in each or "<b> $x" in each for each in fields)


@pytest.fixture
def app(home: Path) -> Iterator[AppTest]:
    """The page of words on a home with three of them."""
    with Library.open() as library:
        for word in (CAIRO, BOOK, HOSTILE):
            library.look_up(word)
    st.cache_resource.clear()
    page = AppTest.from_file(str(APP), default_timeout=120)
    page.query_params["page"] = "words"
    yield page
    forget_desks()


def shown(app: AppTest) -> list[str]:
    return [box.label for box in app.checkbox]


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_words_are_searched_by_meaning_root_and_sentence(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert {"**الكتاب**", "**القاهرة**"} <= set(shown(app))
    for query in ("TOME", "ك.ت.ب", "قرات", "i read"):
        app.text_input(key="find-word").input(query).run()
        assert "**الكتاب**" in shown(app), query
        assert "**القاهرة**" not in shown(app), query
    app.text_input(key="find-word").input("no such word").run()
    assert any("no such word" in each.value for each in app.caption)


def test_only_what_is_chosen_is_marked_and_forgotten_and_that_can_be_undone(app: AppTest) -> None:
    app.run()
    next(box for box in app.checkbox if "الكتاب" in box.label).check().run()
    press(app, "Known")
    with Library.open() as library:
        assert {each.lemma: each.state for each in library.learned()} == {"كِتاب": "known", "القاهرة": "new", "=1+1": "new"}
    press(app, "Forget them")
    assert "**الكتاب**" not in shown(app)
    press(app, "Undo")
    assert "**الكتاب**" in shown(app)
    with Library.open() as library:
        assert {each.lemma: each.state for each in library.learned()}["كِتاب"] == "known"


def test_a_meaning_is_edited_and_is_the_readers_own(app: AppTest) -> None:
    app.run()
    app.text_input(key="find-word").input("tome").run()
    press(app, "More")
    next(box for box in app.text_input if box.label == "Meaning").input("volume")
    press(app, "Save")
    with Library.open() as library:
        assert [(entry.kind, entry.english) for entry in library.glossary()] == [("lemma", "volume")]


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_a_review_goes_through_all_words(app: AppTest, interface: str) -> None:
    with Library.open() as library:
        library.set_setting("page", {"interface": interface})
    app.query_params["page"] = "review"
    app.run()
    for _ in range(3):
        assert not app.exception
        press(app, text("showAnswer", interface))
        easy = next(button for button in app.button if button.label.startswith(text("rate_4", interface)))
        easy.click().run()
    assert text("reviewDone", interface, n=3) in [each.value for each in app.caption]
    with Library.open() as library:
        assert library.review_count() == 3
        assert {each.state for each in library.learned()} == {"learning"}
