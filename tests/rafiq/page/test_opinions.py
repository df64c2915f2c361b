"""A second opinion: another engine's English of one sentence; and the menu of engines."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from nlp.document import written_by_reader
from nlp.errors import EngineError, InputError
from rafiq.page.reader import engines
from rafiq.page.reader.events.table import apply
from rafiq.page.reader.session import Session
from tests.support.documents import sample_document
from tests.support.fakes import UpperTranslator
from tests.support.page import FakeDesk, message, opened, wait_for


def test_a_second_opinion_comes_when_its_engine_has_it_and_can_be_taken() -> None:
    desk: Any = FakeDesk()
    job = desk.jobs.add(opened())
    session = Session.of(desk, job, "en")
    gate = Event()

    def slowly(name: str) -> UpperTranslator:
        gate.wait(10)
        return UpperTranslator()

    desk.jobs._translator = slowly
    session.take(desk, message({"kind": "opinion", "n": 1, "engine": "other"}))
    assert job.busy  # so that the page asks for the answer
    gate.set()
    wait_for(lambda: not job.busy)
    reply = session.feed()["replies"][-1]
    assert (reply["kind"], reply["client"], reply["n"], reply["engine"]) == ("opinion", "c", 1, "other")
    assert reply["left"] == "".join(left for _, left, _ in reply["parts"]) == sample_document().sentences[1].english
    assert reply["right"] == "".join(right for _, _, right in reply["parts"])
    assert reply["right"].startswith("EN:")
    apply(desk, job, {"kind": "take", "n": 1, "engine": "other"})
    taken = job.document.sentences[1]
    assert (taken.english, taken.engine, taken.machine_english) == (reply["right"], "other", reply["left"])
    assert written_by_reader(taken)
    saved = desk.library.get(job.saved).document.sentences[1]
    assert (saved.english, saved.engine, saved.machine_english) == (reply["right"], "other", reply["left"])
    apply(desk, job, {"kind": "engine", "engine": "fake"})
    wait_for(lambda: job.state == "done")
    assert job.document.sentences[1] == taken
    with pytest.raises(InputError, match="was not asked"):
        apply(desk, job, {"kind": "take", "n": 2, "engine": "other"})
    with pytest.raises(InputError, match="not installed"):
        apply(desk, job, {"kind": "opinion", "n": 1, "engine": "gone"})


def test_why_there_is_no_second_opinion_is_said() -> None:
    desk: Any = FakeDesk()

    def fails(name: str) -> Any:
        raise EngineError("The engine is out of breath.")

    desk.jobs._translator = fails
    job = desk.jobs.add(opened())
    apply(desk, job, {"kind": "opinion", "n": 1, "engine": "other", "client": "c"})
    wait_for(lambda: not job.busy)
    assert job.answers[-1]["error"] == "The engine is out of breath."


def test_the_menu_of_engines_says_what_each_is() -> None:
    rows = {row["name"]: row for row in engines.menu()}
    assert rows["embedded"]["installed"]
    assert rows["embedded"]["size"] > 1_000_000
    other = rows["opus-mt-big"]
    assert not other["installed"]
    assert other["licence"]
    assert "BLEU" in other["scores"][0]
