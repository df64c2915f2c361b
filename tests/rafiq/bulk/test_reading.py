"""A bulk run with the real engine: the English of `rafiq read`, as records, copies and rows of the library."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from nlp.annotations import copy_from_json
from rafiq.bulk.articles import item
from rafiq.bulk.keep import into_library
from rafiq.bulk.pool import Pool
from rafiq.bulk.record import Reading
from rafiq.bulk.run import run
from rafiq.bulk.shards import Shards, records_of
from rafiq.library import Library

TEXTS = ["قال الوزير إن المكتبة الجديدة في القاهرة مفتوحة.", "ذهب الولد إلى البحر يوم الأحد.", "..."]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps({"text": text, "url": f"https://example.org/{n}"}) + "\n" for n, text in enumerate(TEXTS)))
    return file


def test_records_are_what_a_reading_gives_in_both_forms_and_in_the_library(source: Path, tmp_path: Path, home: Path) -> None:
    opener = partial(Reading, "embedded", threads=1, copies=True)
    counts = run([source], Shards(tmp_path / "lines"), Pool(opener, 1))
    assert (counts.read, counts.failed) == (2, 1)
    lines = {record["id"]: record for path in Shards(tmp_path / "lines").paths() for record in records_of(path)}
    run([source], Shards(tmp_path / "rows", "parquet"), Pool(opener, 1))
    assert {record["id"]: record for path in Shards(tmp_path / "rows", "parquet").paths() for record in records_of(path)} == lines
    direct = opener().record(item("x", TEXTS[0].encode(), "article.txt", "https://example.org/0"))
    assert lines[direct["id"]]["sentences"] == direct["sentences"]
    assert "minister" in str(direct["sentences"])
    assert "Cairo" in str(direct["entities"])
    assert copy_from_json(direct["copy"]).document.article.source == "https://example.org/0"
    with Library.open(tmp_path / "library.sqlite3") as library:
        for _ in range(2):
            assert into_library(Shards(tmp_path / "lines"), library) == 2
            assert {copy.id for copy in library.list()} == set(lines)


def test_what_has_no_article_in_it_is_a_reason(home: Path) -> None:
    reading = Reading("embedded", threads=1)
    assert "no text to read" in reading.record(item("n", b"...", "a.txt"))["reason"]
    assert "is no" in reading.record(item("n", b"", "", problem="n is no object."))["reason"]
    assert reading.record(item("n", b"%PDF-1.4 broken", "a.pdf"))["reason"]
