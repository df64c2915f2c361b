"""English in Arabic and Arabic in English read the right way: the letters' places on the screen, not the markup."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from rafiq.render import formats
from tests.browser.conftest import Component
from tests.support.both_ways import LETTERS, LINES, both_ways


def shown(element: Locator, text: str) -> str:
    """The letters of `text`, from left to right on the screen."""
    return str(element.evaluate(f"(element, text) => ({LETTERS})(element, text)", text))


def faults(arabic: list[Locator], english: list[Locator]) -> list[str]:
    """What does not stand as it is read: English from the left, Arabic from the right, brackets around what they hold."""
    wrong = []
    for (line, inside, other, outside, _), ar, en in zip(LINES, arabic, english, strict=True):
        if (seen := shown(ar, inside)) != inside:
            wrong.append(f"{inside!r} is shown {seen!r}")
        first, last = line.split()[0], line.split()[-1]
        whole = shown(ar, line)
        if not whole.startswith(last[::-1]) or not whole.endswith(first[::-1]):
            wrong.append(f"{line!r} is shown {whole!r}")
        if f"({inside})" in line and shown(ar, f"({inside})") != f"){inside}(":  # both mirrored, so they hold it
            wrong.append(f"brackets of {line!r} are shown {shown(ar, f'({inside})')!r}")
        if outside and (seen := shown(en, outside)) != outside[::-1]:
            wrong.append(f"{outside!r} is shown {seen!r} in {other!r}")
    return wrong


@pytest.mark.parametrize("mode", ["side", "stack", "ruby"])
def test_foreign_words_read_the_right_way_on_the_page(component: Component, mode: str) -> None:
    reader = component(
        both_ways().document, settings={"mode": mode, "size": 16}, browser={"viewport": {"width": 1700, "height": 900}}
    )
    numbers = range(len(LINES))
    english = [reader.english(n) for n in numbers]
    if mode == "ruby":  # the English is not on the screen there
        reader.page.add_style_tag(content=".rq-side, .rq-en { display: block !important }")
    assert faults([reader.arabic(n) for n in numbers], english) == []
    for n in numbers:
        assert reader.arabic(n).locator("[data-token]").all_text_contents() == [
            t.text for t in both_ways().document.sentences[n].tokens
        ]


def test_foreign_words_read_the_right_way_in_the_saved_page(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    path.write_bytes(formats.find("html").render(both_ways()))
    page = chromium.new_context(viewport={"width": 1700, "height": 900}).new_page()
    page.goto(path.as_uri())
    for glosses in (False, True):
        if glosses:
            page.get_by_text("View").click()
            page.get_by_label("Meanings under words").check()
        assert faults(page.locator(".ar[data-sentence]").all(), page.locator(".en[data-sentence]").all()) == []
    page.context.close()


def test_foreign_words_read_the_right_way_in_the_book(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "copy.epub"
    path.write_bytes(formats.find("epub").render(both_ways()))
    with zipfile.ZipFile(path) as book:
        (tmp_path / "part.xhtml").write_bytes(book.read("EPUB/part1.xhtml"))
    page = chromium.new_context(viewport={"width": 1700, "height": 900}).new_page()
    page.goto((tmp_path / "part.xhtml").as_uri())
    assert faults(page.locator(".ar[id^=s]").all(), page.locator("p.en[lang=en]").all()) == []
    page.context.close()


def test_foreign_words_read_the_right_way_in_markdown(chromium: Browser) -> None:
    from markdown_it import MarkdownIt

    text = formats.find("md").render(both_ways()).decode()
    page = chromium.new_context(viewport={"width": 1700, "height": 900}).new_page()
    page.set_content(MarkdownIt("commonmark").render(text))
    arabic = [page.locator("div[dir=rtl] p").filter(has_text=line[0]).first for line in LINES]
    english = [page.locator("body > p").filter(has_text=line[2]).first for line in LINES]
    assert faults(arabic, english) == []
    page.context.close()
