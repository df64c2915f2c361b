"""English stop lists and stems."""

from __future__ import annotations

import pytest

from nlp.text import tables
from nlp.text.english import singular, stem, stems, stop_words

FILE = "english_stop_words.txt"


@pytest.mark.parametrize("name", sorted(tables.sections(FILE)))
def test_a_stop_list_holds_each_word_once_in_small_letters(name: str) -> None:
    listed = [word for line in tables.sections(FILE)[name] for word in line.split()]
    assert len(listed) == len(set(listed)) == len(stop_words(name)) > 10
    assert all(word.isalpha() and word.islower() for word in listed)


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        stop_words("adjectives")


@pytest.mark.parametrize(
    ("forms", "common"),
    [
        (("launch", "launches", "launched", "launching"), "launch"),
        (("company", "companies"), "company"),
        (("make", "makes", "making"), "mak"),
        (("bus",), "bus"),
        (("is",), "is"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...], common: str) -> None:
    assert {stem(form) for form in forms} == {common}


def test_stems_of_a_text_leave_function_words_out() -> None:
    assert stems("The launch of its rockets, as planned in 2025") == {"launch", "rocket", "plann"}
    assert stems("") == frozenset()


@pytest.mark.parametrize("word", ["crisis", "glass", "virus", "moss", "report"])
def test_what_is_no_regular_plural_is_its_own_singular(word: str) -> None:
    assert singular(word) == word
