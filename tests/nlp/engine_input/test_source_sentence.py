"""Names handed to an engine: the right letters, the right English, nothing the sentence does not say."""

from __future__ import annotations

import pytest

from nlp.document import Entity, Mention, NameSource, Sentence
from nlp.engine_input.source_sentence import source_of
from nlp.names.listed import known
from nlp.text.normalize import fold
from rafiq.workbench import Workbench

NASR = Entity(0, "حسام نصر", "PERS", "Hossam Nasr", NameSource.GLOSSARY)
UN = Entity(0, "الأمم المتحدة", "ORG", "United Nations", NameSource.OURS)
WEST_BANK = Entity(0, "الضفة الغربية", "LOC", "West Bank", NameSource.OURS)
COUNCIL = Entity(0, "مجلس حقوق الإنسان", "ORG", "Human Rights Council", NameSource.OURS)
ARMY = Entity(0, "الجيش الإسرائيلي", "ORG", "Israeli army", NameSource.OURS)
NETANYAHU = Entity(0, "نتنياهو", "PERS", "Benjamin Netanyahu", NameSource.OURS)
MICROSOFT = Entity(0, "مايكروسوفت", "ORG", "Microsoft", NameSource.OURS)


def passed(text: str, mention: str, entity: Entity) -> list[tuple[str, str]]:
    start = text.index(mention) + 100
    row = Sentence(
        100, 100 + len(text), text, entities=(Mention(start, start + len(mention), mention, entity.type, 0, entity.english),)
    )
    source = source_of(row, {0: entity})
    return [(source.text[name.start : name.end], name.english) for name in source.names]


@pytest.mark.parametrize(
    ("text", "mention", "entity", "expected"),
    [
        ("قال حسام نصر أمس", "حسام نصر", NASR, [("حسام نصر", "Hossam Nasr")]),
        ("قال م. نصر أمس", "نصر", NASR, [("م.", "Eng."), ("نصر", "Nasr")]),
        ("عام 2025م. نصر يقول", "نصر", NASR, [("نصر", "Nasr")]),
        ("قال م/نصر أمس", "نصر", NASR, [("م/", "Eng."), ("نصر", "Nasr")]),
        ("قال المهندس المصري أمس", "المهندس المصري", NASR, []),
        ("خدمات لمايكروسوفت وغيرها", "لمايكروسوفت", MICROSOFT, [("مايكروسوفت", "Microsoft")]),
        ("خدمات ومايكروسوفت وغيرها", "ومايكروسوفت", MICROSOFT, [("مايكروسوفت", "Microsoft")]),
        ("تابع للأمم المتحدة هنا", "للأمم المتحدة", UN, [("لأمم المتحدة", "United Nations")]),
        ("قالت شركة مايكروسوفت أمس", "شركة مايكروسوفت", MICROSOFT, [("مايكروسوفت", "Microsoft")]),
        ("قالت شركة «مايكروسوفت» أمس", "شركة «مايكروسوفت»", MICROSOFT, [("مايكروسوفت", "Microsoft")]),
        ("الجيش «الإسرائيلي» معا", "الجيش «الإسرائيلي", ARMY, []),
        ("غزة والضفة معا", "والضفة", WEST_BANK, [("الضفة", "West Bank")]),
        ("قال المجلس أمس", "المجلس", COUNCIL, []),
        ("قال نتنياهو أمس", "نتنياهو", NETANYAHU, [("نتنياهو", "Netanyahu")]),
        ("قال حُسام نَصر أمس", "حُسام نَصر", NASR, [("حُسام نَصر", "Hossam Nasr")]),
    ],
)
def test_the_name_without_clitics_and_no_more_than_is_said(
    text: str, mention: str, entity: Entity, expected: list[tuple[str, str]]
) -> None:
    assert passed(text, mention, entity) == expected


def test_guessed_spellings_are_left_to_the_engine() -> None:
    guessed = Entity(0, "حسام نصر", "PERS", "Husam Nasr", NameSource.TRANSLITERATION)
    assert passed("قال حسام نصر", "حسام نصر", guessed) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("يعيش في هذه الجزيرة ألف شخص", []),
        ("عاد إلى البيت في أمان", []),
        ("شرب القهوة من البن اليمني", []),
        ("للفيل خرطوم طويل", []),
        ("وصل إلى مدينة بابل أمس", ["Babylon"]),
        ("عاد من الجزائر إلى عمان", ["Algeria", "Amman"]),
    ],
)
def test_words_that_are_names_elsewhere_are_words(workbench: Workbench, text: str, names: list[str]) -> None:
    """Each was once given to the engine as Algiers, Elbit Systems, Amman, Bonn, Khartoum, Apple."""
    assert [name.english for name in workbench.sources([text])[0].names] == names


def test_an_ordinal_in_two_words_is_a_fact_to_be_said() -> None:
    text = "في الدورة التاسعة والخمسين للمجلس"
    facts = source_of(Sentence(0, len(text), text), {}).facts
    assert [(text[fact.start : fact.end], fact.english) for fact in facts] == [("التاسعة والخمسين", "59th")]


def test_an_author_who_says_zionist_army_is_not_made_to_say_israeli() -> None:
    assert [known()[fold(name)].english for name in ("الجيش الصهيوني", "الجيش الإسرائيلي")] == ["Zionist army", "Israeli army"]
    assert "Israel" in known()[fold("الجيش الصهيوني")].gloss
