"""The whole page as `rafiq app` runs it, with the real morphology and the embedded engine: what a reader does, start to end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.pages import Site

ARTICLE = """افتتاح مكتبة جديدة في القاهرة

قال وزير الثقافة إن المكتبة الجديدة ستفتح أبوابها في القاهرة يوم 12 مارس 2026.

وتضم المكتبة كتبًا كثيرة من مصر والعالم العربي. ولم يحضر الوزير الاحتفال."""

HOSTILE = """<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">

قال الوزير \u202eإن\u202c هذا 😀 نص **خطير** <b>جدًا</b> [رابط](http://example.com/x).

گفت که فارسی هم هست ‌و پژوهش."""


def test_paste_read_hover_save_and_reopen(site: Site) -> None:
    site.read_text(ARTICLE)
    expect(site.token(0, 0)).to_be_visible()
    site.wait_until_translated()
    assert site.rows.count() == 4
    for number in range(4):
        expect(site.english(number)).not_to_be_empty()
    site.token(1, 0).hover()
    expect(site.card).to_contain_text("say")
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    before = [site.english(number).text_content() for number in range(4)]
    site.page.get_by_role("button", name="Library").click()
    expect(site.page.get_by_role("heading", name="Library")).to_be_visible()
    site.page.get_by_role("textbox", name="Search").fill("الثقافة")
    site.page.keyboard.press("Enter")
    site.page.get_by_role("button", name="Open", exact=True).first.click()
    expect(site.rows).to_have_count(4)
    for number, english in enumerate(before):
        expect(site.english(number)).to_have_text(english or "nothing")


def test_english_comes_in_while_words_already_work(site: Site) -> None:
    site.read_text("\n\n".join(f"قال الوزير رقم {number} إن المكتبة الجديدة في القاهرة." for number in range(1, 25)))
    site.token(0, 1).click()
    expect(site.card).to_contain_text("minister")
    site.press("Escape")
    site.page.evaluate("document.querySelector('[data-sentence=\"20\"]').probe = 'kept'")
    expect(site.english(0)).not_to_be_empty()
    site.wait_until_translated()
    expect(site.english(23)).not_to_be_empty()
    assert site.page.evaluate("document.querySelector('[data-sentence=\"20\"]').probe") == "kept"


def test_correction_edit_and_note_survive_a_restart(own_server: Server, new_page: Callable[..., Page]) -> None:
    server = own_server
    server.start()
    site = Site(new_page(), server.address).open()
    site.read_text(ARTICLE).wait_until_translated()
    site.token(1, 1).click()
    site.card.get_by_text("Not this meaning").click()
    site.card.get_by_label("For all forms of this word").check()  # وزير here, الوزير in the next article
    site.card.get_by_label("Your own meaning").fill("cabinet member")
    site.press("Enter")
    expect(site.toast).to_contain_text("Remembered")
    site.menu(3).get_by_text("Edit the English").click()
    site.page.get_by_label("English of sentence 4").fill("The minister stayed away.")
    site.press("Control+Enter")
    expect(site.toast).to_contain_text("kept")
    site.menu(2).get_by_label("Note on this sentence").fill("check the number")
    site.card.get_by_role("button", name="Save note").click()
    expect(site.row(2).locator(".rq-note")).to_contain_text("check the number")
    address = site.page.url
    assert "copy=" in address
    server.stop()
    server.start()
    site.page.goto(address)
    expect(site.english(3)).to_have_text("The minister stayed away.")
    expect(site.row(3)).to_contain_text("your edit")
    expect(site.row(2).locator(".rq-note")).to_contain_text("check the number")
    site.token(1, 1).hover()
    expect(site.card).to_contain_text("cabinet member")
    site.open().read_text("جاء الوزير اليوم إلى المدينة.")
    site.token(0, 1).hover()
    expect(site.card).to_contain_text("cabinet member")


def test_renaming_a_name_changes_it_everywhere(site: Site) -> None:
    site.read_text(ARTICLE).wait_until_translated()
    site.arabic(1).locator("[data-entity]", has_text="القاهرة").click()
    site.card.get_by_label("English name").fill("Al-Qahira")
    site.card.get_by_role("button", name="Rename everywhere").click()
    expect(site.toast).to_contain_text("Renamed")
    site.wait_until_translated()
    site.arabic(0).locator("[data-entity]", has_text="القاهرة").hover()
    expect(site.card).to_contain_text("Al-Qahira")


def test_a_second_tab_and_a_reload_lose_nothing(site: Site) -> None:
    site.read_text(ARTICLE).wait_until_translated()
    other = Site(site.page.context.new_page(), site.address)
    other.page.goto(site.page.url)
    expect(other.english(3)).not_to_be_empty()
    site.page.reload()
    expect(site.english(3)).not_to_be_empty()


def test_settings_and_arabic_interface_are_kept(server: Server, new_page: Callable[..., Page]) -> None:
    site = Site(new_page(), server.address).open().read_text(ARTICLE)
    site.page.get_by_role("button", name="Reading settings").click()
    site.dialog.get_by_text("Sepia").click()
    site.dialog.get_by_text("العربية", exact=True).click()
    expect(site.page.get_by_role("button", name="احفظ نسخة")).to_be_visible()
    expect(site.root).to_have_attribute("dir", "rtl")
    again = Site(new_page(), server.address).open()
    try:
        expect(again.page.get_by_role("button", name="اقرأ", exact=True)).to_be_visible()
        expect(again.page.locator("html")).to_have_attribute("data-rafiq-theme", "sepia")
        expect(again.page.locator(".stApp")).to_have_attribute("dir", "rtl")
    finally:
        again.page.get_by_role("button", name="English", exact=True).click()
        expect(again.read).to_be_visible()


def test_a_hostile_article_is_only_text(site: Site) -> None:
    site.read_text(HOSTILE).wait_until_translated()
    expect(site.page.locator(".rq-page")).to_contain_text("😀")
    expect(site.page.locator(".rq-page")).to_contain_text("پژوهش")
    assert site.page.evaluate("window.hacked") is None
    assert site.page.locator(".rq-page :is(script, img, b.x, iframe)").count() == 0
    site.page.get_by_role("button", name="New").click()
    expect(site.read).to_be_visible()
    assert site.page.evaluate("window.hacked") is None


def test_nothing_to_read_is_one_sentence(site: Site) -> None:
    site.read.click()
    expect(site.page.get_by_text("There is nothing to read yet")).to_be_visible()
    site.paste.fill("...")
    site.read.click()
    expect(site.page.get_by_text("There is no Arabic in this text")).to_be_visible()
    assert site.page.get_by_text("Traceback").count() == 0


def test_an_unknown_article_leads_home(site: Site) -> None:
    site.open("/?doc=nothere0000")
    expect(site.read).to_be_visible()


def test_start_page_by_axe_on_a_phone_and_in_the_dark(server: Server, new_page: Callable[..., Page]) -> None:
    site = Site(new_page(viewport={"width": 390, "height": 844}, color_scheme="dark"), server.address).open()
    expect(site.read).to_be_visible()
    assert site.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert site.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_library_and_reader_by_axe(server: Server, new_page: Callable[..., Page], scheme: str) -> None:
    text = ARTICLE + {"light": "\n\nطلع النهار.", "dark": "\n\nجاء الليل."}[scheme]  # a copy of a text that is kept is asked about
    site = Site(new_page(color_scheme=scheme), server.address).open().read_text(text).wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    assert site.faults() == []
    site.token(1, 1).click()
    assert site.faults() == []
    site.press("Escape")
    site.page.get_by_role("button", name="People, places, dates").click()
    assert site.faults() == []
    site.page.get_by_role("button", name="Library").click()
    site.page.get_by_role("button", name="More").first.click()
    expect(site.page.get_by_role("textbox", name="Title", exact=True)).to_be_visible()
    assert site.faults() == []


def test_the_page_may_talk_to_its_own_server_only(site: Site) -> None:
    policy = site.page.request.get(site.address).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in next(part for part in policy.split("; ") if part.startswith("script-src"))
    site.page.evaluate("document.addEventListener('securitypolicyviolation', (e) => (window.refused = e.effectiveDirective))")
    site.page.evaluate("fetch('http://10.0.0.1/').catch(() => 0)")
    assert site.page.evaluate("window.refused") == "connect-src"


def test_library_renames_tags_deletes_and_undoes(site: Site, tmp_path: Path) -> None:
    site.read_text("قصة قصيرة عن البحر.\n\nذهب الولد إلى البحر.").wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    site.page.get_by_role("button", name="Library").click()
    site.page.get_by_role("button", name="More").first.click()
    site.page.get_by_role("textbox", name="Title", exact=True).fill("قصة البحر")
    site.page.get_by_label("Tags, separated by commas").fill("sea, story")
    site.page.get_by_role("button", name="Save", exact=True).click()
    expect(site.page.get_by_text("قصة البحر", exact=True).first).to_be_visible()
    expect(site.page.get_by_role("radio", name="sea (1)")).to_be_visible()
    with site.page.expect_download() as download:
        site.page.get_by_role("button", name="Download").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert "البحر" in saved.read_text(encoding="utf-8")
    site.page.get_by_role("button", name="Delete").click()
    expect(site.page.get_by_text("Deleted “قصة البحر”.")).to_be_visible()
    site.page.get_by_role("button", name="Undo").click()
    expect(site.page.get_by_text("قصة البحر", exact=True).first).to_be_visible()


def test_a_long_file_is_shown(server: Server, new_page: Callable[..., Page], tmp_path: Path) -> None:
    """2 MB, 20,000 lines: the text stands on the page, glosses and English begin, the end is as near; closing it stops the work."""
    long = tmp_path / "long.txt"
    long.write_text("قال الوزير إن المكتبة الجديدة في القاهرة مفتوحة اليوم.\n\n" * 20_000, encoding="utf-8")
    assert long.stat().st_size > 2_000_000
    site = Site(new_page(), server.address).open()
    site.page.get_by_text("Or open files").first.click()
    site.page.locator("input[type=file]").set_input_files(long)
    expect(site.token(0, 1)).to_have_text("الوزير")
    expect(site.english(0)).not_to_be_empty()
    site.token(0, 1).click()
    expect(site.card).to_contain_text("minister")
    site.press("Escape", "End")
    expect(site.token(19_999, 0)).to_be_focused()
    expect(site.english(19_999)).not_to_be_empty()  # the engine follows the reader
    site.page.get_by_role("button", name="New").click()
    site.page.get_by_role("button", name="Close", exact=True).first.click()
    expect(site.page.get_by_text("of 20000 sentences")).to_have_count(0)


def test_copies_are_grouped_and_a_second_copy_of_a_text_is_noticed(site: Site) -> None:
    text = "خبر قصير عن المطر.\n\nهطل المطر في الليل."
    site.read_text(text).wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    site.open().read_text(text).wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.dialog).to_contain_text("This text is in your library already")
    expect(site.dialog).to_contain_text("خبر قصير عن المطر.")
    assert site.faults() == []
    site.dialog.get_by_role("button", name="Save another copy").click()
    expect(site.toast).to_contain_text("Saved")
    site.page.get_by_role("button", name="Library").click()
    expect(site.page.get_by_text("the same text is saved in 2 copies").first).to_be_visible()

    site.page.get_by_role("button", name="More").first.click()
    site.page.get_by_label("Collection", exact=True).fill("Weather")
    site.page.get_by_role("button", name="Move there").click()
    chosen = site.page.get_by_role("radio", name="Weather (1)")
    expect(chosen).to_be_visible()
    expect(site.page.locator("[data-test-script-state]")).to_have_attribute("data-test-script-state", "notRunning")
    chosen.click()
    expect(site.page.get_by_label("Rename the collection “Weather”")).to_be_visible()
    expect(site.page.get_by_text("in “Weather”")).to_have_count(1)
    expect(site.page.locator("[class*='st-key-open-']")).to_have_count(1)  # a list of choices has a button "Open" too
    assert site.faults() == []
    site.page.get_by_label("Rename the collection “Weather”").fill("Rain")
    site.page.get_by_role("button", name="Rename").click()
    expect(site.page.get_by_role("radio", name="Rain (1)")).to_be_visible()

    site.open().read_text(text).wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    site.dialog.get_by_role("button", name="Open that copy").click()
    expect(site.page).to_have_url(re.compile("copy="))
    expect(site.page.get_by_role("button", name="Saved ✓")).to_be_visible()


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_every_screen_by_axe(site: Site, interface: str) -> None:
    if interface == "ar":
        site.page.get_by_role("button", name="العربية").click()
        expect(site.page.get_by_role("button", name="English")).to_be_visible()
    for address, screen in (
        ("/", "home"),
        ("/?page=library", "shelf"),
        ("/?page=words", "shelf"),
        ("/?page=review", "shelf"),
        ("/?page=engines", "shelf"),
    ):
        site.open(address)
        expect(site.page.locator(f".st-key-{screen}")).to_be_visible()
        assert site.faults() == [], address
    if interface == "ar":
        site.open().page.get_by_role("button", name="English").click()
        expect(site.page.get_by_role("button", name="العربية")).to_be_visible()
