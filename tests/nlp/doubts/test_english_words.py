"""Which words count as English, and how the list is gathered."""

from __future__ import annotations

import pytest

from models.recipes.tables.english_words import gathered
from nlp.doubts.english_words import invented, is_word


@pytest.mark.parametrize(
    "word", "houses colourful organisation neurotoxin crewmembers hijab kilometres subprime programme photovoltaic".split()
)
def test_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", "architectmit armographics faceed destroin capsul terrestripus princessary dinasur".split())
def test_what_a_network_put_together_is_no_word(word: str) -> None:
    assert not is_word(word)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("He faceed it", ["faceed"]),
        ("Kechagioglou's farm and Al-Quds", []),  # names are not in small letters
        ("They didn't say the company's well-known name", []),
        ("see example.org or openssl3 or a@dumbo.org", []),
        ("", []),
        ("masss and masss", ["masss", "masss"]),
    ],
)
def test_only_words_in_small_letters_are_judged(english: str, expected: list[str]) -> None:
    assert [english[start:end] for start, end in invented(english)] == expected


def test_what_the_source_gives_may_stand() -> None:
    assert invented("the dawla", {"dawla"}) == []
    assert invented("the dawlax", {"dawla"}) == [(4, 10)]


def test_the_list_takes_plain_words_and_what_training_text_says_twice() -> None:
    rows = ["1\tnews\tس\tthe hijab\n", "1\tnews\tس\ta hijab, an abaya\n", "1\tpeople\tس\tzzz, zzz\n", "1\tnews+hint\tس\tzzz zzz\n"]
    assert gathered(["house", "it's", "ox", "Berlin"], rows) == ["hijab", "house"]
