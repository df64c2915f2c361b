"""An HTTP server on this machine that stands in for the model hub: the same addresses and headers, and faults on demand."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from models.store.cards import CARDS

__all__ = ["Hub", "running"]

COMMIT = CARDS["opus-mt"].revision  # the stand-in's main is at the commit that the table pins
PULL_REQUEST = "fedcba9876543210fedcba9876543210fedcba98"


@dataclass
class Hub:
    """What the stand-in serves: files by revision and name. `requests` lists what was asked, with the Range header."""

    repository: str
    files: dict[str, dict[str, bytes]]
    licence: str = "apache-2.0"
    pipeline: str = "translation"
    pull_request_author: str = ""
    break_after: int = 0  # bytes of a large file after which the connection is cut, once
    breaks: int = 0  # answered to whoever goes on with a file that broke off, when set
    corrupt: bool = False
    main: str = COMMIT
    status: int = 0  # answered to everything, when set
    later: int = 0  # requests that are answered 429 before others are answered
    gated: str = ""  # "manual": the files are given to nobody here
    address: str = ""
    requests: list[tuple[str, str, str]] = field(default_factory=list)

    def revision(self, name: str) -> str:
        return {"main": self.main, "refs/pr/1": PULL_REQUEST}.get(name, name)


def _large(name: str) -> bool:
    return name.endswith((".safetensors", ".spm", ".bin"))


def _info(hub: Hub, revision: str) -> dict[str, Any]:
    siblings = []
    for name, data in hub.files[revision].items():
        sibling: dict[str, Any] = {
            "rfilename": name,
            "size": len(data),
            "blobId": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        }
        if _large(name):
            sibling["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
        siblings.append(sibling)
    return {
        "_id": "1",
        "id": hub.repository,
        "sha": revision,
        "private": False,
        "gated": hub.gated or False,
        "disabled": False,
        "downloads": 1,
        "likes": 1,
        "tags": [f"license:{hub.licence}"],
        "cardData": {"license": hub.licence},
        "pipeline_tag": hub.pipeline,
        "siblings": siblings,
    }


class _Handler(BaseHTTPRequestHandler):
    """Answers as the hub would; `hub` is set on a subclass."""

    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        return

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        self.hub.requests.append((self.command, path, self.headers.get("Range", "")))
        if self.hub.status:
            self._send(self.hub.status, b"{}")
        elif self.hub.later:
            self.hub.later -= 1
            self._send(429, b"{}", {"Retry-After": "3"})
        elif path == f"/api/models/{self.hub.repository}/discussions":
            self._discussions(parse_qs(parts.query))
        elif found := re.fullmatch(rf"/api/models/{re.escape(self.hub.repository)}(?:/revision/(.+))?", path):
            revision = self.hub.revision(found.group(1) or "main")
            self._send(200, json.dumps(_info(self.hub, revision)).encode()) if revision in self.hub.files else self._none(
                "RevisionNotFound"
            )
        elif found := re.fullmatch(rf"/{re.escape(self.hub.repository)}/resolve/([^/]+|refs/pr/\d+)/(.+)", path):
            self._file(self.hub.revision(found.group(1)), found.group(2), body=body)
        else:
            self._none("RepoNotFound")

    def _discussions(self, query: dict[str, list[str]]) -> None:
        listed = []
        if self.hub.pull_request_author:
            author, repo = {"name": self.hub.pull_request_author}, {"name": self.hub.repository, "type": "model"}
            about = {"title": "Adding `safetensors` variant of this model", "num": 1, "isPullRequest": True, "status": "open"}
            listed = [{**about, "author": author, "createdAt": "2023-01-01T00:00:00.000Z", "repo": repo}]
        self._send(200, json.dumps({"discussions": listed, "count": len(listed), "start": 0}).encode())

    def _file(self, revision: str, name: str, *, body: bool) -> None:
        data = self.hub.files.get(revision, {}).get(name)
        if data is None:
            self._none("EntryNotFound")
            return
        etag = hashlib.sha256(data).hexdigest() if _large(name) else hashlib.sha1(data, usedforsecurity=False).hexdigest()
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": revision, "Accept-Ranges": "bytes"}
        if _large(name):
            headers |= {"X-Linked-Etag": f'"{etag}"', "X-Linked-Size": str(len(data))}
        if self.hub.corrupt and _large(name):
            data = bytes([data[0] ^ 1]) + data[1:]
        status, start = 200, 0
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked and self.hub.break_after and self.hub.breaks:
            self._send(self.hub.breaks, b"")
            return
        if asked:
            status, start = 206, int(asked.group(1))
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        if body and self.hub.break_after and _large(name) and len(data) - start > self.hub.break_after:
            self._send(status, data[start:], headers, stop=self.hub.break_after)
            return
        self._send(status, data[start:] if body else b"", headers, length=len(data) - start)

    def _send(
        self, status: int, data: bytes, headers: dict[str, str] | None = None, *, length: int | None = None, stop: int = 0
    ) -> None:
        self.send_response(status)
        for key, value in (headers or {"Content-Type": "application/json"}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data[: stop or None])
        if stop:
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()

    def _none(self, code: str) -> None:
        self._send(404, b"{}", {"X-Error-Code": code, "X-Error-Message": "not here"})


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """The stand-in on a free port of 127.0.0.1, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
