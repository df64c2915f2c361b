"""The reader component by itself, on a static page: a second opinion, and the engines that can be added."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Component


def test_another_engines_english_beside_this_one(component: Component) -> None:
    engines = [
        {
            "name": "embedded",
            "title": "Small",
            "installed": True,
            "size": 57_000_000,
            "licence": "MIT",
            "scores": [],
            "command": "",
        },
        {"name": "tiny", "title": "Tiny", "installed": True, "size": 1_000_000, "licence": "MIT", "scores": [], "command": ""},
    ]
    reader = component(engines=engines, engine="embedded")
    reader.menu(1).get_by_text("Another engine’s English").click()
    expect(reader.dialog).to_contain_text("tiny is translating")
    asked = reader.sent("opinion")[-1]
    assert (asked["n"], asked["engine"]) == (1, "tiny")
    client = reader.page.evaluate("window.sent.at(-1).client")
    here = reader.english(1).text_content() or ""
    parts = [["changed", "Minister", "The minister"], ["same", here.removeprefix("Minister"), here.removeprefix("Minister")]]
    answer = {"kind": "opinion", "client": client, "id": "o1", "n": 1, "engine": "tiny", "left": here, "leftEngine": "embedded",
            "right": "The minister" + here.removeprefix("Minister"), "marks": ["A number is missing."], "parts": parts}  # fmt: skip
    reader.feed(replies=[{**answer, "n": 2, "id": "o0"}, answer])
    expect(reader.dialog.locator("mark")).to_have_text(["Minister", "The minister"])
    expect(reader.dialog).to_contain_text("A number is missing.")
    assert reader.faults() == []
    reader.dialog.get_by_role("button", name="Use this English").click()
    expect(reader.dialog).to_be_hidden()
    expect(reader.row(1).locator(".rq-dots")).to_be_focused()
    taken = reader.sent("take")[-1]
    assert (taken["n"], taken["engine"]) == (1, "tiny")
    row = {"n": 1, "en": answer["right"], "machine": here, "engine": "tiny", "marks": [], "mentions": [], "align": []}
    reader.feed(to=1, changes=[{"revision": 1, "row": row}])
    expect(reader.row(1)).to_contain_text("from tiny")
    expect(reader.menu(1)).to_contain_text("Back to the machine’s English")


def test_engines_that_are_not_here_are_shown_with_the_way_to_them(component: Component) -> None:
    small = {"name": "embedded", "title": "Small", "installed": True, "size": 57_000_000, "licence": "MIT", "scores": []}
    other = {"name": "opus-mt", "title": "OPUS-MT", "installed": False, "size": 0, "licence": "Apache-2.0",
             "scores": ["FLORES: 33.9 BLEU (board)"]}  # fmt: skip
    reader = component(engines=[small, other], engine="embedded")
    reader.focus_text()
    reader.press("x")
    expect(reader.dialog).to_contain_text("No other engine is installed here")
    reader.press("Escape")
    expect(reader.token(0, 0)).to_be_focused()
    reader.press(",")
    expect(reader.dialog.get_by_role("radio", name="embedded")).to_be_checked()
    reader.dialog.get_by_text("Engines you can add").click()
    expect(reader.dialog).to_contain_text("Apache-2.0")
    expect(reader.dialog).to_contain_text("33.9 BLEU")
    assert reader.faults() == []
    reader.dialog.get_by_role("button", name="All engines").click()
    assert len(reader.sent("engines")) == 1
