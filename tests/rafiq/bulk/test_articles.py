"""Articles out of files, folders, JSONL, Parquet and WARC: each once, with its hash, and a reason where there is none."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from nlp.errors import InputError, NotFoundError
from rafiq.bulk import articles
from rafiq.bulk.articles import Unit, items, units

TEXT = "قال الوزير إن المكتبة مفتوحة."


def all_of(*paths: Path) -> list[articles.Item]:
    return [each for unit in units(paths) for each in items(unit)]


def test_a_folder_gives_its_articles_by_name_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_text(f"<p>{TEXT}</p>")
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "photo.jpg").write_bytes(b"\xff")
    assert [Path(each.name).name for each in all_of(tmp_path)] == ["two.html", "one.txt"]


def test_what_cannot_be_read_in_bulk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff")
    with pytest.raises(InputError, match="cannot read"):
        list(units([tmp_path / "photo.jpg"]))
    with pytest.raises(NotFoundError):
        list(units([tmp_path / "none"]))


def test_lines_of_all_shapes(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        {"text": TEXT, "url": "https://example.org/1", "title": "عنوان"},
        {"html": f"<p>{TEXT}</p>", "id": 7},
        {"text": "  "},
        ["no"],
    ]
    file.write_bytes(b"\n".join([*(json.dumps(row).encode() for row in rows), b"{broken", b"", b"\xff\xfe"]))
    first, second, *bad = all_of(file)
    assert first.content.decode() == f"عنوان\n\n{TEXT}"
    assert (first.source, second.source) == ("https://example.org/1", "7")
    assert second.file.endswith(".html")
    assert len(bad) == 4
    assert all("no object with a field" in each.problem for each in bad)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(0, 60), max_size=12), piece=st.integers(1, 50), last=st.booleans())
def test_pieces_of_a_file_hold_every_line_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: list[int], piece: int, last: bool
) -> None:
    monkeypatch.setattr(articles, "PIECE", piece)
    lines = [json.dumps({"text": f"{number} " + "x" * size}) for number, size in enumerate(sizes)]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(lines) + ("\n" if last else ""))
    assert [each.content.decode() for each in all_of(file)] == [json.loads(line)["text"] for line in lines]


def test_a_line_over_the_limit_is_left_out_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "LONGEST_LINE", 100)
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "x" * 500}) + "\n" + json.dumps({"text": "next"}) + "\n")
    long, following = all_of(file)
    assert "over 20 MB" in long.problem
    assert following.content == b"next"


def test_parquet_by_row_groups(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    table = pa.table({"text": [f"{TEXT} {n}" for n in range(10)], "url": [f"u{n}" for n in range(10)], "other": [b"x"] * 10})
    pq.write_table(table, file, row_group_size=4)
    listed = list(units([file]))
    assert [(unit.start, unit.end) for unit in listed] == [(0, 1), (1, 2), (2, 3)]
    assert [each.source for each in all_of(file)] == [f"u{n}" for n in range(10)]


def warc(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for number, (status, kind) in enumerate([("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")]):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            body = BytesIO(f"<p>{TEXT}</p>".encode())
            writer.write_record(
                writer.create_warc_record(f"https://example.org/{number}", "response", payload=body, http_headers=headers)
            )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_gives_the_pages_that_were_answered(tmp_path: Path, name: str) -> None:
    warc(tmp_path / name)
    (page,) = all_of(tmp_path / name)
    assert page.source == "https://example.org/0"
    assert TEXT in page.content.decode()


def test_damaged_files_are_items_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"not a warc"))
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not")
    (tmp_path / "gone.txt").write_text("x")
    listed = list(units([tmp_path]))
    (tmp_path / "gone.txt").unlink()
    reasons = [each.problem for unit in listed for each in items(unit)]
    assert len(reasons) == 3
    assert all(reasons)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rafiq.sources.files.MAX_FILE", 3)
    (tmp_path / "a.txt").write_text("long")
    (large,) = items(Unit(str(tmp_path / "a.txt"), "file"))
    assert "reads files up to" in large.problem
    assert large.content == b""
