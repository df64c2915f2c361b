"""The opposite of an Arabic word in the English is marked; what only looks like one is not."""

from __future__ import annotations

import pytest

from nlp.doubts.find import find_marks
from rafiq.workbench import Workbench
from tests.support.linked_sentences import read

SHAKEN = "تهدف الحملة إلى زعزعة الاستقرار في البلاد."
FELL = "انخفض إنتاج النفط العام الماضي."
NORTH = "وصلت القافلة إلى شمال البلاد."
REFUSED = "رفض البرلمان مشروع القانون."
DENIED = "لم يرفض البرلمان مشروع القانون."
BOTH = "ارتفعت الصادرات وانخفضت الواردات."


@pytest.mark.parametrize(
    ("arabic", "english", "pairs", "marked"),
    [
        (SHAKEN, "The campaign aims at reinforcement of stability.", "زعزعة=reinforcement الاستقرار=stability", "زعزعة"),
        (SHAKEN, "The campaign aims at shaking stability.", "زعزعة=shaking الاستقرار=stability", ""),
        (FELL, "Oil production rose last year.", "انخفض=rose إنتاج=production", "انخفض"),
        (FELL, "Oil production fell last year.", "انخفض=fell إنتاج=production", ""),
        (FELL, "Oil production did not rise last year.", "انخفض=rise إنتاج=production", ""),
        (NORTH, "The convoy reached the south of the country.", "شمال=south البلاد=country", "شمال"),
        (NORTH, "The convoy reached the north of the country.", "شمال=north البلاد=country", ""),
        (REFUSED, "Parliament accepted the bill.", "رفض=accepted البرلمان=Parliament", "رفض"),
        (DENIED, "Parliament accepted the bill.", "يرفض=accepted البرلمان=Parliament", ""),
        (REFUSED, "Parliament rejected the accepted bill.", "رفض=accepted البرلمان=Parliament", ""),
        (BOTH, "Exports rose and imports fell.", "ارتفعت=fell وانخفضت=rose", ""),
    ],
)
def test_an_opposite_is_marked(workbench: Workbench, arabic: str, english: str, pairs: str, marked: str) -> None:
    marks = [mark for mark in find_marks(read(workbench, arabic, english, pairs)) if mark.kind == "opposite"]
    assert [arabic[mark.start : mark.end] for mark in marks] == [marked] * bool(marked)


def test_where_the_links_lead_elsewhere_nothing_is_told(workbench: Workbench) -> None:
    row = read(workbench, NORTH, "The convoy of the country reached the south.", "شمال=country")
    assert not [mark for mark in find_marks(row) if mark.kind == "opposite"]
    unlinked = read(workbench, NORTH, "The convoy reached the south.", "القافلة=convoy")
    assert not [mark for mark in find_marks(unlinked) if mark.kind == "opposite"]
