"""The one home of escaping: each function against what its place would do with the text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html

from rafiq.render import escape
from tests.support.copies_sample import HOSTILE

any_text = st.text(max_size=60) | st.sampled_from(HOSTILE)


@given(any_text)
def test_html_text_and_attributes_come_back(value: str) -> None:
    safe = escape.text(value).encode("utf-8", "replace").decode()
    assert "<" not in safe and ">" not in safe
    quoted = escape.attribute(value)
    assert '"' not in quoted and "'" not in quoted and "<" not in quoted
    element = html.fromstring(f'<p title="{quoted}">x</p>'.encode("utf-8", "replace").decode())
    wanted = escape.legal(value)
    assert (element.get("title") or "").replace("\r\n", "\n").replace("\r", "\n") == wanted.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@given(any_text)
def test_xml_text_and_attributes_come_back_exactly(value: str) -> None:
    element = etree.fromstring(f'<p title="{escape.xml_attribute(value)}">{escape.xml_text(value)}</p>'.encode())
    assert (element.text or "", element.get("title")) == (escape.legal(value), escape.legal(value))


@given(any_text)
@example("\x1f@")  # a separator that only some programs take for a space
def test_cells_are_never_formulas_and_lose_nothing(value: str) -> None:
    safe = escape.cell(value)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    kept = value.replace("\x00", "").encode("utf-8", "replace").decode()
    assert safe in (kept, "'" + kept)
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([safe])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [safe]


@given(any_text)
def test_file_names_are_names(value: str) -> None:
    name = escape.file_name(value)
    assert name and len(name.encode()) <= 80 and name.isprintable()
    assert not set(name) & set('/\\:*?"<>|') and not name.startswith((".", "-")) and name not in ("con", "NUL")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("CON", "article"), ("com1.txt", "article"), ("", "article"), ("a/b", "a-b"), ("أخبار  اليوم!", "أخبار-اليوم!")],
)
def test_file_name_examples(value: str, wanted: str) -> None:
    assert escape.file_name(value) == wanted
