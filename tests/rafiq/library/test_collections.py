"""Collections of copies, and copies of one text: kept, moved, renamed, told apart; libraries of earlier versions have them too."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from nlp.annotations import Annotation
from nlp.errors import InputError, NotFoundError, TooLargeError
from rafiq.library import Library, schema
from tests.support.copies_sample import hostile_copy, sample_copy


def test_copies_are_moved_filtered_and_collections_renamed() -> None:
    with Library.open(":memory:") as library:
        one, two, three = (library.save(sample_copy()) for _ in range(3))
        library.set_collection(one, "  Weather  news ")
        library.set_collection(two, "Weather news")
        library.set_collection(three, "Sudan")
        assert library.collections() == {"Sudan": 1, "Weather news": 2}
        assert {each.id for each in library.list(collection="Weather news")} == {one, two}
        assert library.get(one).collection == "Weather news"
        library.rename_collection("Weather news", "Sudan")
        assert library.collections() == {"Sudan": 3}
        library.delete(three)
        assert library.collections() == {"Sudan": 2}
        library.rename_collection("Sudan", "")
        assert library.collections() == {}
        with pytest.raises(NotFoundError):
            library.rename_collection("Sudan", "Rain")
        with pytest.raises(NotFoundError):
            library.set_collection(three, "Rain")  # it is in the trash
        with pytest.raises(TooLargeError):
            library.set_collection(one, "x" * 61)


def test_a_collection_goes_along_with_a_copy_and_is_only_text() -> None:
    with Library.open(":memory:") as library:
        copy = replace(sample_copy(), collection="'; DROP TABLE copies; --")
        assert library.get(library.save(copy)).collection == "'; DROP TABLE copies; --"
        assert library.collections() == {"'; DROP TABLE copies; --": 1}


def test_copies_of_one_text_are_told_whatever_else_differs() -> None:
    with Library.open(":memory:") as library:
        text = sample_copy().document.article.text
        assert library.same_text(text) == ()
        one = library.save(sample_copy(), title="another title")
        library.save(hostile_copy())
        two = library.save(replace(sample_copy(), annotations=()))
        assert {each.id for each in library.same_text(text)} == {one, two}
        assert [each.id for each in library.same_text(text, besides=two)] == [one]
        library.delete(one)
        assert [each.id for each in library.same_text(text)] == [two]


def test_a_bookmark_stands_on_a_sentence() -> None:
    with Library.open(":memory:") as library:
        copy_id = library.save(replace(sample_copy(), annotations=()))
        library.annotate(copy_id, Annotation(sentence=1, bookmark=True))
        assert [(each.sentence, each.bookmark) for each in library.annotations(copy_id)] == [(1, True)]
        with pytest.raises(InputError, match="bookmark"):
            library.annotate(copy_id, Annotation(bookmark=True))


def test_a_library_of_before_has_no_collections_and_its_texts_are_told_all_the_same(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite3"
    with Library.open(place) as library:
        copy_id = library.save(sample_copy())
    with sqlite3.connect(place) as connection:  # as the version before made it
        connection.executescript(
            "DROP INDEX copies_by_digest; ALTER TABLE copies DROP COLUMN collection; ALTER TABLE copies DROP COLUMN digest;"
            f"ALTER TABLE annotations DROP COLUMN bookmark; PRAGMA user_version = {len(schema.MIGRATIONS) - 1}"
        )
    connection.close()
    with Library.open(place) as library:
        assert library.check() == ()
        assert library.get(copy_id).annotations == sample_copy().annotations
        assert library.get(copy_id).collection == ""
        assert [each.id for each in library.same_text(sample_copy().document.article.text)] == [copy_id]
