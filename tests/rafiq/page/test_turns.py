"""Many readers at once: nobody waits for all that another has open, none sees another's, what nobody looks at is put away."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from nlp.protocols import SourceSentence, Translation
from nlp.reader import Reader
from nlp.text.clean import clean
from rafiq.page.desk import Desk
from rafiq.page.work import jobs as module
from rafiq.page.work.job import Job
from rafiq.page.work.jobs import Jobs, Threads
from rafiq.page.work.turns import Turns
from tests.support.fakes import FakeTagger, UpperTranslator
from tests.support.page import NoMorphology, numbered, wait_for

READERS = 20


def test_readers_take_turns_however_much_one_has_waiting() -> None:
    turns, gate, order = Turns(1, "test"), Event(), list[str]()
    turns.submit(gate.wait, 10, reader="first")
    for number in range(30):
        turns.submit(order.append, f"greedy {number}", reader="greedy")
    turns.submit(order.append, "modest 0", reader="modest")
    last = turns.submit(order.append, "modest 1", reader="modest")
    gate.set()
    last.result(10)
    assert order[:4] == ["greedy 0", "modest 0", "greedy 1", "modest 1"]


def test_what_somebody_waits_for_at_an_empty_page_comes_first() -> None:
    turns, gate, order = Turns(1, "test"), Event(), list[str]()
    turns.submit(gate.wait, 10, reader="first")
    for reader in ("a", "b"):
        turns.submit(order.append, f"{reader} goes on", reader=reader)
    for number in range(2):
        turns.submit(order.append, f"c begins {number}", reader="c", urgent=True)
    last = turns.submit(order.append, "d begins", reader="d", urgent=True)
    turns.submit(order.append, "d goes on", reader="d")
    gate.set()
    last.result(10)
    wait_for(lambda: len(order) == 6)
    assert order == ["c begins 0", "d begins", "c begins 1", "a goes on", "b goes on", "d goes on"]


class Slow(UpperTranslator):
    """Takes a while for each sentence, and notes the order."""

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        for each in super().translate(sentences):
            time.sleep(0.002)
            yield each


def _readers(count: int, engine: UpperTranslator) -> list[Jobs]:
    threads = Threads()
    return [Jobs(lambda _: engine, lambda: Reader(NoMorphology(), FakeTagger()), threads) for _ in range(count)]


def test_twenty_readers_get_their_own_english_and_none_waits_for_anothers_pile() -> None:
    engine = Slow()
    greedy, *others = _readers(READERS, engine)
    pile = [greedy.start(Job(f"g{n}", "", "fake"), lambda n=n: clean(f"قال الأول {n} نعم.\n\n" * 40)) for n in range(10)]  # type: ignore[misc]
    wait_for(lambda: any(job.status()["done"] for job in pile))
    opened = {
        reader: jobs.start(Job("same", "", "fake"), lambda n=reader: clean(f"قال القارئ رقم {n} نعم.\n\n" * 6))  # type: ignore[misc]
        for reader, jobs in enumerate(others, 1)
    }
    wait_for(lambda: all(job.state == "done" for job in opened.values()))
    assert not all(job.state == "done" for job in pile)  # ten long articles of one reader are still under way
    for reader, job in opened.items():
        assert job.document is not None
        assert all(f"رقم.{reader}." in row.english for row in job.document.sentences)
        assert others[reader - 1].all() == [job]


def test_an_articles_first_english_is_asked_for_in_a_small_piece(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, engine = jobs
    sizes: list[int] = []

    class Counting(UpperTranslator):
        def translate(self, sentences: Any) -> Iterator[tuple[int, Translation]]:
            sizes.append(len(sentences))
            yield from super().translate(sentences)

    at_work._translator = lambda _: Counting()
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(12))
    wait_for(lambda: job.state == "done")
    assert sizes[0] == module.FIRST
    assert max(sizes) == module.CHUNK
    assert not engine.asked


def _desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A real desk with an engine that costs nothing."""
    monkeypatch.setattr(Desk, "_warm", lambda _: None)
    desk, engine = Desk(), UpperTranslator()
    desk.jobs._translator = lambda _: engine
    desk.jobs._reader = lambda: Reader(NoMorphology(), FakeTagger())
    return desk


def test_what_nobody_looks_at_is_put_away_and_opened_again_from_its_draft(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _desk(monkeypatch)
    first = desk.read(lambda: numbered(3), "first")
    wait_for(lambda: first.state == "done" and desk.jobs.may_rest(first))  # its draft is written when all its English is there
    monkeypatch.setattr(module, "UNSEEN", 0.0)
    second = desk.read(lambda: numbered(4), "second")
    assert desk.jobs.all() == [second]
    assert [draft.title for draft in desk.left()] == ["first"]
    again = desk.resume(first.id)
    assert again is not None
    assert again.id == first.id
    wait_for(lambda: again.state == "done")
    assert list((home / "data" / "drafts").iterdir())


def test_more_open_articles_than_fit_leave_the_latest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OPEN", 3)
    desk = _desk(monkeypatch)
    for number in range(6):
        job = desk.read(lambda n=number: numbered(n + 1), f"article {number}")  # type: ignore[misc]
        wait_for(lambda job=job: job.state == "done")  # type: ignore[misc]
    assert [job.title for job in desk.jobs.all()] == [f"article {number}" for number in (5, 4, 3, 2)]
    assert len(list((home / "data" / "drafts").iterdir())) == 6
