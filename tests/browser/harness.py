"""A static page with the reader component alone, served on loopback: what Streamlit does for it is one small script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from nlp.document import BilingualDocument
from rafiq.page.reader.assets import fonts_css, part, script
from rafiq.page.strings import strings_for
from rafiq.page.strings.told import told_for
from rafiq.render.page import view_of

__all__ = ["component_data", "served"]

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Rafiq</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="fonts.css">
<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="reader.css">
<style>body{margin:0;background:var(--r-paper)}</style><main><div id="place"></div></main><script type="module">
import look from "./page.js";
const place = document.getElementById("place");
place.innerHTML = await (await fetch("reader.html")).text();
window.sent = [];
const data = await (await fetch("data.json")).json();
window.fed = (detail) => look({ data: { feed: { doc: data.doc, ...detail } } });
if (window.early) window.fed(window.early); // a feed that comes before the reader's script
const { default: mount } = await import("./reader.js");
window.mounted = () => mount({ parentElement: place, data, setTriggerValue: (name, value) => window.sent.push(value) });
window.mounted();
</script></html>"""


def component_data(document: BilingualDocument, *, interface: str = "en", **more: Any) -> dict[str, Any]:
    """What app.py gives the component for `document`."""
    done = sum(bool(sentence.english) for sentence in document.sentences)
    status = {"state": "translating" if done < len(document.sentences) else "done", "done": done, "total": len(document.sentences)}
    return {
        "key": "k", "doc": "d", "ui": interface, "strings": strings_for(interface), "told": told_for(interface),
        "view": view_of(document), "revision": 0,
        "status": status, "formats": [{"name": "html", "label": "HTML"}], "settings": {}, **more,
    }  # fmt: skip


@contextmanager
def served(data: dict[str, Any]) -> Iterator[str]:
    """The address of the page, while the block runs."""
    files = {
        "/": ("text/html", _PAGE),
        "/page.js": ("text/javascript", part("page.js")),
        "/reader.js": ("text/javascript", script()),
        "/reader.css": ("text/css", part("reader.css")),
        "/page.css": ("text/css", part("page.css")),
        "/fonts.css": ("text/css", fonts_css()),
        "/reader.html": ("text/html", part("reader.html")),
        "/data.json": ("application/json", json.dumps(data)),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            media, body = files.get(self.path, ("text/plain", ""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", f"{media}; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
