"""The reader component by itself, on a static page: themes, comfort settings, an Arabic interface, a phone, a narrow bar."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from nlp.doubts.messages import tell
from tests.browser.conftest import Component
from tests.support.documents import sample_document

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_diacritics_and_comfort_settings(component: Component) -> None:
    reader = component()
    reader.page.get_by_role("button", name="Reading settings").click()
    reader.dialog.get_by_text("Show diacritics everywhere").click()
    expect(reader.token(0, 0)).to_have_text("مَدِينَة")
    reader.dialog.get_by_text("Dark", exact=True).click()
    expect(reader.page.locator("html")).to_have_attribute("data-rafiq-theme", "dark")
    reader.dialog.get_by_label("Text size").focus()
    before = reader.arabic(1).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    reader.press("ArrowRight", "ArrowRight")
    assert reader.arabic(1).evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > before
    patches = {key: value for event in reader.sent("settings") for key, value in event["patch"].items()}
    assert patches == {"diacritics": True, "theme": "dark", "size": 22}


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_nothing_serious_for_axe_in_any_theme(component: Component, theme: str) -> None:
    reader = component(settings={"theme": theme})
    assert reader.faults() == []
    reader.token(2, 1).click()
    assert reader.faults() == []
    reader.press("Escape")
    reader.page.get_by_role("button", name="People, places, dates").click()
    reader.page.get_by_role("button", name="Reading settings").click()
    assert reader.faults() == []


def test_arabic_interface_is_mirrored(component: Component) -> None:
    reader = component(interface="ar")
    expect(reader.root).to_have_attribute("dir", "rtl")
    save = reader.page.get_by_role("button", name="احفظ نسخة").bounding_box()
    new = reader.page.get_by_role("button", name="جديد").bounding_box()
    assert save and new and save["x"] < new["x"]
    box, other = reader.arabic(1).bounding_box(), reader.english(1).bounding_box()
    assert box and other and box["x"] > other["x"]  # Arabic stays on the right
    assert reader.faults() == []


def test_an_arabic_page_explains_doubts_and_words_in_arabic(component: Component) -> None:
    """What the data says in English is told in Arabic; what the English and the Arabic say themselves is quoted as it is."""
    document = sample_document()
    wrong = tell("negation lost", arabic="لم")
    changed = replace(document.sentences[4], marks=(replace(document.sentences[4].marks[0], message=wrong.message),))
    document = replace(document, sentences=(*document.sentences[:4], changed, *document.sentences[5:]))
    reader = component(document, interface="ar")
    reader.row(4).locator(".rq-chip-doubt").click()
    expect(reader.card.locator("li")).to_have_text("العربية تنفي شيئًا («لم») والإنجليزية لا تنفيه.")
    expect(reader.card.locator("li")).to_have_attribute("dir", "rtl")
    reader.press("Escape")
    reader.token(2, 1).click()
    expect(reader.card.locator(".rq-facts-line").first).to_contain_text("اسم")
    reader.card.get_by_text("ليس هذا المعنى").click()
    facts = [
        *reader.card.locator(".rq-facts-line").all_inner_texts(),
        *reader.card.locator(".rq-scope, summary, button").all_inner_texts(),
    ]
    assert not re.search("[a-z]{3}", " ".join(facts))
    expect(reader.card.locator(".rq-readings .rq-quiet")).to_contain_text("صفة")
    assert reader.faults() == []


def test_on_a_phone_rows_stack_and_a_tap_opens_the_card(component: Component) -> None:
    reader = component(browser=PHONE)
    box, other = reader.arabic(1).bounding_box(), reader.english(1).bounding_box()
    assert box and other and other["y"] >= box["y"] + box["height"] - 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.token(2, 1).tap()
    expect(reader.card).to_contain_text("library; bookshop")
    card = reader.card.bounding_box()
    assert card and card["x"] == 0 and card["width"] == 390
    expect(reader.card.get_by_text("Not this meaning")).to_have_count(0)  # short, until more is asked for
    reader.card.get_by_role("button", name="More").tap()
    expect(reader.card.get_by_text("Not this meaning")).to_be_visible()
    reader.card.get_by_role("button", name="Close").tap()
    expect(reader.card).to_be_hidden()
    reader.row(2).locator(".rq-dots").tap()
    reader.page.wait_for_timeout(500)  # longer than a card outlives its pointer
    expect(reader.card).to_contain_text("Translate again")
    reader.card.get_by_role("button", name="Close").tap()
    assert reader.faults() == []


@pytest.mark.parametrize("more", [False, True])
def test_on_a_phone_the_word_stays_in_sight_above_its_card(component: Component, more: bool) -> None:
    reader = component(browser=PHONE)
    last = reader.token(5, 1)
    reader.page.evaluate("e => scrollTo(0, e.getBoundingClientRect().bottom - innerHeight + 20)", last.element_handle())
    last.tap()
    if more:
        reader.card.get_by_role("button", name="More").tap()
    word, card = last.bounding_box(), reader.card.bounding_box()
    assert word and card
    assert word["y"] + word["height"] <= card["y"]
    assert word["y"] >= 60  # and below the bar


def test_on_a_phone_what_is_tapped_is_large_and_no_layout_is_offered_twice(component: Component) -> None:
    reader = component(browser=PHONE)
    modes = reader.page.locator(".rq-modes button:visible")
    assert modes.count() == 5
    expect(reader.page.locator('[data-mode-to="stack"]')).to_have_attribute("aria-checked", "true")
    reader.token(2, 1).tap()
    reader.card.get_by_role("button", name="More").tap()
    small = [
        button.evaluate("e => e.outerHTML.slice(0, 90)")
        for button in reader.page.locator(".rq :is(button:not(.rq-skip), summary):visible").all()
        if (box := button.bounding_box()) and (box["height"] < 43.5 or box["width"] < 43.5)
    ]
    assert small == []


@pytest.mark.parametrize("width", [701, 830, 950, 1010, 1280])
def test_the_bar_is_one_row_while_the_engine_works(component: Component, width: int) -> None:
    reader = component(sample_document(translated=False, extra=400), browser={"viewport": {"width": width, "height": 700}})
    reader.feed(status={"state": "translating", "done": 116, "known": 300, "total": 20_000, "left": 6300})
    expect(reader.progress).to_be_visible()
    boxes = [button.bounding_box() for button in reader.page.locator(".rq-bar > button:visible, .rq-modes").all()]
    middles = {round(box["y"] + box["height"] / 2) for box in boxes if box}
    assert len(middles) == 1
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
