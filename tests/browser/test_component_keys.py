"""The reader component by itself, on a static page: everything by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Component


def test_everything_by_keyboard(component: Component) -> None:
    reader = component()
    reader.focus_text()
    expect(reader.token(0, 0)).to_be_focused()
    reader.press("ArrowLeft")  # forward, in Arabic
    expect(reader.token(0, 1)).to_be_focused()
    reader.press("ArrowRight")
    expect(reader.token(0, 0)).to_be_focused()
    expect(reader.card).to_contain_text("city")
    reader.press("ArrowDown", "ArrowLeft", "ArrowLeft")
    expect(reader.token(1, 2)).to_be_focused()
    reader.press("Enter")
    expect(reader.card).to_have_attribute("role", "dialog")
    expect(reader.card).to_contain_text("Ahmed Zaki")
    reader.press("Escape")
    expect(reader.card).to_be_hidden()
    expect(reader.token(1, 2)).to_be_focused()
    reader.press("KeyO")
    expect(reader.word(1, "Ahmed")).to_be_focused()
    reader.press("ArrowRight")  # forward, in English
    expect(reader.word(1, "Zaki")).to_be_focused()
    reader.press("KeyG")
    expect(reader.token(1, 9)).to_be_focused()  # the next name: 12 March
    reader.press("Shift+Slash")
    expect(reader.dialog).to_be_visible()
    expect(reader.dialog.locator("kbd").first).to_be_visible()
    reader.press("Escape")
    expect(reader.dialog).to_be_hidden()
    expect(reader.token(1, 9)).to_be_focused()


def test_keys_are_physical_so_an_arabic_layout_works(component: Component) -> None:
    reader = component()
    reader.focus_text()
    reader.focused().dispatch_event("keydown", {"code": "KeyM", "key": "ة", "bubbles": True})
    expect(reader.root).to_have_attribute("data-mode", "stack")


def test_streamlit_never_hears_the_keys(component: Component) -> None:
    reader = component()
    reader.page.evaluate("window.heard = []; document.addEventListener('keydown', e => window.heard.push(e.code))")
    reader.focus_text()
    before = reader.page.evaluate("window.heard.length")
    reader.press("KeyR", "KeyC", "KeyL")
    assert reader.page.evaluate("window.heard.length") == before


def test_the_card_keeps_tab_inside_and_gives_focus_back(component: Component) -> None:
    reader = component()
    reader.token(2, 1).click()
    for _ in range(12):
        reader.press("Tab")
        assert reader.page.evaluate("document.activeElement.closest('.rq-pop') !== null")
    reader.press("Escape")
    expect(reader.token(2, 1)).to_be_focused()


def test_keys_work_before_anything_has_focus(component: Component) -> None:
    reader = component()
    reader.press("?")
    expect(reader.dialog).to_contain_text("next doubtful sentence")
    reader.press("Escape")
    expect(reader.dialog).to_be_hidden()
    reader.press("m")
    expect(reader.root).to_have_attribute("data-mode", "stack")


def test_an_open_article_has_the_keyboard_on_its_first_word(component: Component) -> None:
    reader = component()
    expect(reader.token(0, 0)).to_be_focused()
    expect(reader.card).to_be_hidden()  # nobody asked for it
    assert reader.page.locator(".rq-lit, .rq-lit-row").count() == 0
    reader.press("ArrowLeft", "Enter")
    expect(reader.card).to_have_attribute("role", "dialog")
    expect(reader.card).to_contain_text("Cairo")


def test_it_has_the_keyboard_where_the_reader_was(component: Component) -> None:
    reader = component(place={"sentence": 2, "token": 1})
    expect(reader.token(2, 1)).to_be_focused()


def test_from_the_top_of_the_page_two_keys_lead_to_the_text(component: Component) -> None:
    reader = component()
    reader.press("ArrowDown")
    reader.page.evaluate("document.body.prepend(document.createElement('button')); document.body.firstChild.focus()")
    reader.press("Tab")
    expect(reader.focused()).to_have_text("Skip to the article")
    assert (reader.focused().bounding_box() or {"width": 0})["width"] > 40
    reader.press("Enter")
    expect(reader.token(1, 0)).to_be_focused()


def test_no_card_stays_behind_what_is_opened_over_the_text(component: Component) -> None:
    reader = component()
    reader.token(1, 0).hover()
    expect(reader.card).to_be_visible()
    reader.press("KeyP")
    expect(reader.page.locator(".rq-panel")).to_be_visible()
    expect(reader.card).to_be_hidden()
    reader.press("Escape")
    reader.token(1, 1).click()
    expect(reader.card).to_be_visible()
    reader.press("Escape")
    reader.token(1, 0).hover()
    expect(reader.card).to_be_visible()
    reader.press("KeyE")
    expect(reader.page.get_by_label("English of sentence 2")).to_be_focused()
    expect(reader.card).to_be_hidden()
    reader.page.wait_for_timeout(400)  # longer than a card takes to open
    expect(reader.card).to_be_hidden()
