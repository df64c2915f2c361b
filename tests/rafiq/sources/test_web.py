"""Web addresses against a real server on this machine: what is fetched, and everything that is refused."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nlp.errors import InputError, NetworkError, RafiqError, TooLargeError
from rafiq.sources import web
from rafiq.sources.worker import apart

BODY = "قال المهندس المصري حسام نصر إن العمل قد انتهى تماماً في هذا اليوم، وإن الجميع سعداء بما تم إنجازه."
PAGE = f"<html><head><meta charset=utf-8><title>عنوان</title></head><body><h1>عنوان</h1><p>{BODY}</p><p>{BODY}</p></body></html>"
PDF = (Path(__file__).parents[2] / "golden" / "pdf" / "visual.pdf").read_bytes()


HTML, PLAIN = {"Content-Type": "text/html"}, {"Content-Type": "text/plain; charset=windows-1256"}
PACKED = HTML | {"Content-Encoding": "gzip"}
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/page": (200, PAGE.encode(), HTML),
    "/cp1256": (200, BODY.encode("cp1256"), PLAIN),
    "/gzip": (200, gzip.compress(PAGE.encode()), PACKED),
    "/bomb": (200, gzip.compress(b" " * (web.MAX_PAGE + 10)), PACKED),
    "/broken-gzip": (200, b"not gzip at all", PACKED),
    "/pdf": (200, PDF, {"Content-Type": "application/pdf"}),
    "/picture": (200, b"PNG", {"Content-Type": "image/png"}),
    "/large": (200, b"", HTML | {"Content-Length": str(web.MAX_PAGE + 1)}),
    "/redirect": (302, b"", {"Location": "/page"}),
    **{f"/redirect/{n}": (302, b"", {"Location": f"/redirect/{n - 1}" if n else "/page"}) for n in range(10)},
    "/to/file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/to/private": (302, b"", {"Location": "http://10.0.0.1/"}),
    "/to/user": (302, b"", {"Location": "http://a:b@c.example/"}),
    "/to/nothing": (302, b"", {"Location": "http://a.example:port/"}),
}
SEEN: list[dict[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    """Answers from the table, and two that never come to an end."""

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        SEEN.append(dict(self.headers))
        endless = {"/endless": (b" " * 100_000, 0.0), "/slow": (b" ", 0.05)}.get(self.path)
        status, content, headers = (200, b"", HTML) if endless else ANSWERS.get(self.path, (404, b"no", HTML))
        self.send_response(status)
        for name, value in (headers if endless else {"Content-Length": str(len(content))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        while endless:
            self.wfile.write(endless[0])
            time.sleep(endless[1])


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # broken pipes are the point
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def loopback(address: web.Address) -> bool:
    """The tests' policy: this machine's own address, and public ones."""
    return address == ipaddress.ip_address("127.0.0.1") or web.is_public(address)


def test_a_page_becomes_an_article(site: str) -> None:
    raw = web.fetch(f"  {site}/page ", allow=loopback)
    article = raw.article()
    assert (article.title, article.source) == ("عنوان", f"{site}/page")
    assert BODY in article.text
    assert SEEN[-1]["User-Agent"] == web.USER_AGENT
    assert not {"Cookie", "Referer"} & SEEN[-1].keys()


@pytest.mark.parametrize("path", ["cp1256", "gzip", "redirect", "redirect/4"])
def test_encodings_packing_and_redirects(site: str, path: str) -> None:
    assert BODY in web.fetch(f"{site}/{path}", allow=loopback).article().text


def test_a_pdf_at_an_address(site: str) -> None:
    raw = web.fetch(f"{site}/pdf", allow=loopback)
    article = apart.article(raw)
    assert "المهندسون المصريون" in article.text
    assert article.source == f"{site}/pdf"


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("none", NetworkError, "404"),
        ("picture", InputError, "image/png"),
        ("large", TooLargeError, "over 10 MB"),
        ("endless", TooLargeError, "over 10 MB"),
        ("bomb", TooLargeError, "over 10 MB"),
        ("broken-gzip", NetworkError, "unpacked"),
        ("redirect/9", NetworkError, "more than 5 times"),
        ("to/file", InputError, "http and https"),
        ("to/private", InputError, "open internet"),
        ("to/user", InputError, "user name"),
        ("to/nothing", NetworkError, "not a web address"),
    ],
)
def test_refusals_are_one_clear_sentence(site: str, path: str, error: type[RafiqError], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        web.fetch(f"{site}/{path}", allow=loopback)
    assert "\n" not in str(caught.value)


def test_a_server_that_drips_is_left_in_time(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIME_LIMIT", 0.5)
    started = time.monotonic()
    with pytest.raises(NetworkError):
        web.fetch(f"{site}/slow", allow=loopback)
    assert time.monotonic() - started < 3


def test_this_machine_is_refused_by_default(site: str) -> None:
    before = len(SEEN)
    for address in (
        f"{site}/page",
        site.replace("127.0.0.1", "localhost") + "/page",
        site.replace("127.0.0.1", "0x7f000001") + "/page",
    ):
        with pytest.raises(RafiqError):
            web.fetch(address)
    assert len(SEEN) == before


def test_a_name_is_asked_for_once_and_the_checked_address_is_dialled(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name that is public when judged and private when dialled must not reach the private address."""
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **rest: object) -> object:
        if host == "rebind.example":
            asked.append(host)
            address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
        return real(host, *args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert BODY in web.fetch(f"http://rebind.example:{port}/page", allow=loopback).article().text
    assert asked == ["rebind.example"]
    assert SEEN[-1]["Host"] == f"rebind.example:{port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **rest: found)
    with pytest.raises(InputError, match="open internet"):
        web.fetch("http://mixed.example/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *[(address, False) for address in ("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254")],  # noqa: S104
        *[
            (address, False)
            for address in ("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1")
        ],
        *[(address, False) for address in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "fec0::1")],
        *[(address, False) for address in ("192.0.0.1", "192.0.0.9", "192.0.0.170", "192.0.2.1", "192.31.196.1", "192.52.193.1")],
        *[
            (address, False)
            for address in ("192.88.99.1", "192.175.48.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1")
        ],
        *[
            (address, False)
            for address in ("64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:1::1", "2001:20::1", "5f00::1")
        ],
        *[
            (address, False)
            for address in ("2001:db8::1", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "::8.8.8.8", "64:ff9b::c000:9")
        ],
        *[(address, True) for address in ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808")],
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert web.is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "ftp://a.example/b",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://a b.example/",
        "https://u:p@a.example/",
        "x" * 3000,
    ],
)
def test_what_is_no_web_address(address: str) -> None:
    with pytest.raises(InputError):
        web.fetch(address)


def test_nobody_listening() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NetworkError, match="No connection"):
        web.fetch(f"http://127.0.0.1:{port}/", allow=loopback)


def test_a_server_that_speaks_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].sendall(b"220 ready\r\n"), daemon=True)
        thread.start()
        with pytest.raises(NetworkError):
            web.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", allow=loopback)
