"""Hostile copies in office programs: what is written is text there, and nothing in the file calls, links, runs or reckons.

LibreOffice opens what it can (Word, CSV; it reads no EPUB) and saves it in its own flat XML, which shows all that it made of it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from nlp.annotations import Context, LearnedWord
from rafiq.render import formats
from rafiq.render.exports import anki, csv_table
from tests.support.copies_sample import HOSTILE, hostile_copy

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Elements of a Word file that run, fetch or embed something.
ALIVE = {f"{WORD}{name}" for name in ("fldSimple", "fldChar", "instrText", "altChunk", "object", "control", "subDoc", "hyperlink")}


def hostile_words() -> list[LearnedWord]:
    here = [(bad, (Context(bad, bad, 0, 3),)) for bad in HOSTILE]
    words = [LearnedWord("word", bad, bad, bad, root=bad, pos=bad, contexts=contexts) for bad, contexts in here]
    return [*words, *(LearnedWord("name", bad, bad, bad, pos=bad, contexts=contexts) for bad, contexts in here)]


def parts(data: bytes) -> dict[str, Any]:
    """The XML parts of a package by name; the names of all others with None."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        read = {name: pack.read(name) for name in pack.namelist()}
    xml = (".xml", ".rels", ".xhtml", ".opf", ".ncx")
    return {name: etree.fromstring(content) if name.endswith(xml) else None for name, content in read.items()}


def test_a_word_file_has_no_fields_links_macros_or_embedded_parts() -> None:
    made = parts(formats.find("docx").render(hostile_copy()))
    for name, tree in made.items():
        assert not name.lower().endswith((".bin", ".ole", ".html", ".rtf", ".js")), name
        if tree is None:
            continue
        assert not [each.tag for each in tree.iter() if each.tag in ALIVE], name
        assert not [each for each in tree.iter() if each.get("TargetMode") == "External"], name
        assert "macroEnabled" not in etree.tostring(tree, encoding="unicode"), name


def test_a_book_runs_and_fetches_nothing() -> None:
    made = parts(formats.find("epub").render(hostile_copy()))
    pages = {name: tree for name, tree in made.items() if name.endswith(".xhtml")}
    assert pages
    for name, tree in pages.items():
        for each in tree.iter("*"):
            tag = etree.QName(each).localname
            assert tag not in {"script", "iframe", "object", "embed", "form", "base", "audio", "video"}, name
            assert not [key for key in each.attrib if key.startswith("on")], name
            targets = [value for key, value in each.attrib.items() if etree.QName(key).localname in {"href", "src", "action"}]
            assert not [value for value in targets if ":" in value.split("#")[0] or value.startswith("//")], name
    assert not [name for name in made if name.endswith((".js", ".svg"))]


@pytest.mark.parametrize("make", [lambda: formats.find("anki").render(hostile_copy()), lambda: anki.render_words(hostile_words())])
def test_cards_have_none_of_ankis_own_marks(make: Any, tmp_path: Path) -> None:
    import sqlite3

    with zipfile.ZipFile(io.BytesIO(make())) as pack:
        pack.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    fields = [field for (row,) in connection.execute("SELECT flds FROM notes") for field in row.split("\x1f")]
    connection.close()
    assert any("sound:http" in field for field in fields)
    for mark in ("[sound:", "[latex]", "[$]", "[anki:", "{{", "\\(", "<script", "<img"):
        assert not [field for field in fields if mark in field], mark


@pytest.mark.slow
def test_libreoffice_makes_text_of_hostile_copies_and_nothing_else(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: run scripts/test_tools.sh"
    copy, sources = hostile_copy(), {}
    for name, content in (
        ("word.docx", formats.find("docx").render(copy)),
        ("rows.csv", formats.find("csv").render(copy)),
        ("words.csv", csv_table.render_words(hostile_words())),
    ):
        sources[name] = tmp_path / name
        sources[name].write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind, names in (("fodt", ["word.docx"]), ("fods", ["rows.csv", "words.csv"]), ("pdf", ["word.docx"])):
        command = [office, home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), *(str(sources[n]) for n in names)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "word.pdf").stat().st_size > 1_000
    for name in ("word.fodt", "rows.fods", "words.fods"):
        tree: Any = etree.parse(tmp_path / name, etree.XMLParser(huge_tree=True))
        text = "".join(tree.getroot().itertext())
        assert "alert(1)" in text
        assert "INCLUDETEXT" in text
        assert "WEBSERVICE" in text
        for each in tree.iter("*"):
            tag = etree.QName(each).localname
            assert not tag.startswith("dde-"), name
            assert tag not in {"event-listener", "object", "object-ole", "plugin", "applet", "execute-macro", "a"}, name
            assert tag != "script" or not "".join(each.itertext()).strip(), name  # every document of theirs has an empty library
            keys = {etree.QName(key).localname for key in each.attrib}
            assert "formula" not in keys, (name, dict(each.attrib))
            leads = [
                value for key, value in each.attrib.items() if value and etree.QName(key).localname == "href"
            ]  # a template's is ""
            assert not leads or tag in {"font-face-uri", "image"}, (name, tag, dict(each.attrib))
