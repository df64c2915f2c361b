"""The reader component by itself, on a static page: what lights up, cards, and what the reader writes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Component


def test_hovering_either_side_lights_its_partner(component: Component) -> None:
    reader = component()
    reader.token(2, 4).hover()  # كتاب
    expect(reader.word(2, "books")).to_have_class("rq-word rq-lit")
    expect(reader.row(2)).to_contain_class("rq-lit-row")
    reader.word(1, "said").hover()
    expect(reader.token(1, 0)).to_contain_class("rq-lit")
    expect(reader.word(2, "books")).not_to_contain_class("rq-lit")
    reader.word(1, "doors").hover()  # the engine was unsure of this one
    expect(reader.token(1, 7)).to_contain_class("rq-lit-soft")


def test_what_is_below_a_resting_pointer_stays_lit(component: Component) -> None:
    """Also on a word that has no partner and no card: the sentence stays lit as long as the pointer is on it."""
    reader = component()
    reader.english(2).locator(".rq-word").first.hover()  # "The"
    reader.page.wait_for_timeout(400)  # longer than a card takes to open, or to be found unwanted
    expect(reader.card).to_be_hidden()
    expect(reader.row(2)).to_have_class(re.compile("rq-lit-row"))


def test_a_name_lights_everywhere_on_both_sides(component: Component) -> None:
    reader = component()
    reader.entity(0, "en").first.hover()
    for side in ("ar", "en"):
        for mention in reader.entity(0, side).all():
            expect(mention).to_contain_class("rq-lit-entity")
    assert reader.entity(0).count() == 2


def test_word_card_on_hover_is_short_and_on_click_is_whole(component: Component) -> None:
    reader = component()
    reader.token(2, 1).hover()
    expect(reader.card).to_have_attribute("role", "tooltip")
    expect(reader.card).to_contain_text("library; bookshop")
    expect(reader.card).to_contain_text("ك.ت.ب")
    expect(reader.card.get_by_text("Not this meaning")).to_have_count(0)
    reader.token(2, 1).click()
    expect(reader.card).to_have_attribute("role", "dialog")
    expect(reader.card).to_have_attribute("aria-label", "المكتبة")
    expect(reader.card.locator(".rq-seg")).to_have_count(2)
    reader.card.get_by_text("Not this meaning").click()
    expect(reader.card).to_contain_text("another word with the same letters")
    reader.card.get_by_role("button", name="Use this").click()
    assert [(e["n"], e["token"], e["reading"]) for e in reader.sent("reading")] == [(2, 1, 1)]
    expect(reader.card).to_be_hidden()


def test_own_gloss_is_sent(component: Component) -> None:
    reader = component()
    reader.token(0, 2).click()
    reader.card.get_by_text("Not this meaning").click()
    reader.card.get_by_label("Your own meaning").fill("inaugurates")
    reader.press("Enter")
    assert [(e["n"], e["token"], e["english"], e["all"]) for e in reader.sent("gloss")] == [(0, 2, "inaugurates", False)]


def test_an_own_gloss_says_how_many_words_it_touches(component: Component) -> None:
    reader = component()
    reader.token(2, 1).click()  # المكتبة; the title has مكتبة
    reader.card.get_by_text("Not this meaning").click()
    expect(reader.card.get_by_label("For this form only: 3 here")).to_be_checked()
    reader.card.get_by_label("For all forms of this word: 4 here").check()
    reader.card.get_by_label("Your own meaning").fill("book house")
    reader.press("Enter")
    assert [(e["n"], e["token"], e["all"]) for e in reader.sent("gloss")] == [(2, 1, True)]


def test_entity_card_says_who_and_renames(component: Component) -> None:
    reader = component()
    reader.entity(2).first.click()
    expect(reader.card).to_contain_text("Place")
    expect(reader.card).to_contain_text("country in north-east Africa")
    expect(reader.card).to_contain_text("GeoNames")
    reader.card.get_by_label("English name").fill("Misr")
    reader.card.get_by_role("button", name="Rename everywhere").click()
    assert [(e["entity"], e["english"], e["keep"]) for e in reader.sent("rename")] == [(2, "Misr", True)]


def test_edit_of_the_english_is_kept_and_marked(component: Component) -> None:
    reader = component()
    reader.menu(1).get_by_text("Edit the English").click()
    box = reader.page.get_by_label("English of sentence 2")
    expect(box).to_be_focused()
    box.fill("Minister Zaki said it would open in March.")
    reader.press("Control+Enter")
    expect(reader.english(1)).to_have_text("Minister Zaki said it would open in March.")
    expect(reader.row(1)).to_contain_text("your edit")
    assert [e["english"] for e in reader.sent("edit")] == ["Minister Zaki said it would open in March."]
    reader.press("KeyE")
    reader.press("Escape")
    expect(reader.english(1)).to_have_text("Minister Zaki said it would open in March.")


def test_notes_on_a_sentence_and_on_a_word(component: Component) -> None:
    reader = component()
    reader.focus_text()
    reader.press("KeyN")
    reader.page.keyboard.type("look this up")
    reader.press("Control+Enter")
    assert [(e["n"], e["token"], e["text"]) for e in reader.sent("note")] == [(0, -1, "look this up")]
    reader.feed(notes=[{"id": "a", "sentence": 0, "token": -1, "text": "look this up", "quote": "", "colour": ""}])
    expect(reader.row(0).locator(".rq-note")).to_have_text("look this up")


def test_names_list_and_timeline(component: Component) -> None:
    reader = component()
    reader.page.get_by_role("button", name="People, places, dates").click()
    panel = reader.page.locator(".rq-panel")
    expect(panel.get_by_role("button", name="Ahmed Zaki")).to_be_visible()
    panel.get_by_role("button", name="Cairo").click()
    expect(reader.entity(0).first).to_contain_class("rq-lit-entity")
    panel.get_by_role("button", name="Place").click()
    expect(panel.get_by_role("button", name="Cairo")).to_be_hidden()
    expect(panel.get_by_role("button", name="Place")).to_have_attribute("aria-pressed", "false")


def test_text_that_moves_below_a_resting_pointer_opens_no_card(component: Component) -> None:
    reader = component()
    box = reader.token(5, 1).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] + 60
    reader.page.mouse.move(x, y)  # below the last row
    reader.page.evaluate("high => (document.querySelector('.rq-page').style.paddingBlockStart = `${high}px`)", 60 + box["height"])
    moved = reader.token(5, 1).bounding_box()
    assert moved and moved["y"] < y < moved["y"] + moved["height"]
    reader.page.wait_for_timeout(600)  # longer than a card takes to open
    expect(reader.card).to_be_hidden()
    reader.page.mouse.move(x + 1, y)
    expect(reader.card).to_contain_text("library")


def test_events_are_sent_until_python_has_them(component: Component) -> None:
    reader = component()
    reader.page.clock.install()
    reader.page.get_by_role("button", name="Save a copy").click()
    client = reader.page.evaluate("window.sent.at(-1).client")
    reader.page.clock.run_for(5000)
    assert len(reader.page.evaluate("window.sent.map(m => m.events.map(e => e.kind)).filter(k => k.includes('save'))")) == 2
    reader.feed(ack={client: 99})
    before = reader.page.evaluate("window.sent.length")
    reader.page.clock.run_for(20000)
    assert reader.page.evaluate("window.sent.length") == before
