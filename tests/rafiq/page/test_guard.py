"""Who is let in: every path, HTTP and websocket, by Host, Origin, cookie; the ways in; what a guest gets."""

from __future__ import annotations

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from nlp.errors import InputError
from rafiq.page.serve.guard import ENTER, GUEST, LOCAL, Access, Guard
from rafiq.page.serve.keys import KEY, Codes, Keys, kept_key
from rafiq.page.serve.passphrase import TRIES, Door, hashed, keep_hash, kept_hash
from rafiq.page.serve.visit import Visit

KEYS = Keys("k" * 43)
HOST = "127.0.0.1:8501"
OWN = f"http://{HOST}"
PATHS = ["/", "/?doc=abc", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/upload_file/x", "/media/x", "/_stcore/unknown"]


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands in for the page behind the guard: says who it was told is there."""
    if scope["type"] == "websocket":
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        await socket.send_text("in")
        await socket.close()
        return
    await PlainTextResponse(f"in {Request(scope).headers.get(GUEST, '')}".strip())(scope, receive, send)


def client(access: Access | None = None, *, cookie: str = "", **headers: Any) -> TestClient:
    made = TestClient(Guard(streamlit, access or Access(KEYS)), base_url=OWN, follow_redirects=False)
    made.headers.update({"host": HOST, **headers})
    if cookie:
        made.cookies.set("rafiq-8501", cookie)
    return made


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "127.0.0.1:3000", "127.0.0.1", "[::1]:8501", "127.0.0.1:8501.evil", ""]
)
def test_no_path_answers_under_a_foreign_name(path: str, host: str) -> None:
    answer = client(cookie=KEYS.cookie(), host=host).get(path)
    assert answer.status_code == 421
    assert answer.text != "in"


def test_health_too_answers_under_its_own_name_only() -> None:
    assert client().get("/_stcore/health").text == "in"
    assert client(host="evil.example").get("/_stcore/health").status_code == 421


@pytest.mark.parametrize("path", PATHS)
def test_no_path_answers_without_a_cookie_of_this_server(path: str) -> None:
    for cookie in ["", "o-0123456789abcdef." + "0" * 64, Keys("x" * 43).cookie()]:
        answer = client(cookie=cookie).get(path)
        assert answer.status_code == 403
        assert "key that Rafiq printed" in answer.text
    assert client(cookie=KEYS.cookie()).get(path).text == "in"


@pytest.mark.parametrize(
    "origin", ["http://localhost:3000", "http://evil.example", "null", "https://127.0.0.1:8501", "http://127.0.0.1:3000"]
)
def test_other_origins_get_nothing_even_with_the_cookie(origin: str) -> None:
    assert client(cookie=KEYS.cookie(), origin=origin).get("/_stcore/host-config").status_code == 403
    assert client(cookie=KEYS.cookie(), origin=origin).put("/_stcore/upload_file/x").status_code == 403


def test_changes_need_an_origin_and_fetches_of_other_sites_are_refused() -> None:
    assert client(cookie=KEYS.cookie()).put("/_stcore/upload_file/x").status_code == 403
    assert client(cookie=KEYS.cookie(), origin=OWN).put("/_stcore/upload_file/x").text == "in"
    for site in ("cross-site", "same-site"):
        fetch: dict[str, Any] = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
        assert client(None, cookie=KEYS.cookie(), **fetch).get("/media/x").status_code == 403
        assert client(None, cookie=KEYS.cookie(), **{**fetch, "sec-fetch-mode": "navigate"}).get("/").text == "in"


def websocket(**headers: Any) -> str:
    with client().websocket_connect(f"ws://{HOST}/_stcore/stream", headers={"host": HOST, **headers}) as socket:
        return socket.receive_text()


def test_websocket_needs_own_origin_and_cookie() -> None:
    cookie = f"rafiq-8501={KEYS.cookie()}"
    assert websocket(origin=OWN, cookie=cookie) == "in"
    assert websocket(origin=OWN, cookie=f'other="a b; ; x=1; {cookie}') == "in"
    for headers in [
        {"cookie": cookie},
        {"cookie": cookie, "origin": "http://evil.example"},
        {"cookie": cookie, "origin": OWN, "host": "evil.example:8501"},
        {"origin": OWN},
        {"origin": OWN, "cookie": "rafiq-8501=x"},
    ]:
        with pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)):
            websocket(**headers)


def test_a_host_said_twice_is_refused() -> None:
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http", "server": ("127.0.0.1", 8501),
        "headers": [(b"host", HOST.encode()), (b"host", b"evil.example"), (b"cookie", f"rafiq-8501={KEYS.cookie()}".encode())],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor() as pool:  # a loop of its own: a test of the browser may have left one here
        pool.submit(asyncio.run, Guard(streamlit, Access(KEYS))(scope, receive, send)).result()
    assert sent[0]["status"] == 421


def test_the_address_with_the_key_lets_a_browser_in_and_leads_on() -> None:
    browser = client()
    answer = browser.get(f"/?key={KEYS.key}&doc=a%22%3E<b")
    assert answer.status_code == 200
    assert 'url=/?doc=a%22%3E%3Cb"' in answer.text
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags and "samesite=strict" in flags and "secure" not in flags
    assert browser.get("/").text == "in"
    assert client().get("/?key=" + "x" * 43).status_code == 403
    assert client().get("/?key=").status_code == 403
    assert client().get("/?key=é").status_code == 403


def test_entering_never_leads_to_another_server() -> None:
    visit = Visit("GET", "http", "//evil.example/", HOST, "", "", {"key": KEYS.key}, 8501)
    assert visit.without("key") == "/evil.example/"


def test_a_code_serves_once_and_a_second_use_ends_the_first() -> None:
    access = Access(KEYS, Codes(["c" * 32]))
    first, second = client(access), client(access)
    assert first.get("/?once=" + "c" * 32).status_code == 200
    assert first.get("/").text == "in"
    assert first.get("/?once=" + "c" * 32).status_code == 200  # its own reload
    assert first.get("/").text == "in"
    assert second.get("/?once=" + "c" * 32).status_code == 403
    assert first.get("/").status_code == 403


def test_a_guest_comes_in_by_the_passphrase_and_is_marked(tmp_path: Path) -> None:
    keep_hash(tmp_path / "hash", hashed("open sesame please"))
    access = Access(KEYS, names=LOCAL | {"192.168.1.9"}, door=Door(kept_hash(tmp_path / "hash")))
    guest = client(access, host="192.168.1.9:8501", origin="http://192.168.1.9:8501")
    assert "passphrase" in guest.get("/").text
    assert guest.post(ENTER, data={"passphrase": "wrong one here"}).status_code == 403
    answer = guest.post(ENTER, data={"passphrase": "open sesame please"})
    assert answer.status_code == 200
    guest.cookies.set("rafiq-8501", answer.headers["set-cookie"].split("=", 1)[1].split(";")[0])
    assert len(guest.get("/").text) == len("in ") + 16
    assert client(access, cookie=KEYS.cookie(), **{GUEST: "f" * 16}).get("/").text == "in"  # nobody says so from outside


def test_guesses_are_braked_also_for_the_right_one() -> None:
    now = [0.0]
    door = Door(hashed("open sesame please"), clock=lambda: now[0])
    assert [door.opens("wrong wrong", "a") for _ in range(TRIES)] == ["wrong"] * TRIES
    assert door.opens("open sesame please", "a") == "wait"
    assert door.opens("open sesame please", "b") == "open"
    now[0] = 31
    assert door.opens("open sesame please", "a") == "open"


def test_no_passphrase_no_door() -> None:
    assert client(origin=OWN).post(ENTER, data={"passphrase": "x"}).status_code == 403


def test_a_long_form_is_cut_off_and_a_short_passphrase_refused() -> None:
    access = Access(KEYS, door=Door(hashed("open sesame please")))
    assert client(access, origin=OWN).post(ENTER, content=b"passphrase=" + b"x" * 100_000).status_code == 403
    with pytest.raises(InputError, match="8 to 200"):
        hashed("short")


def test_the_key_is_kept_for_this_account_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)
    file = tmp_path / "new" / "page-key"
    key = kept_key(file)
    assert kept_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    assert kept_key(file) != key  # others have seen it
    file.write_text("short")
    assert len(kept_key(file)) >= 32
    monkeypatch.setenv(KEY, "e" * 40)
    assert kept_key(file) == "e" * 40
