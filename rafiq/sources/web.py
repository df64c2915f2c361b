"""A web address the reader typed → a raw article. The only place in Rafiq that opens a page on the network, and only when asked.

What could be turned against the reader is refused: anything but http and https, names that resolve to this machine or its network
(checked for every redirect, and the connection goes to the very address that was checked), endless or slow answers, other content
than text. Proxies from the environment are not used: through them nothing could be checked. No cookies, no referrer.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import httpcore
import httpx

from nlp.errors import InputError, NetworkError, TooLargeError
from rafiq.sources import files
from rafiq.sources.raw import Raw

__all__ = ["MAX_PAGE", "MAX_REDIRECTS", "TIME_LIMIT", "USER_AGENT", "Policy", "fetch", "is_public"]

MAX_PAGE: Final = 10_000_000  # bytes, unpacked
MAX_REDIRECTS: Final = 5
TIME_LIMIT: Final = 30.0  # seconds for everything: names, redirects, content
USER_AGENT: Final = "Rafiq/0.1 (offline Arabic reading assistant; one page, asked for by its reader)"
_PATIENCE: Final = 10.0  # seconds for a connection, and for each piece of an answer
_TEXT: Final = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
# The IANA special-purpose registries and multicast: what `ipaddress` says of some of them changes with Python's version.
_SPECIAL_4: Final = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
    *("192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
    *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
)
_SPECIAL_6: Final = (
    *("::/8", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48"),
    *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
)
_SPECIAL: Final = tuple(ipaddress.ip_network(block) for block in (*_SPECIAL_4, *_SPECIAL_6))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Policy = Callable[[Address], bool]


def is_public(address: Address) -> bool:
    """Whether `address` lies on the open internet: not this machine, a private or local network, or a way around to one.

    >>> is_public(ipaddress.ip_address("93.184.216.34")), is_public(ipaddress.ip_address("192.0.0.8"))
    (True, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not any(address in block for block in _SPECIAL)


def fetch(address: str, *, allow: Policy = is_public) -> Raw:
    """The page or document at `address`; the scheme may be left out. `allow` decides which network addresses may be asked.

    Raises `InputError` for what is no web address or may not be asked, or content that is no text; `TooLargeError`;
    `NetworkError` when the server does not answer as it should.
    """
    url = _parsed(address.strip())
    deadline = time.monotonic() + TIME_LIMIT
    with httpcore.ConnectionPool(network_backend=_Checked(allow, deadline), retries=0, max_keepalive_connections=0) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _ask(pool, url, deadline)
            if not answer.location:
                return Raw(answer.content, str(url), answer.content_type or None)
            url = _redirected(url, answer.location)
    raise NetworkError(f"{address.strip()!r} sends from one address to the next more than {MAX_REDIRECTS} times.")


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes
    content_type: str
    location: str = ""


def _parsed(address: str) -> httpx.URL:
    if not address or len(address) > 2_000 or any(char.isspace() for char in address):
        raise InputError(f"{address[:80]!r} is not a web address: give one like https://example.org/article.")
    try:
        return _judged(httpx.URL(address if "://" in address else f"https://{address}"))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(f"{address[:80]!r} is not a web address: give one like https://example.org/article.") from error


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return _judged(url.join(location))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NetworkError(f"{url.host} sends on to {location[:80]!r}, which is not a web address.") from error


def _judged(url: httpx.URL) -> httpx.URL:
    """`url` if it is one that may be asked at all, before its name is looked up."""
    shown = str(url)[:80]
    if url.scheme not in ("http", "https"):
        raise InputError(f"{shown!r} begins with {url.scheme}:; Rafiq opens http and https addresses only.")
    if not url.raw_host.decode("ascii") or url.userinfo:
        raise InputError(f"{shown!r} is not an address Rafiq opens: give a server's name, without a user name or password.")
    return url


def _ask(pool: httpcore.ConnectionPool, url: httpx.URL, deadline: float) -> _Answer:
    headers = [
        (b"Host", url.netloc),
        (b"User-Agent", USER_AGENT.encode()),
        (b"Accept", b"text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.8"),
        (b"Accept-Language", b"ar, en;q=0.5"),
        (b"Accept-Encoding", b"gzip, identity"),
    ]
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
    try:
        with pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
            fields = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
            if response.status in (301, 302, 303, 307, 308) and fields.get("location"):
                return _Answer(b"", "", fields["location"])
            if response.status >= 400:
                raise NetworkError(f"{url.host} answers {response.status} for {str(url)[:200]!r}: the page cannot be had.")
            content_type = fields.get("content-type", "").strip()
            _check_type(content_type, url)
            length = fields.get("content-length", "")
            if length.isdecimal() and int(length) > MAX_PAGE:
                raise _too_large(url)
            content = _read(response.iter_stream(), fields.get("content-encoding", "").strip().lower(), url, deadline)
            return _Answer(content, content_type)
    except httpcore.TimeoutException as error:
        raise NetworkError(f"{url.host} did not answer in time.") from error
    except httpcore.ConnectError as error:
        raise NetworkError(f"No connection to {url.host}: {_reason(error)}.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise NetworkError(f"{url.host} broke off or did not answer as a web server does.") from error


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:150] or "it was refused"


def _check_type(content_type: str, url: httpx.URL) -> None:
    kind = content_type.partition(";")[0].strip().lower()
    if kind and kind not in _TEXT and kind not in files.DOCUMENTS:
        raise InputError(
            f"{str(url)[:200]!r} is no page of text but {kind[:60]!r}: Rafiq reads web pages, text, PDF, Word and EPUB."
        )


def _too_large(url: httpx.URL) -> TooLargeError:
    return TooLargeError(f"The page {str(url)[:200]!r} is over {MAX_PAGE // 1_000_000} MB, the largest that Rafiq takes.")


def _read(chunks: Iterable[bytes], encoding: str, url: httpx.URL, deadline: float) -> bytes:
    """The body, unpacked no further than `MAX_PAGE` and read no longer than `deadline`."""
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise NetworkError(f"{url.host} packs the page as {encoding[:30]!r}, which it was not asked for.")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in encoding else None
    out = bytearray()
    try:
        for chunk in chunks:
            out += unpack.decompress(chunk, MAX_PAGE + 1) if unpack else chunk
            if len(out) > MAX_PAGE:
                raise _too_large(url)
            if time.monotonic() > deadline:
                raise NetworkError(f"{url.host} takes longer than {TIME_LIMIT:.0f} seconds to send the page.")
    except zlib.error as error:
        raise NetworkError(f"{url.host} sent a page that cannot be unpacked.") from error
    return bytes(out)


class _Checked(httpcore.NetworkBackend):
    """Connects by resolving the name once, judging every address it has, and dialling one of those judged: not the name again."""

    def __init__(self, allow: Policy, deadline: float) -> None:
        self._allow = allow
        self._deadline = deadline
        self._dial = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            resolved = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NetworkError(f"There is no server named {host!r}, or this machine is not connected to the network.") from error
        addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in resolved))
        if not all(self._allow(ipaddress.ip_address(address)) for address in addresses):
            raise InputError(f"{host!r} is on this machine or its own network; Rafiq opens addresses of the open internet only.")
        failure: Exception | None = None
        for address in addresses[:4]:
            left = self._deadline - time.monotonic()
            if left <= 0:
                break
            try:
                dialled = self._dial.connect_tcp(address, port, min(timeout or left, left), local_address, socket_options)
                return _Timed(dialled, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectTimeout("no time left")


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond `deadline`, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time left")
        return min(timeout or left, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
