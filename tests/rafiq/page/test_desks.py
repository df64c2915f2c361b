"""The desks of one process: what a guest shares with the reader's own, and what not."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import InputError
from nlp.text.clean import clean
from rafiq.page import desk as module
from rafiq.page.desk import Desk, Desks

ONE, TWO = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def host(home: Path) -> Desk:
    return Desk()


def test_a_guest_has_library_and_drafts_of_its_own_and_the_hosts_engines(host: Desk, home: Path) -> None:
    desks = Desks(host)
    guest = desks.of(ONE)
    assert desks.of(ONE) is guest
    assert desks.of(TWO) is not guest
    assert desks.of("") is host
    guest.set({"theme": "dark"})
    assert host.settings() == {}
    assert desks.of(TWO).settings() == {}
    assert guest.jobs.threads is host.jobs.threads
    assert guest.workbench is host.workbench
    assert list(home.glob("**/guests/" + ONE + "/library.sqlite3"))


def test_shared_guests_use_the_readers_library(host: Desk) -> None:
    assert Desks(host, shared=True).of(ONE).library is host.library


def test_idle_desks_make_room_and_busy_ones_do_not(host: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GUESTS", 1)
    desks = Desks(host, shared=True)
    first = desks.of(ONE)
    assert desks.of(TWO) is not first
    second = desks.of(TWO)
    job = second.read(lambda: clean("قال الوزير إن المكتبة مفتوحة."), "")
    job.work.asked += 1  # somebody waits for an answer
    with pytest.raises(InputError, match="Too many readers"):
        desks.of(ONE)
