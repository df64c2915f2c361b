"""Words that a lost line break has glued together, by the dictionary that ships."""

from __future__ import annotations

import pytest

from models.store import morphology_data
from nlp.names.glued import unglued
from nlp.text.tokens import tokenize
from nlp.words.morphology import Morphology


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology(morphology_data.locate())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("أبوظبييقول مدير", ["أبوظبي", "يقول", "مدير"]),
        ("حصن أم القيوينتقول", ["حصن", "أم", "القيوين", "تقول"]),
        ("الفريقاللندني يأمل", ["الفريق", "اللندني", "يأمل"]),
        ("ديار المحرق ودياروبلغ السهم", ["ديار", "المحرق", "وديار", "وبلغ", "السهم"]),
        ("أبي بكروالواقع أن", ["أبي", "بكر", "والواقع", "أن"]),
        ("كتاب القرآنللمرحوم علي", ["كتاب", "القرآن", "للمرحوم", "علي"]),
        ("والإسلامية بالسلام للأمن", ["والإسلامية", "بالسلام", "للأمن"]),
        ("لولا كارولينا والكوالالمبوري", ["لولا", "كارولينا", "والكوالالمبوري"]),
    ],
)
def test_only_what_is_known_to_be_two_comes_apart(morphology: Morphology, text: str, words: list[str]) -> None:
    tokens = unglued(tokenize(text, 7), morphology.analyse)
    assert [token.text for token in tokens] == words
    assert all(text[token.start - 7 : token.end - 7] == token.text for token in tokens)
