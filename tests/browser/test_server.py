"""The server as `rafiq app` runs it: whom it lets in, whom it calls (nobody), and what guests of the network get."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from rafiq.page.serve.keys import HASH, ONCE, SHARED, Keys
from rafiq.page.serve.passphrase import hashed
from tests.browser.conftest import Server
from tests.browser.pages import KEY_OF_TESTS, Site

ARTICLE = "قال الوزير إن المكتبة مفتوحة."


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that only writes down what it is asked for: (its address, the addresses asked)."""
    asked: list[str] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"203.0.113.9")

        do_CONNECT = do_GET  # noqa: N815 (the library's naming)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_refused_websockets_make_the_server_call_nobody(own_server: Server, proxy: tuple[str, list[str]]) -> None:
    address, asked = proxy
    own_server.told = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"), address)
    control = "from streamlit import net_util; net_util.get_external_ip()"
    subprocess.run([sys.executable, "-c", control], env={**own_server.told, "PATH": ""}, check=True, capture_output=True)
    assert any("checkip" in each for each in asked)  # what Streamlit does on its own, seen by the recorder
    asked.clear()
    own_server.start()
    cookie = f"rafiq-{own_server.port}={Keys(KEY_OF_TESTS).cookie()}"
    stream = f"{own_server.address.replace('http', 'ws')}/_stcore/stream"
    for origin in [{"Origin": each} for each in ("http://evil.example", "http://localhost:3000", "http://203.0.113.9", "null")] + [
        {}
    ]:
        for headers in ({}, {"Cookie": cookie}):
            with pytest.raises(InvalidStatus):
                connect(stream, additional_headers={**headers, **origin}, proxy=None)
    with connect(stream, additional_headers={"Cookie": cookie, "Origin": own_server.address}, proxy=None):
        pass
    assert asked == []


def test_every_path_of_the_real_server_needs_its_name_and_its_cookie(server: Server) -> None:
    for path in ["/", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/script-health-check", "/media/x", "/static/index.html"]:
        with httpx.Client(base_url=server.address, trust_env=False) as client:
            assert client.get(path).status_code == 403
            assert client.get(path, headers={"Host": f"evil.example:{server.port}"}).status_code == 421


def test_the_printed_address_and_the_opened_one_let_a_browser_in(own_server: Server, new_page: Callable[..., Page]) -> None:
    own_server.told = {ONCE: "c" * 32}
    own_server.start()
    for address in [f"/?key={KEY_OF_TESTS}", f"/?once={'c' * 32}"]:
        page = new_page()
        page.goto(f"{own_server.address}{address}")
        expect(page.get_by_role("button", name="Read", exact=True)).to_be_visible()
        assert page.url == f"{own_server.address}/"
        page.reload()
        expect(page.get_by_role("button", name="Read", exact=True)).to_be_visible()
    stranger = new_page()
    stranger.goto(own_server.address)
    expect(stranger.get_by_text("has not been let in")).to_be_visible()


@pytest.mark.parametrize("shared", [False, True])
def test_guests_read_at_desks_of_their_own(own_server: Server, new_page: Callable[..., Page], shared: bool) -> None:
    own_server.told = {HASH: hashed("open sesame please"), SHARED: "1" if shared else ""}
    own_server.start()
    site = Site(new_page(), own_server.address).open().read_text(ARTICLE).wait_until_translated()
    site.page.get_by_role("button", name="Save a copy").click()
    expect(site.toast).to_contain_text("Saved")
    guest = new_page(viewport={"width": 390, "height": 844})
    guest.goto(own_server.address)
    guest.get_by_label("Passphrase").fill("open sesame please")
    guest.get_by_role("button", name="Enter").click()
    expect(guest.get_by_role("button", name="Read", exact=True)).to_be_visible()
    expect(guest.get_by_role("button", name="Continue")).to_have_count(0)  # what another reader has open is not listed
    expect(guest.get_by_role("button", name="Open", exact=True)).to_have_count(2 if shared else 1)  # address; copy
    guest.locator("textarea").first.fill("ذهب الولد إلى البحر.")
    guest.get_by_role("button", name="Read", exact=True).click()
    expect(guest.locator('.rq-ar[data-sentence="0"]')).to_contain_text("البحر")
    own = Site(new_page(), own_server.address).open()
    expect(own.page.get_by_text("البحر")).to_have_count(0)


def test_the_text_stays_readable_when_the_server_dies_and_goes_on_when_it_is_back(
    own_server: Server, new_page: Callable[..., Page]
) -> None:
    own_server.start()
    site = Site(new_page(), own_server.address).open().read_text(ARTICLE).wait_until_translated()
    own_server.kill()
    banner = site.page.get_by_text("Rafiq has stopped")
    expect(banner).to_be_visible()
    expect(site.page.get_by_role("dialog", name="Connection error")).to_have_count(0)
    expect(site.page.locator("#root")).not_to_have_attribute("inert", "")
    site.token(0, 1).click()
    expect(site.card).to_contain_text("minister")
    site.press("Escape", "ArrowLeft")
    expect(site.token(0, 2)).to_be_focused()
    own_server.start()
    expect(banner).to_have_count(0)
    expect(site.token(0, 1)).to_be_visible()
