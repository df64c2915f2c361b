"""How articles and copies come in: files of every kind, a web address when it is asked for, a saved copy, a draft after a crash."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from nlp.annotations import Annotation, SavedCopy
from rafiq.render import formats
from tests.browser.conftest import Server
from tests.browser.pages import Site
from tests.conftest import borrow
from tests.support.documents import sample_document
from tests.support.samples import BODY, docx_bytes, epub_bytes

GOLDEN = Path(__file__).parent.parent / "golden"
WEB_PAGE = f"<html><head><meta charset=utf-8><title>خبر</title></head><body><h1>خبر</h1><p>{BODY}</p><p>{BODY}</p></body></html>"


@pytest.fixture(params=["a.docx", "book.epub", "visual.pdf"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of each kind that is not plain text."""
    made = {"a.docx": docx_bytes, "book.epub": epub_bytes, "visual.pdf": (GOLDEN / "pdf" / "visual.pdf").read_bytes}
    place = tmp_path / str(request.param)
    place.write_bytes(made[place.name]())
    return place


def drop(site: Site, *files: Path) -> None:
    """Gives files to the drop zone of the start page."""
    site.page.get_by_text("Or open files").first.click()
    site.page.locator("input[type=file]").set_input_files(list(files))


def test_word_pdf_and_epub_files_are_read(site: Site, file: Path) -> None:
    drop(site, file)
    if file.suffix == ".epub":  # a book: each of its chapters is an article
        expect(site.page.get_by_role("button", name="Continue").nth(1)).to_be_visible()
        # A click that falls into a run of the page's script may be lost with what it was drawn for.
        expect(site.page.locator("[data-testid='stApp']")).to_have_attribute("data-test-script-state", "notRunning")
        site.page.get_by_role("button", name="Continue").first.click()
    expect(site.rows.first).to_be_visible()
    words = "المهندسون المصريون" if file.suffix == ".pdf" else BODY.split(".")[0][:30]
    expect(site.page.locator(".rq-rows")).to_contain_text(words)
    expect(site.root).to_have_attribute("dir", "ltr")
    site.wait_until_translated()
    assert all(site.english(n).text_content() for n in range(site.rows.count()))


def test_a_damaged_file_is_one_sentence(site: Site, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04nonsense")
    drop(site, bad)
    expect(site.page.get_by_text("damaged")).to_be_visible()
    assert site.page.get_by_text("Traceback").count() == 0


class WebSite:
    """A web site on this machine that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(WEB_PAGE.encode())

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/news"


@pytest.fixture
def web_site() -> Iterator[WebSite]:
    running = WebSite()
    yield running
    running.server.shutdown()


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    borrow(tmp_path)
    return tmp_path


def open_address(site: Site, address: str) -> None:
    site.page.get_by_label("Or a web address").fill(address)


def press_open(site: Site) -> None:
    """The button beside the address; saved copies have one of the same name."""
    site.page.get_by_test_id("stForm").get_by_role("button", name="Open", exact=True).click()


def test_an_address_is_asked_only_when_the_reader_says_so(own_home: Path, web_site: WebSite, new_page: Callable[..., Page]) -> None:
    server = Server(own_home, Path(__file__).parent / "loopback_server.py")
    server.start()
    try:
        site = Site(new_page(), server.address).open()
        open_address(site, web_site.address)
        site.page.keyboard.press("Tab")  # the address is typed and left, and nobody has pressed Open
        expect(site.read).to_be_enabled()
        assert web_site.asked == []
        press_open(site)
        expect(site.arabic(0)).to_have_text("خبر")
        expect(site.page.locator(".rq-head, .rq-rows").filter(has_text=BODY[:20]).first).to_be_visible()
        assert web_site.asked == ["/news"]
    finally:
        server.stop()


@pytest.mark.parametrize("path", ["loopback", "http://10.0.0.1/x", "file:///etc/passwd"])
def test_private_addresses_are_refused(site: Site, web_site: WebSite, path: str) -> None:
    open_address(site, web_site.address if path == "loopback" else path)
    press_open(site)
    says = "http and https addresses only" if path.startswith("file") else "open internet only"
    expect(site.page.get_by_text(says)).to_be_visible()
    assert web_site.asked == []


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_saved_copy_comes_back_with_its_notes(site: Site, tmp_path: Path, form: str) -> None:
    note = Annotation(id="n1", sentence=1, side="both", text="look this up")
    copy = SavedCopy(document=sample_document(), title=f"نسخة {form}", annotations=(note,), tags=("cairo",))
    chosen = formats.find(form)
    file = tmp_path / formats.file_name(copy, chosen)
    file.write_bytes(chosen.render(copy))
    site.open("/?page=library")
    site.page.locator("input[type=file]").set_input_files(file)
    expect(site.page.get_by_text(f"Imported “نسخة {form}”.")).to_be_visible()
    expect(site.page.get_by_role("radio", name="cairo (")).to_be_visible()
    site.page.get_by_role("textbox", name="Search").fill(f"نسخة {form}")
    site.page.keyboard.press("Enter")
    site.page.get_by_role("button", name="Open", exact=True).first.click()
    expect(site.rows).to_have_count(len(copy.document.sentences))
    for number, sentence in enumerate(copy.document.sentences[:5]):
        expect(site.english(number)).to_have_text(sentence.english)
    expect(site.row(1).locator(".rq-note")).to_contain_text("look this up")
    site.token(2, 1).click()
    expect(site.card).to_contain_text("library; bookshop")


def test_a_copy_dropped_on_the_start_page_is_opened(site: Site, tmp_path: Path) -> None:
    copy = SavedCopy(document=sample_document(), title="نسخة أخرى")
    file = tmp_path / "copy.html"
    file.write_bytes(formats.find("html").render(copy))
    drop(site, file)
    expect(site.english(1)).to_have_text(copy.document.sentences[1].english)


def test_a_file_that_is_no_copy_is_one_sentence(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"a": 1}', encoding="utf-8")
    site.open("/?page=library")
    site.page.locator("input[type=file]").set_input_files(file)
    expect(site.page.locator("[data-testid=stAlertContainer]")).to_be_visible()
    assert site.page.get_by_text("Traceback").count() == 0


def test_an_open_article_outlives_a_crash(own_server: Server, new_page: Callable[..., Page]) -> None:
    own_server.start()
    site = Site(new_page(), own_server.address).open()
    site.read_text("قصة قصيرة عن البحر.\n\nذهب الولد إلى البحر.").wait_until_translated()
    english, address = site.english(1).text_content() or "nothing", site.page.url
    drafts = own_server.home / "data" / "drafts"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (drafts, *drafts.iterdir())] == [0o700, 0o600]
    own_server.kill()
    own_server.start()
    site.open()
    expect(site.page.get_by_text("Left open the last time")).to_be_visible()
    site.page.get_by_role("button", name="Continue").click()
    expect(site.english(1)).to_have_text(english)
    assert site.page.url == address
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    assert list(drafts.iterdir()) == []
