"""A club that is called like its town, roles beside names, and buildings of one name in two towns."""

from __future__ import annotations

import pytest

from nlp.document import Entity
from nlp.names.facts.kinds import kind_of
from tests.support.names import entities


def only(text: str, name: str, kind: str) -> Entity:
    return entities(text, (name, kind))[name]


@pytest.mark.parametrize(
    ("text", "name", "english", "kind"),
    [
        ("تعادل روما مع ضيفه في الدوري الإيطالي", "روما", "Roma", "ORG"),
        ("فاز الفريق على نابولي في الدقيقة 20", "نابولي", "Napoli", "ORG"),
        ("وصل الفريق إلى روما قبل المباراة", "روما", "Rome", "LOC"),
        ("زار المدرب شوارع روما بعد المباراة", "روما", "Rome", "LOC"),
        ("التقى الوزير سفير روما أمس", "روما", "Rome", "LOC"),
        ("استضافت بطولة موناكو للتنس لاعبي العالم في الدوري", "موناكو", "Monaco", "LOC"),
    ],
)
def test_a_town_in_a_match_is_its_club(text: str, name: str, english: str, kind: str) -> None:
    named = only(text, name, "LOC")
    assert (named.english, named.type) == (english, kind)


@pytest.mark.parametrize(
    ("text", "name", "gloss"),
    [
        ("قال الخبير المالي حسام الحسيني إن الأسعار ترتفع", "حسام الحسيني", "financial expert («الخبير المالي»)"),
        ("استقال الرئيس المالي إبراهيم كيتا", "إبراهيم كيتا", "Malian president («الرئيس المالي»)"),
        ("تصدى الحارس الكولومبي دافيد زغبلوطا لكرة المهاجم", "دافيد زغبلوطا", "Colombian goalkeeper («الحارس الكولومبي»)"),
        ("قال الحارس حسام نصر إن الباب كان مغلقا", "حسام نصر", "guard («الحارس»)"),
        ("حضر نائب رئيس مجلس الوزراء البرتغالي والدكتور فيرناندو كوستا", "فيرناندو كوستا", "doctor («والدكتور»)"),
    ],
)
def test_a_role_is_said_in_the_meaning_that_its_sentence_has(text: str, name: str, gloss: str) -> None:
    assert only(text, name, "PERS").gloss == gloss


def test_a_role_before_and_is_another_mans() -> None:
    named = entities("حضر مدير إدارة الملاحة بالهيئة وسلطان الشامسي مفتش العمليات", ("وسلطان الشامسي", "PERS"))
    assert named["سلطان الشامسي"].gloss == ""


def test_a_building_in_another_town_is_another() -> None:
    assert only("أقيم الحفل في مركز التجارة العالمي بهونغ كونغ", "مركز التجارة العالمي", "LOC").gloss == ""
    assert only("دمر مركز التجارة العالمي في نيويورك", "مركز التجارة العالمي", "LOC").gloss != ""


def test_a_medical_city_is_no_town() -> None:
    assert kind_of("مدينة الشيخ خليفة الطبية", "LOC") == ""
    assert kind_of("مدينة زايد", "LOC") == "Population-Center"


def test_an_ordinary_word_with_a_preposition_is_no_movement() -> None:
    assert "حماس" not in entities("تتفاعل مع لوحاتها بحماس وتلقائية")
    assert "حماس" in entities("قالت حماس إن الاتفاق مع إسرائيل قريب")


def test_a_man_joined_by_his_role_is_not_what_the_one_before_is() -> None:
    assert entities("أشاد لاعب ريال مدريد ومدربه ومواطنه جوزيه بالفوز", ("جوزيه", "PERS"))["جوزيه"].gloss == ""


def test_a_role_in_a_department_is_of_that_department() -> None:
    named = only("قال عيسى الحداد، الرئيس التنفيذي للتسويق، ذلك", "عيسى الحداد", "PERS")
    assert named.gloss.startswith("chief marketing officer")


def test_a_party_of_a_common_name_needs_a_witness() -> None:
    assert only("قال حزب الاستقلال إن التحالف قائم", "حزب الاستقلال", "ORG").gloss == ""
    assert entities("قال حزب الاستقلال في الرباط والمغرب ذلك", ("حزب الاستقلال", "ORG"), ("والمغرب", "LOC"))["حزب الاستقلال"].gloss


def test_a_word_that_is_a_firms_name_needs_a_witness() -> None:
    assert "اتصالات" not in entities("أجرى المبعوث اتصالات واسعة", ("اتصالات", "ORG"))
    assert only("ارتفع اتصالات إلى درهمين وكان سهم الشركة أولا", "اتصالات", "ORG").english == "Etisalat"


def test_who_guards_for_a_club_keeps_its_goal() -> None:
    assert "goalkeeper" in only("تألق حارس برشلونة تير شتيغن أمس", "تير شتيغن", "PERS").gloss
    assert "guard" in only("وصل حارس المتحف سامي علي أمس", "سامي علي", "PERS").gloss


def test_a_word_beside_a_name_that_is_another_word_says_nothing_of_it() -> None:
    assert "town" not in entities("نال جائزة في بلده الإمارات أمس", ("الإمارات", "LOC"))["الإمارات"].gloss
    assert "imam" not in only("خسر امام مواطنه جو ويلفريد تسونغا", "جو ويلفريد تسونغا", "PERS").gloss
    assert "student" not in only("طالب العاهل الأردني عبدالله الثاني بالسلام", "عبدالله الثاني", "PERS").gloss
    assert "valley" not in entities("ولايات تبسة والوادي واليزي", ("واليزي", "LOC"))["اليزي"].gloss


def test_another_first_vowel_is_another_name() -> None:
    assert "Kennedy" not in only("سجل جون أكيندي الهدف", "جون أكيندي", "PERS").english


def test_what_is_somebodys_before_a_name_is_no_part_of_it() -> None:
    assert "بوكا جونيورز" in entities("واجه غريمه بوكا جونيورز أمس", ("غريمه بوكا جونيورز", "ORG"))
    assert "أنس نمر" in entities("تمثيل موفق وأنس نمر", ("وأنس نمر", "PERS"))


def test_neighbours_say_which_of_two_things_a_name_is() -> None:
    assert entities("قال مراسل جريدة الخليج ذلك", ("الخليج", "LOC"))["جريدة الخليج"].english == "Al Khaleej"
    assert only("وصل إلى الخليج العربي", "الخليج العربي", "LOC").type == "LOC"
    assert only("أكد الاتحاد الأوروبي قبل المباراة في دوري الأبطال", "الاتحاد الأوروبي", "ORG").english == "UEFA"
    assert only("أكد الاتحاد الأوروبي ذلك في بروكسل", "الاتحاد الأوروبي", "ORG").english == "European Union"


def test_a_ruling_is_no_referee() -> None:
    assert "director" in only("صدر حكم قضائي ضد مدير قناة نسمة نبيل القروي", "نبيل القروي", "PERS").gloss
