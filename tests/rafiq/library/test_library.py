"""The library, on SQLite and on a real PostgreSQL server: what is saved comes back, changes merge, search finds."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from nlp.annotations import Annotation, Place, SavedCopy
from nlp.document import Article, BilingualDocument, Reading
from nlp.errors import InputError, NotFoundError, TooLargeError
from nlp.names.english_name import OwnName
from rafiq.library import Library
from rafiq.library.search import folded, terms
from tests.support.copies_sample import copies, hostile_copy, sample_copy

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of the tests' PostgreSQL server: the one the script started before us, or one it starts now. Never skipped."""
    address = os.environ.get("RAFIQ_TEST_POSTGRES", "")
    if not address:
        done = subprocess.run([ROOT / "scripts" / "postgres_for_tests.sh"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        address = done.stdout.strip().removeprefix("export RAFIQ_TEST_POSTGRES=")
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty library is: a file, or a schema of its own on the server."""
    if request.param == "sqlite":
        yield str(tmp_path / "library.sqlite3")
        return
    import psycopg

    address = request.getfixturevalue("postgres")
    name = f"t{os.getpid()}_{abs(hash(tmp_path)) % 10**9}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield f"{address}?options=-csearch_path%3D{name}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


@pytest.fixture
def library(place: str) -> Iterator[Library]:
    with Library.open(place) as opened:
        yield opened


def test_a_copy_comes_back_identical_after_reopening(place: str) -> None:
    sample = sample_copy()
    with Library.open(place) as library:
        saved = library.save(sample)
    with Library.open(place) as library:
        found = library.get(saved)
        assert not library.check()
    assert found.document == sample.document
    assert (found.title, found.annotations, found.tags, found.place) == (
        sample.title,
        sample.annotations,
        tuple(sorted(sample.tags)),
        sample.place,
    )
    assert found.id == saved != sample.id


def test_saving_twice_makes_two_copies(library: Library) -> None:
    one, two = library.save(sample_copy()), library.save(sample_copy())
    assert one != two
    assert {summary.id for summary in library.list()} == {one, two}


def test_the_list_tells_what_each_copy_is(library: Library) -> None:
    library.save(sample_copy().document, title="My title")
    (summary,) = library.list()
    assert summary.title == "My title"
    assert (summary.title_english, summary.source, summary.engine) == (
        "President Muhammad Ali visits Cairo",
        "example.txt",
        "embedded",
    )
    assert (summary.sentences, summary.annotations, summary.place) == (5, 0, -1)
    assert summary.words > 20


@pytest.mark.parametrize(
    "query",
    [
        "القاهره",  # ta marbuta as ha
        "الرئيس",
        "رئيس",  # the lemma of والرئيس
        "كتبه",  # diacritics in the article, none here
        "كَتَبَهُ",
        "CAIRO",
        "cair",  # the beginning of a word
        "government القاهرة",  # both languages, different sentences
        '"president did not"',
        "«محمد على»",  # alef maksura for ya
        "١٥",  # Arabic digits for Western ones
        "seminar",  # a note
        "ملاحظه",
        "احمد",  # hamza; the byline
    ],
)
def test_search_finds(library: Library, query: str) -> None:
    saved = library.save(sample_copy())
    library.save(BilingualDocument(Article("سلام")), title="other")
    assert [summary.id for summary in library.list(query)] == [saved]


@pytest.mark.parametrize(
    "query", ["absent", "القاهرة absent", '"Cairo Muhammad"', "***", '"', "' OR 1=1 --", "NEAR(", "a AND absent", "\x00", "🙂"]
)
def test_search_does_not_find_and_does_not_break(library: Library, query: str) -> None:
    library.save(sample_copy())
    assert library.list(query) == ()


def test_search_forgets_what_was_changed_or_removed(library: Library) -> None:
    saved = library.save(sample_copy())
    library.edit(saved, 1, "The cabinet spoke.")
    assert library.list("cabinet") and not library.list('"government said"')
    library.remove_annotation(saved, "n4")
    assert not library.list("seminar")
    library.rename(saved, "Unmistakable")
    assert library.list("unmistakable")
    assert not library.check()


def test_tags_filter_and_count(library: Library) -> None:
    saved = library.save(sample_copy())
    library.save(sample_copy().document)
    assert [summary.id for summary in library.list(tag="politics")] == [saved]
    library.set_tags(saved, ["سياسة", "  new   tag ", "new tag"])
    assert library.get(saved).tags == ("new tag", "سياسة")
    assert library.tags() == {"new tag": 1, "سياسة": 1}
    library.set_tags(saved, ["b", "a", "b", " "])
    assert library.get(saved).tags == ("a", "b")


def test_an_edit_keeps_what_the_machine_wrote(library: Library) -> None:
    saved = library.save(sample_copy())
    library.edit(saved, 0, "The president is in Cairo")
    sentence = library.get(saved).document.sentences[0]
    assert (sentence.english, sentence.engine) == ("The president is in Cairo", "reader")
    assert sentence.machine_english == "President Muhammad Ali visits Cairo"
    assert (sentence.marks, sentence.alignment) == ((), ())
    library.edit(saved, 0, "Second thoughts")
    assert library.get(saved).document.sentences[0].machine_english == "President Muhammad Ali visits Cairo"
    assert [old.english for old in library.earlier(saved, 0)] == ["The president is in Cairo"]


def test_two_tabs_that_change_different_sentences_lose_nothing(library: Library) -> None:
    base = sample_copy().document
    saved = library.save(base)
    one = replace(base, sentences=(replace(base.sentences[0], english="one"), *base.sentences[1:]))
    two = replace(base, sentences=(*base.sentences[:4], replace(base.sentences[4], english="two")), title_english="Another title")
    library.update(saved, one, base=base)
    library.update(saved, two, base=base)
    found = library.get(saved).document
    assert [s.english for s in found.sentences] == ["one", *(s.english for s in base.sentences[1:4]), "two"]
    assert found.title_english == "Another title"


def test_a_readers_words_that_are_written_over_are_kept(library: Library) -> None:
    base = sample_copy().document
    saved = library.save(base)
    library.edit(saved, 3, "Mine")
    library.update(saved, base)
    assert library.get(saved).document == base
    assert [old.english for old in library.earlier(saved, 3)] == ["Mine"]
    shorter = replace(base, sentences=base.sentences[:2])
    library.update(saved, shorter)
    assert library.get(saved).document == shorter
    assert library.earlier(saved, 2)[0].english == base.sentences[2].english  # it was in the reader's words
    assert not library.check()


def test_delete_is_undone_and_purge_is_not(library: Library) -> None:
    saved = library.save(sample_copy())
    before = library.get(saved)
    library.delete(saved)
    assert library.list() == () and [s.id for s in library.list(trash=True)] == [saved]
    with pytest.raises(NotFoundError, match="in the trash"):
        library.get(saved)
    library.undelete(saved)
    assert library.get(saved) == before
    assert library.purge(saved) == 0  # not in the trash
    library.delete(saved)
    assert library.purge() == 1
    with pytest.raises(NotFoundError):
        library.undelete(saved)
    assert library.list("Cairo", trash=True) == ()


def test_notes_and_highlights(library: Library) -> None:
    saved = library.save(sample_copy().document)
    first = library.annotate(saved, Annotation(sentence=1, side="english", start=0, end=3, quote="The", colour="blue"))
    library.annotate(saved, Annotation(text="later"))
    (highlight, _) = library.annotations(saved)
    assert (highlight.id, highlight.colour, highlight.created == highlight.changed) == (first, "blue", True)
    library.annotate(saved, replace(highlight, text="why?", colour="pink"))
    changed, note = library.get(saved).annotations
    assert (changed.text, changed.colour, changed.created, note.text) == ("why?", "pink", highlight.created, "later")
    with pytest.raises(NotFoundError):
        library.remove_annotation(saved, "nothing")
    with pytest.raises(NotFoundError):
        library.annotate("nothing", Annotation(text="x"))


@pytest.mark.parametrize(
    "bad",
    [
        Annotation(side="left"),  # type: ignore[arg-type]
        Annotation(colour="mauve"),  # type: ignore[arg-type]
        Annotation(side="english", start=0, end=2),
        Annotation(side="arabic", start=5, end=2),
        Annotation(text="x" * 50_001),
    ],
)
def test_a_note_that_makes_no_sense_is_refused(library: Library, bad: Annotation) -> None:
    saved = library.save(sample_copy().document)
    with pytest.raises(InputError):
        library.annotate(saved, bad)
    assert library.annotations(saved) == ()


def test_glossary_readings_known_words_settings(library: Library) -> None:
    library.set_term("مجلس", "council")
    library.set_term("مجلس", "board", note="in business")
    library.set_term("رئيس  الوزراء", "prime minister", kind="phrase")
    library.set_term("علي", "Ali", kind="name", type="PERS")
    words = [(entry.arabic, entry.english, entry.scope) for entry in library.glossary_words()]
    assert words == [("مجلس", "board", ""), ("رئيس الوزراء", "prime minister", "")]
    assert library.glossary_names() == {"علي": OwnName("Ali", "PERS")}
    library.remove_term("مجلس")
    assert "مجلس" not in [entry.arabic for entry in library.glossary_words()]
    with pytest.raises(NotFoundError, match="no word"):
        library.remove_term("مجلس")
    library.set_term("مجلس", "board")
    with pytest.raises(InputError):
        library.set_term(" ", "x")
    reading = sample_copy().document.sentences[1].tokens[0].readings[1]
    library.choose_reading("قالت", reading)
    assert library.chosen_readings() == {"قالت": reading} and isinstance(reading, Reading)
    library.forget_reading("قالت")
    assert library.chosen_readings() == {}
    library.set_known(["قال", "كِتاب"])
    library.set_known("قال", is_known=False)
    assert library.known_words() == {"كِتاب"}
    library.set_setting("font", {"size": 18, "family": "نسخ"})
    assert library.setting("font") == {"size": 18, "family": "نسخ"} and library.setting("none", 3) == 3
    with pytest.raises(InputError):
        library.set_setting("bad", object())


def test_place_and_titles(library: Library) -> None:
    saved = library.save(sample_copy().document)
    changed = library.get(saved).changed
    library.set_place(saved, 3, 1)
    assert library.get(saved).place == Place(3, 1) and library.get(saved).changed == changed
    library.rename(saved, "  ")
    assert library.get(saved).title == sample_copy().document.title
    with pytest.raises(TooLargeError):
        library.rename(saved, "x" * 501)
    with pytest.raises(NotFoundError):
        library.set_place("nothing", 1)


def test_a_hostile_copy_comes_back_as_far_as_text_can(library: Library) -> None:
    hostile = hostile_copy()
    saved = library.save(replace(hostile, annotations=()), title=hostile.title)
    assert library.get(saved).document == _without_surrogates(hostile)
    for note in hostile.annotations:
        library.annotate(saved, note)
    assert len(library.get(saved).annotations) == len(hostile.annotations)
    assert len(library.list()) == 1 and not library.check()


def _without_surrogates(copy: SavedCopy) -> BilingualDocument:

    def washed(value: object) -> object:
        if isinstance(value, str):
            return value.replace("\ud800", "\ufffd")
        if isinstance(value, list | tuple):
            return [washed(each) for each in value]
        return {washed(k): washed(v) for k, v in value.items()} if isinstance(value, dict) else value

    return msgspec.convert(washed(msgspec.to_builtins(copy.document)), type=BilingualDocument)


def test_many_threads_share_one_library(library: Library) -> None:
    saved = library.save(sample_copy().document)

    def work(number: int) -> None:
        for k in range(5):
            library.annotate(saved, Annotation(text=f"{number}-{k}"))
            library.get(saved)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {note.text for note in library.annotations(saved)} == {f"{n}-{k}" for n in range(6) for k in range(5)}


@settings(max_examples=25, deadline=None)
@given(copy=copies())
def test_any_copy_comes_back_identical(copy: SavedCopy) -> None:
    with Library.open(":memory:") as library:
        saved = library.save(copy)
        found = library.get(saved)
        assert found.document == copy.document
        assert [note.id for note in found.annotations] == [note.id for note in copy.annotations]
        assert found.tags == tuple(sorted(copy.tags))
        assert not library.check()


def test_terms_and_folding() -> None:
    assert terms('إسرائيل "رئيس الوزراء" x-y') == (("اسراييل",), ("رييس", "الوزراء"), ("x", "y"))
    assert folded("Ça va؟ مُؤتمر ١٢٫٥") == "ca va موتمر 12 5"
    assert terms("  ") == ()


def test_the_passages_of_a_search_those_with_most_of_it_first(library: Library) -> None:
    saved = library.save(sample_copy().document)
    found = library.passages(saved, "القاهرة Microsoft president", limit=5)
    assert [number for number, _ in found][:2] == [0, 2]
    assert all("القاهرة" in sentence.arabic or "Microsoft" in sentence.arabic for _, sentence in found)
    assert library.passages(saved, "nothing") == library.passages(saved, "") == ()
