"""Pasted text, bytes and pages → articles: what is kept, what is put right, what is furniture."""

from __future__ import annotations

import time

import pytest

from nlp.document import Article
from nlp.errors import InputError, TooLargeError
from nlp.text import clean as clean_module
from nlp.text.clean import FRAGMENT, clean
from nlp.text.dateline import find_date, is_byline, is_date_line
from nlp.text.encoding import decode, repair_mojibake

BODY = "قال المهندس المصري حسام نصر إن العمل قد انتهى تماماً في هذا اليوم، وإن الجميع سعداء بما تم إنجازه."
MORE = "وأضاف أن الشركة لن تعود إلى ما كانت عليه من قبل، وأن القرار نهائي ولا رجعة فيه مهما حدث."
TITLE = "كيف أوقف مهندس مصري دعم الشركة؟"


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def furniture(article: Article) -> list[str]:
    return [text for kind, text in kinds(article) if kind == "furniture"]


def paste(*lines: str) -> Article:
    return clean("\n\n".join(lines))


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


@pytest.mark.parametrize(
    "line",
    [
        *("شارك", "شارك المقال على فيسبوك", "مشاركة", "طباعة", "نسخ الرابط", "198 مشاهدة", "عدد المشاهدات: 198", "التعليقات (3)"),
        *("مدة القراءة: 3 دقائق", "جميع الحقوق محفوظة © 2025", "اقرأ أيضاً: مصر تعلن نتائج التحقيق", "إعلان", "https://a.example/b"),
        *("تابعوا قناتنا على تلغرام", "صدر الصورة، Getty Images", "تخطى الأكثر قراءة وواصل القراءة", "الرئيسية > أخبار > سياسة"),
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso-8859-6"])
def test_bytes_in_the_encodings_of_arabic_files(encoding: str) -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر، وذلك بعد عام."
    assert clean(text.encode(encoding)).text == text
    assert decode("نعم في مصر".encode(encoding)) == "نعم في مصر"


def test_a_declared_encoding_that_lies_is_noticed() -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر"
    assert clean(text.encode("cp1256"), media_type="text/plain; charset=iso-8859-1").text == text
    assert clean(text.encode(), media_type="text/plain; charset=windows-1256").text == text


@pytest.mark.parametrize(("right", "wrong"), [("cp1256", "cp1252"), ("utf-8", "latin-1")])
def test_text_decoded_wrongly_before_it_was_pasted(right: str, wrong: str) -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر"
    assert repair_mojibake(text.encode(right).decode(wrong)) == text
    assert repair_mojibake("Größe, façade, naïve: 25 °C") == "Größe, façade, naïve: 25 °C"
    assert repair_mojibake(text) == text


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


@pytest.mark.parametrize("lines", [["اقرأ أيضا", "خبر"], ["تابعنا", "خبر"], ["شارك"], ["198"], ["أخبار"]])
def test_hostile_repetition_of_furniture_takes_linear_time(lines: list[str]) -> None:
    started = time.perf_counter()
    article = clean("\n".join([TITLE, BODY, *lines * 10_000]))
    assert len(article.blocks) == 2 + 10_000 * len(lines)
    assert time.perf_counter() - started < 20


PAGE = f"""<!doctype html><html lang=ar><head><title>{TITLE} | الموقع</title><meta property="og:title" content="{TITLE}">
<meta name=author content="محمد علي"><meta property="article:published_time" content="2024-05-06T10:00:00Z">
<script>alert(1)</script><style>p{{}}</style></head>
<body><nav><ul><li><a href=/>الرئيسية</a></li><li><a href=/x>رياضة</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>{BODY.replace("المصري", "<b>المصري</b>")}</p>
<h2>وقفة احتجاجية</h2><p>{MORE}</p><ul><li>بند أول من القائمة</li><li>بند ثان</li></ul>
<blockquote>هذا اقتباس من كلام الرجل في الحفل.</blockquote><p>{MORE}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("as_bytes", [False, True])
def test_a_web_page(as_bytes: bool) -> None:
    raw = PAGE.replace("<head>", "<head><meta charset=windows-1256>").encode("cp1256") if as_bytes else PAGE
    article = clean(raw, source="https://a.example/b", media_type="text/html")
    assert (article.title, article.byline, article.date, article.source) == (TITLE, "محمد علي", "2024-05-06", "https://a.example/b")
    assert [pair for pair in kinds(article) if pair[0] != "furniture"] == [
        ("title", TITLE),
        ("paragraph", BODY),
        ("heading", "وقفة احتجاجية"),
        ("paragraph", MORE),
        ("list", "بند أول من القائمة"),
        ("list", "بند ثان"),
        ("quote", "هذا اقتباس من كلام الرجل في الحفل."),
        ("paragraph", MORE),
    ]
    assert "alert" not in article.text


def test_pasted_page_source_is_recognised_and_prose_with_tags_is_not() -> None:
    assert clean(PAGE).title == TITLE
    assert clean("الوسم <p> يبدأ فقرة").text == "الوسم <p> يبدأ فقرة"


def test_a_fragment_is_taken_whole() -> None:
    article = clean(
        f"<h1>{TITLE}</h1><p>{BODY}</p><p>سطر قصير</p><table><tr><td>خلية</td><td>أخرى</td></tr></table>", media_type=FRAGMENT
    )
    assert [text for _, text in kinds(article)] == [TITLE, BODY, "سطر قصير", "خلية", "أخرى"]


def test_hostile_pages_are_read_or_refused_in_one_sentence() -> None:
    deep = "<div>" * 20_000 + f"<p>{BODY}</p>" + "</div>" * 20_000
    for page in (deep, "<html>" + "<p" * 50_000, f"<html><p>{BODY}</p>" + "<!--" * 20_000, "<html><p>" + "&amp;" * 100_000 + BODY):
        try:
            assert clean(page, media_type="text/html").text
        except InputError as error:
            assert "\n" not in str(error)


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
        ("paragraph", first),
        ("heading", "حياته"),
        ("paragraph", BODY),
    ]


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
