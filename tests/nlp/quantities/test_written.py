"""What numbers in digits may stand for: separators of both digit systems."""

from __future__ import annotations

import pytest

from nlp.doubts.judge import judge
from nlp.protocols import SourceSentence
from nlp.quantities.arabic_numbers import arabic_numbers
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import other_ordinals, readings


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("224", {"224"}),
        ("2,24", {"2.24"}),
        ("12.5", {"12.5"}),
        ("1,250", {"1.25", "1250"}),
        ("1.200", {"1.2", "1200"}),
        ("1٬250", {"1250"}),
        ("٣٫٥٠٠", {"3.5"}),
        ("1.250.000,5", {"1250000.5"}),
        ("1,250,000", {"1250000"}),
        ("24.9.2025", {"2492025"}),
    ],
)
def test_a_comma_parts_thousands_only_before_three_digits(text: str, values: set[str]) -> None:
    assert readings(text) == values


def test_another_price_is_doubted_though_its_digits_are_the_same() -> None:
    source = SourceSentence("يبلغ سعر الهاتف 224 دولارا في الأسواق")
    assert [finding.message for finding in judge(source, "The phone costs 2,24 dollars on the market", rules=("numbers",))] == [
        "number differs"
    ]
    assert judge(source, "The phone costs 224 dollars on the market", rules=("numbers",)) == []


def test_a_decimal_comma_answers_a_decimal_point() -> None:
    source = SourceSentence("بلغ السعر 2,24 دولار")
    assert judge(source, "The price was $2.24", rules=("numbers",)) == []
    assert [sorted(number.values) for number in english_numbers("2,24 million")] == [["2.24", "2240000"]]


@pytest.mark.parametrize(
    ("text", "value"), [("الدورة التاسعة والخمسين", "59"), ("اليوم الثالث والعشرون", "23"), ("المادة الثانية والثلاثين", "32")]
)
def test_an_ordinal_in_two_words_is_one_number(text: str, value: str) -> None:
    (number,) = arabic_numbers(text)
    assert (number.values, number.hard) == (frozenset({value}), False)
    assert not other_ordinals([number], english_numbers(f"the {value}th one"))
