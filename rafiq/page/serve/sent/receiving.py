"""The pages around sending one in: `/rafiq/send` says how and has the bookmarklet, `/rafiq/receive` takes what it brings.

The bookmarklet opens `/rafiq/receive` and gives it the page's text by `postMessage`; there the reader sees what came and presses
"Read it", and only then it is posted, from Rafiq's own page, with a token that serves once. A page that somebody else's site
opens in the same way can show a title, and no more.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from rafiq.page.serve import doorway
from rafiq.page.serve.sent.inbox import INBOX, LARGEST, Inbox, Sent
from rafiq.render import escape

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["RECEIVE", "SEND", "Receiving", "bookmarklet"]

RECEIVE: Final = "/rafiq/receive"
SEND: Final = "/rafiq/send"
_SCRIPT: Final = (Path(__file__).parent / "receive.js").read_text(encoding="utf-8")
_BOOKMARKLET: Final = (
    "javascript:(()=>{const a=%s,w=open(a+'%s'),s=String(getSelection()).trim();"
    "addEventListener('message',e=>{if(e.source===w&&e.data==='rafiq-ready')w.postMessage({rafiq:1,title:document.title,"
    "url:location.href,text:s,html:s?'':document.documentElement.outerHTML},a)})})()"
)


def bookmarklet(own: str) -> str:
    """The bookmark's address, for the server at the origin `own`.

    >>> bookmarklet("http://127.0.0.1:8501")[:60]
    'javascript:(()=>{const a="http://127.0.0.1:8501",w=open(a+\\'/r'
    """
    return _BOOKMARKLET % (json.dumps(own), RECEIVE)


class Receiving:
    """The ASGI application `app` with the two addresses before it. Stands behind the guard, which lets all see `RECEIVE`."""

    def __init__(self, app: ASGIApp, inbox: Inbox = INBOX) -> None:
        self._app, self._inbox = app, inbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: Response | None = None
        if scope["type"] == "http" and scope["path"] in (RECEIVE, SEND):
            request = Request(scope, receive)
            if scope["path"] == SEND:
                answer = _page(_how_to(f"{request.url.scheme}://{request.headers['host']}"))
            elif request.method == "POST":
                answer = await self._take(request)
            else:
                answer = _page(_RECEIVING, token=self._inbox.token(), script=_SCRIPT)
        await (answer or self._app)(scope, receive, send)

    async def _take(self, request: Request) -> Response:
        if not self._inbox.spend(request.headers.get("x-rafiq-token", "")):
            return _refused(403, "This page has been open too long, or was sent already: press the bookmark again.")
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return _refused(
                    413, f"This page is larger than {LARGEST // 1_000_000} MB: mark the article's text, then press the bookmark."
                )
        try:
            sent = msgspec.json.decode(bytes(body), type=Sent)
        except msgspec.MsgspecError:
            return _refused(400, "That was not a page of a browser: press the bookmark on the page that you want to read.")
        return PlainTextResponse(self._inbox.put(sent), headers={"Cache-Control": "no-store"})


def _refused(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status, {"Cache-Control": "no-store"})


def _page(body: str, *, token: str = "", script: str = "") -> Response:
    policy = doorway.HEADERS["Content-Security-Policy"]
    headers = {name: value for name, value in doorway.HEADERS.items() if name != "Cross-Origin-Opener-Policy"}
    if script:  # the window that opened this one speaks to it, so that they stay acquainted
        allowed = b64encode(sha256(script.encode()).digest()).decode()
        headers["Content-Security-Policy"] = f"{policy}; script-src 'sha256-{allowed}'; connect-src 'self'"
    return Response(doorway.whole(body, script=script, token=token), 200, headers)


def _both(english: str, arabic: str) -> str:
    return f'{escape.text(english)} <span lang="ar" dir="rtl">{escape.text(arabic)}</span>'


_RECEIVING: Final = (
    f'<p id="waiting">{_both("The page is coming …", "الصفحة قادمة …")}</p>'
    '<p id="nothing" hidden>'
    + _both(
        "No text came from that page: it may not speak to other windows. Copy its text and paste it in Rafiq.",
        "لم يصل نص من تلك الصفحة، فربما لا يُسمح لها بمخاطبة نوافذ أخرى. انسخ نصها وألصقه في رفيق.",
    )
    + '</p><h1 id="title" dir="auto"></h1><p><bdi id="from" dir="ltr"></bdi></p>'
    f'<button id="read" hidden>{_both("Read it in Rafiq", "اقرأها في رفيق")}</button><p id="refused" role="alert"></p>'
)


def _how_to(own: str) -> str:
    link = f'<a href="{escape.attribute(bookmarklet(own))}">Rafiq رفيق</a>'
    lines = (
        ("Drag this link to your bookmarks bar:", "اسحب هذا الرابط إلى شريط الإشارات المرجعية:", link),
        (
            "On a page that you want to read, press the bookmark: the page opens in Rafiq. If text is marked, only that comes.",
            "في الصفحة التي تريد قراءتها اضغط الإشارة فتنفتح في رفيق. وإن حددت نصًا جاء ذلك النص وحده.",
            "",
        ),
        (
            "Your browser gives Rafiq the page that it has: Rafiq asks no address for it.",
            "يعطي متصفحك رفيقًا الصفحة التي عنده، ولا يتصل رفيق بأي عنوان من أجلها.",
            "",
        ),
    )
    shown = "".join(f"<p>{_both(english, arabic)} {more}</p>" for english, arabic, more in lines)
    return f'<h1>{_both("Send a page in", "أرسل صفحة")}</h1>{shown}<p><a href="/">{_both("Back", "رجوع")}</a></p>'
