"""One request to the page's server as far as it is judged: who is asked, from where, with which cookie; and the rules it must pass.

A page of any other site can make a browser send requests to 127.0.0.1, a name of another machine can be made to point there
(DNS rebinding), and other accounts of this machine can connect. So the Host must be this server's own name with its own port; a
request that changes something, or that opens the websocket, must come from a page of this server (Origin); and a fetch that the
browser itself calls foreign (Sec-Fetch-Site) is refused. A request without an Origin where a browser always sends one is no
browser's.

    >>> from dataclasses import replace
    >>> visit = Visit("GET", "http", "/", "127.0.0.1:8501", "", "", {}, 8501)
    >>> refusal(visit, frozenset({"127.0.0.1"}))
    ''
    >>> refusal(replace(visit, host="evil.example:8501"), frozenset({"127.0.0.1"}))
    'host'
    >>> refusal(replace(visit, kind="websocket"), frozenset({"127.0.0.1"}))
    'origin'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["Visit", "refusal", "visit_of"]

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITE: Final = frozenset({"", "none", "same-origin"})  # what Sec-Fetch-Site says of our own pages, and of an address typed in


@dataclass(frozen=True, slots=True)
class Visit:
    """A request. `kind` is "http", "https" or "websocket"; texts are "" where the request says nothing; `port` is the server's."""

    method: str
    kind: str
    path: str
    host: str
    origin: str
    cookie: str  # the value of this server's cookie
    query: Mapping[str, str]
    port: int
    site: str = ""  # Sec-Fetch-Site
    navigates: bool = False  # the browser shows the answer as a page
    secure: bool = False

    @property
    def own(self) -> str:
        """The origin that a page of this server has, by the name it was asked under."""
        return f"{'https' if self.secure else 'http'}://{self.host}"

    def without(self, *names: str) -> str:
        """The address of this request, from the path on, without these parameters."""
        query = urlencode({name: value for name, value in self.query.items() if name not in names})
        path = "/" + self.path.lstrip("/")
        return f"{path}?{query}" if query else path


def visit_of(scope: Scope) -> Visit:
    """What an ASGI `scope` of type http or websocket asks."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in headers and key in ("host", "origin"):
            headers[key] = "\0"  # said twice: whoever reads the other one would be told something else
        else:
            headers.setdefault(key, value.decode("latin-1"))
    port = int((scope.get("server") or ("", 0))[1] or 0)
    websocket = scope["type"] == "websocket"
    return Visit(
        method="GET" if websocket else str(scope["method"]),
        kind="websocket" if websocket else "http",
        path=str(scope["path"]),
        host=headers.get("host", "").lower(),
        origin=headers.get("origin", "").lower(),
        cookie=_cookie(headers.get("cookie", ""), f"rafiq-{port}"),
        query=dict(parse_qsl(bytes(scope.get("query_string", b"")).decode("latin-1"), keep_blank_values=True)),
        port=port,
        site=headers.get("sec-fetch-site", ""),
        navigates=headers.get("sec-fetch-mode", "") == "navigate",
        secure=str(scope.get("scheme", "")) in ("https", "wss"),
    )


def _cookie(header: str, name: str) -> str:
    """One cookie's value. Cookies of other programs on this host can be anything, so each is read by itself."""
    for part in header.split(";"):
        try:
            read: SimpleCookie = SimpleCookie(part.strip())
        except CookieError:
            continue
        if name in read:
            return read[name].value
    return ""


def _foreign_host(visit: Visit, names: frozenset[str]) -> bool:
    name, _, port = visit.host.rpartition(":") if ":" in visit.host else (visit.host, "", "443" if visit.secure else "80")
    return name not in names or port != str(visit.port)


def _foreign_origin(visit: Visit, _: frozenset[str]) -> bool:
    if visit.origin:
        return visit.origin != visit.own
    return visit.kind == "websocket" or visit.method not in _SAFE


def _foreign_site(visit: Visit, _: frozenset[str]) -> bool:
    return visit.site not in _OWN_SITE and not (visit.navigates and visit.method == "GET")


_RULES: Final[tuple[tuple[str, Callable[[Visit, frozenset[str]], Any]], ...]] = (
    ("host", _foreign_host),
    ("origin", _foreign_origin),
    ("origin", _foreign_site),
)


def refusal(visit: Visit, names: frozenset[str]) -> str:
    """Why a request is refused whoever sends it: "host" or "origin"; "" when it is not. `names` are the server's own."""
    return next((reason for reason, breaks in _RULES if breaks(visit, names)), "")
