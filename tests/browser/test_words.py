"""My words and reviewing in the browser: the way of a word from the article to its list, its review and the next article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rafiq.library import Library
from tests.browser.conftest import Component, Server
from tests.browser.pages import Site
from tests.support.words import WORDS


def test_one_key_makes_a_word_learning_known_and_new(component: Component) -> None:
    reader = component()
    reader.focus_text()
    reader.press("KeyK")
    expect(reader.toast).to_contain_text("Learning")
    expect(reader.token(0, 0)).to_contain_class("rq-learning")
    reader.press("KeyK")
    expect(reader.toast).to_contain_text("Known")
    reader.press("KeyK")
    expect(reader.toast).to_contain_text("New")
    assert [(e["n"], e["token"], e["state"]) for e in reader.sent("state")] == [
        (0, 0, "learning"),
        (0, 0, "known"),
        (0, 0, "new"),
    ]
    expect(reader.focused()).to_have_attribute("data-token", "0")


def test_a_card_that_is_opened_is_told_once(component: Component) -> None:
    reader = component()
    reader.token(2, 1).hover()
    expect(reader.card).to_be_visible()
    assert reader.sent("look") == []  # a hint that goes with the pointer is no look-up
    reader.token(2, 1).click()
    reader.card.get_by_role("button", name="Learning").click()
    expect(reader.card.get_by_role("button", name="Learning")).to_have_attribute("aria-pressed", "true")
    expect(reader.card.get_by_role("button", name="Learning")).to_be_focused()
    assert [(e["n"], e["token"]) for e in reader.sent("look")] == [(2, 1)]
    assert reader.faults() == []


HIGHLIGHTED = "[...CSS.highlights.get('rafiq-green')].map(String)"


def test_a_selection_or_a_word_is_highlighted_by_key_or_menu(component: Component) -> None:
    reader = component()
    reader.focus_text()
    reader.press("1")
    assert [(e["n"], e["side"], e["start"], e["colour"]) for e in reader.sent("highlight")] == [(0, "arabic", 0, "yellow")]
    reader.english(2).evaluate("(e) => getSelection().setBaseAndExtent(e, 0, e, 3)")
    reader.press("2")
    event = reader.sent("highlight")[1]
    assert (event["n"], event["side"], event["colour"]) == (2, "english", "green")
    words = (reader.english(2).text_content() or "")[event["start"] : event["end"]]
    view = {"id": "a", "sentence": 2, "token": -1, "text": "", "quote": words, "colour": "green", "side": "english"}
    reader.feed(notes=[{**view, "span": [event["start"], event["end"]]}])
    assert reader.page.evaluate(HIGHLIGHTED) == [words]
    reader.page.evaluate("getSelection().removeAllRanges()")
    reader.menu(1).get_by_role("button", name="Pink").click()
    event = reader.sent("highlight")[2]
    assert (event["n"], event["side"], event["start"], event["colour"]) == (1, "arabic", 0, "pink")
    assert reader.faults() == []


VOICES = """(voices) => {
  window.spoken = [];
  speechSynthesis.getVoices = () => voices;
  speechSynthesis.cancel = () => undefined;
  speechSynthesis.speak = (saying) => window.spoken.push(saying);
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""
LOCAL = {"lang": "ar-SA", "localService": True, "name": "a voice"}


def test_the_article_is_heard_by_a_local_voice_only(component: Component) -> None:
    reader = component()
    reader.page.evaluate(VOICES, [{**LOCAL, "localService": False}, {**LOCAL, "lang": "arn"}, {**LOCAL, "lang": "en"}])
    expect(reader.menu(1)).not_to_contain_text("Hear")
    reader.press("Escape")
    reader.press("KeyH")
    assert reader.page.evaluate("window.spoken.length") == 0
    reader.page.evaluate(VOICES, [LOCAL])
    reader.menu(1).get_by_text("Hear from here on").click()
    expect(reader.row(1)).to_contain_class("rq-spoken")
    reader.page.evaluate("window.spoken.at(-1).onend()")
    expect(reader.row(2)).to_contain_class("rq-spoken")
    expect(reader.page.locator(".rq-spoken")).to_have_count(1)
    texts = [reader.arabic(number).text_content() for number in (1, 2)]
    assert reader.page.evaluate("window.spoken.map((each) => each.text)") == texts
    reader.focus_text()
    reader.press("KeyH")
    expect(reader.page.locator(".rq-spoken")).to_have_count(0)
    reader.page.evaluate("window.spoken.at(-1).onend()")  # what was stopped has no next
    assert reader.page.evaluate("window.spoken.length") == 2
    reader.token(2, 1).click()
    reader.card.get_by_role("button", name="Hear it").click()
    assert reader.page.evaluate("window.spoken.length") == 3
    assert reader.faults() == []


@pytest.mark.parametrize(("interface", "words"), [("en", "of the words"), ("ar", "من الكلمات")])
def test_the_share_of_known_words_is_said_before_reading(component: Component, interface: str, words: str) -> None:
    reader = component(interface=interface, known=["مَكْتَبَة"], learning=["قَال"])
    expect(reader.page.locator(".rq-share")).to_contain_text(words)
    reader.page.locator(".rq-share button").click()
    assert len(reader.sent("words")) == 1
    assert reader.faults() == []
    fresh = component(interface=interface)
    expect(fresh.page.locator(".rq-share")).to_be_hidden()  # nobody is told that they know nothing


@pytest.fixture
def words(own_server: Server, new_page: Callable[..., Page]) -> Callable[..., Site]:
    """The page of words on a home that has some, with the browser's settings."""
    with Library.open(own_server.home / "library.sqlite3") as library:
        for word in WORDS:
            library.look_up(word)
    own_server.start()
    return lambda path, **browser: Site(new_page(**browser), own_server.address).open(path)


PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}


@pytest.mark.parametrize("browser", [{}, {"color_scheme": "dark"}, PHONE], ids=["wide", "dark", "phone"])
def test_words_and_review_look_right_everywhere(words: Callable[..., Site], browser: dict[str, object], tmp_path: Path) -> None:
    site = words("/?page=words", **browser)
    expect(site.page.get_by_text("tome").first).to_be_visible()
    assert site.faults() == []
    assert site.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    site.page.screenshot(path=tmp_path / "words.png", full_page=True)
    site.open("/?page=review")
    site.page.get_by_role("button", name="Show the meaning").click()
    expect(site.page.get_by_role("button", name="Again")).to_be_visible()
    assert site.faults() == []
    assert site.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    site.page.screenshot(path=tmp_path / "review.png", full_page=True)


def test_a_review_is_done_by_keyboard_alone(words: Callable[..., Site]) -> None:
    site = words("/?page=words")
    button = site.page.get_by_role("button", name="Review (3)")
    button.focus()
    site.press("Enter")
    for left in range(len(WORDS), 0, -1):
        expect(site.page.get_by_text(f"{left} left")).to_be_visible()
        expect(site.page.get_by_role("button", name="Show the meaning")).to_be_visible()
        site.press("Space")
        expect(site.page.get_by_role("button", name="Easy")).to_be_visible()
        expect(site.page.locator("[data-test-script-state]")).to_have_attribute("data-test-script-state", "notRunning")
        site.press("4")
    expect(site.page.get_by_text("Done: 3 reviewed.")).to_be_visible()


def test_words_in_arabic(words: Callable[..., Site], tmp_path: Path) -> None:
    site = words("/")
    site.page.get_by_role("button", name="العربية").click()
    site.page.get_by_role("button", name="كلماتي").click()
    expect(site.page.get_by_role("heading", name="كلماتي")).to_be_visible()
    site.page.get_by_role("button", name="المزيد").first.click()
    expect(site.page.get_by_label("المعنى")).to_be_visible()
    assert site.faults() == []
    site.page.screenshot(path=tmp_path / "arabic.png", full_page=True)
