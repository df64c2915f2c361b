"""Data files: what is read of them, how a damaged one is told, and that each is named with its source and licence."""

from __future__ import annotations

import lzma
import re
from pathlib import Path

import pytest

from nlp.errors import ArtefactError
from nlp.text import tables
from tests.conftest import ROOT

FILES = sorted(path.name for path in tables.DATA.iterdir())


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    return tmp_path


def test_remarks_and_empty_lines_are_no_entries(data: Path) -> None:
    (data / "list.txt").write_text("# a remark\n\none\n two \n#three\n", encoding="utf-8")
    assert list(tables.lines("list.txt")) == ["one", "two"]
    (data / "table.tsv").write_text("# a\tb\nكلمة\tword\t\n\n", encoding="utf-8")
    assert list(tables.rows("table.tsv")) == [["كلمة", "word", ""]]


def test_packed_files_read_like_plain_ones(data: Path) -> None:
    (data / "table.tsv.xz").write_bytes(lzma.compress(b"a\tb\nc\td\n"))
    assert list(tables.rows("table.tsv.xz", columns=2)) == [["a", "b"], ["c", "d"]]


def test_sections(data: Path) -> None:
    (data / "parted.txt").write_text("# remark\n[one]\na\nb c\n[two]\n[three]\nd\n", encoding="utf-8")
    assert tables.sections("parted.txt") == {"one": ("a", "b c"), "two": (), "three": ("d",)}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.txt", None, "missing.txt cannot be read"),
        ("latin.txt", b"\xe9t\xe9\n", "latin.txt cannot be read"),
        ("cut.tsv.xz", lzma.compress(b"one\ttwo\n" * 100)[:40], "cut.tsv.xz cannot be read"),
        ("plain.tsv.xz", b"one\ttwo\n", "plain.tsv.xz cannot be read"),
        ("short.tsv", b"one\ttwo\none\n", "Line 2 of the data file .*short.tsv has 1 of 2 columns"),
        ("loose.txt", b"entry\n[title]\n", "loose.txt has an entry under no title"),
        ("broken.json", b'{"a": ', "broken.json cannot be read"),
    ],
)
def test_a_damaged_file_is_told(data: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (data / name).write_bytes(content)
    with pytest.raises(ArtefactError, match=told):
        if name.endswith(".json"):
            tables.document(name)
        elif name == "loose.txt":
            tables.sections(name)
        elif ".tsv" in name:
            list(tables.rows(name, columns=2))
        else:
            tables.words(name)


@pytest.mark.parametrize("name", FILES)
def test_every_data_file_has_its_line_in_notice(name: str) -> None:
    """The file's own name, its source and a licence, in one entry of NOTICE."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    entry = re.search(rf"^  nlp/data/{re.escape(name)}\s{{2,}}(\S.*(?:\n {{20,}}\S.*)*)", notice, re.M)
    assert entry, f"NOTICE does not say where nlp/data/{name} comes from"
    assert re.search(r"MIT|CC BY|Unicode-3.0|BSD|Apache-2.0", entry[1]), f"NOTICE states no licence of nlp/data/{name}"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".txt", ".tsv"))])
def test_a_plain_file_opens_by_saying_what_it_is(name: str) -> None:
    first = (tables.DATA / name).read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("# ") and len(first) > 20, f"{name} does not say what it is"


def test_data_files_are_read_in_one_place() -> None:
    readers = re.compile(r"^(?:import lzma|from importlib import resources)|\.read_(?:text|bytes)\(", re.M)
    reading = {path.name for path in (ROOT / "nlp").rglob("*.py") if readers.search(path.read_text(encoding="utf-8"))}
    assert reading - {"compact.py"} == {"tables.py"}  # the compact morphology lies in the reader's cache
