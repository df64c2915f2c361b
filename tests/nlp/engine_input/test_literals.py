"""What of a sentence must come out as it is."""

from __future__ import annotations

import pytest

from nlp.engine_input.literals import is_lost, literals


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("قال 5 مرات", [("number", "5")]),
        ("بلغ ٢٬٥٠٠٫٧٥ هنا", [("number", "2,500.75")]),
        ("بين 784-808 م", [("number", "784-808")]),
        ("سعره $199.99 أو 185€", [("number", "$199.99"), ("number", "185€")]),
        ("نسبة (٣٠٪) فقط", [("number", "30%")]),
        ("على هاتف Galaxy S24 Ultra اليوم", [("latin", "Galaxy S24 Ultra")]),
        ("انظر #أ_ب #ج_د و@someone", [("address", "#أ_ب #ج_د"), ("address", "@someone")]),
        ("شكرا 😀 🔥 جدا", [("emoji", "😀 🔥")]),
        ("علم 🇪🇬 مصر", [("emoji", "🇪🇬")]),
        ("الشركة™ والحقوق©", []),
        ("لا شيء هنا", []),
    ],
)
def test_what_is_kept(text: str, kept: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.english) for each in literals(text)] == kept


@pytest.mark.parametrize(
    ("text", "english", "lost"),
    [
        ("سعره 224", "It costs 2,24", True),
        ("سعره 2,24", "It costs 2.24", False),
        ("نسبة 30٪", "a share of 30 per cent", False),
        ("نسبة 30٪", "a share of 30", True),
        ("سعره €185", "It costs 185 euros", False),
        ("جهاز iPhone", "an iphone", False),
        ("جهاز iPhone", "a phone", True),
        ("زر a.org/b", "see a.org/c", True),
    ],
)
def test_what_is_lost(text: str, english: str, lost: bool) -> None:
    (kept,) = literals(text)
    assert is_lost(kept, english) is lost
