"""Articles at work: translated from where the reader is, stopped, gone on with, edited meanwhile, failing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from nlp.document import Article
from nlp.errors import EngineError
from nlp.protocols import Translation
from nlp.text import length
from nlp.text.clean import clean
from rafiq.page.strings import text
from rafiq.page.work.job import BROKEN, Job, Work
from rafiq.page.work.jobs import Jobs
from tests.support.fakes import UpperTranslator
from tests.support.page import numbered, opened, wait_for


def test_a_job_translates_all_from_the_row_the_reader_looks_at(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, engine = jobs
    job = opened(translated=False, work=Work(looking=4))
    at_work.translate(at_work.add(job))
    wait_for(lambda: job.state == "done")
    assert job.document is not None
    assert [s.text for s in engine.asked[:2]] == [job.document.sentences[4].arabic, job.document.sentences[5].arabic]
    assert all(sentence.english for sentence in job.document.sentences)
    assert job.status()["done"] == job.status()["total"] == 6


def test_cancel_keeps_what_there_is_and_the_rest_can_be_done_later(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, _ = jobs
    job, begun, go_on = opened(translated=False), Event(), Event()

    class Slow(UpperTranslator):
        def translate(self, sentences: Any) -> Iterator[tuple[int, Translation]]:
            for each in super().translate(sentences):
                yield each
                begun.set()
                go_on.wait(10)

    at_work._translator = lambda name: Slow()
    at_work.translate(at_work.add(job))
    assert begun.wait(10)
    at_work.cancel(job)
    go_on.set()
    at_work.threads.engine.submit(lambda: None).result(10)
    assert job.state == "stopped"
    assert 1 <= job.status()["done"] < 6
    at_work.translate(job)
    wait_for(lambda: job.state == "done")


def test_an_edit_made_meanwhile_is_not_written_over() -> None:
    job = opened()
    assert job.document is not None
    mine = replace(job.document.sentences[1], english="Mine.", engine="reader")
    job.put(1, mine)
    job.put(1, replace(mine, english="Machine.", engine="fake"), "fake")
    assert job.document.sentences[1].english == "Mine."


def test_a_failure_is_a_sentence_and_can_be_tried_again(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, engine = jobs
    job = opened(translated=False)

    def fails(name: str) -> Any:
        raise EngineError("The engine is out of breath.")

    at_work._translator = fails
    at_work.translate(at_work.add(job))
    wait_for(lambda: job.state == "failed")
    assert job.error == "The engine is out of breath."
    at_work._translator = lambda name: engine
    at_work.translate(job)
    wait_for(lambda: job.state == "done")
    assert job.error == ""


def test_an_unexpected_error_shows_no_details(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, _ = jobs

    def article() -> Article:
        raise ZeroDivisionError("secret")

    job = at_work.start(Job("x", "", "fake"), article)
    wait_for(lambda: job.state == "failed")
    assert job.error == BROKEN
    assert "secret" not in text(BROKEN, "en")


def test_an_article_that_is_too_long_says_so_and_offers_its_beginning(
    jobs: tuple[Jobs, UpperTranslator], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(length, "MAX_SENTENCES", 5)
    at_work, _ = jobs
    job = at_work.start(Job("long", "title", "fake"), lambda: numbered(9))
    wait_for(lambda: job.state == "failed")
    assert "read the first 5 sentences" in job.error
    beginning = job.work.beginning
    assert beginning is not None
    again = at_work.start(Job("beginning", "title", "fake"), lambda: beginning)
    wait_for(lambda: again.document is not None)
    assert again.document is not None and len(again.document.sentences) == 5


def test_an_article_without_arabic_is_told_so(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, engine = jobs
    job = at_work.start(Job("x", "", "fake"), lambda: clean("An English page. It has two sentences."))
    wait_for(lambda: job.state == "failed")
    assert text(job.error, "en").startswith("There is no Arabic in this text")
    assert not job.busy and not engine.asked
