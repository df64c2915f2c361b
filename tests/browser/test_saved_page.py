"""The saved web page from disk in Chromium: no script, no request, linked highlighting, cards by keyboard, axe, themes, print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from rafiq.render import formats
from tests.support.copies_sample import hostile_copy, sample_copy

LIT = "rgb(255, 233, 168)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, copy in (("sample", sample_copy()), ("hostile", hostile_copy())):
        (tmp_path / f"{name}.html").write_bytes(formats.find("html").render(copy))
    return tmp_path


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    opened = context.new_page()
    opened.goto((folder / "sample.html").as_uri())
    yield opened
    context.close()


def background(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor"))


def test_a_word_and_a_name_light_up_their_partners(page: Page) -> None:
    assert background(page, "#s1 [data-l~='1']") != LIT
    page.locator("#s1 [data-token='1']").hover()
    assert background(page, "#s1 [data-l~='1']") == LIT
    page.locator("#s1 [data-l~='0']").hover()
    assert background(page, "#s1 [data-token='0']") == LIT and background(page, "#s1 [data-l~='1']") != LIT
    page.locator("#s2 .en [data-entity='0']").hover()
    assert [background(page, f"{row} {side} [data-entity='0']") for row in ("#s0", "#s2") for side in (".ar", ".en")] == [LIT] * 4


def test_a_card_opens_and_closes_by_keyboard_and_gives_focus_back(page: Page) -> None:
    word = page.locator("#s1 button[data-token='0']")
    card = page.locator(f"#{word.get_attribute('popovertarget')}")
    word.focus()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    expect(card).to_contain_text("say")
    box = card.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word).to_be_focused()


def test_a_name_has_its_english_once_under_the_whole_of_it(page: Page) -> None:
    """Also where a dictionary glosses its parts: only its own English is under it."""
    name = page.locator("#s0 .ar .n[data-entity='0']")
    assert name.get_attribute("data-g") == "Muhammad Ali"
    assert name.locator("[data-token]").count() == 2
    assert name.locator("[data-g]").count() == 0
    page.get_by_text("View").click()
    page.get_by_label("Meanings under words").check()
    assert name.evaluate("e => getComputedStyle(e, '::after').content") == '"Muhammad Ali"'
    assert page.locator("#s1 button[data-token='0']").evaluate("e => getComputedStyle(e, '::after').content") == '"say"'


def test_arabic_is_laid_out_right_to_left_and_lines_break_at_spaces(page: Page) -> None:
    places = page.locator("#s1 .ar [data-token]").evaluate_all(
        "all => all.map(e => [e.textContent, e.getBoundingClientRect().right, e.getBoundingClientRect().top])"
    )
    assert places[0][1] > places[1][1]
    latin = {text: (right, top) for text, right, top in places if text in ("Microsoft", "Azure")}
    assert latin["Microsoft"][0] < latin["Azure"][0] or latin["Microsoft"][1] != latin["Azure"][1]
    page.set_viewport_size({"width": 390, "height": 844})
    tops = page.locator("#s4 .ar [data-token]").evaluate_all(
        "all => all.map(e => [e.textContent, Math.round(e.getBoundingClientRect().bottom / 12)])"
    )
    by_text = dict(tops)
    assert abs(by_text["«"] - by_text["الكتاب"]) <= 1  # a quotation mark never stands alone on another line
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_no_request_no_script_no_dialog(chromium: Browser, folder: Path, name: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    troubles: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        troubles.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto((folder / f"{name}.html").as_uri())
    page.locator("summary").first.click()
    context.close()
    assert asked == [(folder / f"{name}.html").as_uri()] and troubles == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, theme: str) -> None:
    page.locator(".controls summary").click()
    page.locator(f"#theme-{theme}").check()
    for summary in page.locator("section summary").all():
        summary.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_views_sizes_and_glosses_work_without_script(page: Page) -> None:
    page.locator(".controls summary").click()
    page.locator("#show-arabic").check()
    expect(page.locator("#s1 .en")).to_be_hidden()
    page.locator("#show-english").check()
    expect(page.locator("#s1 .ar")).to_be_hidden()
    page.locator("#show-both").check()
    before = page.locator("#s1").bounding_box()
    page.locator("#size-xl").check()
    page.locator("#glosses").check()
    after = page.locator("#s1").bounding_box()
    assert before is not None and after is not None and after["height"] > before["height"]
    shown = page.locator("#s1 button[data-token='0']").evaluate("e => getComputedStyle(e, '::after').content")
    assert shown == '"say"'


def test_print_has_no_controls_and_is_black_on_white(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".controls")).to_be_hidden()
    assert page.locator("#s1").evaluate("e => getComputedStyle(e).color") == "rgb(29, 31, 35)"
    assert len(page.pdf(format="A4")) > 10_000
