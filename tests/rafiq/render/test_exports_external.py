"""Exports judged by whole programs: epubcheck, and LibreOffice opening the Word file. Installed by `scripts/test_tools.sh`."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rafiq.render import formats
from tests.support.copies_sample import hostile_copy, sample_copy

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
pytestmark = pytest.mark.slow


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """A copy in which every text is hostile, long enough for several chapters; warnings fail too."""
    assert EPUBCHECK.exists() and shutil.which("java"), "epubcheck is missing: run scripts/test_tools.sh"
    hostile = hostile_copy()
    many = replace(hostile, document=replace(hostile.document, sentences=hostile.document.sentences * 8))
    path = tmp_path / "hostile.epub"
    path.write_bytes(formats.find("epub").render(many))
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # a short run, not a fast one
    command = ["java", *quick, "-jar", str(EPUBCHECK), "--failonwarnings", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "part2.xhtml" in "".join(zipfile.ZipFile(path).namelist())


def test_libreoffice_opens_the_word_file_with_everything_in_it(tmp_path: Path) -> None:
    """Opened, and saved again as OpenDocument: both languages, right-to-left paragraphs and every comment are there."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: run scripts/test_tools.sh"
    for name, copy in (("sample", sample_copy()), ("hostile", hostile_copy())):
        (tmp_path / f"{name}.docx").write_bytes(formats.find("docx").render(copy))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "sample.docx"),
        str(tmp_path / "hostile.docx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "hostile.odt") as pack:
        hostile: Any = etree.fromstring(pack.read("content.xml"))
    assert "alert(1)" in "".join(hostile.itertext())
    with zipfile.ZipFile(tmp_path / "sample.odt") as pack:
        tree: Any = etree.fromstring(pack.read("content.xml"))
    text = "".join(tree.itertext())
    for sentence in sample_copy().document.sentences:
        assert sentence.arabic in text and sentence.english in text
    notes = ["".join(note.itertext()) for note in tree.iter("{*}annotation")]
    assert any("Who says so?" in note for note in notes) and any("30 September" in note for note in notes)
    names = {"style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    right = set(tree.xpath("//style:style[style:paragraph-properties/@style:writing-mode='rl-tb']/@style:name", namespaces=names))
    arabic = [p for p in tree.iter("{*}p") if "القاهرة" in "".join(p.itertext())]
    assert arabic and all(p.get(f"{{{names['text']}}}style-name") in right for p in arabic)
