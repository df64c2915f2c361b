"""Dates and bylines, told from what their lines look like."""

from __future__ import annotations

import pytest

from nlp.text.dateline import find_date, is_byline, is_date_line


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("30 سبتمبر 2025", "2025-09-30"),
        ("الثلاثاء، 30 سبتمبر 2025 - 14:05", "2025-09-30"),
        ("٣٠ أيلول ٢٠٢٥", "2025-09-30"),
        ("نُشر: 12 كانون الثاني/ يناير 2024", "2024-01-12"),
        ("24/9/2025", "2025-09-24"),
        ("آخر تحديث: 5/1/2024 الساعة 12:30 (مكة المكرمة)", "2024-01-05"),
        ("الأحد - 5 شهر ربيع الأول 1447 هـ - 28 سبتمبر 2025 م", "2025-09-28"),
        ("8 ربيع الآخر 1447 هـ", "2025-09-30"),
        ("Sep 30, 2025", "2025-09-30"),
        ("2025-09-24", "2025-09-24"),
        ("31/2/2025", ""),
        ("198", ""),
        ("مايو القديمة", ""),
    ],
)
def test_dates(line: str, date: str) -> None:
    assert find_date(line) == date
    assert is_date_line(line) == bool(date)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert find_date("في 30 سبتمبر 2025 قتل الجنود عشرة") == "2025-09-30"
    assert not is_date_line("في 30 سبتمبر 2025 قتل الجنود عشرة")


def test_bylines() -> None:
    assert is_byline("د. مجدي سعيد", beside_date=False)
    assert is_byline("بقلم: محمد علي", beside_date=False)
    assert is_byline("كتبت: سارة أحمد", beside_date=False)
    assert is_byline("مجدي سعيد", beside_date=True)
    assert not is_byline("خدمات تجسس", beside_date=False)
    assert not is_byline("تقرير أممي: أكثر من 60 شركة كبرى", beside_date=False)
    assert not is_byline("كتب محمد الرسالة إلى أمه", beside_date=False)
