"""The reader component by itself, fed with data on a static page: drawing, linking, cards, keys, layouts, what it tells Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from rafiq.render.page import words_of
from tests.browser.conftest import Component
from tests.browser.documents import sample_document

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


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
    assert [(e["n"], e["token"], e["english"]) for e in reader.sent("gloss")] == [(0, 2, "inaugurates")]


def test_entity_card_says_who_and_renames(component: Component) -> None:
    reader = component()
    reader.entity(2).first.click()
    expect(reader.card).to_contain_text("Place")
    expect(reader.card).to_contain_text("country in north-east Africa")
    expect(reader.card).to_contain_text("GeoNames")
    reader.card.get_by_label("English name").fill("Misr")
    reader.card.get_by_role("button", name="Rename everywhere").click()
    assert [(e["entity"], e["english"], e["keep"]) for e in reader.sent("rename")] == [(2, "Misr", True)]


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


@pytest.mark.parametrize("mode", ["side", "stack", "ar", "en", "ruby"])
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
    reader.card.get_by_role("button", name="I know this word").click()
    expect(reader.token(4, 7).locator("rt")).to_have_text("")
    assert (
        reader.sent("known") == [{"seq": 3, "kind": "known", "lemma": "تَمْوِيل", "known": True}] or reader.sent("known")[0]["known"]
    )


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


def test_on_a_phone_rows_stack_and_a_tap_opens_the_card(component: Component) -> None:
    reader = component(browser=PHONE)
    box, other = reader.arabic(1).bounding_box(), reader.english(1).bounding_box()
    assert box and other and other["y"] >= box["y"] + box["height"] - 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.token(2, 1).tap()
    expect(reader.card).to_contain_text("library; bookshop")
    card = reader.card.bounding_box()
    assert card and card["x"] == 0 and card["width"] == 390
    reader.card.get_by_role("button", name="Close").tap()
    expect(reader.card).to_be_hidden()
    reader.row(2).locator(".rq-dots").tap()
    reader.page.wait_for_timeout(500)  # longer than a card outlives its pointer
    expect(reader.card).to_contain_text("Translate again")
    reader.card.get_by_role("button", name="Close").tap()
    assert reader.faults() == []


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
    said = {"kind": "opinion", "client": client, "id": "o1", "n": 1, "engine": "tiny", "left": here, "leftEngine": "embedded",
            "right": "The minister" + here.removeprefix("Minister"), "marks": ["A number is missing."], "parts": parts}  # fmt: skip
    reader.feed(replies=[{**said, "n": 2, "id": "o0"}, said])
    expect(reader.dialog.locator("mark")).to_have_text(["Minister", "The minister"])
    expect(reader.dialog).to_contain_text("A number is missing.")
    assert reader.faults() == []
    reader.dialog.get_by_role("button", name="Use this English").click()
    expect(reader.dialog).to_be_hidden()
    expect(reader.row(1).locator(".rq-dots")).to_be_focused()
    taken = reader.sent("take")[-1]
    assert (taken["n"], taken["engine"]) == (1, "tiny")
    row = {"n": 1, "en": said["right"], "machine": here, "engine": "tiny", "marks": [], "mentions": [], "align": []}
    reader.feed(to=1, changes=[{"revision": 1, "row": row}])
    expect(reader.row(1)).to_contain_text("from tiny")
    expect(reader.menu(1)).to_contain_text("Back to the machine’s English")


def test_engines_that_are_not_here_are_shown_with_what_adds_them(component: Component) -> None:
    small = {"name": "embedded", "title": "Small", "installed": True, "size": 57_000_000, "licence": "MIT", "scores": []}
    other = {"name": "opus-mt", "title": "OPUS-MT", "installed": False, "size": 0, "licence": "Apache-2.0",
             "scores": ["FLORES: 33.9 BLEU (board)"], "command": "rafiq engines add opus-mt"}  # fmt: skip
    reader = component(engines=[small, other], engine="embedded")
    reader.focus_text()
    reader.press("x")
    expect(reader.dialog).to_contain_text("No other engine is installed here")
    reader.press("Escape")
    expect(reader.token(0, 0)).to_be_focused()
    reader.press(",")
    expect(reader.dialog.get_by_role("radio", name="embedded")).to_be_checked()
    reader.dialog.get_by_text("Engines you can add").click()
    expect(reader.dialog).to_contain_text("rafiq engines add opus-mt")
    expect(reader.dialog).to_contain_text("Apache-2.0")
    expect(reader.dialog).to_contain_text("33.9 BLEU")
    assert reader.faults() == []


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


def test_keys_work_before_anything_has_focus(component: Component) -> None:
    reader = component()
    reader.press("?")
    expect(reader.dialog).to_contain_text("next doubtful sentence")
    reader.press("Escape")
    expect(reader.dialog).to_be_hidden()
    reader.press("m")
    expect(reader.root).to_have_attribute("data-mode", "stack")


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
