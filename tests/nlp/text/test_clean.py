"""Pasted text → articles: the roles of its lines, what is kept, what is put right, what is refused."""

from __future__ import annotations

import time

import pytest

from nlp.errors import InputError, TooLargeError
from nlp.text import clean as clean_module
from nlp.text.clean import clean
from tests.support.articles import BODY, MORE, TITLE, furniture, kinds, paste


def test_title_byline_date_counter_headings_links_and_menu() -> None:
    article = paste(
        *(TITLE, "د. مجدي سعيد", "30 سبتمبر 2025", "198", BODY, "خدمات تجسس", MORE),
        *("اقرأ أيضاً:", "تقرير أممي: أكثر من 60 شركة متورطة", "خبر آخر عن الشركة.. وموظفيها"),
        *("الرابط المختصر :", "تابعنا", "الرئيسية", "العدد", "مدونة"),
    )
    assert (article.title, article.byline, article.date) == (TITLE, "د. مجدي سعيد", "2025-09-30")
    assert [kind for kind, _ in kinds(article)] == [
        *("title", "byline", "date", "furniture", "paragraph", "heading", "paragraph"),
        *["furniture"] * 8,
    ]


def test_one_paragraph_has_no_title() -> None:
    assert kinds(clean(BODY)) == [("paragraph", BODY)]
    assert clean(BODY).title == ""


def test_blocks_cover_the_text() -> None:
    article = paste(TITLE, BODY, "شارك", MORE)
    last = 0
    for block in article.blocks:
        assert not article.text[last : block.start].strip()
        last = block.end
    assert not article.text[last:].strip()


def test_lists_and_numbered_headings() -> None:
    article = paste(TITLE, BODY, "• بند أول", "- بند ثان", "1. بند ثالث", "1- الأسباب البعيدة", MORE)
    assert [kind for kind, _ in kinds(article)] == ["title", "paragraph", "list", "list", "list", "heading", "paragraph"]


def test_what_is_shown_keeps_the_spelling() -> None:
    text = "قالَ المُهَنْدِسُ حسّام: «العَـــربيّة» لغةٌ جميلةٌ؛ می‌خواهم ﷺ … 3.5٪ ١٢٫٥"
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ", "السلام عليكم"),
        ("قال\u00a0نصر\u2009نعم", "قال نصر نعم"),
        ("\u202bقال \u2067نصر\u2069\u202c\u200f نعم\ufeff", "قال نصر نعم"),
        ("قال نصر\r\nنعم\rثم\u2028لا", "قال نصر\n\nنعم\n\nثم\n\nلا"),
        ("ا\u0654حمد cafe\u0301", "أحمد café"),
        ("قال &quot;نعم&quot;&nbsp;ثم &laquo;لا&raquo;", 'قال "نعم" ثم «لا»'),
        ("قال \x00نعم\x1b\ufffe \ud800ثم", "قال نعم \ufffdثم"),
        ("قال &lt;script&gt; <script>alert(1)</script>", "قال &lt;script&gt; <script>alert(1)</script>"),
    ],
)
def test_what_nobody_wrote_on_purpose_is_put_right(raw: str, shown: str) -> None:
    assert clean(raw).text == shown


def test_wrapped_text_is_joined_into_paragraphs() -> None:
    words = (BODY + " " + MORE).split()
    lines = [" ".join(words[i : i + 11]) for i in range(0, len(words), 11)]
    article = clean("\n".join(lines) + "\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines))
    assert [text for _, text in kinds(article)] == [" ".join(words)] * 3


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("", "no text"),
        (" \n\u200f\t", "no text"),
        ("... — !", "no text"),
        (b"", "no text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "docx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\x00\x01\x02\x03" * 50, "not text"),
        (b"\xff\xfea", "UTF-16"),
        ("<html><body><script>1</script></body></html>", "no text"),
    ],
)
def test_nothing_to_read_is_one_clear_sentence(raw: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        clean(raw)
    assert "\n" not in str(caught.value)


def test_too_large_is_refused() -> None:
    with pytest.raises(TooLargeError, match="up to 5"):
        clean("كلمة " * (clean_module.MAX_SIZE // 5 + 1))


def test_two_megabytes_are_read() -> None:
    started = time.perf_counter()
    article = clean((BODY + "\n\n") * 11_000)
    assert len(article.blocks) == 11_000
    assert time.perf_counter() - started < 30


def test_a_paste_with_sections_share_bar_caption_and_times() -> None:
    article = paste(
        *(
            "أخبار",
            "|",
            "سياسة",
            "مصر وقطر تبحثان وقف إطلاق النار",
            "استمع",
            "(6 دقائق)",
            "حفظ",
            "شارِكْ",
            "facebook",
            "x",
            "copylink",
        ),
        *("وزير الخارجية المصري خلال لقاء سابق (الفرنسية)", "Published On 30/9/2025", "|", "آخر تحديث: 14:20 (توقيت مكة)", BODY),
        *("اقرأ أيضا", "list of 2 items", "list 1 of 2", "خبر أول قصير", "end of list", MORE),
    )
    assert (article.title, article.date) == ("مصر وقطر تبحثان وقف إطلاق النار", "2025-09-30")
    assert [pair for pair in kinds(article) if pair[0] != "furniture"] == [
        ("title", "مصر وقطر تبحثان وقف إطلاق النار"),
        ("paragraph", "وزير الخارجية المصري خلال لقاء سابق (الفرنسية)"),
        ("date", "Published On 30/9/2025"),
        ("date", "آخر تحديث: 14:20 (توقيت مكة)"),
        ("paragraph", BODY),
        ("paragraph", MORE),
    ]


def test_a_paste_with_blocks_to_skip_and_a_relative_time() -> None:
    skipped = ["تخطى الأكثر قراءة وواصل القراءة", "الأكثر قراءة", "سعر الدولار اليوم", "قصة اختفاء طائرة", "نهاية الأكثر قراءة"]
    article = paste(TITLE, "Author, محمد همدر", "قبل 3 ساعات", BODY, *skipped, MORE)
    assert (furniture(article), article.byline) == (skipped, "محمد همدر")


def test_a_paste_with_place_and_writer_and_tags_at_the_foot() -> None:
    date = "نُشر: 14:00-30 سبتمبر 2025 م ـ 08 ربيع الثاني 1447 هـ"
    article = paste(TITLE, "القاهرة: محمد محمود", date, "TT", BODY, "مواضيع", MORE, "مواضيع", "مصر", "غزة")
    assert (article.byline, article.date) == ("محمد محمود", "2025-09-30")
    assert furniture(article) == ["TT", "مواضيع", "مصر", "غزة"]
    assert ("heading", "مواضيع") in kinds(article)


def test_a_paste_from_an_encyclopedia() -> None:
    chrome = ["56 لغة", "مقالة", "نقاش", "اقرأ", "عدل", "تاريخ", "أدوات", "من ويكيبيديا، الموسوعة الحرة"]
    first = "ابن خلدون هو مؤرخ ولد في تونس وعاش في أقطار شمال أفريقيا.[1][2]"
    article = paste("ابن خلدون", *chrome, first, "حياته", "[عدل]", BODY)
    assert furniture(article) == [*chrome, "[عدل]"]
    assert [pair for pair in kinds(article) if pair[0] != "furniture"] == [
        ("title", "ابن خلدون"),
        ("paragraph", first.removesuffix("[1][2]")),
        ("heading", "حياته"),
        ("paragraph", BODY),
    ]


def test_marks_of_footnotes_and_escaped_letters_are_no_text() -> None:
    line = f"{BODY}[2][3] وقالت شركة AT&amp;T أمس إن الفقرة [4] من المادة 5 باقية[بحاجة لمصدر]."
    article = paste(TITLE, line)
    assert kinds(article)[1] == ("paragraph", f"{BODY} وقالت شركة AT&T أمس إن الفقرة [4] من المادة 5 باقية.")
