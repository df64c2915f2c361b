"""The recipe that tells ordinary words from names: what is counted, and who decides."""

from __future__ import annotations

from collections import Counter

from models.recipes.tables.ordinary_names import chosen, words_of

NAMES = {"الجزيره": {"Algiers"}, "لندن": {"London"}, "قم": {"Qom"}, "بن": {"Bonn"}, "جميل": {"Jameel"}}


def test_words_are_met_with_and_without_clitics() -> None:
    assert words_of("وبالجزيرة بيت، «ولندن» مدينة", NAMES) == {"الجزيره", "لندن"}


def test_names_that_were_given_decide_before_words_that_merely_stand_there() -> None:
    given, kept = Counter({"الجزيره": 40, "لندن": 30}), Counter({"لندن": 29})
    stands, named = Counter({"الجزيره": 1000, "لندن": 900, "قم": 900, "بن": 4, "جميل": 100}), Counter({"لندن": 10, "الجزيره": 90})
    made = set(chosen(NAMES, {"قم", "جميل"}, (given, kept, stands, named), small=set(), words={"بن"}))
    assert made == {"الجزيره", "بن"}  # London is given rightly; Qom and Jameel were never given wrongly


def test_without_a_sentence_the_dictionary_and_the_length_decide() -> None:
    nothing = (Counter[str](), Counter[str](), Counter[str](), Counter[str]())
    assert set(chosen(NAMES, set(), nothing, small={"قم"}, words={"جميل"})) == {"قم", "جميل"}
