"""A long article is analysed piece by piece: in which order, with which names, and what happens when it is interrupted."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from threading import Event
from typing import Any

import pytest

from nlp.document import NameSource, Reading, Sentence, Token
from nlp.errors import EngineError
from nlp.reader import Reader, Seen, completed, outline
from nlp.words.context.article import IN_ARTICLE
from nlp.words.context.meanings import put_first
from rafiq.page.reader.events.table import apply
from rafiq.page.work.analysis import Analysis, relinked, unfinished
from rafiq.page.work.job import Job, Work
from rafiq.page.work.jobs import Jobs
from tests.support.documents import sample_document
from tests.support.fakes import FakeTagger, UpperTranslator
from tests.support.page import FakeDesk, Readings, in_pieces, numbered, wait_for


def test_a_long_article_is_analysed_in_pieces_from_where_its_reader_is() -> None:
    at_work, known = in_pieces(UpperTranslator())
    known.gate = Event()
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(200))
    wait_for(lambda: job.document is not None)
    assert job.document is not None
    assert job.status()["known"] == 0
    job.work.looking = 150
    known.gate.set()
    wait_for(lambda: job.state == "done")
    assert len(known.asked) == 200
    first = [known.asked.index(sentence.arabic.replace(".", " .")) for sentence in job.document.sentences]
    assert first[150] < first[40]  # the first piece may have begun before the reader moved; the second begins where they are
    assert all(token.glosses for sentence in job.document.sentences for token in sentence.tokens)
    assert not unfinished(job.document)
    assert job.busy is False


def test_names_found_in_pieces_are_those_found_at_once() -> None:
    at_work, known = in_pieces(UpperTranslator())
    article = numbered(90)
    job = at_work.start(Job("x", "", "fake"), lambda: article)
    wait_for(lambda: job.state == "done")
    whole = Reader(known, FakeTagger()).analyse(article)
    assert job.document is not None
    assert job.document.entities == whole.entities
    assert whole.entities
    spans = [[(m.start, m.entity) for m in sentence.entities] for sentence in job.document.sentences]
    assert spans == [[(m.start, m.entity) for m in sentence.entities] for sentence in whole.sentences]


def test_the_engine_begins_before_the_analysis_ends_and_closing_stops_both() -> None:
    engine = UpperTranslator()
    at_work, _ = in_pieces(engine)
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(3000))
    wait_for(lambda: bool(engine.asked))
    at_work.close(job.id)
    at_work.threads.analysts.submit(lambda: None).result(10)
    assert job.work.analysis is not None
    assert 0 < job.work.analysis.known < 3000
    assert at_work.get("x") is None


def test_a_name_changed_while_the_article_is_analysed_stays_changed() -> None:
    engine = UpperTranslator()
    at_work, _ = in_pieces(engine)
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(400))
    wait_for(lambda: job.document is not None and bool(job.document.entities))
    desk: Any = FakeDesk()
    desk.jobs = at_work
    with job.lock:
        assert job.document is not None
        cairo = next(each for each in job.document.entities if each.arabic == "القاهرة")
    apply(desk, job, {"kind": "rename", "entity": 9999, "arabic": cairo.arabic, "english": "Al-Qahira"})
    wait_for(lambda: job.state == "done")
    assert {m.english for s in job.document.sentences for m in s.entities if m.text == "القاهرة"} == {"Al-Qahira"}
    assert {each.english for each in job.document.entities if each.arabic == "القاهرة"} == {"Al-Qahira"}


@pytest.mark.parametrize("versions", [{}, {"unfinished": "analysis", "tagger": "fake 1"}], ids=["as now", "as Rafiq 0.1 saved it"])
def test_a_copy_saved_half_analysed_is_analysed_to_the_end_when_opened(versions: dict[str, str]) -> None:
    at_work, known = in_pieces(UpperTranslator())
    document = replace(outline(numbered(40)), versions=versions)
    edited = replace(document.sentences[3], english="Mine.", engine="reader")
    document = replace(document, sentences=(*document.sentences[:3], edited, *document.sentences[4:]))
    job = at_work.add(Job("x", "", "fake", document, "stopped", saved="copy"))
    wait_for(lambda: job.state == "done")
    assert job.document is not None
    assert len(known.asked) == 40
    assert not unfinished(job.document)
    assert job.document.versions == {"tagger": "fake 1"}
    assert job.document.sentences[3].english == "Mine."
    assert all(token.glosses for sentence in job.document.sentences for token in sentence.tokens)


def test_a_copy_that_was_analysed_or_came_without_words_is_opened_as_it_is() -> None:
    assert not unfinished(sample_document())
    sentences = tuple(replace(sentence, tokens=(), entities=()) for sentence in sample_document().sentences)
    assert not unfinished(replace(sample_document(), sentences=sentences, versions={}))  # from a translation memory


def test_an_analysis_that_broke_off_goes_on_when_asked(jobs: tuple[Jobs, UpperTranslator]) -> None:
    known = Readings()

    class Breaks(Readings):
        def annotate(self, tokens: Any, tags: Any = None) -> Any:
            if len(self.asked) == 20:
                raise EngineError("The dictionary is out of breath.")
            return super().annotate(tokens, tags)

    broken = Reader(Breaks(), FakeTagger())
    readers = [broken]
    at_work = Jobs(lambda name: UpperTranslator(), lambda: readers[-1])
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(40))
    wait_for(lambda: job.error != "")
    assert job.error == "The dictionary is out of breath."
    assert job.status()["known"] == 16
    wait_for(lambda: job.state == "failed" and not job.busy)
    readers.append(Reader(known, FakeTagger()))
    at_work.translate(job)
    wait_for(lambda: job.state == "done")
    assert job.status()["known"] == job.status()["done"] == 40


def test_a_sentence_whose_names_turn_out_otherwise_is_translated_again() -> None:
    document = sample_document()
    document = replace(document, sentences=tuple(completed(each) if each.english else each for each in document.sentences))
    other = [
        replace(each, english="Al-Qahira", english_source=NameSource.ARTICLE) if each.id == 0 else each
        for each in document.entities
    ]
    linked = [
        replace(s, entities=tuple(replace(m, english="Al-Qahira") if m.entity == 0 else m for m in s.entities))
        for s in document.sentences
    ]
    mine = replace(document.sentences[4], english="Mine.", engine="reader", alignment=())
    begun = replace(document, sentences=(*document.sentences[:4], mine, *document.sentences[5:]))
    sure = replace(begun, entities=tuple(replace(each, english_source=NameSource.OURS) for each in begun.entities))
    now, changed = relinked(sure, linked, other)
    assert now.sentences[0].english == ""
    assert now.sentences[4].english == "Mine."
    assert now.sentences[1] == begun.sentences[1]
    assert 0 in changed
    assert 1 not in changed


def test_a_word_that_the_rest_of_the_article_decides_is_told_and_its_sentence_translated_again() -> None:
    reading = Reading("تَحْقِيق", "", "noun", ("achievement", "investigation"), (), "")
    word = Token(0, 5, "تحقيق", lemma="تَحْقِيق", pos="noun", glosses=reading.glosses, readings=(reading,))
    told = put_first(word, ("investigation",))
    told = replace(told, readings=(replace(told.readings[0], reason=IN_ARTICLE),))
    row = Sentence(0, 5, "تحقيق", tokens=(word,), english="Achievement", engine="fake")
    plain = replace(sample_document(), sentences=(row, row), entities=())
    now, changed = relinked(plain, [replace(row, tokens=(told,)), row], [])
    assert changed == [0]
    assert (now.sentences[0].tokens[0].glosses[0], now.sentences[0].english) == ("investigation", "")
    assert now.sentences[1] == row
    back, again = relinked(now, [row, row], [])
    assert (again, back.sentences[0].tokens[0].glosses[0]) == ([0], "achievement")
    mine = replace(row, english="Mine.", engine="reader")
    kept, _ = relinked(replace(plain, sentences=(mine, row)), [replace(row, tokens=(told,)), row], [])
    assert kept.sentences[0].english == "Mine."


def test_where_a_reader_jumps_to_a_small_piece_comes_next() -> None:
    analysis = Analysis(1000)
    for _ in range(4):
        rows = analysis.next(0)
        analysis.take(rows, [Seen(Sentence(0, 1, "ن"), ())] * len(rows))
    assert analysis.next(0) == range(104, 168)
    assert analysis.next(500) == range(500, 504)


@pytest.mark.parametrize("fails", [False, True])
def test_an_analysis_waits_for_the_first_english_and_goes_on_when_the_engine_fails(fails: bool) -> None:
    known: list[int] = []

    class Watched(UpperTranslator):
        def translate(self, sentences: Any) -> Any:
            known.append(job.status()["known"])
            time.sleep(0.2)  # an analysis that does not wait would be further after that
            known.append(job.status()["known"])
            if fails:
                raise EngineError("The engine is out of breath.")
            yield from super().translate(sentences)

    at_work = Jobs(lambda name: Watched(), lambda: Reader(Readings(), FakeTagger()))
    job = Job("x", "", "fake")
    at_work.start(job, lambda: numbered(40))
    wait_for(lambda: job.document is not None and job.work.analysis is None and not job.busy)
    assert known[:2] == [4, 4]
    assert job.state == ("failed" if fails else "done")


def test_the_time_left_is_steady() -> None:
    """A sentence a second, then one that takes ten, then a sentence a second again."""
    work, told = Work(began=0.0), []
    moments = [*range(1, 31), *range(40, 71)]
    for made, now in enumerate(moments, 1):
        told.append(work.expect(float(now), made, 100 - made))
    assert max(later - earlier for earlier, later in pairwise(told)) < 6
    assert all(earlier - later < 12 for earlier, later in pairwise(told))
