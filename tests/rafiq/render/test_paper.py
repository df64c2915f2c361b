"""PDF: what an installed Chromium prints of the saved page; a sentence where there is none, or it does not end."""

from __future__ import annotations

import io
import stat
import time
from pathlib import Path

import pypdfium2
import pytest

from nlp.errors import SetupError
from rafiq.render import formats
from rafiq.render.saved import paper
from tests.support.copies_sample import hostile_copy, sample_copy

CHROMIUM = paper.browser()


def program(folder: Path, script: str) -> str:
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_a_copy_is_printed_with_both_languages_and_nothing_of_the_screen() -> None:
    for copy, words in ((sample_copy(), ("President Muhammad Ali visits Cairo", "Who says so?")), (hostile_copy(), ("HYPERLINK",))):
        pdf = pypdfium2.PdfDocument(io.BytesIO(formats.find("pdf").render(copy)))
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
        for each in (word for words_ in words for word in words_.split()):  # two columns: a line of either may stand between
            assert each in text
        assert "As the system" not in text


def test_where_there_is_no_browser_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "browser", lambda: "")
    with pytest.raises(SetupError, match="open the saved web page and print it"):
        formats.find("pdf").render(sample_copy())
    assert formats.PAPER not in formats.offered()


def test_a_browser_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive = tmp_path / "alive"
    slow = program(tmp_path, f"(sleep 3; touch {alive}) & sleep 60")
    monkeypatch.setattr(paper, "browser", lambda: slow)
    monkeypatch.setattr(paper, "SECONDS", 0.5)
    with pytest.raises(SetupError, match="did not make the PDF"):
        formats.find("pdf").render(sample_copy())
    time.sleep(3.5)  # what it started would have written by now
    assert not alive.exists()


@pytest.mark.parametrize("script", ["exit 1", 'for a in "$@"; do case $a in --print-to-pdf=*) echo no > "${a#*=}";; esac; done'])
def test_a_browser_that_makes_no_pdf_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    made = program(tmp_path, script)
    monkeypatch.setattr(paper, "browser", lambda: made)
    with pytest.raises(SetupError, match="made no PDF"):
        formats.find("pdf").render(sample_copy())
