"""The reader component by itself, on a static page: how rows are drawn, in which language and layout, and fed with English."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from rafiq.render.page import words_of
from tests.browser.conftest import Component
from tests.support.documents import sample_document


def test_each_sentence_is_one_row_with_its_language_and_direction_on_both_sides(component: Component) -> None:
    reader, document = component(), sample_document()
    expect(reader.rows).to_have_count(len(document.sentences))
    for number, sentence in enumerate(document.sentences):
        arabic, english = reader.arabic(number), reader.english(number)
        assert arabic.text_content() == sentence.arabic
        expect(arabic).to_have_attribute("lang", "ar")
        expect(arabic).to_have_attribute("dir", "rtl")
        expect(english).to_have_attribute("lang", "en")
        assert [span.text_content() for span in arabic.locator("[data-token]").all()] == [token.text for token in sentence.tokens]
        if sentence.english:
            assert english.text_content() == sentence.english
        box, other = arabic.bounding_box(), english.bounding_box()
        assert box and other and box["x"] > other["x"] + other["width"]


def test_headings_and_furniture_are_kept_apart(component: Component) -> None:
    reader = component()
    assert reader.arabic(0).evaluate("e => e.tagName") == "H1"
    assert reader.arabic(3).evaluate("e => e.tagName") == "H2"
    extras = reader.page.locator(".rq-furniture")
    expect(extras.get_by_text("اقرأ أيضاً")).to_be_hidden()
    extras.locator("summary").click()
    expect(extras.get_by_text("اقرأ أيضاً")).to_be_visible()


def test_letters_stay_joined_in_names_and_words(component: Component) -> None:
    """The text of a row is as wide with its spans as it is without."""
    reader = component()
    widths = reader.arabic(1).evaluate("""e => {
        const width = () => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().width };
        e.style.whiteSpace = "nowrap"; const spans = width(); e.textContent = e.textContent;
        return [spans, width()] }""")
    assert widths[0] == pytest.approx(widths[1], abs=1.0)


def test_letters_stay_joined_above_a_wider_gloss(component: Component) -> None:
    """As ruby too a word is as wide as its own letters, on one line."""
    reader = component(settings={"mode": "ruby"})
    for token in (0, 3, 4):
        widths = (
            reader.token(0, token)
            .locator("ruby > span")
            .evaluate("""e => {
            const width = () => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects() };
            const ruby = width(); const plain = document.createElement("span"); plain.textContent = e.textContent;
            plain.style.position = "absolute"; e.closest(".rq-ar").append(plain);
            return [ruby.length, ruby[0].width, plain.getBoundingClientRect().width] }""")
        )
        assert widths[0] == 1
        assert widths[1] == pytest.approx(widths[2], abs=1.0)


def test_a_doubt_is_marked_and_explains_itself(component: Component) -> None:
    reader = component()
    mark = reader.row(4).get_by_role("button", name="doubtful")
    mark.click()
    expect(reader.card).to_contain_text("did not")
    reader.card.get_by_role("button", name="Literal glosses").click()
    expect(reader.row(4).locator(".rq-literal")).to_contain_text("financing")
    assert reader.page.evaluate("CSS.highlights.get('rafiq-doubt').size") == 2


def test_english_fills_in_without_moving_anything(component: Component) -> None:
    empty, full = sample_document(translated=False), sample_document()
    reader = component(empty)
    expect(reader.progress).to_have_attribute("aria-valuenow", "0")
    reader.page.evaluate("document.querySelector('[data-sentence=\"2\"]').probe = 'same'")
    reader.token(2, 1).click()
    reader.press("Escape")
    top = reader.page.evaluate("scrollY")
    rows, _ = words_of(full.sentences)
    changes = [
        {"revision": n + 1, "row": {k: v for k, v in row.items() if k != "tokens"}, "words": None} for n, row in enumerate(rows)
    ]
    reader.feed(to=3, changes=changes[:3], status={"state": "translating", "done": 3, "total": 6, "left": 4})
    expect(reader.english(2)).to_have_text(full.sentences[2].english)
    expect(reader.english(3)).to_have_text("")
    expect(reader.page.get_by_text("3 of 6 sentences")).to_be_visible()
    expect(reader.page.get_by_text("about 4 s left")).to_be_visible()
    assert reader.page.evaluate("document.querySelector('[data-sentence=\"2\"]').probe") == "same"
    expect(reader.token(2, 1)).to_be_focused()
    assert reader.page.evaluate("scrollY") == top
    reader.feed(**{"from": 9}, to=12, changes=[])  # something was missed
    assert reader.sent("resync")[-1]["have"] == 3


@pytest.mark.parametrize("mode", ["side", "stack", "para", "ar", "en", "ruby"])
def test_the_contract_holds_in_every_layout(component: Component, mode: str) -> None:
    reader = component()
    reader.mode(mode)
    document = sample_document()
    for side in ("ar", "en"):
        assert reader.page.locator(f".rq-{side}[data-sentence][lang='{side}']").count() == len(document.sentences)
    assert reader.page.locator(".rq-ar [data-token]").count() == sum(len(sentence.tokens) for sentence in document.sentences)
    assert reader.entity(0).count() == 2
    shown = {"ar": mode != "en", "en": mode not in ("ar", "ruby")}
    for side, visible in shown.items():
        expect(reader.page.locator(f".rq-{side}[data-sentence='1']")).to_be_visible(visible=visible)
    if mode == "ruby":
        expect(reader.token(0, 2).locator("rt")).to_have_text("open")
        assert reader.sent("settings")[-1]["patch"] == {"mode": "ruby"}


def test_only_unfamiliar_words_are_glossed(component: Component) -> None:
    reader = component(settings={"level": 4, "mode": "ruby"}, known=[])
    expect(reader.token(4, 7).locator("rt")).to_have_text("financing")
    expect(reader.token(0, 0).locator("rt")).to_have_text("")
    reader.token(4, 7).click()
    reader.card.get_by_role("button", name="Known").click()
    expect(reader.token(4, 7).locator("rt")).to_have_text("")
    assert [(e["n"], e["token"], e["state"]) for e in reader.sent("state")] == [(4, 7, "known")]


def test_a_long_article_is_drawn_as_it_comes_near(component: Component) -> None:
    """Pieces far from the window are plain text, which the browser's search finds; keys and links reach every row."""
    reader = component(sample_document(extra=900))
    expect(reader.page.locator(".rq-piece")).to_have_count(23)
    assert reader.rows.count() < 300
    text = reader.page.locator(".rq-rows").text_content() or ""
    assert text.count("وستستقبل المكتبة الزوار كل يوم.") == 901
    reader.page.locator(".rq-piece").nth(12).scroll_into_view_if_needed()
    expect(reader.token(500, 1)).to_have_text("المكتبة")
    reader.focus_text()
    reader.press("End")
    expect(reader.token(905, 0)).to_be_focused()
    reader.feed(to=1, changes=[{"revision": 1, "row": {"n": 300, "en": "Visitors.", "engine": "fake"}}])
    reader.press("Home", "ArrowDown")
    expect(reader.token(1, 0)).to_be_focused()
    reader.page.locator(".rq-piece").nth(7).scroll_into_view_if_needed()
    expect(reader.english(300)).to_have_text("Visitors.")


def test_where_a_reader_scrolls_to_is_heard_soon_when_it_has_no_english(component: Component) -> None:
    reader = component(sample_document(translated=False, extra=900))
    reader.page.clock.install()
    reader.page.locator(".rq-piece").nth(12).scroll_into_view_if_needed()
    reader.page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    reader.page.clock.run_for(400)
    assert reader.sent("place")[-1]["n"] > 400
