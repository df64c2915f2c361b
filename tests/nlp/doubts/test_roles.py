"""Who does what to whom: what the English turns round is marked, what it says otherwise is not."""

from __future__ import annotations

import pytest

from nlp.doubts.find import find_marks
from nlp.doubts.roles.english import Text
from rafiq.workbench import Workbench
from tests.support.linked_sentences import read

CATS = "تطارد القطط الفئران في الحقل."
EXILES = "كان النظام السابق قد جردهم من الجنسية."
DIPLOMAT = "طردت الحكومة دبلوماسيا اتهمته بالتحريض على العنف."
VOTERS = "عاد الحزب الذي هزمه الناخبون."
SUPPORT = "كيف أوقف مهندس مصري دعم «مايكروسوفت» لـ«إسرائيل»؟"
DESCRIBED = "تضمن التقرير وصف قادة الجيش للتقنية بأنها سلاح."
OPENED = "حضر افتتاح مركز المدينة للزوار أمس."
DETECTED = "رصد التلسكوب بخارا في الغلاف."


@pytest.mark.parametrize(
    ("arabic", "english", "pairs", "marked"),
    [
        (CATS, "Mice chase cats in the field.", "تطارد=chase القطط=cats الفئران=Mice", True),
        (CATS, "Cats chase mice in the field.", "تطارد=chase القطط=Cats الفئران=mice", False),
        (CATS, "Mice are chased by cats in the field.", "تطارد=chased القطط=cats الفئران=Mice", False),
        (CATS, "Cats are chased by mice in the field.", "تطارد=chased القطط=Cats الفئران=mice", True),
        (EXILES, "The former regime had been stripped of it.", "النظام=regime جردهم=stripped", True),
        (EXILES, "The former regime had stripped them of it.", "النظام=regime جردهم=stripped", False),
        (EXILES, "They had been stripped of it by the former regime.", "النظام=regime جردهم=stripped", False),
        (
            DIPLOMAT,
            "The government expelled a diplomat who accused him.",
            "الحكومة=government دبلوماسيا=diplomat اتهمته=accused",
            True,
        ),
        (DIPLOMAT, "The government expelled a diplomat it accused.", "الحكومة=government دبلوماسيا=diplomat اتهمته=accused", False),
        (VOTERS, "The party that defeated the voters returned.", "الحزب=party هزمه=defeated الناخبون=voters", True),
        (VOTERS, "The party that voters defeated returned.", "الحزب=party هزمه=defeated الناخبون=voters", False),
        (VOTERS, "The party defeated by voters returned.", "الحزب=party هزمه=defeated الناخبون=voters", False),
        (SUPPORT, "How did he stop supporting Microsoft to Israel?", "دعم=supporting مايكروسوفت=Microsoft إسرائيل=Israel", True),
        (SUPPORT, "How did he stop Microsoft's support for Israel?", "دعم=support مايكروسوفت=Microsoft إسرائيل=Israel", False),
        (
            DESCRIBED,
            "It included describing the army leaders as a weapon.",
            "وصف=describing قادة=leaders الجيش=army للتقنية=army",
            True,
        ),
        (
            DESCRIBED,
            "It included army leaders describing technology as a weapon.",
            "وصف=describing قادة=leaders الجيش=army للتقنية=technology",
            False,
        ),
        (
            OPENED,
            "He attended opening the city centre for visitors.",
            "افتتاح=opening مركز=centre المدينة=city للزوار=visitors",
            False,
        ),
        (DETECTED, "The telescope was detected by vapour in the envelope.", "رصد=detected التلسكوب=telescope بخارا=vapour", True),
        (DETECTED, "The telescope detected vapour in the envelope.", "رصد=detected التلسكوب=telescope بخارا=vapour", False),
    ],
)
def test_roles_turned_round_are_marked(workbench: Workbench, arabic: str, english: str, pairs: str, marked: bool) -> None:
    row = read(workbench, arabic, english, pairs)
    found = [mark for mark in find_marks(row) if mark.kind == "roles"]
    assert bool(found) is marked
    for mark in found:
        assert arabic[mark.start : mark.end] in {token.text for token in row.tokens}
        assert "turn round who does" in mark.message


def test_a_verb_that_takes_two_objects_may_be_passive(workbench: Workbench) -> None:
    row = read(workbench, "منح الكاتب جائزة.", "The writer was awarded a prize.", "منح=awarded الكاتب=writer جائزة=prize")
    assert not [mark for mark in find_marks(row) if mark.kind == "roles"]


def test_without_links_nothing_is_said(workbench: Workbench) -> None:
    row = read(workbench, CATS, "Mice chase cats in the field.", "")
    assert not [mark for mark in find_marks(row) if mark.kind == "roles"]


@pytest.mark.parametrize(
    ("english", "verb", "voice", "before"),
    [
        ("The army has been beaten", "beaten", "passive", "army"),
        ("The army has beaten them", "beaten", "active", "army"),
        ("They were never seen", "seen", "passive", "They"),
        ("A law passed by them", "passed", "participle", "law"),
        ("He stops supporting them", "supporting", "gerund", "stops"),
        ("The man who left", "left", "participle", "man"),
    ],
)
def test_verbs_of_english_and_what_stands_before_them(english: str, verb: str, voice: str, before: str) -> None:
    text = Text(english)
    at = text.at(english.index(verb))
    assert (text.voice(at), text.words[text.before(at)].group()) == (voice, before)
