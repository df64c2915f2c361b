"""`rafiq engines add firefox` and what set-up does about it, on a tiny student served by this machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from models import registry
from models.store import mozilla_list, pinned
from models.store.added import added, engines_folder
from models.translators import firefox
from nlp.errors import EngineError, EngineUnavailableError, InputError, NetworkError
from rafiq import workbench
from rafiq.cli.engines import engines
from rafiq.workbench import Workbench
from tests.support import marian_student
from tests.support.file_server import Files, serving
from tests.support.tiny_models import CORPUS

pytest.importorskip("fxtranslate", reason="no build of fxtranslate for this machine")


@dataclass
class Mozilla:
    """A student as Mozilla would serve it."""

    files: Files
    packed: Path
    plain: Path


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """(its files, the same packed, its recorded English)."""
    plain = marian_student.write(tmp_path_factory.mktemp("student"))
    packed = marian_student.serve_folder(plain, tmp_path_factory.mktemp("packed"))
    english = firefox.FirefoxGenerator(plain).translate(CORPUS[:2])
    return plain, packed, "".join(f"{arabic}\t{said}\n" for arabic, said in zip(CORPUS, english, strict=False))


@pytest.fixture
def mozilla(home: Path, tmp_path: Path, student: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Mozilla]:
    plain, packed, recorded = student
    record = tmp_path / "recorded.tsv"
    record.write_text(recorded, encoding="utf-8")
    reference = tmp_path / "reference.en"
    reference.write_text("The president left.\nThe minister left.\n", encoding="utf-8")
    for name in (pinned.OFFLINE, pinned.MIRROR, registry.CHOICE):
        monkeypatch.delenv(name, raising=False)
    with serving(Files({path.name: path.read_bytes() for path in packed.iterdir()})) as server:
        monkeypatch.setattr(firefox, "FILES", marian_student.pinned_files(plain, packed, server.address))
        monkeypatch.setattr(firefox, "_CHECK", record)
        monkeypatch.setattr(firefox, "_REFERENCE", reference)
        monkeypatch.setattr(mozilla_list, "STORAGE", server.address)
        yield Mozilla(server, packed, plain)


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(engines, list(arguments), input=answer)


def test_what_it_is_and_costs_is_shown_before_anything_is_fetched(mozilla: Mozilla) -> None:
    result = run("add", "firefox", answer="n\n")
    assert result.exit_code == 1
    assert "MPL-2.0" in result.output
    assert "26 MB" in result.output
    assert mozilla.files.asked == []


def test_add_use_verify_remove(mozilla: Mozilla) -> None:
    assert registry.best_engine() == "embedded"
    result = run("add", "firefox", answer="y\n")
    assert result.exit_code == 0, result.output
    assert registry.best_engine() == "firefox"
    assert Workbench().translator().name == "firefox"
    row = next(row for row in json.loads(run("list", "--json").stdout) if row["name"] == "firefox")
    assert row["installed"]
    assert row["size"] == sum(path.stat().st_size for path in mozilla.plain.iterdir())
    shown = run("verify").stdout
    assert "firefox: 3 files, all as they should be\n  2 sentences\n" in shown
    assert "against its publisher's run: BLEU" in shown
    assert "chrF 100.0 (100.0 at worst)" in shown
    assert "against human English: BLEU" in shown
    assert "freed" in run("remove", "firefox").stdout
    assert added() == {}
    assert registry.best_engine() == "embedded"


@pytest.mark.parametrize("form", ["packed", "plain"])
def test_files_that_are_already_there(mozilla: Mozilla, form: str) -> None:
    result = run("add", "firefox", "--folder", str(getattr(mozilla, form)))
    assert result.exit_code == 0, result.output
    assert mozilla.files.asked == []
    assert registry.best_engine() == "firefox"


def test_one_that_says_other_things_is_refused_and_forgotten(mozilla: Mozilla, tmp_path: Path) -> None:
    (tmp_path / "recorded.tsv").write_text(f"{CORPUS[0]}\tThe president said that he would not allow it.\n", encoding="utf-8")
    result = run("add", "firefox", "--yes")
    assert isinstance(result.exception, EngineError)
    assert "does not say here what its publisher's own run of it said" in str(result.exception)
    assert added() == {}
    assert not (engines_folder() / "firefox").exists()


def test_verify_hears_the_readers_files(mozilla: Mozilla, tmp_path: Path) -> None:
    run("add", "firefox", "--yes")
    arabic, recorded, short = (tmp_path / name for name in ("a.ar", "a.en", "short.en"))
    arabic.write_text(f"{CORPUS[0]}\n{CORPUS[1]}\n{CORPUS[0]}\n", encoding="utf-8")
    recorded.write_text("Other words.\n" * 3, encoding="utf-8")
    short.write_text("Other words.\n", encoding="utf-8")
    shown = run("verify", "firefox", "--arabic", str(arabic), "--published", str(recorded)).stdout
    assert "  3 sentences\n" in shown
    assert "against human English" not in shown
    for wrong in (
        ("verify", "firefox", "--arabic", str(arabic), "--published", str(short)),
        ("verify", "firefox", "--arabic", str(arabic)),
        ("verify", "--arabic", str(arabic), "--published", str(recorded)),
        ("verify", "firefox", "--reference", str(recorded)),
        ("verify", "firefox", "--arabic", "/nonexistent", "--published", str(recorded)),
    ):
        assert isinstance(run(*wrong).exception, InputError), wrong


def test_what_ships_of_the_check_fits_together() -> None:
    arabic, recorded, reference = firefox.record()
    assert len(arabic) == len(recorded) == len(reference) == 5


def test_verify_hears_it_again(mozilla: Mozilla, tmp_path: Path) -> None:
    run("add", "firefox", "--yes")
    (tmp_path / "recorded.tsv").write_text(f"{CORPUS[0]}\tOther words.\n", encoding="utf-8")
    result = run("verify", "firefox")
    assert result.exit_code == 1
    assert "chrF" in result.output


def test_the_reader_decides_otherwise(mozilla: Mozilla, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "firefox", "--yes")
    monkeypatch.setenv(registry.CHOICE, "embedded")
    assert Workbench().translator().name == "embedded"
    assert Workbench().translator("firefox").name == "firefox"


def test_without_its_runtime_it_is_neither_fetched_nor_the_best(mozilla: Mozilla, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "firefox", "--yes")
    asked = len(mozilla.files.asked)
    monkeypatch.setattr(registry, "find_spec", lambda _: None)
    assert registry.best_engine() == "embedded"
    monkeypatch.setitem(__import__("sys").modules, "fxtranslate", None)
    assert isinstance(run("add", "firefox", "--yes").exception, EngineUnavailableError)
    assert len(mozilla.files.asked) == asked


def set_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up says, the morphology and the embedded engine left out."""
    monkeypatch.setattr("models.store.morphology_data.fetch", lambda progress: None)
    monkeypatch.setattr("models.translators.embedded.prepare", lambda: None)
    said: list[str] = []
    workbench.set_up(said.append)
    return said


def test_set_up_fetches_it_once(mozilla: Mozilla, monkeypatch: pytest.MonkeyPatch) -> None:
    said = set_up(monkeypatch)
    assert "Firefox's Arabic–English translator: 26 MB, MPL-2.0 …" in said
    assert registry.best_engine() == "firefox"
    asked = len(mozilla.files.asked)
    assert set_up(monkeypatch) == ["Morphology database …", "Embedded translator …", "Ready."]
    assert len(mozilla.files.asked) == asked


@pytest.mark.parametrize("fault", ["cut off", "wrong bytes", "full disk", "offline", "speaks nonsense", "no list"])
def test_set_up_succeeds_without_it(mozilla: Mozilla, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    if fault == "cut off":
        mozilla.files.status = 503
    elif fault == "wrong bytes":
        mozilla.files.files = {name: data[:-1] + b"x" for name, data in mozilla.files.files.items()}
    elif fault == "full disk":
        usage: Any = type("Usage", (), {"free": 1000})
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    elif fault == "offline":
        monkeypatch.setenv(pinned.OFFLINE, "1")
    elif fault == "speaks nonsense":
        (tmp_path / "recorded.tsv").write_text(f"{CORPUS[0]}\tOther words.\n", encoding="utf-8")
    else:
        mozilla.files.files = {}
    said = set_up(monkeypatch)
    assert said[-1] == "Ready."
    assert said[-2].startswith("No better translator than the embedded one: ")
    assert said[-2].count("\n") == 0
    assert registry.best_engine() == "embedded"
    assert Workbench().translator().name == "embedded"
    assert added() == {}
    assert not (engines_folder() / "firefox").exists()


def test_a_broken_download_goes_on(mozilla: Mozilla) -> None:
    mozilla.files.cut_after, mozilla.files.later = 5000, [(0, ""), (404, "")]
    result = run("add", "firefox", "--yes")
    assert isinstance(result.exception, NetworkError)
    assert added() == {}
    assert run("add", "firefox", "--yes").exit_code == 0
    assert any(wanted for _, wanted in mozilla.files.asked), "with a Range"
