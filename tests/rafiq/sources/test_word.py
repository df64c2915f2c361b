"""Word documents: the text of every cell and every paragraph comes out once, however tables are merged and nested."""

from __future__ import annotations

import io
import re
from itertools import count
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rafiq.sources import word

MERGES = st.lists(st.tuples(*[st.integers(0, 4)] * 4), max_size=4)
TABLES = st.recursive(
    st.tuples(st.integers(1, 5), st.integers(1, 5), MERGES, st.just(())),
    lambda inner: st.tuples(st.integers(1, 3), st.integers(1, 3), MERGES, st.lists(inner, max_size=2)),
    max_leaves=4,
)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(document: Any) -> list[str]:
    (raw,) = word.read(saved(document), "a.docx")
    assert isinstance(raw.content, str)
    return re.findall(r"<(?:p|li|h2)>(.*?)</", raw.content)


def fill(place: Any, shape: Any, names: Any) -> list[str]:
    """A table of `shape` in `place`, each cell with a name of its own; gives the names that are there to be read."""
    rows, columns, merges, inner = shape
    table = place.add_table(rows, columns)
    merged: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if bottom < rows and right < columns and area and merged.isdisjoint(area):  # the library refuses areas that overlap
            table.cell(top, left).merge(table.cell(bottom, right))
            merged |= area
    written: dict[Any, str] = {}
    elements = [cell._tc for row in table.rows for cell in row.cells]  # held, so that no identity is used twice
    for element, cell in zip(elements, (cell for row in table.rows for cell in row.cells), strict=True):
        if element not in written:
            written[element] = cell.text = f"خلية{next(names)}"
    below: list[str] = []
    for each in inner:
        below += fill(table.cell(0, 0), each, names)
    return [*written.values(), *below]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TABLES, min_size=1, max_size=3))
def test_every_cell_of_random_tables_comes_out_once(shapes: list[Any]) -> None:
    document, names = docx.Document(), count()
    expected: list[str] = []
    for shape in shapes:
        expected += fill(_Body(document), shape, names)
    assert sorted(texts(document)) == sorted(expected)


class _Body:
    """A document as a place for tables: as in a cell, without asking for a width."""

    def __init__(self, document: Any) -> None:
        self.add_table = document.add_table


def test_a_cell_that_claims_two_thousand_million_places_is_one_cell() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"خلية{number}"
    table.cell(0, 0)._tc.get_or_add_tcPr()._add_gridSpan().set(docx.oxml.ns.qn("w:val"), "2000000000")
    assert texts(document) == ["خلية0", "خلية1", "خلية2", "خلية3"]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:sdt {n}><w:sdtContent><w:p><w:r><w:t>نص داخلي</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {n}><w:ins><w:r><w:t>نص داخلي</w:t></w:r></w:ins></w:p>",
        "<w:p {n}><w:smartTag><w:r><w:t>نص</w:t></w:r></w:smartTag><w:r><w:t xml:space='preserve'> داخلي</w:t></w:r></w:p>",
        "<w:p {n}><w:hyperlink><w:r><w:t>نص داخلي</w:t></w:r></w:hyperlink><w:del><w:r><w:delText></w:delText></w:r></w:del></w:p>",
    ],
)
def test_text_in_controls_links_and_insertions_is_read(xml: str) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml.replace("{n}", nsdecls("w"))))
    assert texts(document) == ["نص داخلي"]


def test_tables_within_tables_are_read_however_deep() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for depth in range(20):
        cell.text = f"عمق{depth}"
        cell = cell.add_table(1, 1).cell(0, 0)
    cell.text = "آخر"
    assert texts(document) == [*(f"عمق{depth}" for depth in range(20)), "آخر"]
