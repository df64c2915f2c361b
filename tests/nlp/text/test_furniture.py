"""What of a pasted page is furniture, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from nlp.text.clean import clean
from tests.support.articles import BODY, MORE, TITLE, furniture, kinds, paste


@pytest.mark.parametrize(
    "line",
    [
        *("شارك", "شارك المقال على فيسبوك", "مشاركة", "طباعة", "نسخ الرابط", "198 مشاهدة", "عدد المشاهدات: 198", "التعليقات (3)"),
        *("مدة القراءة: 3 دقائق", "جميع الحقوق محفوظة © 2025", "اقرأ أيضاً: مصر تعلن نتائج التحقيق", "إعلان", "https://a.example/b"),
        *("تابعوا قناتنا على تلغرام", "صدر الصورة، Getty Images", "تخطى الأكثر قراءة وواصل القراءة", "الرئيسية > أخبار > سياسة"),
        *("A+ A-", "أ+ أ-", "اذهب إلى التنقل", "اذهب إلى التنقل اذهب إلى البحث", "| السنة | العدد |"),
        *("اقرأ أيضا", "Share", "قد يهمك أيضاً", "End of list", "الأكثر قراءة"),
    ],
)
def test_furniture_between_paragraphs(line: str) -> None:
    assert furniture(paste(TITLE, BODY, line, MORE, BODY)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "فيسبوك",  # a section of an article about social networks
        "ثقافة",
        "1",
        "اقرأ أيضا كتاب الأيام لطه حسين، فهو رائع.",
        "شارك المنتخب المصري في البطولة.",
        "شارك المئات في تظاهرة وسط العاصمة",
        "للمزيد من الدقة يجب أن نقول إن الأمر لم ينته بعد.",
        "تابعنا الأحداث لحظة بلحظة من قلب المدينة.",
        "اشترك في الحرب العالمية الثانية ملايين الجنود",
        "بلغ عدد المشاركات 198 مشاركة في اليوم الأول من الحملة.",
        "حفظ",
        "الرئيسية منها ثلاث: الماء والهواء والتراب.",
        "إعلان الحرب",
        "المصدر: رويترز",
        "قصائد من الديوان",
    ],
)
def test_body_that_looks_like_furniture_stays(line: str) -> None:
    article = paste(TITLE, BODY, line, MORE, BODY)
    expected = ["حفظ"] if line == "حفظ" else []  # alone on a line it is a button
    assert furniture(article) == expected


def test_text_goes_on_after_a_list_of_links() -> None:
    article = paste(
        TITLE, BODY, "اقرأ أيضاً", "خبر أول عن الشركة", "خبر ثان عن الموظفين وعن كل ما جرى لهم", "تحقيق وإجراء", MORE, BODY
    )
    assert furniture(article) == ["اقرأ أيضاً", "خبر أول عن الشركة", "خبر ثان عن الموظفين وعن كل ما جرى لهم"]
    assert ("heading", "تحقيق وإجراء") in kinds(article)


def test_a_paragraph_without_full_stop_after_links_is_body() -> None:
    paragraph = "وفي سياق متصل قالت مصادر مطلعة إن الاجتماع المقبل سيعقد في العاصمة خلال الأسبوع القادم بحضور ممثلين"
    assert paragraph not in furniture(paste(TITLE, BODY, "اقرأ أيضاً:", "خبر أول عن الشركة", paragraph))


def test_verses_after_a_share_line_stay() -> None:
    verses = [
        "قفا نبك من ذكرى حبيب ومنزل",
        "بسقط اللوى بين الدخول فحومل",
        "فتوضح فالمقراة لم يعف رسمها",
        "لما نسجتها من جنوب وشمأل",
    ]
    assert furniture(paste(TITLE, BODY, "شارك", *verses)) == ["شارك"]
    assert furniture(paste(*verses)) == []


def test_a_list_of_short_lines_at_the_end_stays() -> None:
    countries = ["مصر", "السودان", "المغرب", "الأردن"]
    assert furniture(paste(TITLE, BODY, *countries)) == []


def test_menu_before_the_title() -> None:
    article = paste("الرئيسية", "أخبار", "رياضة", "English", TITLE, BODY, MORE)
    assert furniture(article) == ["الرئيسية", "أخبار", "رياضة", "English"]
    assert article.title == TITLE


def test_wikipedia_edit_links_are_furniture_and_their_heading_is_not() -> None:
    article = paste(TITLE, BODY, "النشأة[عدل | عدل المصدر]", MORE)
    assert ("heading", "النشأة") in kinds(article)
    assert furniture(article) == ["[عدل | عدل المصدر]"]


@pytest.mark.parametrize("lines", [["اقرأ أيضا", "خبر"], ["تابعنا", "خبر"], ["شارك"], ["198"], ["أخبار"]])
def test_hostile_repetition_of_furniture_takes_linear_time(lines: list[str]) -> None:
    started = time.perf_counter()
    article = clean("\n".join([TITLE, BODY, *lines * 10_000]))
    assert len(article.blocks) == 2 + 10_000 * len(lines)
    assert time.perf_counter() - started < 20
