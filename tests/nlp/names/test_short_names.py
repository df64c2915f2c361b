"""Bodies that the news calls by one word once they have been named."""

from __future__ import annotations

import pytest

from nlp.document import Article
from rafiq.workbench import Workbench


@pytest.mark.parametrize(
    ("text", "short", "english"),
    [
        (
            "أصدرت المحكمة الجنائية الدولية مذكرتين أمس. وقالت الجنائية إن التحقيق مستمر.",
            "الجنائية",
            "International Criminal Court",
        ),
    ],
)
def test_the_short_name_is_the_same_body(workbench: Workbench, text: str, short: str, english: str) -> None:
    rows = workbench.reader().analyse(Article(text)).sentences
    assert [(mention.text, mention.english) for mention in rows[-1].entities] == [(short, english)]


def test_an_adjective_of_a_noun_is_no_short_name(workbench: Workbench) -> None:
    text = "أصدرت المحكمة الجنائية الدولية مذكرتين أمس. وفحص الخبراء الأدلة الجنائية."
    rows = workbench.reader().analyse(Article(text)).sentences
    assert not rows[-1].entities


def test_nor_is_the_word_where_the_body_was_not_named(workbench: Workbench) -> None:
    assert not workbench.reader().analyse(Article("وقال إن الكيان يماطل.")).sentences[0].entities
