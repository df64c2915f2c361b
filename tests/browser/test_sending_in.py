"""A page sent in by the bookmarklet, from another site's page, in Chromium."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from rafiq.page.serve.sent.receiving import bookmarklet
from tests.browser.conftest import Server
from tests.browser.pages import Reader, Site

NEWS = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>افتتاح <مكتبة> جديدة</title></head><body>
<nav><a href="/">الرئيسية</a> <a href="/">رياضة</a></nav><article><h1>افتتاح مكتبة جديدة</h1>
<p>قال وزير الثقافة إن المكتبة الجديدة ستفتح أبوابها في القاهرة يوم الأحد المقبل أمام القراء والباحثين.</p>
<p id="second">وتضم المكتبة كتبًا كثيرة من مصر والعالم العربي، ولم يحضر الوزير الاحتفال الذي أقيم مساء أمس.</p></article>
</body></html>"""


@pytest.fixture
def news() -> Iterator[str]:
    """Another site, with a policy that lets its pages speak to nobody; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'self'; form-action 'none'; connect-src 'none'")
            self.end_headers()
            self.wfile.write(NEWS.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/news"
        server.shutdown()


def press(page: Page, address: str) -> Page:
    """Presses the bookmark on `page`; gives the window that opens."""
    with page.expect_popup() as opened:
        page.evaluate(bookmarklet(address).removeprefix("javascript:"))
    return opened.value


def test_a_page_is_sent_in_read_and_keeps_its_address(site: Site, news: str) -> None:
    page = site.page.context.new_page()
    page.goto(news)
    window = press(page, site.address)
    expect(window.locator("#title")).to_have_text("افتتاح <مكتبة> جديدة")
    expect(window.locator("#from")).to_have_text(news)
    window.get_by_role("button", name="Read it in Rafiq").click()
    reader = Reader(window)
    expect(reader.arabic(1)).to_contain_text("وزير الثقافة")
    expect(window.locator(".rq-page")).not_to_contain_text("رياضة")
    expect(window.locator(".rq-page").get_by_text("127.0.0.1").or_(window.locator(f'[href="{news}"]')).first).to_be_attached()


def test_only_the_marked_text_comes_when_there_is_some(site: Site, news: str) -> None:
    page = site.page.context.new_page()
    page.goto(news)
    page.evaluate("getSelection().selectAllChildren(document.getElementById('second'))")
    window = press(page, site.address)
    window.get_by_role("button", name="Read it in Rafiq").click()
    reader = Reader(window)
    expect(reader.arabic(0)).to_contain_text("وتضم المكتبة")
    expect(window.locator(".rq-page")).not_to_contain_text("وزير الثقافة")


def test_a_browser_that_was_not_let_in_sends_nothing(server: Server, news: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(news)
    window = press(page, server.address)
    window.get_by_role("button", name="Read it in Rafiq").click()
    expect(window.get_by_role("alert")).to_contain_text("has not been let in")


def test_an_unknown_number_is_one_sentence(site: Site) -> None:
    site.page.goto(f"{site.address}/?sent=nothing")
    expect(site.page.get_by_text("press the bookmark on it again")).to_be_visible()


def test_the_how_to_has_the_bookmarklet_and_the_start_page_leads_there(site: Site) -> None:
    site.page.get_by_text("Or open files").first.click()
    leads = site.page.get_by_role("link", name="Send pages from your browser")
    expect(leads).to_be_visible()
    expect(leads).to_have_attribute("target", "_blank")
    # Opened by its address: a click may fall between two runs of the page, which draw the link anew.
    how_to = site.page.context.new_page()
    how_to.goto(urljoin(site.address, str(leads.get_attribute("href"))))
    link = how_to.get_by_role("link", name="Rafiq رفيق")
    assert link.get_attribute("href") == bookmarklet(site.address)
