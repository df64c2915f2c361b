"""The reader's own words: looked up, marked, corrected, forgotten, reviewed; in later versions, backups and merges."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlp.annotations import Context, LearnedWord
from nlp.errors import InputError, LibraryError, NotFoundError
from rafiq.library import Library
from rafiq.library.schema import MIGRATIONS
from rafiq.library.words.learning import MAX_CONTEXTS, NEW_AT_ONCE

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BOOK = LearnedWord("word", "كِتاب", "الكتاب", "book", root="ك.ت.ب", pos="noun", contexts=(Context("قرأت الكتاب.", "", 5, 11),))
CAIRO = LearnedWord("name", "القاهرة", "القاهرة", "Cairo", pos="LOC")


def test_a_word_is_on_the_list_with_where_it_was_met() -> None:
    with Library.open(":memory:") as library:
        library.look_up(BOOK)
        library.look_up(
            LearnedWord("word", "كِتاب", "كتابه", "book", contexts=(Context("نشر كتابه أمس.", "He published it.", 4, 9),))
        )
        library.look_up(BOOK)
        (word,) = library.learned()
    assert (word.looked, word.state, word.root, word.pos) == (3, "new", "ك.ت.ب", "noun")
    assert {each.arabic[each.start : each.end] for each in word.contexts} == {"الكتاب", "كتابه"}


def test_a_sentence_is_kept_once_and_not_too_many_of_them() -> None:
    with Library.open(":memory:") as library:
        for number in range(MAX_CONTEXTS + 5):
            library.look_up(LearnedWord("word", "كِتاب", "كتاب", contexts=(Context(f"كتاب {number}"),)))
        library.look_up(LearnedWord("word", "كِتاب", "كتاب", contexts=(Context("كتاب 3", "Book 3", 40, 50),)))
        contexts = library.learned()[0].contexts
    assert len(contexts) == MAX_CONTEXTS
    assert [(each.english, each.start) for each in contexts if each.arabic == "كتاب 3"] == [("Book 3", -1)]


def test_states_are_the_ones_of_the_known_words() -> None:
    with Library.open(":memory:") as library:
        library.set_state("word", "كِتاب", "known")
        assert library.known_words() == {"كِتاب"}
        library.set_state("word", "كِتاب", "learning")
        assert not library.known_words()
        assert library.learning_words() == {"كِتاب"}
        library.set_known("كِتاب")
        assert [each.state for each in library.learned()] == ["known"]
        library.set_state("name", "قمر", "known")
        assert "قمر" not in library.known_words()  # the name Qamar is not the word for the moon
        with pytest.raises(InputError, match="new, learning, known"):
            library.set_state("word", "كِتاب", "loved")


def test_the_readers_own_english_is_the_one_of_the_glossary() -> None:
    with Library.open(":memory:") as library:
        library.look_up(BOOK)
        library.set_term("الكتاب", "the Book", kind="form", lemma="كِتاب")
        library.set_english("word", "كِتاب", "tome")
        assert [(each.english, each.own) for each in library.learned()] == [("tome", True)]
        assert [(entry.kind, entry.english) for entry in library.glossary()] == [("lemma", "tome")]
        library.look_up(CAIRO)
        library.set_english("name", "القاهرة", "Al-Qahira")
        assert library.glossary_names()["القاهرة"].type == "LOC"


def test_what_is_forgotten_can_be_taken_back() -> None:
    with Library.open(":memory:") as library:
        library.look_up(BOOK)
        library.look_up(CAIRO)
        library.set_english("word", "كِتاب", "tome")
        library.set_state("word", "كِتاب", "known")
        before = library.learned()
        gone = [each for each in before if each.kind == "word"]
        moment = library.forget_words(gone)
        assert [each.lemma for each in library.learned()] == ["القاهرة"]
        assert (library.glossary(), library.known_words()) == ((), frozenset())
        library.remember_words(gone, moment)
        assert {(each.lemma, each.english, each.state, each.looked) for each in library.learned()} == {
            (each.lemma, each.english, each.state, each.looked) for each in before
        }


def test_a_review_sends_a_word_away_and_it_comes_back_when_due() -> None:
    with Library.open(":memory:") as library:
        library.look_up(BOOK)
        assert [each.lemma for each in library.due_words(MOMENT)] == ["كِتاب"]
        promised = library.waits("word", "كِتاب", MOMENT)
        assert promised[1] < promised[2] < promised[3] < promised[4]
        due = library.review("word", "كِتاب", 4, MOMENT)
        assert datetime.fromisoformat(due) - MOMENT == promised[4]
        assert library.learned()[0].state == "learning"
        assert library.due_words(MOMENT) == ()
        assert [each.due for each in library.due_words(MOMENT + promised[4])] == [due]
        library.review("word", "كِتاب", 1, MOMENT + promised[4])
        assert library.review_count() == 2
        library.set_state("word", "كِتاب", "known")
        assert library.due_words(MOMENT + timedelta(days=999)) == ()


def test_due_words_come_before_new_ones_and_not_all_new_ones_at_once() -> None:
    with Library.open(":memory:") as library:
        for number in range(NEW_AT_ONCE + 5):
            library.look_up(LearnedWord("word", f"w{number}", f"w{number}", "x"))
        library.review("word", "w7", 1, MOMENT)
        words = library.due_words(MOMENT + timedelta(days=1))
    assert len(words) == NEW_AT_ONCE + 1
    assert words[0].lemma == "w7"


def test_bad_reviews_are_one_sentence() -> None:
    with Library.open(":memory:") as library:
        with pytest.raises(NotFoundError, match="no word 'x'"):
            library.review("word", "x", 3)
        library.look_up(BOOK)
        with pytest.raises(InputError, match="from 1"):
            library.review("word", "كِتاب", 5)


def test_a_damaged_schedule_is_one_sentence(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        library.look_up(BOOK)
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE learned SET card = '{\"card_id\": 1'")
    with Library.open(place) as library, pytest.raises(LibraryError, match="damaged"):
        library.review("word", "كِتاب", 3)


def test_backups_and_merges_carry_words_sentences_and_reviews(tmp_path: Path) -> None:
    backup = tmp_path / "words.backup"
    with Library.open(tmp_path / "one.sqlite3") as library:
        library.look_up(BOOK)
        library.review("word", "كِتاب", 3, MOMENT)
        library.set_state("name", "القاهرة", "known")
        before = library.learned()
        library.backup(backup)
    with Library.open(tmp_path / "two.sqlite3") as other:
        other.look_up(LearnedWord("word", "قلم", "قلم", "pen"))
        other.restore(backup)
        other.restore(backup)  # twice changes nothing
        words = {each.lemma: each for each in other.learned()}
        assert {each.lemma: each for each in before} == {lemma: words[lemma] for lemma in ("كِتاب", "القاهرة")}
        assert "قلم" in words
        assert other.review_count() == 1
        assert other.check() == ()


def test_what_an_earlier_version_was_told_is_on_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "library.sqlite3"
    with monkeypatch.context() as earlier:
        earlier.setattr("rafiq.library.schema.MIGRATIONS", MIGRATIONS[:2])
        earlier.setattr("rafiq.library.store.MIGRATIONS", MIGRATIONS[:2])
        Library.open(place).close()
    told = [("form", "لكنها", "كان", "", "but it"), ("name", "القاهرة", "", "LOC", "Cairo")]
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.executemany("INSERT INTO glossary VALUES (?, ?, ?, ?, ?, '', 'then', 'then', NULL)", told)
        connection.execute("INSERT INTO known VALUES ('كِتاب', 1, '2026-01-01'), ('قلم', 0, '2026-01-01')")
    with Library.open(place) as library:
        words = {(each.kind, each.lemma, each.english, each.state) for each in library.learned()}
    assert words == {("word", "كان", "but it", "new"), ("name", "القاهرة", "Cairo", "new"), ("word", "كِتاب", "", "known")}
