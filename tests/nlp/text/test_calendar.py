"""The one calendar: its table is what CLDR says, and its names lead to the right months."""

from __future__ import annotations

import pytest

from models.recipes.tables.calendar import rows
from nlp.text.calendar import (
    ALSO_WORDS,
    ENGLISH_MONTHS,
    ENGLISH_SHORT,
    ENGLISH_WEEKDAYS,
    GREGORIAN,
    HIJRI,
    LIBYAN,
    WEEKDAYS,
    from_hijri,
    spelt_as_month,
)
from nlp.text.dateline import find_date
from nlp.text.normalize import fold
from tests.conftest import ROOT

# One row a month: the East, the Levant and Iraq, the Maghreb, Mauritania, spellings
NAMES = (
    "يناير;كانون الثاني;جانفي;كانون ثاني",
    "فبراير;شباط;فيفري",
    "مارس;آذار;مارت;أذار",
    "أبريل;إبريل;ابريل;نيسان;أفريل",
    "مايو;أيار;آيار;ايار;ماي;مايس",
    "يونيو;يونيه;يونية;حزيران;جوان",
    "يوليو;يوليه;يولية;تموز;جويلية;يوليوز",
    "أغسطس;آب;أوت;غشت;أغشت",
    "سبتمبر;أيلول;شتنبر;شتمبر",
    "أكتوبر;تشرين الأول;تشرين أول",
    "نوفمبر;تشرين الثاني;تشرين ثاني;نونبر",
    "ديسمبر;كانون الأول;كانون أول;دجنبر;دجمبر",
)
SPELLINGS = [(name, number) for number, row in enumerate(NAMES, 1) for name in row.split(";")]


def test_the_table_is_what_cldr_says() -> None:
    pytest.importorskip("babel")
    lines = (ROOT / "nlp" / "data" / "calendar_cldr.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("#")]
    assert kept == rows(), "CLDR has changed: run python -m models.recipes.tables.calendar"


@pytest.mark.parametrize(("name", "number"), SPELLINGS)
def test_months_of_all_arab_countries(name: str, number: int) -> None:
    assert GREGORIAN[fold(name)] == number
    assert find_date(f"الثلاثاء 5 {name} 2024") == f"2024-{number:02d}-05"


def test_every_calendar_is_whole() -> None:
    for names in (GREGORIAN, HIJRI, LIBYAN):
        assert set(names.values()) == set(range(1, 13))
    assert set(WEEKDAYS.values()) == set(range(1, 8))
    assert (ENGLISH_MONTHS[0], ENGLISH_MONTHS[11], ENGLISH_WEEKDAYS[0], ENGLISH_WEEKDAYS[6]) == (
        "January",
        "December",
        "Monday",
        "Sunday",
    )
    assert ENGLISH_SHORT["Sept"] == ENGLISH_SHORT["Sep"] == 9
    assert set(ALSO_WORDS) <= GREGORIAN.keys() | HIJRI.keys()
    assert not GREGORIAN.keys() & (HIJRI.keys() | LIBYAN.keys())


@pytest.mark.parametrize(("word", "month"), [("آب", True), ("وآب", True), ("أب", False), ("اب", False), ("باب", False)])
def test_august_is_not_a_father_nor_a_door(word: str, month: bool) -> None:
    assert spelt_as_month(word, fold("آب")) is month


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1447, 4, 8, "2025-09-30"),
        (1446, 9, 15, "2025-03-15"),
        (1447, 4, None, "2025-09-23/2025-10-22"),
        (1446, None, None, "2024-07-07/2025-06-25"),
        (1447, 13, 1, ""),
        (1447, 4, 0, ""),
        (1200, 1, 1, ""),
    ],
)
def test_hijri_dates(year: int, month: int | None, day: int | None, gregorian: str) -> None:
    assert from_hijri(year, month, day) == gregorian


def test_dates_of_a_line_in_other_calendars() -> None:
    assert find_date("5 ذو القعدة 1446 هـ") == "2025-05-03"
    assert find_date("7 الفاتح 1985") == "1985-09-07"
    assert find_date("Sept. 30, 2025") == "2025-09-30"
