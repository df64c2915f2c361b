"""The page without a browser: articles at work, what sessions are fed, the reader's choices, events, cache, strings, options."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import streamlit

from nlp.document import Article, NameSource, Token, from_json, to_json
from nlp.errors import EngineError, InputError, RafiqError
from nlp.protocols import Hint, SourceSentence, Translation
from nlp.reader import Reader, outline
from nlp.text.clean import clean
from rafiq.page.reader import choices, engines, events
from rafiq.page.reader.session import Session
from rafiq.page.screens.strings import STRINGS, text
from rafiq.page.serve.config import OPTIONS, arguments
from rafiq.page.work import drafts as drafts_module
from rafiq.page.work.analysis import UNFINISHED, relinked
from rafiq.page.work.cache import CachedTranslator, TranslationCache
from rafiq.page.work.drafts import Draft, Drafts
from rafiq.page.work.jobs import BROKEN, Job, Jobs
from rafiq.render.page import row_of, view_of, words_of
from tests.browser.documents import sample_document
from tests.support.fakes import FakeTagger, UpperTranslator

ROOT = Path(__file__).parents[3]


class NoMorphology:
    def annotate(self, tokens: Any, tags: Any = None) -> Any:
        return tuple(tokens)


def wait_for(condition: Callable[[], bool]) -> None:
    """Until another thread has done it; a test that waits for nothing fails after ten seconds."""
    pause = Event()
    for _ in range(1000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("It never came true.")


@pytest.fixture
def jobs() -> Iterator[tuple[Jobs, UpperTranslator]]:
    engine = UpperTranslator()
    reader = Reader(NoMorphology(), FakeTagger())
    yield Jobs(lambda name: engine, lambda: reader), engine


def opened(translated: bool = True, **more: Any) -> Job:
    document = sample_document(translated=translated)
    return Job("job", "title", "fake", document, "stopped", stored=None, **more)


# -- view data


def test_offsets_in_the_view_count_utf16_units() -> None:
    document = sample_document()
    first = document.sentences[0]
    shifted = replace(
        first,
        arabic="😀 " + first.arabic,
        start=first.start,
        tokens=tuple(replace(t, start=t.start + 2, end=t.end + 2) for t in first.tokens),
    )
    rows, _ = words_of([shifted])
    units = rows[0]["ar"].encode("utf-16-le")
    for (start, end, _), token in zip(rows[0]["tokens"], shifted.tokens, strict=True):
        assert units[2 * start : 2 * end].decode("utf-16-le") == token.text


def test_equal_words_share_one_analysis_and_furniture_knows_its_place() -> None:
    view = view_of(sample_document())
    library = [row[2] for r in view["rows"] for row in r["tokens"] if view["words"][row[2]]["text"] == "المكتبة"]
    assert len(library) == 3
    assert len(set(library)) == 1
    assert view["furniture"] == [{"before": 6, "lines": ["اقرأ أيضاً"]}]
    assert json.loads(json.dumps(view)) == view
    assert "tokens" not in row_of(0, sample_document().sentences[0])


# -- articles at work


def test_a_job_translates_all_from_the_row_the_reader_looks_at(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, engine = jobs
    job = opened(translated=False, looking=4)
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
    at_work._engine.submit(lambda: None).result(10)
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


class Readings:
    """A morphology that notes which words it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate: Event | None = None

    def annotate(self, tokens: Any, tags: Any = None) -> Any:
        if self.gate:
            self.gate.wait(10)
        self.asked.append(" ".join(token.text for token in tokens))
        return tuple(replace(token, glosses=("known",)) for token in tokens)


def numbered(count: int) -> Article:
    """An article of `count` sentences, a number in each."""
    return clean("\n\n".join(f"قال الرئيس محمد علي الجملة {number} في القاهرة." for number in range(count)))


def in_pieces(engine: UpperTranslator) -> tuple[Jobs, Readings]:
    known = Readings()
    return Jobs(lambda name: engine, lambda: Reader(known, FakeTagger())), known


def test_a_long_article_is_analysed_in_pieces_from_where_its_reader_is() -> None:
    at_work, known = in_pieces(UpperTranslator())
    known.gate = Event()
    job = at_work.start(Job("x", "", "fake"), lambda: numbered(200))
    wait_for(lambda: job.document is not None)
    assert job.document is not None
    assert job.status()["known"] == 0
    job.looking = 150
    known.gate.set()
    wait_for(lambda: job.state == "done")
    assert len(known.asked) == 200
    first = [known.asked.index(sentence.arabic.replace(".", " .")) for sentence in job.document.sentences]
    assert first[150] < first[40]  # the first piece may have begun before the reader moved; the second begins where they are
    assert all(token.glosses for sentence in job.document.sentences for token in sentence.tokens)
    assert UNFINISHED not in job.document.versions
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
    at_work._analysts.submit(lambda: None).result(10)
    at_work._analysts.shutdown(wait=True)
    assert job.analysis is not None
    assert 0 < job.analysis.known < 3000
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
    events.apply(desk, job, {"kind": "rename", "entity": 9999, "arabic": cairo.arabic, "english": "Al-Qahira"})
    wait_for(lambda: job.state == "done")
    assert {m.english for s in job.document.sentences for m in s.entities if m.text == "القاهرة"} == {"Al-Qahira"}
    assert {each.english for each in job.document.entities if each.arabic == "القاهرة"} == {"Al-Qahira"}


def test_a_copy_saved_half_analysed_is_analysed_to_the_end_when_opened() -> None:
    at_work, known = in_pieces(UpperTranslator())
    document = replace(outline(numbered(40)), versions={UNFINISHED: "analysis"})
    edited = replace(document.sentences[3], english="Mine.", engine="reader")
    document = replace(document, sentences=(*document.sentences[:3], edited, *document.sentences[4:]))
    job = at_work.add(Job("x", "", "fake", document, "stopped", saved="copy"))
    wait_for(lambda: job.state == "done")
    assert job.document is not None
    assert len(known.asked) == 40
    assert UNFINISHED not in job.document.versions
    assert job.document.sentences[3].english == "Mine."
    assert all(token.glosses for sentence in job.document.sentences for token in sentence.tokens)


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
    assert job.status()["known"] == 12
    wait_for(lambda: job.state == "failed" and not job.busy)
    readers.append(Reader(known, FakeTagger()))
    at_work.translate(job)
    wait_for(lambda: job.state == "done")
    assert job.status()["known"] == job.status()["done"] == 40


def test_a_sentence_whose_names_turn_out_otherwise_is_translated_again() -> None:
    document = sample_document()
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


def test_the_policy_lets_through_what_streamlits_own_page_has_inline() -> None:
    from rafiq.page.serve.serving import HEADERS

    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    inline = re.findall(
        r"<script>(.*?)</script>", (Path(streamlit.__file__).parent / "static" / "index.html").read_text(), re.DOTALL
    )
    assert inline
    assert policy["script-src"].count("sha256-") == len(inline)
    assert policy["connect-src"].startswith("'self'")
    assert policy["frame-ancestors"] == "'none'"


def test_an_unexpected_error_shows_no_details(jobs: tuple[Jobs, UpperTranslator]) -> None:
    at_work, _ = jobs

    def article() -> Article:
        raise ZeroDivisionError("secret")

    job = at_work.start(Job("x", "", "fake"), article)
    wait_for(lambda: job.state == "failed")
    assert job.error == BROKEN
    assert "secret" not in text(BROKEN, "en")


# -- cache


def test_cache_answers_for_the_same_sentence_names_and_version_only(tmp_path: Path) -> None:
    engine = UpperTranslator()
    place = tmp_path / "c" / "translations.sqlite3"
    cached = CachedTranslator(engine, TranslationCache(place))
    once = dict(cached.translate([SourceSentence("نعم"), SourceSentence("لا")]))
    again = dict(
        CachedTranslator(engine, TranslationCache(tmp_path / "c" / "translations.sqlite3")).translate([SourceSentence("لا")])
    )
    assert again[0] == once[1]
    assert len(engine.asked) == 2
    list(cached.translate([SourceSentence("لا", hints=(Hint(0, 2, "no"),))]))
    assert len(engine.asked) == 3
    engine.version = "2"
    list(cached.translate([SourceSentence("لا")]))
    assert len(engine.asked) == 4


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "translations.sqlite3"
    place.write_bytes(b"not a database" * 100)
    cache = TranslationCache(place)
    cache.put(b"k", Translation("yes"))
    assert cache.get(b"k") == Translation("yes")


# -- choices


def test_a_reading_is_chosen_for_every_token_of_that_spelling() -> None:
    document = sample_document()
    token = choices.token_at(document, 2, 1)
    changed, rows = choices.with_reading(document, token.text, token.readings[1])
    assert rows == [1, 2, 5]
    assert changed.sentences[5].tokens[1].glosses == ("written",)
    assert changed.sentences[5].tokens[1].readings[1].lemma == token.lemma
    assert from_json(to_json(changed)) == changed


def test_an_own_gloss_holds_for_the_lemma_and_can_be_taken_back() -> None:
    document = sample_document()
    token = choices.token_at(document, 2, 1)
    glossed, rows = choices.with_gloss(document, token, "book house")
    assert rows == [0, 1, 2, 5]  # مكتبة and المكتبة
    assert glossed.sentences[0].tokens[3].glosses[0] == "book house"
    tokens = {row: document.sentences[row].tokens for row in rows}
    assert choices.with_tokens(glossed, tokens, token)[0] == document


def test_renaming_translates_again_except_what_the_reader_wrote() -> None:
    document = sample_document()
    mine = replace(document.sentences[4], english="Mine.", engine="reader")
    document = replace(document, sentences=(*document.sentences[:4], mine, *document.sentences[5:]))
    renamed, rows = choices.rename_entity(document, 0, "Al-Qahira")
    assert rows == [0, 4]
    assert renamed.sentences[0].english == renamed.sentences[0].engine == ""
    assert renamed.sentences[4].english == "Mine."
    assert renamed.entities[0].english == "Al-Qahira"
    with pytest.raises(InputError):
        choices.rename_entity(document, 99, "x")


# -- sessions and events


class FakeDesk:
    """The desk's surface that events use, over a real library in memory."""

    def __init__(self) -> None:
        from rafiq.library import Library

        self.library = Library.open(":memory:")
        self.engine = UpperTranslator()
        self.jobs = Jobs(lambda name: UpperTranslator(), lambda: Reader(NoMorphology(), FakeTagger()))
        self.kept = 0

    def translator(self, name: str) -> CachedTranslator:
        return CachedTranslator(self.engine, TranslationCache(":memory:"))

    def engines(self) -> dict[str, str]:
        return {"fake": "A fake", "other": "Another"}

    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = self.library.setting("page", {})
        return found

    def set(self, patch: dict[str, Any]) -> None:
        self.library.set_setting("page", {**self.settings(), **patch})

    def save(self, job: Job) -> str:
        assert job.document is not None
        job.saved = job.saved or self.library.save(job.document)
        return job.saved

    keep = save


def message(*listed: dict[str, Any], client: str = "c") -> dict[str, Any]:
    return {"doc": "job", "client": client, "events": [{"seq": n, **event} for n, event in enumerate(listed, 1)]}


def test_each_event_is_done_once_however_often_it_is_sent() -> None:
    desk: Any = FakeDesk()
    session = Session.of(desk, opened(), "en")
    edit = {"kind": "edit", "n": 1, "english": "Mine."}
    note = {"kind": "note", "n": 1, "token": 2, "id": "", "text": "who?"}
    session.take(desk, message(edit, note))
    session.take(desk, message(edit, note))
    assert session.job.document is not None
    assert session.job.document.sentences[1].english == "Mine."
    assert session.job.document.sentences[1].machine_english.startswith("Minister")
    assert [(n.sentence, n.quote, n.text) for n in session.job.notes] == [(1, "أحمد", "who?")]
    assert session.feed()["ack"] == {"c": 2}
    assert session.feed()["notes"][0]["token"] == 2
    assert [note.text for note in desk.library.get(session.job.saved).annotations] == ["who?"]


def test_a_feed_tells_what_changed_and_a_gap_is_filled() -> None:
    desk: Any = FakeDesk()
    session = Session.of(desk, opened(translated=False), "en")
    full = sample_document()
    session.job.put(0, full.sentences[0], "fake")
    session.job.put(2, full.sentences[2], "fake")
    feed = session.feed()
    assert (feed["from"], feed["to"]) == (0, 2)
    assert [(c["revision"], c["row"]["n"]) for c in feed["changes"]] == [(1, 0), (2, 2)]
    assert feed["changes"][0]["row"]["en"] == full.sentences[0].english
    assert "tokens" not in feed["changes"][0]["row"]
    session.sent[0] = (0.0, 2)  # as if sent long ago
    assert session.feed()["changes"] == []
    session.take(desk, message({"kind": "resync", "have": 1}))
    assert [c["row"]["n"] for c in session.feed()["changes"]] == [2]


def test_a_feed_sends_each_analysis_of_a_word_once_and_again_after_a_gap() -> None:
    desk: Any = FakeDesk()
    bare = sample_document(translated=False)
    plain = replace(
        bare,
        sentences=tuple(replace(s, tokens=tuple(Token(t.start, t.end, t.text, t.kind) for t in s.tokens)) for s in bare.sentences),
    )
    job = Job("job", "title", "fake", plain, "analysing")
    session = Session.of(desk, job, "en")
    drawn = json.loads(session.snapshot.partition(b"\n")[2])["view"]["words"]
    job.change(replace(plain, sentences=(*bare.sentences[:2], *plain.sentences[2:])), [0, 1], words=True)
    first = session.feed()
    assert first["wordsFrom"] == len(drawn)
    job.change(bare, [2, 3, 4, 5], words=True)
    session.sent.clear()
    session.since = 1  # what came first is known to the component
    second = session.feed()
    assert second["wordsFrom"] == len(drawn) + len(first["words"])
    whole = [*drawn, *first["words"], *second["words"]]
    library = next(row for change in second["changes"] if (row := change["row"])["n"] == 2)
    assert [whole[at]["text"] for _, _, at in library["tokens"]] == [t.text for t in bare.sentences[2].tokens]
    assert whole[library["tokens"][1][2]]["lemma"] == "مَكْتَبَة"
    session.take(desk, message({"kind": "resync", "have": 0}))
    again = session.feed()
    assert again["wordsFrom"] == len(drawn)
    assert again["words"] == [*first["words"], *second["words"]]


@pytest.mark.parametrize("uses_hints", [True, False])
def test_the_english_follows_a_word_decided_where_the_engine_can_use_it(uses_hints: bool) -> None:
    desk: Any = FakeDesk()
    desk.engine = UpperTranslator(uses_hints=uses_hints)
    job = desk.jobs.add(opened())
    before = job.document
    mine = replace(before.sentences[5], english="Mine.", engine="reader")
    job.put(5, mine)
    events.apply(desk, job, {"kind": "gloss", "n": 2, "token": 1, "english": "book house"})
    wait_for(lambda: not job.busy)
    now = [sentence.english for sentence in job.document.sentences]
    assert now[5] == "Mine."
    assert now[3:5] == [sentence.english for sentence in before.sentences[3:5]]
    followed = [number for number in (0, 1, 2) if now[number].startswith("EN:")]
    assert followed == ([0, 1, 2] if uses_hints else [])
    assert job.document.sentences[2].tokens[1].glosses[0] == "book house"


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
    events.apply(desk, job, {"kind": "take", "n": 1, "engine": "other"})
    taken = job.document.sentences[1]
    assert (taken.english, taken.engine, taken.machine_english) == (reply["right"], "other", reply["left"])
    assert choices.readers_own(taken)
    saved = desk.library.get(job.saved).document.sentences[1]
    assert (saved.english, saved.engine, saved.machine_english) == (reply["right"], "other", reply["left"])
    events.apply(desk, job, {"kind": "engine", "engine": "fake"})
    wait_for(lambda: job.state == "done")
    assert job.document.sentences[1] == taken
    with pytest.raises(InputError, match="was not asked"):
        events.apply(desk, job, {"kind": "take", "n": 2, "engine": "other"})
    with pytest.raises(InputError, match="not installed"):
        events.apply(desk, job, {"kind": "opinion", "n": 1, "engine": "gone"})


def test_why_there_is_no_second_opinion_is_said() -> None:
    desk: Any = FakeDesk()

    def fails(name: str) -> Any:
        raise EngineError("The engine is out of breath.")

    desk.jobs._translator = fails
    job = desk.jobs.add(opened())
    events.apply(desk, job, {"kind": "opinion", "n": 1, "engine": "other", "client": "c"})
    wait_for(lambda: not job.busy)
    assert job.answers[-1]["error"] == "The engine is out of breath."


def test_the_menu_of_engines_says_what_each_is_and_what_adds_it() -> None:
    rows = {row["name"]: row for row in engines.menu()}
    assert rows["embedded"]["installed"]
    assert rows["embedded"]["command"] == ""
    assert rows["embedded"]["size"] > 1_000_000
    other = rows["opus-mt-big"]
    assert not other["installed"]
    assert other["command"] == "rafiq engines add opus-mt-big"
    assert other["licence"]
    assert "BLEU" in other["scores"][0]


# -- drafts


def test_a_draft_is_private_whole_and_gone_when_told(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "data" / "drafts")
    one = Draft("abc123", "عنوان", "embedded", numbered(3))
    drafts.keep(one)
    assert drafts.all() == [one]
    assert drafts.get("abc123") == one
    file = tmp_path / "data" / "drafts" / "abc123.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert drafts.get("../../etc/passwd") is None
    drafts.drop("../abc123")
    assert drafts.all() == [one]
    file.write_bytes(file.read_bytes()[:40])
    assert drafts.all() == []
    drafts.drop("abc123")
    assert not file.exists()


def test_drafts_do_not_grow_without_end(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for number in range(drafts_module.MOST + 3):
        drafts.keep(Draft(f"d{number}", "", "embedded", Article("نص")))
        os.utime(tmp_path / f"d{number}.json", (number, number))
    assert len(drafts.all()) == drafts_module.MOST
    assert drafts.get("d0") is None


def test_a_disk_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    drafts = Drafts(tmp_path / "file")
    drafts.keep(Draft("abc", "", "embedded", Article("نص")))
    assert drafts.all() == []


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "edit", "n": 99, "english": "x"},
        {"kind": "edit", "n": "1", "english": "x"},
        {"kind": "edit", "n": 1, "english": ""},
        {"kind": "edit", "n": 1, "english": "x" * 30_000},
        {"kind": "reading", "n": 0, "token": 0, "reading": 9},
        {"kind": "gloss", "n": 0, "token": 99, "english": "x"},
        {"kind": "export", "format": "exe"},
        {"kind": "rename", "entity": 42, "english": "x"},
        {"kind": "no such"},
        {"kind": 3},
    ],
)
def test_what_the_page_sends_is_checked(event: dict[str, Any]) -> None:
    desk: Any = FakeDesk()
    job = opened()
    with pytest.raises(RafiqError):
        events.apply(desk, job, event)
    assert job.document == sample_document()
    session = Session.of(desk, job, "en")
    session.take(desk, message(event))
    assert session.replies[0]["kind"] == "say"


def test_settings_are_checked_and_kept() -> None:
    desk: Any = FakeDesk()
    patch = {"theme": "dark", "size": 24, "mode": "upside", "level": True, "diacritics": True, "x": 1, "line": 99}
    events.apply(desk, opened(), {"kind": "settings", "patch": patch})
    assert desk.settings() == {"theme": "dark", "size": 24, "diacritics": True}
    assert events.checked_settings("no") == {}


def test_an_own_gloss_and_a_name_go_to_the_library() -> None:
    desk: Any = FakeDesk()
    job = opened()
    events.apply(desk, job, {"kind": "gloss", "n": 2, "token": 1, "english": "book house"})
    events.apply(desk, job, {"kind": "rename", "entity": 2, "english": "Misr", "keep": True})
    assert desk.library.glossary_words() == {"مَكْتَبَة": "book house"}
    assert desk.library.glossary_names() == {"مصر": "Misr"}
    events.apply(desk, job, {"kind": "reading", "n": 0, "token": 2, "reading": 1})
    assert desk.library.chosen_readings()["تفتح"].glosses == ("written",)
    wait_for(lambda: job.state == "done")


def test_another_engine_translates_again_and_keeps_what_the_reader_wrote() -> None:
    desk: Any = FakeDesk()
    job = opened()
    events.apply(desk, job, {"kind": "edit", "n": 1, "english": "Mine."})
    events.apply(desk, job, {"kind": "engine", "engine": "other"})
    wait_for(lambda: job.state == "done")
    assert job.document is not None
    assert job.document.sentences[1].english == "Mine."
    assert job.document.sentences[0].english.startswith("EN:")
    assert desk.settings()["engine"] == "other"
    with pytest.raises(InputError, match="installed: fake, other"):
        events.apply(desk, job, {"kind": "engine", "engine": "gone"})


# -- strings, options


def test_every_string_is_there_in_both_languages_with_the_same_places() -> None:
    for key, (english, arabic) in STRINGS.items():
        assert english.strip(), key
        assert arabic.strip(), key
        assert sorted(re.findall(r"{(\w+)}", english)) == sorted(re.findall(r"{(\w+)}", arabic)), key


def test_every_string_the_component_asks_for_is_in_the_table() -> None:
    script, markup = (
        (ROOT / "rafiq" / "page" / "reader" / "reader.js").read_text(),
        (ROOT / "rafiq" / "page" / "reader" / "reader.html").read_text(),
    )
    asked = set(re.findall(r"this\.t\(\"(\w+)\"", script)) | set(re.findall(r"data-(?:t|label)=\"(\w+)\"", markup))
    assert asked - set(STRINGS) == set()
    assert len(asked) > 50


def test_the_installed_options_are_those_of_the_checkout() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    flat: dict[str, Any] = {}

    def walk(prefix: str, values: dict[str, Any]) -> None:
        for name, value in values.items():
            walk(f"{prefix}{name}.", value) if isinstance(value, dict) else flat.update({f"{prefix}{name}": value})

    walk("", written)
    assert flat == OPTIONS
    assert arguments()[:2] == ["--browser.gatherUsageStats", "false"]
    assert OPTIONS["server.address"] == "127.0.0.1"


def test_streamlit_knows_every_option() -> None:
    from streamlit import config

    for name in OPTIONS:
        assert name in config._config_options_template, name
