"""The recipes of tables: which words are ordinary and which are names, and which English stands for which Arabic."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest

from models.recipes.tables.mine_senses import english_stems, joint
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


def test_a_lexical_model_finds_which_word_stands_for_which() -> None:
    house, big, old = 0, 1, 2  # two words of a sentence always stand beside one other, never alone
    pairs = [((house, big), (10, 11)), ((house, old), (10, 12)), ((big, old), (12, 11))] * 4
    sides = [(np.array(left), np.array(right)) for left, right in pairs]

    words, expected, (of_word, of_root) = joint(sides, (3, 13))

    counted = [(word, count, root) for (word, root), count in zip(words.tolist(), expected.tolist(), strict=True)]
    likeliest = {word: max(each[1:] for each in counted if each[0] == word)[1] for word in (house, big, old)}
    assert likeliest == {house: 10, big: 11, old: 12}
    assert of_word.sum() == pytest.approx(of_root.sum())


def test_english_is_counted_by_stem_with_its_bare_verbs_apart() -> None:
    forms: dict[str, Counter[str]] = defaultdict(Counter)

    stems = english_stems("They wanted to raise it, and raised it", forms)

    assert stems.count("rais") == 2
    assert forms["rais"] == {"raise": 1, "to raise": 1, "raised": 1}
