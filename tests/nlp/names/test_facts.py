"""What is said of a name is true of that name: descriptions beside it, and tables only with a second witness."""

from __future__ import annotations

import pytest

from nlp.names.english_name import Namer
from tests.support.names import entities


def test_a_description_after_another_persons_name_is_not_said_of_the_next() -> None:
    text = "التقى نافع علي نافع مساعد الرئيس السوداني جبريل باسول الوسيط المشترك"
    named = entities(text, ("نافع علي نافع", "PERS"), ("جبريل باسول", "PERS"))
    assert named["جبريل باسول"].gloss == ""


def test_a_second_person_joined_by_and_keeps_the_description() -> None:
    named = entities("قال حسام نصر والمهندس المصري زياد كريم", ("حسام نصر", "PERS"), ("زياد كريم", "PERS"))
    assert named["زياد كريم"].gloss.startswith("Egyptian engineer")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("قال السكرتير الصحفي حسام نصر", "press secretary"),
        ("قال العميد الركن حسام نصر", "brigadier general"),
        ("قال العميد حسام نصر", "brigadier general"),
        ("قال عميد كلية الطب حسام نصر", "dean"),
        ("قال مدير الشركة الأمريكية حسام نصر", "director"),
        ("قالت مديرة الشركة الأمريكية حسناء نصر", "director"),
        ("قال مدير الشركة الأمريكي حسام نصر", "American director"),
        ("قال وزير الخارجية السوداني حسام نصر", "Sudanese foreign minister"),
    ],
)
def test_a_description_agrees_with_its_noun(text: str, english: str) -> None:
    name = "حسناء نصر" if "حسناء" in text else "حسام نصر"
    assert entities(text, (name, "PERS"))[name].gloss.split(" («")[0] == english


def test_a_table_of_people_needs_a_second_witness() -> None:
    assert entities("زار دونالد ترامب المعرض", ("دونالد ترامب", "PERS"))["دونالد ترامب"].gloss == ""
    text = "زار الرئيس دونالد ترامب المعرض"
    assert "president of the United States" in entities(text, ("دونالد ترامب", "PERS"))["دونالد ترامب"].gloss


def test_a_towns_facts_need_a_second_witness() -> None:
    assert entities("في طنطا معرض", ("طنطا", "LOC"))["طنطا"].gloss == ""
    assert "Egypt" in entities("في طنطا شمال مصر", ("طنطا", "LOC"), ("مصر", "LOC"))["طنطا"].gloss


@pytest.mark.parametrize(
    ("arabic", "english"), [("الخارجية السودانية", "Sudanese Foreign Ministry"), ("الدفاع الروسية", "Russian Defence Ministry")]
)
def test_a_ministry_called_by_its_task(arabic: str, english: str) -> None:
    assert Namer().name(arabic, "ORG").english == english


@pytest.mark.parametrize(
    ("text", "name", "english"),
    [
        ("قال رئيس أركان الجيش عثمان صالح", "عثمان صالح", "chief of staff"),
        ("قال نائب رئيس الوزراء عثمان صالح", "عثمان صالح", "deputy prime minister"),
        ("قال مساعد وزير الخارجية الإيراني عثمان صالح", "عثمان صالح", "Iranian assistant foreign minister"),
        ("قال نائب القائد عثمان صالح", "عثمان صالح", "deputy commander"),
        ("قال رئيس وزراء مصر عثمان صالح", "عثمان صالح", "prime minister"),
        ("قال رئيس النادي عثمان صالح", "عثمان صالح", "head"),
    ],
)
def test_a_title_before_a_name_is_what_it_governs(text: str, name: str, english: str) -> None:
    assert entities(text, (name, "PERS"))[name].gloss.startswith(f"{english} (")


def test_a_dual_class_word_is_no_name() -> None:
    named = entities("درس بجامعتي القاهرة وعين شمس ثم بشركتي أبل وسامسونج", ("القاهرة وعين شمس", "ORG"), ("أبل وسامسونج", "ORG"))
    assert list(named) == ["جامعة القاهرة", "جامعة عين شمس", "أبل", "سامسونج"]
