"""The reader component by itself: what is said once, where it stands, and what is left when a page is printed."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from nlp.document import Mark
from tests.browser.conftest import Component
from tests.support.both_ways import LETTERS
from tests.support.documents import sample_document


def test_the_button_says_that_the_article_is_saved(component: Component) -> None:
    reader = component()
    reader.page.get_by_role("button", name="Save a copy").click()
    reader.feed(status={"saved": "k3x9m2ab"})
    expect(reader.page.get_by_role("button", name="Saved ✓")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Save a copy")).to_have_count(0)


def test_a_note_on_a_word_stands_apart_from_it(component: Component) -> None:
    reader = component(notes=[{"id": "a", "sentence": 2, "token": 1, "text": "look this up", "quote": "المكتبة"}])
    quote, text = (reader.row(2).locator(part).bounding_box() for part in (".rq-note .rq-quote", ".rq-note span"))
    assert quote and text
    assert text["y"] >= quote["y"] + quote["height"] - 2 or text["x"] >= quote["x"] + quote["width"] + 4


def test_writer_and_date_are_said_once(component: Component) -> None:
    document = sample_document()
    named = replace(document, article=replace(document.article, byline="أحمد زكي", date="2026-03-12", source="a.txt"))
    head = component(named).page.locator(".rq-head")
    for fact in ("أحمد زكي", "2026-03-12", "a.txt"):
        expect(head).to_contain_text(fact)
    rows = (replace(named.sentences[1], kind="byline"), replace(named.sentences[2], kind="date"), *named.sentences[3:])
    head = component(replace(named, sentences=(named.sentences[0], *rows))).page.locator(".rq-head")
    expect(head).to_have_text("a.txt")


def test_dates_that_are_found_later_do_not_move_the_text(component: Component) -> None:
    reader = component()
    before = reader.row(0).bounding_box()
    dates = [
        {"id": n, "ar": "يوم", "en": "", "type": "DATE", "fine": "", "gloss": "", "value": f"202{n}-01-02", "enSource": "",
         "glossSource": "", "count": 1, "first": 0}
        for n in (6, 4)
    ]  # fmt: skip
    reader.feed(to=1, entities=dates)
    reader.press("KeyP")
    shown = reader.page.locator(".rq-panel .rq-timeline b")
    assert [text.replace("‑", "-") for text in shown.all_text_contents()] == ["2024-01-02", "2026-01-02"]
    reader.press("Escape")
    assert reader.row(0).bounding_box() == before


def test_arabic_quotations_stay_in_their_order(component: Component) -> None:
    document = sample_document()
    words = "The Arabic says «لم» and «لن», «ما» too; the English has no “not”."
    doubted = replace(document.sentences[4], marks=(Mark("negation", words),))
    reader = component(replace(document, sentences=(*document.sentences[:4], doubted, *document.sentences[5:])))
    reader.row(4).get_by_role("button", name="doubtful").click()
    line = reader.card.locator("li")
    line.evaluate("e => (e.style.whiteSpace = 'nowrap')")
    shown = line.evaluate(f"(element, text) => ({LETTERS})(element, text)", words)
    places = [shown.index(word[::-1]) for word in ("لم", "لن", "ما")]
    assert places == sorted(places)


def test_vowels_stand_under_the_arabic(component: Component) -> None:
    reader = component()
    reader.menu(0).get_by_text("Diacritics").click()
    vowels, arabic = reader.row(0).locator(".rq-marked"), reader.arabic(0)
    expect(vowels).to_contain_text("مَدِينَة القاهرة")
    box, above = vowels.bounding_box(), arabic.bounding_box()
    assert box and above
    assert box["y"] >= above["y"] + above["height"] - 1
    assert abs(box["x"] + box["width"] - above["x"] - above["width"]) < 2


def test_an_expression_has_its_meaning_once_above_its_words(component: Component) -> None:
    document = sample_document()
    tokens = tuple(
        replace(token, glosses=("in spite of", *token.glosses)) if number in (0, 1) else token
        for number, token in enumerate(document.sentences[3].tokens)
    )
    changed = replace(document.sentences[3], tokens=tokens)
    document = replace(document, sentences=(*document.sentences[:3], changed, *document.sentences[4:]))
    reader = component(document, settings={"mode": "ruby"})
    assert reader.arabic(3).locator("rt").all_text_contents() == ["in spite of", ""]


def test_a_name_has_its_english_once_above_the_whole_of_it(component: Component) -> None:
    """Never what a dictionary says of its parts: neither above the words nor in the line of literal glosses."""
    document = sample_document()
    sentence = document.sentences[1]
    glossed = {token: replace(token, glosses=("delightful",)) for token in sentence.tokens if token.text in ("أحمد", "زكي")}
    changed = replace(sentence, tokens=tuple(glossed.get(token, token) for token in sentence.tokens))
    document = replace(document, sentences=(document.sentences[0], changed, *document.sentences[2:]))
    reader = component(document, settings={"mode": "ruby"})
    name = reader.arabic(1).locator(".rq-entity.rq-t-PERS")
    assert name.locator("rt").all_text_contents() == ["Ahmed Zaki"]
    assert name.locator("ruby [data-token]").all_text_contents() == ["أحمد", "زكي"]
    assert "delightful" not in (reader.arabic(1).text_content() or "")
    reader.mode("side")
    assert name.locator("rt").count() == 0
    reader.menu(1).get_by_text("Literal glosses").click()
    literal = reader.row(1).locator(".rq-literal").text_content() or ""
    assert literal.count("Ahmed Zaki") == 1
    assert "delightful" not in literal


def test_knowing_a_word_changes_that_word_only(component: Component) -> None:
    look = "(all) => all.map((e) => [e.textContent, getComputedStyle(e).textDecorationLine])"
    reader = component()
    before = reader.page.locator(".rq-ar .rq-k-word").evaluate_all(look)
    reader.token(2, 1).click()
    reader.card.get_by_role("button", name="Known").click()
    assert reader.page.locator(".rq-ar .rq-k-word").evaluate_all(look) == before
    later = component(known=["مَكْتَبَة"])  # in the next article
    assert later.page.locator(".rq-ar .rq-k-word").evaluate_all(look) == before


def test_print_has_the_text_and_the_notes_only(component: Component) -> None:
    reader = component(notes=[{"id": "a", "sentence": 2, "token": -1, "text": "look this up", "quote": ""}])
    reader.page.emulate_media(media="print")
    for hidden in (".rq-bar", ".rq-chip", ".rq-dots", ".rq-furniture"):
        assert not any(part.is_visible() for part in reader.page.locator(hidden).all()), hidden
    expect(reader.arabic(2)).to_be_visible()
    expect(reader.english(2)).to_be_visible()
    expect(reader.page.get_by_text("look this up")).to_be_visible()


def test_a_feed_that_comes_before_the_readers_script_is_not_lost(component: Component) -> None:
    """A short article is finished before the script has come, and nothing is fed after that."""
    row = {"n": 1, "en": "It came early.", "machine": "It came early.", "engine": "fake", "marks": [], "mentions": [], "align": []}
    early = {"from": 0, "to": 1, "changes": [{"revision": 1, "row": row}], "status": {"state": "done", "done": 6, "total": 6}}
    reader = component(sample_document(translated=False), early=early)
    expect(reader.english(1)).to_have_text("It came early.")
    expect(reader.root).to_have_attribute("data-busy", "no")
