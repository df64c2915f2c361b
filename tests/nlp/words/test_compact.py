"""The compact form of the morphology: the same analyses as the parsed database, made once, made again when it does not fit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.morphology_data import locate
from nlp.words.camel import compact
from nlp.words.camel.compact import UNREAD, Stems, fits
from nlp.words.camel.opening import load_analyzer, plain_analyzer
from tests.conftest import ROOT

WORDS = (ROOT / "rafiq" / "page" / "screens" / "sample.txt").read_text(encoding="utf-8").split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A compact form, made by the first opening."""
    made = tmp_path_factory.mktemp("compact") / "form"
    load_analyzer(locate(), made)
    return made


def test_analyses_and_roots_are_those_of_the_parsed_database(folder: Path) -> None:
    assert fits(folder, locate())
    parsed, roots = load_analyzer(locate())
    opened, same_roots = load_analyzer(locate(), folder)
    assert isinstance(opened._db.stem_hash, Stems)
    assert same_roots == roots
    for word in [*WORDS, "فسيكتبونها", "قغصضث", "123", "،", "x"]:
        assert opened.analyze(word) == parsed.analyze(word), word
    for stem in list(parsed._db.stem_hash)[::50]:
        assert opened._db.stem_hash[stem] == parsed._db.stem_hash[stem]
    assert set(opened._db.stem_hash) == set(parsed._db.stem_hash)
    assert len(opened._db.stem_hash) == len(parsed._db.stem_hash)


def test_analyses_are_camel_tools_own_less_what_nobody_reads(folder: Path) -> None:
    whole = plain_analyzer(locate())
    opened, _ = load_analyzer(locate(), folder)
    for word in [*WORDS, "فسيكتبونها", "قغصضث", "123", "،", "x"]:
        expected = [{name: value for name, value in each.items() if name not in UNREAD} for each in whole.analyze(word)]
        got = [{name: value for name, value in each.items() if name not in UNREAD} for each in opened.analyze(word)]
        assert got == expected, word
    assert not UNREAD & set(opened.analyze("كتاب")[0])


def test_the_import_by_the_kept_character_sets_gives_the_same_module(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from nlp.words.camel.opening import load_analyzer\n"
        f"load_analyzer(Path({str(locate())!r}), Path({str(folder)!r}))\n"
        "kept = sys.modules.pop('camel_tools.utils.charsets'); import importlib\n"
        "made = importlib.import_module('camel_tools.utils.charsets')\n"
        "assert kept is not made and all(getattr(kept, n) == getattr(made, n) for n in made.__all__)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("name", ["stems.marisa", "tables.msgpack", "stamp.json"])
def test_a_damaged_form_is_made_again(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    assert not fits(folder, locate())
    analyzer, _ = load_analyzer(locate(), folder)
    assert analyzer.analyze("كتاب")
    assert fits(folder, locate())
    assert (folder / name).read_bytes() == whole


def test_a_form_of_another_file_or_version_does_not_fit(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "morphology.db"
    other.write_bytes(locate().read_bytes())
    assert not fits(folder, other)
    monkeypatch.setattr("nlp.words.camel.compact.version", lambda _: "9.9")
    assert not fits(folder, locate())


def test_where_it_cannot_be_kept_the_database_serves(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    analyzer, _ = load_analyzer(locate(), tmp_path / "file" / "form")
    assert analyzer.analyze("كتاب")
    assert "could not be kept" in caplog.text


def test_a_form_that_fits_and_cannot_be_opened_is_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = compact.fill
    calls: list[int] = []

    def once(*given: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("another machine's")
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("nlp.words.camel.opening.fill", once)
    before = os.stat(folder / "stamp.json").st_ino  # noqa: PTH116
    assert load_analyzer(locate(), folder)[0].analyze("كتاب")
    assert os.stat(folder / "stamp.json").st_ino != before  # noqa: PTH116
