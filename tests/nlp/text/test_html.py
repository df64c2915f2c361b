"""Web pages and fragments of HTML → articles."""

from __future__ import annotations

import pytest

from nlp.errors import InputError
from nlp.text.clean import FRAGMENT, clean
from tests.support.articles import BODY, MORE, TITLE, kinds

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
