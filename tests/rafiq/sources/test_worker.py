"""Documents are read apart: within limits, without harm to Rafiq when their reader breaks, and the same as in one process."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlp.errors import InputError, RafiqError, TooLargeError
from rafiq.sources import files
from rafiq.sources.raw import Raw, joined
from rafiq.sources.worker import apart
from tests.conftest import ROOT
from tests.support.samples import BODY, CHAPTER, OPF, TITLE, docx_bytes, epub_bytes

PDF = (ROOT / "tests" / "golden" / "pdf" / "visual.pdf").read_bytes()
PARAGRAPH = "<w:p><w:r><w:t>كلمة قال</w:t></w:r></w:p>".encode()
SAMPLES = {
    "a.docx": docx_bytes(),
    "a.epub": epub_bytes(),
    "a.pdf": PDF,
    "a.md": f"# {TITLE}\n\n{BODY}".encode(),
    "a.html": CHAPTER.encode(),
    "a.txt": f"{TITLE}\n\n{BODY}".encode("cp1256"),
}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that were started, which must all have ended."""
    processes: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*given: Any, **named: Any) -> subprocess.Popen[bytes]:
        processes.append(real(*given, **named))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    yield processes
    assert all(process.returncode is not None for process in processes)


def word(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, data.replace(b"<w:sectPr", xml + b"<w:sectPr", 1) if "document" in info.filename else data)
    return out.getvalue()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("whole", [False, True])
def test_the_same_articles_come_out_as_in_one_process(name: str, whole: bool) -> None:
    raws = files.read_bytes(SAMPLES[name], name)
    expected = [joined(raws)] if whole else raws
    parts = apart.articles(SAMPLES[name], name, whole=whole)
    assert [part.article() for part in parts] == [raw.article() for raw in expected]
    assert [part.name for part in parts] == [raw.name for raw in expected]


def test_plain_text_needs_no_process(started: list[subprocess.Popen[bytes]]) -> None:
    assert apart.articles(SAMPLES["a.txt"], "a.txt")[0].article().title == TITLE
    assert apart.article(Raw(f"{TITLE}\n\n{BODY}", "")).title == TITLE
    assert not started


def test_pasted_source_of_a_page_is_read_apart(started: list[subprocess.Popen[bytes]]) -> None:
    article = apart.article(Raw(f"<html><body><h1>{TITLE}</h1><p>{BODY}</p><p>{BODY}</p></body></html>", ""))
    assert BODY in article.text
    assert "<" not in article.text
    assert len(started) == 1


def test_a_document_that_takes_too_much_memory_is_refused(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", replace(apart.LIMITS, memory=128 * 1_048_576))
    with pytest.raises(TooLargeError, match="more than 128 MB of memory") as caught:
        apart.articles(word(PARAGRAPH * 300_000), "a.docx")
    assert "\n" not in str(caught.value)
    assert started


def test_a_document_that_takes_too_long_is_refused_and_its_process_ended(
    started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LIMITS", replace(apart.LIMITS, seconds=0.3))
    with pytest.raises(TooLargeError, match="takes longer than 0 seconds"):
        apart.articles(word(PARAGRAPH * 100_000), "a.docx")
    assert started[0].returncode == -9


def test_a_document_with_too_much_text_is_refused(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", replace(apart.LIMITS, output=1_048_576))
    chapter = CHAPTER.replace("</body>", f"<p>{BODY}</p>" * 6_000 + "</body>")
    with pytest.raises(TooLargeError, match="more than 1 MB of text"):
        apart.articles(epub_bytes({"OPS/a.xhtml": chapter}), "a.epub")


@pytest.mark.parametrize(
    "harm", ["import os; os.abort()", "print('[]')", "raise SystemExit(3)", "import os; os.kill(os.getpid(), 11)"]
)
def test_a_reader_that_breaks_is_one_sentence(harm: str, started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", harm)
    with pytest.raises(InputError, match="its reader broke off"):
        apart.articles(SAMPLES["a.docx"], "a.docx")


def test_errors_keep_their_kind_and_their_sentence() -> None:
    for data, name in ((b"PK\x03\x04nonsense", "a.docx"), (word(b""), "a.epub"), (b"%PDF-1.7 nonsense", "a.pdf")):
        with pytest.raises(RafiqError) as here:
            files.read_bytes(data, name)
        with pytest.raises(RafiqError) as there:
            apart.articles(data, name)
        assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))


def test_a_chapter_named_a_thousand_times_is_read_once() -> None:
    book = epub_bytes(opf=OPF.replace('<itemref idref="a"/>', '<itemref idref="a"/>' * 1_000))
    assert len(apart.articles(book, "book.epub")) == 2


def test_modules_beside_the_reader_are_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lxml", "docx", "msgspec", "nlp"):
        (tmp_path / f"{name}.py").write_text("open('harmed', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert apart.articles(SAMPLES["a.docx"], "a.docx")[0].article().title == TITLE
    assert not (tmp_path / "harmed").exists()


def test_a_script_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(SAMPLES["a.docx"])
    script = tmp_path / "script.py"
    script.write_text(
        "import pathlib, sys\nsys.path.append(sys.argv[1])\nfrom rafiq.sources.worker import apart\n"
        "print(len(apart.articles(pathlib.Path(sys.argv[2]).read_bytes(), 'a.docx')))"
    )
    run = subprocess.run(
        [sys.executable, str(script), str(ROOT), str(tmp_path / "a.docx")], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout == "1\n"


def test_a_process_that_waits_reads_one_document_and_another_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = apart._Ready()
    monkeypatch.setattr(apart, "_ready", ready)
    ready.keep()
    first = ready._waiting
    assert first is not None
    assert apart.articles(SAMPLES["a.html"], "a.html")[0].article().text
    assert first.wait(30) is not None
    for _ in range(300):
        if ready._waiting is not None:
            break
        time.sleep(0.1)
    second = ready._waiting
    assert second is not None and second.pid != first.pid
    assert second.stdin is not None
    second.stdin.close()  # as when the process that started it is gone
    assert second.wait(60) == 0
    ready._wanted = False
    assert apart.articles(SAMPLES["a.html"], "a.html")[0].article().text  # one that has ended by then is not asked
    assert ready._waiting is None
