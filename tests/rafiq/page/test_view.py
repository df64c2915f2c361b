"""What the component is given to draw: rows, words, furniture."""

from __future__ import annotations

import json
from dataclasses import replace

from nlp.words.lexicon import Lexicon
from nlp.words.readings import read_as
from rafiq.page.work import choices
from rafiq.render.page import row_of, view_of, words_of
from tests.support.documents import sample_document


def test_offsets_in_the_view_count_utf16_units() -> None:
    document = sample_document()
    first = document.sentences[0]
    shifted = replace(
        first,
        arabic="😀 " + first.arabic,
        start=first.start,
        tokens=tuple(replace(t, start=t.start + 2, end=t.end + 2) for t in first.tokens),
    )
    rows, _ = words_of([shifted])
    units = rows[0]["ar"].encode("utf-16-le")
    for (start, end, _), token in zip(rows[0]["tokens"], shifted.tokens, strict=True):
        assert units[2 * start : 2 * end].decode("utf-16-le") == token.text


def test_equal_words_share_one_analysis_and_furniture_knows_its_place() -> None:
    view = view_of(sample_document())
    library = [row[2] for r in view["rows"] for row in r["tokens"] if view["words"][row[2]]["text"] == "المكتبة"]
    assert len(library) == 3
    assert len(set(library)) == 1
    assert view["furniture"] == [{"before": 6, "lines": ["اقرأ أيضاً"]}]
    assert json.loads(json.dumps(view)) == view
    assert "tokens" not in row_of(0, sample_document().sentences[0])


def test_only_the_readers_own_meaning_is_shown_as_the_readers() -> None:
    document = sample_document()
    listed = read_as(choices.token_at(document, 2, 1), [each.reading for each in Lexicon.load().look_up("مستخدميها")])
    first = replace(document.sentences[0], tokens=(listed,))
    _, words = words_of([first])
    assert [word["own"] for word in words] == [False]  # the list that Rafiq comes with
    glossed, _ = choices.with_gloss(replace(document, sentences=(first,)), listed, "those who use it")
    _, words = words_of(glossed.sentences)
    assert [(word["own"], word["glosses"][0]) for word in words] == [(True, "those who use it")]
