"""Look-up keys, Western digits and the models' form of Arabic."""

from __future__ import annotations

import re
import unicodedata

import pytest

from nlp.text import normalize

TRAINING_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


def as_in_training(text: str) -> str:
    """What the training scripts did to the Arabic side, written out again."""
    return " ".join(TRAINING_MARKS.sub("", unicodedata.normalize("NFKC", text)).split())


def test_diacritics_go_and_letters_stay() -> None:
    assert normalize.strip_diacritics("مُهَنْدِسٌ مِصْرِيٌّ") == "مهندس مصري"
    assert normalize.strip_diacritics("هٰذا") == "هذا"
    assert normalize.strip_diacritics("ا\u0654حمد") == "أحمد"
    assert normalize.strip_diacritics("Azure ـ 3.5") == "Azure ـ 3.5"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إسلام", "اسلام"),
        ("آب", "اب"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("العـــربية", "العربيه"),
        ("كِتابٌ", "كتاب"),
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("کتاب", "كتاب"),
        ("\u200fكتاب\u200f", "كتاب"),
        ("٢٠٢٥", "2025"),
        ("Azure", "azure"),
    ],
)
def test_fold_gives_variants_one_key(one: str, other: str) -> None:
    assert normalize.fold(one) == normalize.fold(other)


def test_fold_keeps_words_apart() -> None:
    assert len({normalize.fold(word) for word in ("كتاب", "كاتب", "كتب", "سؤال", "سوال")}) == 5


def test_western_digits_keep_the_length() -> None:
    assert normalize.western_digits("١٢٫٥ و۱۴۰۰ و3") == "12٫5 و1400 و3"


@pytest.mark.parametrize(
    "text",
    [
        "قال  إنَّ «الجيـش» بدأ\tفي ٢٠٢٥م.",
        "ﻻ إله إلا ﷲ",
        "ﷺ",
        "café ½ ﬁn",
        "\ufe70 \ufe76ب",
        "",
        "   ",
        "ا\u0654 \u064b",
        "각 ᄀ\u1161\u11a8",
    ],
)
def test_for_model_is_what_training_did(text: str) -> None:
    assert normalize.for_model(text) == as_in_training(text)
    assert normalize.for_model_with_map(text)[0] == as_in_training(text)


def test_for_model_drops_invisible_characters() -> None:
    assert normalize.for_model("\u202bالسلام\u202c\u200f عليكم\ufeff") == "السلام عليكم"


def test_map_leads_back_to_the_original() -> None:
    text = "  الكِتَابُ  الجديـد\u200f ."
    model, offsets = normalize.for_model_with_map(text)
    assert model == "الكتاب الجديد ."
    spans = [normalize.original_span(offsets, m.start(), m.end()) for m in re.finditer(r"\S+", model)]
    assert [text[start:end] for start, end in spans] == ["الكِتَابُ", "الجديـد\u200f", "."]


def test_map_of_one_character_that_becomes_many() -> None:
    model, offsets = normalize.for_model_with_map("قال ﷲ ثم")
    start = model.index("لله")
    assert normalize.original_span(offsets, start, start + 2) == (4, 5)


def test_has_arabic() -> None:
    assert normalize.has_arabic("x ب")
    assert not normalize.has_arabic("x 198 ،")
