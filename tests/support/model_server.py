"""A real HTTP server on this machine that answers as an OpenAI-compatible one does, with what a test tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Answer", "Server", "sentence_of"]

Answer = Callable[[dict[str, Any]], Any]


def sentence_of(request: dict[str, Any]) -> str:
    """The Arabic that a request asks for, without what stands before it."""
    return str(request["messages"][-1]["content"]).rsplit("The sentence:\n", 1)[-1]


class Server:
    """Answers /v1/chat/completions with `answer(request)`: text, or a (status, body) pair. Keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Answer = lambda request: f"English {len(sentence_of(request).split())}"
        self.models: Any = {"data": [{"id": "tiny"}]}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:
                return

            def do_GET(self) -> None:
                self._send(200, json.dumps(outer.models).encode())

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append(request)
                found = outer.answer(request)
                if isinstance(found, tuple):
                    self._send(*found)
                else:
                    choice = {"message": {"role": "assistant", "content": found}, "finish_reason": "stop"}
                    self._send(200, json.dumps({"choices": [choice]}).encode())

            def _send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
