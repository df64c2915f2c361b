"""Months and weekdays written in both languages: each name is known, and what is also another word does not cry wolf."""

from __future__ import annotations

import pytest

from nlp.quantities.written import unmatched
from nlp.quantities.written_dates import arabic_dates, english_dates
from nlp.text.calendar import ENGLISH_MONTHS, GREGORIAN


@pytest.mark.parametrize(("name", "number"), sorted(GREGORIAN.items()))
def test_every_month_between_day_and_year_has_its_english(name: str, number: int) -> None:
    (month,) = arabic_dates(f"وصل 5 {name} 2024 وعاد")
    assert month.values == {ENGLISH_MONTHS[number - 1]}
    assert month.hard


@pytest.mark.parametrize(
    "text",
    [
        "كان أب الأسرة في باب البيت",
        "هو أب 4 أبناء",
        "ولدت سنة 1937 لأب إسكافي",
        "مارس الضغط عليه",
        "بعد تيريزا ماي",
        "هاتف 8082 ماي آي سي",
        "الضمائر أنا / لي / ماي",
        "متاجر وول مارت",
        "تطبيق واتس آب",
        "شرب الماء في الربيع",
        "أغنية فول أوت",
        "سارس في 2003، ومارس-كوف",
    ],
)
def test_words_that_are_no_months_are_not_missed(text: str) -> None:
    assert unmatched(arabic_dates(text), []) == []


@pytest.mark.parametrize(
    "text", ["في مارس", "مارس الماضي", "آب/أغسطس", "منذ ماي", "أواخر مايس", "19 ماي 2022", "5 اب 2024", "في آب"]
)
def test_words_around_say_that_it_is_a_month(text: str) -> None:
    assert unmatched(arabic_dates(text), []) != []


def test_libyan_months_need_day_and_year() -> None:
    assert [month.values for month in arabic_dates("قامت في 1 الفاتح 1985 وفي 7 أي النار 1998")] == [{"September"}, {"January"}]
    assert arabic_dates("محمد الفاتح") == []


def test_english_names_are_whole_words() -> None:
    assert [each.values for each in english_dates("Maybe Mayotte in Sept 2024, or on Monday")] == [{"September"}, {"Monday"}]
    (may,) = english_dates("the Mayo Clinic")  # «مايو كلينك»
    assert may.values == {"May"} and not may.hard
