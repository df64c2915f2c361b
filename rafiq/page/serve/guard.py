"""The judge of requests that stands before Streamlit: it lets in the reader's own browsers and nobody else.

Every request is judged here first, on every path, HTTP and websocket (`visit.refusal`, then the cookie). Streamlit's own judgement
of origins is never reached by a foreign one: it would ask a server of the network for this machine's address, over plain HTTP,
and believe the answer.

Open to anybody who names the server rightly: `/_stcore/health` (it says "ok"), the empty page of `sent/receiving.py`, and the ways
in: `/?key=…`, `/?once=…` and, where there is a passphrase, `/rafiq/enter`. A guest's requests carry `X-Rafiq-Guest` on to the page;
nobody can send it from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from rafiq.page.serve import doorway
from rafiq.page.serve.keys import Browser, Codes, Keys
from rafiq.page.serve.passphrase import Door
from rafiq.page.serve.sent.receiving import RECEIVE
from rafiq.page.serve.visit import Visit, refusal, visit_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["ENTER", "GUEST", "LOCAL", "Access", "Guard"]

LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
OPEN: Final = frozenset({"/_stcore/health", RECEIVE})  # what anybody may look at: neither says anything of the reader's
ENTER: Final = "/rafiq/enter"
GUEST: Final = "x-rafiq-guest"
_DAYS: Final = 90
_MOST: Final = 4096  # bytes of a passphrase's form


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in: `names` are the server's own, `door` is there where a passphrase lets guests in."""

    keys: Keys
    codes: Codes = field(default_factory=lambda: Codes([]))
    names: frozenset[str] = LOCAL
    door: Door | None = None

    def browser(self, visit: Visit) -> Browser | None:
        """The browser that sends this, if it was let in."""
        browser = self.keys.reader(visit.cookie)
        return None if browser is None or self.codes.ended(browser.id) else browser


class Guard:
    """The ASGI application `app` behind `access`."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        visit = visit_of(scope)
        reason = refusal(visit, self._access.names)
        if not reason and visit.kind == "http":
            if visit.method == "GET" and visit.path in OPEN:
                await self._app(scope, receive, send)
                return
            if (answer := await self._way_in(visit, scope, receive)) is not None:
                await answer(scope, receive, send)
                return
        browser = None if reason else self._access.browser(visit)
        if browser is None:
            await self._refuse(reason or "key", visit)(scope, receive, send)
            return
        await self._app(_marked(scope, browser), receive, send)

    def _refuse(self, reason: str, visit: Visit) -> ASGIApp:
        if visit.kind == "websocket":
            return _close
        if reason == "key" and self._access.door is not None:
            return _answer(*doorway.page("passphrase", doorway.passphrase_form(ENTER)))
        return _answer(*doorway.page(reason))

    async def _way_in(self, visit: Visit, scope: Scope, receive: Receive) -> Response | None:
        """The answer to a request that asks to be let in; None when it does not ask."""
        if visit.path == ENTER and visit.method == "POST" and self._access.door is not None:
            return await self._knock(visit, self._access.door, scope, receive)
        if visit.method != "GET" or not ({"key", "once"} & visit.query.keys()):
            return None
        onwards = visit.without("once", "key")
        if self._owner(visit):  # let in before: an old address does no harm, and a code that this browser used is not used twice
            return self._enter(visit, visit.cookie, onwards)
        cookie = self._access.keys.cookie()
        browser = self._access.keys.reader(cookie)
        assert browser is not None  # noqa: S101 (made by the same keys)
        if self._access.keys.admits(visit.query.get("key", "")) or self._access.codes.use(visit.query.get("once", ""), browser.id):
            return self._enter(visit, cookie, onwards)
        return _answer(*doorway.page("code" if "once" in visit.query else "key"))

    def _owner(self, visit: Visit) -> bool:
        browser = self._access.browser(visit)
        return browser is not None and not browser.guest

    async def _knock(self, visit: Visit, door: Door, scope: Scope, receive: Receive) -> Response:
        body = b""
        async for part in Request(scope, receive).stream():
            body += part
            if len(body) > _MOST:
                return _answer(*doorway.page("wrong", doorway.passphrase_form(ENTER)))
        given = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).get("passphrase", [""])[0]
        address = str((scope.get("client") or ("", 0))[0])
        result = await run_in_threadpool(door.opens, given, address)
        if result != "open":
            return _answer(*doorway.page(result, doorway.passphrase_form(ENTER)))
        return self._enter(visit, self._access.keys.cookie(guest=True), "/")

    @staticmethod
    def _enter(visit: Visit, cookie: str, address: str) -> Response:
        answer = _answer(200, doorway.entering(address))
        answer.set_cookie(
            f"rafiq-{visit.port}", cookie, max_age=_DAYS * 86_400, httponly=True, samesite="strict", secure=visit.secure
        )
        return answer


def _answer(status: int, body: bytes) -> Response:
    return Response(body, status, doorway.HEADERS)


async def _close(_scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008, "reason": ""})


def _marked(scope: Scope, browser: Browser) -> Scope:
    """The scope as the page may see it: the guest's number on it, or none."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != GUEST.encode()]
    if browser.guest:
        headers.append((GUEST.encode(), browser.id.encode()))
    return {**scope, "headers": headers}
