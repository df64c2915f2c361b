"""The command line as a person runs it: real processes, exit codes, one sentence on stderr."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.document import from_json
from tests.conftest import ARTICLES, ROOT

RAFIQ = Path(sys.executable).with_name("rafiq")
ARTICLE = "زيارة رسمية\n\nزار الوزير القاهرة أمس. ولم يصدر بيان عن الزيارة.\n"


def rafiq(*arguments: str, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    # tests/offline holds a sitecustomize that refuses every connection off this machine.
    environment = {**os.environ, "RAFIQ_HOME": str(home), "PYTHONPATH": str(ROOT / "tests" / "offline"), "COLUMNS": "200"}
    return subprocess.run(  # noqa: PLW1510  # the exit code is what the tests look at
        [str(RAFIQ), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf8",
        env=environment,
        cwd=home,
        timeout=120,
    )


def test_read_gives_html_json_and_markdown(home: Path) -> None:
    (home / "article.txt").write_text(ARTICLE, encoding="utf8")
    page = rafiq("read", "article.txt", "--out", "article.html", home=home)
    assert page.returncode == 0, page.stderr
    assert page.stdout == "" and "زيارة رسمية" in page.stderr and "3 sentences" in page.stderr
    html = (home / "article.html").read_text(encoding="utf8")
    assert set(re.findall(r'data-sentence="(\d+)"', html)) == {"0", "1", "2"}
    done = rafiq("read", "-", "--format", "json", home=home, stdin=ARTICLE)
    document = from_json(done.stdout)
    assert len(document.sentences) == 3 and all(sentence.english for sentence in document.sentences)
    assert "زار الوزير" in rafiq("read", "-", "--format", "md", home=home, stdin=ARTICLE).stdout


def test_save_show_export_delete(home: Path) -> None:
    identity = rafiq("read", "-", "--save", home=home, stdin=ARTICLE).stdout.strip()
    assert re.fullmatch(r"\S+", identity)
    listed = json.loads(rafiq("library", "list", "--json", home=home).stdout)
    assert [row["id"] for row in listed] == [identity]
    assert json.loads(rafiq("library", "show", identity, "--json", home=home).stdout)
    assert "data-sentence" in rafiq("library", "export", identity, "--format", "html", home=home).stdout
    assert rafiq("library", "delete", identity, home=home).returncode == 0
    assert json.loads(rafiq("library", "list", "--json", home=home).stdout) == []
    assert rafiq("library", "show", identity, home=home).returncode == 2


def test_translate_keeps_the_number_of_lines(home: Path) -> None:
    done = rafiq("translate", home=home, stdin="ذهب الولد إلى المدرسة.\n\n2025\nHello there\nشكرا\n")
    lines = done.stdout.split("\n")
    assert done.returncode == 0 and len(lines) == 6 and lines[5] == ""
    assert lines[1] == "" and lines[2] == "2025" and lines[3] == "Hello there"
    assert re.search("[a-z]", lines[0]) and not re.search("[\u0600-\u06ff]", lines[0])


def test_translate_answers_before_the_input_ends(home: Path) -> None:
    environment = {**os.environ, "RAFIQ_HOME": str(home)}
    process = subprocess.Popen(
        [str(RAFIQ), "translate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, encoding="utf8"
    )
    assert process.stdin and process.stdout
    process.stdin.write("وصل القطار.\n")
    process.stdin.flush()
    first = process.stdout.readline()
    assert first.strip()
    process.stdin.close()
    assert process.stdout.read() == "" and process.wait(30) == 0


def test_tag_gives_a_tag_a_token(home: Path) -> None:
    done = rafiq("tag", home=home, stdin="زار\nالرئيس\nالقاهرة\n\nباريس\n")
    rows = [line.split("\t") for line in done.stdout.strip().split("\n")]
    assert [row[0] for row in rows] == ["زار", "الرئيس", "القاهرة", "", "باريس"]
    assert all(re.fullmatch("O|[BI]-(PERS|LOC|ORG|MISC)", row[1]) for row in rows if row[0])
    assert rows[2][1] == "B-LOC"


def test_tag_lists_the_names_of_an_article(home: Path) -> None:
    text = "زيارة رسمية\n\nزار الرئيس الفرنسي إيمانويل ماكرون القاهرة أمس. وقال ماكرون إنه سيعود.\n\n"
    text += "اقرأ أيضاً:\n\nأمازون تفتح مكتباً في عمّان\n"
    (home / "article.txt").write_text(text, encoding="utf8")
    done = rafiq("tag", "article.txt", home=home)
    assert done.returncode == 0, done.stderr
    rows = {row[0]: row for row in (line.split("\t") for line in done.stdout.rstrip("\n").split("\n"))}
    assert rows["إيمانويل ماكرون"][1:4] == ["Emmanuel Macron", "PERS", "2"]
    assert "France" in rows["إيمانويل ماكرون"][4], "what he is needs no fine type beside it"
    assert rows["القاهرة"][1] == "Cairo" and rows["القاهرة"][6] == ""
    assert rows["أمازون"][1] == "Amazon" and rows["أمازون"][6] == "links around the text"
    listed = json.loads(rafiq("tag", "article.txt", "--json", home=home).stdout)
    assert {entity["english"]: entity["only_around"] for entity in listed}["Amazon"] is True
    assert rafiq("tag", "none.txt", home=home).returncode == 2


def test_gloss_lists_the_readings(home: Path) -> None:
    out = rafiq("gloss", "وبكتابهم", home=home).stdout
    assert "book" in out and "ك.ت.ب" in out and "their" in out
    assert json.loads(rafiq("gloss", "كتاب", "--json", home=home).stdout)["كتاب"][0]["glosses"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["read", "no-such-file.txt"], "", "no file"),
        (["read", "-"], "", ""),
        (["read", "-", "--engine", "no-such"], ARTICLE, "embedded"),
        (["read", "-", "--format", "no-such"], ARTICLE, "html"),
        (["read", "-", "--out", "no/such/folder/x.html"], ARTICLE, "no folder"),
        (["library", "show", "no-such"], "", "no-such"),
        (["no-such-command"], "", "no-such-command"),
        (["translate", "--engine", "no-such"], "", "embedded"),
    ],
)
def test_bad_use_is_answered_in_one_sentence(home: Path, arguments: list[str], stdin: str, words: str) -> None:
    done = rafiq(*arguments, home=home, stdin=stdin)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr


def test_every_command_has_help(home: Path) -> None:
    top = rafiq("--help", home=home).stdout
    for command in ("read", "translate", "tag", "gloss", "engines", "library", "app", "setup", "evaluate", "evaluate-tagger"):
        assert command in top
        assert rafiq(command, "--help", home=home).returncode == 0
    assert re.match(r"rafiq \S+", rafiq("--version", home=home).stdout)


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    environment = {**os.environ, "RAFIQ_HOME": str(home)}
    process = subprocess.Popen(
        [str(RAFIQ), "gloss", *(["كتاب"] * 400)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait(60) in {0, 1}


def test_the_first_article_reads_whole(home: Path) -> None:
    """Issue 2, "Show": every body sentence in both languages, in order, none lost; link lists and menus are furniture."""
    done = rafiq("read", str(ARTICLES / "microsoft-azure.txt"), "--format", "json", home=home)
    assert done.returncode == 0, done.stderr
    document = from_json(done.stdout)
    read = " ".join(sentence.arabic for sentence in document.sentences)
    body, _, after = (ARTICLES / "microsoft-azure.txt").read_text(encoding="utf8").partition("اقرأ أيضاً:")
    kept = "".join(read.split())
    for line in body.splitlines():
        if len(line.split()) > 3:
            assert "".join(line.split()) in kept
    for line in filter(None, after.splitlines()):
        assert line not in read
    assert all(sentence.english for sentence in document.sentences)
    assert [sentence.start for sentence in document.sentences] == sorted(sentence.start for sentence in document.sentences)


def test_a_text_that_is_too_long_names_the_option_that_reads_its_beginning(home: Path) -> None:
    done = rafiq("read", "-", home=home, stdin="قال نعم. " * 25_200)
    assert done.returncode == 2
    assert re.fullmatch(r"rafiq: This text has 25,200 sentences; .* Give --first 25000\.\n", done.stderr)
    some = rafiq("read", "-", "--first", "2", "--format", "json", home=home, stdin=ARTICLE)
    assert len(from_json(some.stdout).sentences) == 2, some.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_is_full_is_one_sentence(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: PLW1510
            [str(RAFIQ), "library", "formats"], stdout=full, stderr=subprocess.PIPE, env={**os.environ, "RAFIQ_HOME": str(home)}
        )
    assert done.returncode == 1
    assert re.fullmatch(r"rafiq: No space left on device: cannot .* the output; .*\n", done.stderr.decode())


def test_a_name_that_would_move_the_cursor_is_shown_as_characters(home: Path) -> None:
    done = rafiq("read", "no\x1b[2Jfile\u202e" + "x" * 400, home=home)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and len(done.stderr) <= 309
    assert "\x1b" not in done.stderr and r"\x1b[2J" in done.stderr and "\u202e" not in done.stderr


def test_a_pipe_or_a_device_says_what_it_is(home: Path) -> None:
    os.mkfifo(home / "pipe.docx")
    for name, kind in (("pipe.docx", "pipe"), ("/dev/zero", "device"), (".", "folder")):
        done = rafiq("read", name, home=home)
        assert (done.returncode, done.stderr) == (2, f"rafiq: {name!r} is a {kind}, not a file: give the path of a file.\n")


def test_reading_without_saving_needs_no_library(home: Path) -> None:
    done = rafiq("read", "-", "--format", "md", home=home, stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert not (home / "library.sqlite3").exists()
    environment = {**os.environ, "RAFIQ_HOME": str(home), "RAFIQ_LIBRARY": "/proc/nowhere/library.sqlite3"}
    command = [str(RAFIQ), "read", "-", "--format", "md"]
    done = subprocess.run(command, input=ARTICLE, capture_output=True, text=True, env=environment, timeout=120)  # noqa: PLW1510
    assert done.returncode == 0, done.stderr
