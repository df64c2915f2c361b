"""The reader component by itself: paragraph beside paragraph, and bookmarks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from nlp.document import BilingualDocument
from tests.browser.conftest import Component
from tests.support.documents import sample_document


def in_paragraphs() -> BilingualDocument:
    """The sample, its second and third sentence in one paragraph."""
    document = sample_document()
    second = replace(document.sentences[2], block=document.sentences[1].block)
    return replace(document, sentences=(*document.sentences[:2], second, *document.sentences[3:]))


def box(element: object) -> dict[str, float]:
    made = element.bounding_box()  # type: ignore[attr-defined]
    assert made
    return dict(made)


def test_paragraphs_stand_beside_their_english_and_sentences_stay_linked(component: Component) -> None:
    reader = component(in_paragraphs())
    reader.focus_text()
    reader.press("ArrowDown", "ArrowLeft")
    reader.mode("para")
    for n in range(6):
        expect(reader.arabic(n)).to_be_visible()
    paragraph = reader.page.locator(".rq-whole-ar").nth(1)
    assert paragraph.locator(".rq-ar").count() == 2
    one, two, other = box(reader.arabic(1)), box(reader.arabic(2)), box(reader.english(1))
    assert two["y"] < one["y"] + one["height"] + 1  # the second goes on where the first ends, no row of its own
    assert one["x"] > other["x"] + other["width"] / 2
    reader.english(2).locator(".rq-word").first.hover()
    expect(reader.arabic(2)).to_have_class(re.compile("rq-lit-row"))
    expect(reader.arabic(1)).not_to_have_class(re.compile("rq-lit-row"))
    reader.token(2, 1).click()
    expect(reader.card).to_contain_text("library; bookshop")
    reader.press("Escape")
    expect(reader.token(2, 1)).to_be_focused()
    reader.press("ArrowUp", "o")
    expect(reader.word(1, "said")).to_be_focused()
    reader.page.locator('.rq-sentence[data-row="2"]').hover()
    reader.page.locator('.rq-sentence[data-row="2"] .rq-dots').click()
    reader.card.get_by_text("Literal glosses").click()
    expect(reader.page.locator('.rq-sentence[data-row="2"] .rq-literal')).to_contain_text("library")
    assert reader.faults() == []
    reader.mode("side")
    expect(reader.row(2).locator(".rq-literal")).to_contain_text("library")
    assert reader.page.locator(".rq-whole-ar").count() == 0


def test_on_a_phone_a_paragraph_stands_above_its_english(component: Component) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    reader = component(in_paragraphs(), settings={"mode": "para"}, browser=phone)
    above, below = box(reader.page.locator(".rq-whole-ar").nth(1)), box(reader.page.locator(".rq-whole-en").nth(1))
    assert below["y"] >= above["y"] + above["height"] - 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.token(2, 1).tap()
    expect(reader.card).to_contain_text("library; bookshop")


def test_a_long_article_in_paragraphs_is_drawn_as_it_comes_near(component: Component) -> None:
    reader = component(sample_document(extra=900), settings={"mode": "para"})
    assert reader.page.locator(".rq-sentence").count() < 300
    reader.focus_text()
    reader.press("End")
    expect(reader.token(905, 0)).to_be_focused()


@pytest.mark.parametrize("mode", ["side", "para"])
def test_a_sentence_is_bookmarked_with_one_key_listed_and_found_again(component: Component, mode: str) -> None:
    reader = component(in_paragraphs(), settings={"mode": mode})
    reader.focus_text()
    reader.press("ArrowDown", "ArrowDown", "b")
    assert [event["n"] for event in reader.sent("bookmark")] == [2]
    mark = {"id": "m", "sentence": 2, "token": -1, "text": "", "quote": "", "colour": "", "bookmark": True}
    reader.feed(notes=[mark])
    ribbon = reader.page.get_by_role("button", name="Sentence 3: take the bookmark off")
    expect(ribbon).to_be_visible()
    reader.press("p")
    listed = reader.page.locator(".rq-bookmarks button")
    expect(listed).to_have_text([in_paragraphs().sentences[2].arabic])
    assert reader.faults() == []
    reader.press("Escape", "Home", "p")
    listed.click()
    expect(reader.token(2, 0)).to_be_focused()
    expect(reader.token(2, 0)).to_be_in_viewport()
    ribbon.click()
    assert [event["n"] for event in reader.sent("bookmark")] == [2, 2]
    reader.feed(notes=[])
    expect(listed).to_have_count(0)
    expect(ribbon).to_have_count(0)
