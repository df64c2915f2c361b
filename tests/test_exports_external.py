"""Exports judged by whole programs: epubcheck, and LibreOffice opening the Word file. Installed by `scripts/test_tools.sh`."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from render import formats
from tests.copies_sample import hostile_copy, long_copy, sample_copy

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
pytestmark = pytest.mark.slow


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """A hostile copy, and one long enough for several chapters; warnings fail too."""
    assert EPUBCHECK.exists() and shutil.which("java"), "epubcheck is missing: run scripts/test_tools.sh"
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # a short run, not a fast one
    for name, copy in (("hostile", hostile_copy()), ("long", long_copy(2000))):
        path = tmp_path / f"{name}.epub"
        path.write_bytes(formats.find("epub").render(copy))
        command = ["java", *quick, "-jar", str(EPUBCHECK), "--failonwarnings", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


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
        tmp_path,
        tmp_path / "sample.docx",
        tmp_path / "hostile.docx",
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
