"""One spelling that is several things: a paper and the sea, a firm and a word, a loanword and a name, two names run together."""

from __future__ import annotations

import pytest

from nlp.document import Entity, Sentence
from nlp.names.english_name import Namer
from nlp.names.link import link
from nlp.text.tokens import tokenize
from tests.support.names import entities


def of(*texts: str) -> list[tuple[str, str, str]]:
    """(Arabic, English, type) of what the tables alone find in some sentences."""
    rows = [Sentence(0, len(text), text, tokens=tokenize(text)) for text in texts]
    found: tuple[Entity, ...] = link(rows, [["O"] * len(row.tokens) for row in rows])[1]
    return [(each.arabic, each.english, each.type) for each in found]


def test_the_newspaper_and_the_sea_of_one_article_are_two() -> None:
    found = of("دبي: «الخليج» قال وزير إن البحرين والكويت بخير", "تمر السفن في الخليج كل يوم")
    assert ("الخليج", "Al Khaleej", "ORG") in found
    assert ("الخليج", "the Gulf", "LOC") in found


@pytest.mark.parametrize(
    ("text", "english"),
    [("ارتفع سهم زين وأغلق عند 3 دنانير", "Zain"), ("تراجع أريج بإغلاق 2 درهم وتداول 100 سهم", "Arig")],
)
def test_a_word_in_a_report_of_shares_is_the_firm(text: str, english: str) -> None:
    name = "زين" if "زين" in text else "أريج"
    assert entities(text, (name, "ORG"))[name].english == english


def test_a_word_elsewhere_is_no_firm() -> None:
    assert entities("زار الوفد زين أمس", ("زين", "ORG"))["زين"].english != "Zain"


def test_foreign_words_name_nothing() -> None:
    assert entities("وضعت شاشة كيوسك في المركز", ("كيوسك", "MISC")) == {}
    assert len(entities("وضعت شركة تويوتا في المركز", ("تويوتا", "ORG"))) == 1


def test_what_a_firm_told_the_exchange_of_is_two_names() -> None:
    found = entities("أبلغت شركة أجيليتي سوق دبي المالي أنه تقرر", ("أجيليتي سوق دبي المالي", "ORG"))
    assert [each.english for each in found.values()] == ["Agility", "Dubai Financial Market"]


def test_one_name_in_two_scripts_is_said_once() -> None:
    assert [Namer().name(name, "MISC").english for name in ("يوتيوب You Tube", "ماوس HP")] == ["YouTube", "Mouse HP"]
    assert Namer().name("مونديال روسيا 2018", "MISC").english == "2018 FIFA World Cup"


def test_a_house_and_its_forefather_are_not_its_living_sons() -> None:
    found = entities("زار خليفة آل نهيان مدرسة نهيان أمس", ("خليفة آل نهيان", "PERS"), ("نهيان", "PERS"))
    assert len(found) == 2


def test_god_is_nobodys_family_name() -> None:
    found = entities("أمر رسول الله بهذا وقال الخليفة المتوكل على الله", ("الله", "PERS"), ("المتوكل على الله", "PERS"))
    assert found["الله"].type == "MISC"


def test_what_a_maker_made_is_not_the_maker() -> None:
    found = entities("يوفر نوكيا 5800 مساحة أكبر", ("نوكيا 5800", "MISC"))["نوكيا 5800"]
    assert (found.english, found.type, found.gloss) == ("Nokia 5800", "MISC", "")
    assert "channel" in entities("قالت فرانس 24 أمس", ("فرانس 24", "ORG"))["فرانس 24"].gloss


def test_beside_the_sultanate_it_is_oman() -> None:
    text = "باعتبارك من الشاعرات الأوائل في عمان، كيف ترين الشعر في السلطنة؟"
    assert entities(text, ("عمان", "LOC"))["عمان"].english == "Oman"


def test_a_cafe_is_called_after_a_town() -> None:
    assert entities("جلسوا في مقهى بيروت وسط دمشق", ("بيروت", "LOC"))["بيروت"].gloss == ""


@pytest.mark.parametrize("name", ["المحكمة الاتحادية العليا", "المحكمة الدستورية العليا", "الهيئة العامة للغذاء والدواء"])
def test_a_body_that_many_states_have_is_no_ones(name: str) -> None:
    found = entities(f"قالت {name} أمس", (name, "ORG"))[name]
    assert not [word for word in f"{found.english} {found.gloss}".split() if word in {"Iraq", "Egypt", "Saudi", "Arabia"}]


def test_a_states_foreign_policy_is_no_ministry() -> None:
    assert entities("شجاعة تعديل السياسة الخارجية الأمريكية", ("الخارجية الأمريكية", "ORG")) == {}
    assert len(entities("أعلنت الخارجية الأمريكية أمس", ("الخارجية الأمريكية", "ORG"))) == 1


def test_a_town_in_a_league_is_its_club() -> None:
    text = "انتزع نابولي المركز الثاني من روما في الدوري الإيطالي"
    assert entities(text, ("روما", "LOC"))["روما"].english == "Roma"
