"""Chromium, the component on a static page, and the whole page on a Streamlit server: each started once a session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from nlp.document import BilingualDocument
from rafiq.page.serve.keys import KEY
from rafiq.page.serve.server import command, free_port
from tests.browser.harness import component_data, served
from tests.browser.pages import KEY_OF_TESTS, Reader, Site
from tests.conftest import ROOT, borrow
from tests.support.documents import sample_document

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# ms: the machine may be shared, and the first article loads everything; RAFIQ_TESTS_PATIENCE says more seconds for a slower one
PATIENCE = 1_000 * int(os.environ.get("RAFIQ_TESTS_PATIENCE", "90"))

expect.set_options(timeout=PATIENCE)
Component = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    """Every address the pages of this test asked for."""
    return []


@pytest.fixture
def new_page(chromium: Browser, requests: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; fails the test when a script on it did, or when it asked another machine."""
    stack, problems = ExitStack(), list[str]()

    def make(**options: Any) -> Page:
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        context = stack.enter_context(chromium.new_context(**settings))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.on("websocket", lambda socket: requests.append(socket.url))
        return page

    yield make
    stack.close()
    assert problems == []
    outside = [url for url in requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1"]
    assert outside == []


@pytest.fixture
def component(new_page: Callable[..., Page]) -> Iterator[Component]:
    """Opens the component alone with a document; keywords that are the browser's go to it, the others into the data.

    `early`: a feed that Streamlit hands on before it has the reader's script.
    """
    stack = ExitStack()

    def show(
        document: BilingualDocument | None = None, *, browser: dict[str, Any] | None = None, early: Any = None, **data: Any
    ) -> Reader:
        address = stack.enter_context(served(component_data(document or sample_document(), **data)))
        page = new_page(**(browser or {}))
        if early:
            page.add_init_script(f"window.early = {json.dumps(early)}")
        page.goto(address)
        page.wait_for_function("window.sent !== undefined && document.querySelector('[data-sentence]')")
        page.evaluate("document.fonts.ready.then(() => true)")
        return Reader(page)

    yield show
    stack.close()


class Server:
    """The whole page, as `rafiq app` runs it, in a home of its own; can be stopped and started again on the same home."""

    def __init__(self, home: Path, launcher: Path | None = None) -> None:
        self.home, self.port = home, free_port()
        whole = command(self.port)
        self.command = whole if launcher is None else [whole[0], str(launcher), *whole[whole.index("streamlit") + 1 :]]
        self.process: subprocess.Popen[bytes] | None = None
        self.told: dict[str, str] = {}  # what else the environment says to it
        self.log = home / "page.log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, "RAFIQ_HOME": str(self.home), "PYTHONPATH": str(ROOT), KEY: KEY_OF_TESTS, **self.told},
                stdout=log,
                stderr=log,
            )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):  # noqa: S310 (our own address)
                    return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)  # a process starting: there is nothing to wait on but its answer
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self.process:
            self.process.kill()
            self.process.wait(20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("home")
    borrow(home)
    running = Server(home)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server on a home of this test's own, for what is stopped and started again; not started yet."""
    borrow(tmp_path)
    running = Server(tmp_path)
    yield running
    running.kill()


@pytest.fixture
def site(server: Server, new_page: Callable[..., Page]) -> Site:
    """The start page, in a fresh browser context."""
    return Site(new_page(), server.address).open()
