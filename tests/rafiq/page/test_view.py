"""What the component is given to draw: rows, words, furniture."""

from __future__ import annotations

import json
from dataclasses import replace

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
