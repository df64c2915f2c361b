"""The page as a server runs it: Streamlit's own application behind the guard, with the headers that it leaves out.

`streamlit run rafiq/page/serve/serving.py` (see rafiq/page/serve/server.py). The policy lets the page talk to this server and to
nobody else, whatever an article might try; scripts are Streamlit's files, what its page has inline (by hash) and our components,
which it loads from blobs.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from streamlit.starlette import App

from rafiq.page.serve.guard import LOCAL, Access, Guard
from rafiq.page.serve.keys import HASH, KEY, NAMES, ONCE, Codes, Keys, kept_key
from rafiq.page.serve.passphrase import Door
from rafiq.page.serve.running import end_with_launcher
from rafiq.page.serve.sent.receiving import Receiving
from rafiq.sources.worker.apart import keep_ready

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "app"]


def _inline() -> list[str]:
    """The hashes of the scripts that stand in Streamlit's own page: another version may have others."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    return [f"'sha256-{b64encode(sha256(each).digest()).decode()}'" for each in scripts]


_POLICY: Final = {
    "default-src": "'self'",
    "script-src": " ".join(["'self'", "blob:", *_inline()]),
    "style-src": "'self' 'unsafe-inline'",  # Streamlit's styles are made by script
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob: data:",
    "worker-src": "'self' blob:",
    "media-src": "'none'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _Headers:
    """Puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, answer)


def _access() -> Access:
    """Who is let in, as `rafiq app` told this process."""
    kept, once = os.environ.get(HASH, ""), os.environ.get(ONCE, "")
    further = {name for name in os.environ.get(NAMES, "").split(",") if name}
    return Access(Keys(kept_key()), Codes([once] if once else []), LOCAL | further, Door(kept) if kept else None)


end_with_launcher()
if os.environ.get(KEY):  # a server that was started as one, and not a look at this module
    keep_ready()
app = App(
    Path(__file__).resolve().parents[3] / "app.py",
    middleware=[Middleware(Guard, access=_access()), Middleware(Receiving), Middleware(_Headers)],
)
