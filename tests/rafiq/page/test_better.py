"""The button that fetches the better engine: offered while it is not here, with progress; one sentence where it cannot be had."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models import manage, registry
from models.store import pinned
from models.store.added import engines_folder, remember
from models.store.conversion import torch_family
from nlp.errors import NetworkError
from rafiq.page.work.better import BetterEngine, packages_size
from tests.support.page import forget_desks

APP = Path(__file__).parents[3] / "app.py"


class Fetch:
    """In place of `manage.add_pinned`: waits until it is let go, then adds the engine or fails."""

    def __init__(self, error: str = "") -> None:
        self.error, self.go, self.calls = error, threading.Event(), 0

    def __call__(self, name: str, *, progress: Any = None) -> None:
        self.calls += 1
        progress("model", 13_000_000, 26_000_000)
        assert self.go.wait(20)
        if self.error:
            raise NetworkError(self.error)
        (engines_folder() / name).mkdir(parents=True)
        remember(registry.CARDS[name])


@pytest.fixture
def online(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pinned.OFFLINE, raising=False)
    monkeypatch.setattr(registry, "has_runtime", lambda name: True)


@pytest.fixture
def app(home: Path) -> Iterator[AppTest]:
    st.cache_resource.clear()
    yield AppTest.from_file(str(APP), default_timeout=120)
    forget_desks()


def until(reached: Any) -> None:
    end = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_is_offered_only_where_it_can_be_had(online: None, monkeypatch: pytest.MonkeyPatch) -> None:
    better = BetterEngine()
    assert better.offered()
    assert better.size() == registry.CARDS["firefox"].download
    monkeypatch.setenv(pinned.OFFLINE, "1")
    assert not better.offered()
    monkeypatch.delenv(pinned.OFFLINE)
    monkeypatch.setattr(registry, "has_runtime", lambda name: False)
    assert not better.offered()


def test_one_fetch_at_a_time(online: None, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = Fetch()
    monkeypatch.setattr(manage, "add_pinned", fetch)
    better = BetterEngine()
    for _ in range(5):
        better.start()
    until(lambda: better.now.have)
    assert better.now.share == 0.5
    fetch.go.set()
    until(lambda: not better.now.running)
    assert fetch.calls == 1
    assert not better.offered()


def test_a_mistake_of_ours_is_told_too(online: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manage, "add_pinned", lambda *_, **__: 1 / 0)
    better = BetterEngine()
    better.start()
    until(lambda: not better.now.running)
    assert "went wrong" in better.now.error


def test_the_button_fetches_and_the_page_says_so(online: None, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = Fetch()
    monkeypatch.setattr(manage, "add_pinned", fetch)
    app.run()
    assert app.button(key="better").label == "Better English: fetch 26 MB"
    app.button(key="better").click().run()
    assert "better" not in [button.key for button in app.button], "no second press"
    fetch.go.set()
    until(lambda: registry.is_installed("firefox"))
    until(lambda: app.run() and app.success)
    assert [each.value for each in app.success] == [
        "firefox is here, and every file of it is what its publisher gave out. Rafiq now reads with it."
    ]
    assert "better" not in [button.key for button in app.button]
    assert not app.exception


def test_where_it_cannot_be_had_the_page_says_why(online: None, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = Fetch("https://example.org could not be reached.")
    fetch.go.set()
    monkeypatch.setattr(manage, "add_pinned", fetch)
    app.run()
    app.button(key="better").click().run()
    until(lambda: app.run() and app.warning)
    assert "firefox could not be fetched to its end. What came is kept" in app.warning[0].value
    assert "could not be reached" in app.warning[0].value.replace("\\", "")
    assert app.button(key="better")
    assert not app.exception


def test_offline_there_is_no_button(app: AppTest) -> None:
    app.run()
    assert "better" not in [button.key for button in app.button]


def test_an_engine_of_the_hub_is_judged_fetched_and_converted(online: None, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    offered = SimpleNamespace(size=312_000_000)
    better = BetterEngine()

    def offer(name: str) -> SimpleNamespace:
        steps.append(f"offer {name}")
        return offered

    monkeypatch.setattr(torch_family, "missing", lambda: ("torch",))
    monkeypatch.setattr(torch_family, "install", lambda: steps.append(f"install {better.now.step}"))
    monkeypatch.setattr(manage, "offer", offer)
    monkeypatch.setattr(manage, "add_from_hub", lambda what, name, *, progress: steps.append(f"add {name} {better.now.total}"))
    monkeypatch.setattr(manage, "prepare", lambda name: steps.append(f"prepare {better.now.step}"))
    assert packages_size() == torch_family.SIZE
    better.start("opus-mt")
    until(lambda: better.now.done)
    assert steps == ["offer opus-mt", "install packages", "add opus-mt 312000000", "prepare converting"]
    better.seen()
    assert not better.now.done
