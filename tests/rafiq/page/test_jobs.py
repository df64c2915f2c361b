"""Articles at work: translated from where the reader is, stopped, gone on with, edited meanwhile, failing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from models.store.files import find
from nlp.document import Article
from nlp.errors import EngineError
from nlp.protocols import Translation
from nlp.reader import Reader
from nlp.text import length
from nlp.text.clean import clean
from rafiq.page.strings import text
from rafiq.page.work.job import BROKEN, Job, Work
from rafiq.page.work.jobs import Jobs
from rafiq.workbench import Workbench
from tests.support.fakes import FakeTagger, UpperTranslator
from tests.support.page import Readings, numbered, opened, wait_for


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


def test_a_sentence_that_rafiq_fails_on_is_marked_and_the_rest_goes_on(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, _ = jobs
    job = opened(translated=False)
    assert job.document is not None
    bad = job.document.sentences[3].arabic

    class Breaks(UpperTranslator):
        def translate(self, sentences: Any) -> Iterator[tuple[int, Translation]]:
            for each in super().translate(sentences):
                if sentences[each[0]].text == bad:
                    raise ZeroDivisionError("secret")
                yield each

    at_work._translator = lambda name: Breaks()
    at_work.translate(at_work.add(job))
    wait_for(lambda: job.state == "done")
    assert [bool(row.english) for row in job.document.sentences] == [True, True, True, False, True, True]
    (mark,) = job.document.sentences[3].marks
    assert mark.message == "This sentence could not be translated: Rafiq failed on it (ZeroDivisionError)."
    assert not job.error


def test_english_stays_where_a_second_translation_gives_none(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, _ = jobs
    job = at_work.add(opened())
    assert job.document is not None
    before = job.document.sentences[1].english

    class Mute(UpperTranslator):
        def translate(self, sentences: Any) -> Iterator[tuple[int, Translation]]:
            yield from ((index, Translation("")) for index, _ in super().translate(sentences))

    at_work._translator = lambda name: Mute()
    at_work.again(job, [1])
    wait_for(lambda: not job.work.asked)
    assert before
    assert job.document.sentences[1].english == before


def test_with_damaged_weights_the_words_are_there_and_the_page_says_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.translators import embedded

    weights = tmp_path / "weights"
    shutil.copytree(find("embedded"), weights)
    (weights / "model.safetensors").write_bytes(b"damaged")
    monkeypatch.setattr(embedded, "find", lambda _: weights)
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    engine = Workbench().translator("embedded")
    at_work = Jobs(lambda _: engine, lambda: Reader(Readings(), FakeTagger()))
    job = at_work.start(Job("x", "", "embedded"), lambda: numbered(20))
    wait_for(lambda: job.state == "failed" and not job.busy)
    assert "is damaged" in job.error
    assert job.error.count(". ") == 0
    assert job.document is not None
    assert all(token.glosses for row in job.document.sentences for token in row.tokens)
