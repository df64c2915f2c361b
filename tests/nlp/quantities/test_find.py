"""Dates, times, numbers, money and percentages: what stands in the article → type and value."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.quantities.arabic_numbers import numeral, read_number
from nlp.quantities.find import find
from nlp.text.tokens import tokenize

CASES = [
    ("من 16 يونيو - 11 يوليو 2025م", "16 يونيو - 11 يوليو 2025 م", "DATE", "2025-06-16/2025-07-11"),
    ("من 16 إلى 20 يونيو 2025", "16 إلى 20 يونيو 2025", "DATE", "2025-06-16/2025-06-20"),
    ("من ديسمبر 2023 إلى يناير 2024", "ديسمبر 2023 إلى يناير 2024", "DATE", "2023-12/2024-01"),
    ("من 28 ديسمبر إلى 3 يناير 2024", "28 ديسمبر إلى 3 يناير 2024", "DATE", "2023-12-28/2024-01-03"),
    ("منذ عام 1991م", "عام 1991 م", "DATE", "1991"),
    ("في 24 سبتمبر 2025م، للإعلان", "24 سبتمبر 2025 م", "DATE", "2025-09-24"),
    ("في ٢٤ أيلول ٢٠٢٥", "٢٤ أيلول ٢٠٢٥", "DATE", "2025-09-24"),
    ("وفي أكتوبر 2023م –مع", "أكتوبر 2023 م", "DATE", "2023-10"),
    ("يوم الأحد 5 مايو/أيار 2024", "يوم الأحد 5 مايو / أيار 2024", "DATE", "2024-05-05"),
    ("تشرين الأول (أكتوبر) 2023", "تشرين الأول ( أكتوبر ) 2023", "DATE", "2023-10"),
    ("في 5 آب 2024", "5 آب 2024", "DATE", "2024-08-05"),
    ("في آب الماضي", "آب", "DATE", "--08"),
    ("آب/أغسطس شهر حار", "آب / أغسطس", "DATE", "--08"),
    ("يوم 19 ماي 2022", "19 ماي 2022", "DATE", "2022-05-19"),
    ("في 2 مايس 1941", "2 مايس 1941", "DATE", "1941-05-02"),
    ("في 3 مارت 1924", "3 مارت 1924", "DATE", "1924-03-03"),
    ("في يناير/كانون ثاني 2021", "يناير / كانون ثاني 2021", "DATE", "2021-01"),
    ("تشرين الثاني 2023", "تشرين الثاني 2023", "DATE", "2023-11"),
    ("كانون الأول 2023", "كانون الأول 2023", "DATE", "2023-12"),
    ("في 7 الفاتح 1985", "7 الفاتح 1985", "DATE", "1985-09-07"),
    ("سنة 1446 هـ", "سنة 1446 هـ", "DATE", "2024-07-07/2025-06-25"),
    ("8/4/1447 هـ", "8/4/1447 هـ", "DATE", "2025-09-30"),
    ("كانون الثاني 2011", "كانون الثاني 2011", "DATE", "2011-01"),
    ("السابع من أكتوبر", "السابع من أكتوبر", "DATE", "--10-07"),
    ("في أغسطس الماضي", "أغسطس", "DATE", "--08"),
    ("24/9/2025", "24/9/2025", "DATE", "2025-09-24"),
    ("2025-09-24", "2025-09-24", "DATE", "2025-09-24"),
    ("في 15 رمضان 1446هـ", "15 رمضان 1446 هـ", "DATE", "2025-03-15"),
    ("خلال الفترة 2019-2023", "2019 - 2023", "DATE", "2019/2023"),
    ("في الساعة الثامنة والنصف مساء", "الساعة الثامنة والنصف مساء", "TIME", "20:30"),
    ("الساعة الحادية عشرة ليلا", "الساعة الحادية عشرة ليلا", "TIME", "23:00"),
    ("الساعة الثانية عشرة بعد الظهر", "الساعة الثانية عشرة بعد الظهر", "TIME", "12:00"),
    ("الساعة الثانية ليلا", "الساعة الثانية ليلا", "TIME", "02:00"),
    ("الساعة 14:05", "الساعة 14:05", "TIME", "14:05"),
    ("بلغ ٣٫٥٪ من", "٣٫٥ ٪", "PERCENT", "3.5%"),
    ("12.5 في المئة", "12.5 في المئة", "PERCENT", "12.5%"),
    ("خمسة وعشرين في المائة", "خمسة وعشرين في المائة", "PERCENT", "25%"),
    ("3,5 مليار دولار أمريكي", "3,5 مليار دولار أمريكي", "MONEY", "3500000000 USD"),
    ("15 ألف جنيه مصري", "15 ألف جنيه مصري", "MONEY", "15000 EGP"),
    ("مليوني دينار كويتي", "مليوني دينار كويتي", "MONEY", "2000000 KWD"),
    ("عشرين ليرة لبنانية", "عشرين ليرة لبنانية", "MONEY", "20 LBP"),
    ("خمسة دراهم", "خمسة دراهم", "MONEY", "5 درهم"),
    ("$20", "$ 20", "MONEY", "20 USD"),
    ("ثلاثة ملايين ومئتي ألف شخص", "ثلاثة ملايين ومئتي ألف", "NUMBER", "3200000"),
    ("الوحدة «8200»", "8200", "NUMBER", "8200"),
    ("مليون ونصف المليون", "مليون ونصف المليون", "NUMBER", "1500000"),
]


@pytest.mark.parametrize(("text", "shown", "kind", "value"), CASES, ids=[case[0] for case in CASES])
def test_found_and_normalised(text: str, shown: str, kind: str, value: str) -> None:
    tokens = tokenize(text)
    found = [(" ".join(token.text for token in tokens[q.first : q.last]), q.type, q.value) for q in find(tokens)]
    assert found == [(shown, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "مارس الرياضة كل يوم",
        "قال رجل واحد",
        "ملايين المكالمات",
        "ألف باء",
        "كتب آب إلى ابنه",
        "في صفر",
        "من باب المدرسة",
        "من أب مصري",
        "شرب الماء",
    ],
)
def test_words_that_are_no_quantity(text: str) -> None:
    assert find(tokenize(text)) == ()


def test_an_impossible_date_is_no_date() -> None:
    assert [(q.type, q.value) for q in find(tokenize("31 فبراير 2025"))] == [("NUMBER", "31"), ("DATE", "2025-02")]
    assert find(tokenize("32/13/2025")) == ()


def test_numerals_of_both_systems() -> None:
    assert [str(numeral(t)) for t in ("1,250,000", "١٬٢٥٠٬٠٠٠", "3,5", "٣٫٥", "1.000.000")] == [
        "1250000",
        "1250000",
        "3.5",
        "3.5",
        "1000000",
    ]
    assert numeral("12:30") is None
    assert read_number(["كتب"], 0) is None


@pytest.mark.parametrize(
    ("text", "used", "value"),
    [
        ("ثلاثة وعشرون قتيلا", 2, "23"),
        ("خمسة ثلاثون", 1, "5"),  # no «و»: two numbers
        ("خمسة وستة", 1, "5"),
        ("مئة وخمسة عشر", 3, "115"),
        ("سبع مئة وألف", 2, "700"),
        ("مليونان وألفا", 2, "2001000"),
        ("مليون وألفان", 2, "1002000"),
        ("3,5 مليار", 2, "3500000000.0"),
        ("300 خمسة", 1, "300"),
    ],
)
def test_numbers_in_words_end_where_they_end(text: str, used: int, value: str) -> None:
    read = read_number(text.split(), 0)
    assert read is not None
    assert (read[0], str(read[1])) == (used, value)


@given(st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩ ،.,:/-–%$مليونألفوثلاثةعشريناكتوبرهسةدج", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_disjoint_spans(text: str) -> None:
    tokens = tokenize(text)
    found = find(tokens)
    assert all(0 <= q.first < q.last <= len(tokens) for q in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
