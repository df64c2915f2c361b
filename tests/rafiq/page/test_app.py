"""app.py under Streamlit's own test runner: what the start page and the library page do, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from nlp.annotations import Annotation
from rafiq.library import Library
from rafiq.render import formats
from tests.support.documents import sample_document
from tests.support.page import forget_desks, wait_for

APP = Path(__file__).parents[3] / "app.py"


@pytest.fixture
def app(home: Path) -> Iterator[AppTest]:
    """The page on an empty home with one saved copy; its desk is made anew."""
    with Library.open() as library:
        library.save(sample_document())
    st.cache_resource.clear()
    yield AppTest.from_file(str(APP), default_timeout=120)
    forget_desks()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_start_page_lists_saved_copies_and_says_when_there_is_nothing_to_read(app: AppTest) -> None:
    app.run()
    assert {"Read", "Try the sample article", "Open", "Library"} <= set(labels(app))
    next(button for button in app.button if button.label == "Read").click().run()
    assert [warning.value for warning in app.warning] == ["There is nothing to read yet: paste an Arabic article first."]
    assert not app.exception


def test_a_pasted_article_is_opened_under_its_own_address(app: AppTest) -> None:
    app.run()
    app.text_area(key="pasted").input("قال الوزير نعم.")
    next(button for button in app.button if button.label == "Read").click().run()
    assert re.fullmatch("[0-9a-z]{12}", "".join(app.query_params["doc"]))
    assert not app.exception


def test_the_sample_article_is_opened(app: AppTest) -> None:
    app.run()
    next(button for button in app.button if button.label == "Try the sample article").click().run()
    assert re.fullmatch("[0-9a-z]{12}", "".join(app.query_params["doc"]))
    assert not app.exception


def test_library_page_searches_deletes_and_brings_back(app: AppTest) -> None:
    app.query_params["page"] = "library"
    app.run()
    assert "**مدينة القاهرة تفتح مكتبة جديدة**" in [each.value for each in app.markdown]
    app.text_input(key="query").input("تونس").run()
    assert [each.value for each in app.caption if "تونس" in each.value] == ["Nothing found for “تونس”."]
    app.text_input(key="query").input("").run()
    next(button for button in app.button if button.label == "More").click().run()
    next(button for button in app.button if button.label == "Delete").click().run()
    assert "Undo" in labels(app)
    assert "More" not in labels(app)
    next(button for button in app.button if button.label == "Undo").click().run()
    assert "More" in labels(app)
    assert not app.exception


def test_a_search_shows_the_passage_and_opens_there(app: AppTest) -> None:
    app.query_params["page"] = "library"
    app.run()
    app.text_input(key="query").input("تمويل").run()
    (passage,) = [button for button in app.button if (button.key or "").startswith("at-")]
    assert "تمويل المشروع" in passage.label
    assert any("funding the project" in each.value for each in app.caption)
    passage.click().run()
    assert "doc" in app.query_params and "at" not in app.query_params
    (session,) = app.session_state["sessions"].values()
    assert session.job.place.sentence == 4
    assert not app.exception


def test_the_interface_speaks_arabic(app: AppTest) -> None:
    app.run()
    app.button(key="interface").click().run()
    assert {"اقرأ", "جرّب المقال النموذجي"} <= set(labels(app))
    with Library.open() as library:
        assert library.setting("page") == {"interface": "ar"}


@pytest.mark.parametrize("words", ["This is an English article. It has two sentences.", "Это статья. Она по-русски."])
def test_a_paste_without_arabic_is_one_sentence_and_opens_nothing(app: AppTest, words: str) -> None:
    app.run()
    app.text_area(key="pasted").input(words)
    next(button for button in app.button if button.label == "Read").click().run()
    assert [warning.value for warning in app.warning] == ["There is no Arabic in this text: Rafiq reads Arabic articles."]
    assert app.text_area(key="pasted").value == words
    assert "doc" not in app.query_params


@pytest.mark.parametrize(("name", "says"), [("doc", "not open any more"), ("copy", "has no copy")])
def test_an_address_that_names_nothing_says_so(app: AppTest, name: str, says: str) -> None:
    app.query_params[name] = "zzzzzzzz"
    app.run()
    assert [says in warning.value for warning in app.warning] == [True]
    assert "Read" in labels(app)
    app.run()
    assert not app.warning


def test_the_library_counts_in_words(app: AppTest) -> None:
    with Library.open() as library:
        (saved,) = library.list()
        library.annotate(saved.id, Annotation(sentence=1, text="look this up"))
    app.query_params["page"] = "library"
    app.run()
    assert any(each.value.startswith("6 sentences · 1 note · ") for each in app.caption)


def test_what_was_imported_once_is_imported_again_only_when_the_reader_says_so(app: AppTest) -> None:
    with Library.open() as library:
        data = formats.find("json").render(library.get(library.list()[0].id))
    app.query_params["page"] = "library"
    app.run()
    app.file_uploader(key="import-0").upload("copy.json", data, "application/json").run()
    assert ["is in your library already" in warning.value for warning in app.warning] == [True]
    app.button(key="import-not").click().run()
    assert not app.warning and labels(app).count("Open") == 1
    app.file_uploader(key="import-1").upload("copy.json", data, "application/json").run()
    app.button(key="import-again").click().run()
    assert not app.warning and labels(app).count("Open") == 2


def test_the_same_paste_is_opened_once_and_all_are_closed_at_once(app: AppTest) -> None:
    def pasted(words: str) -> str:
        app.query_params.clear()
        app.run()
        app.text_area(key="pasted").input(words)
        next(button for button in app.button if button.label == "Read").click().run()
        return "".join(app.query_params["doc"])

    first = pasted("قال الوزير نعم.")
    other = pasted("قال الوزير لا.")
    assert pasted("قال الوزير نعم.") == first != other
    app.query_params.clear()
    app.run()
    assert labels(app).count("Continue") == 2
    app.button(key="close-all").click().run()
    assert "Continue" not in labels(app) and "Close all" not in labels(app)


def test_an_address_that_gives_nothing_is_said_and_not_kept(app: AppTest) -> None:
    app.run()
    app.text_input[0].input("file:///etc/passwd")  # the address is in sight: no box has to be opened first
    app.button(key="FormSubmitter:address-Open").click().run()
    wait_for(lambda: any("http and https addresses only" in each.value for each in app.run().warning))
    app.query_params.clear()
    app.run()
    assert ["http and https addresses only" in warning.value for warning in app.warning] == [True]
    assert "Continue" not in labels(app)
    app.run()
    assert not app.warning


def test_the_list_of_copies_says_how_far_each_was_read(app: AppTest) -> None:
    app.query_params["page"] = "library"
    app.run()
    assert not any("read to" in each.value for each in app.caption)
    with Library.open() as library:
        (copy,) = library.list()
        library.set_place(copy.id, copy.sentences - 1)
    app.run()
    assert any("read to 100 %" in each.value for each in app.caption)
