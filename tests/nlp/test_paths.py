"""Commands in messages: each is one that the reader can type where Rafiq was started."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.paths import command
from tests.conftest import ROOT


def an_installation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A virtual environment in `folder` with a `rafiq` in it, as this process's own."""
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "rafiq").write_text("#!/bin/sh\nexit 0\n")
    (binaries / "rafiq").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(binaries / "python"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", os.defpath)
    return binaries


def test_in_a_checkout_it_is_the_environments_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    an_installation(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    assert command("engines add firefox") == ".venv/bin/rafiq engines add firefox"
    assert subprocess.run(shlex.split(command("setup")), check=False).returncode == 0


def test_from_elsewhere_it_is_the_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binaries = an_installation(tmp_path / "a folder", monkeypatch)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert command("setup") == f"'{binaries}/rafiq' setup"
    assert subprocess.run(shlex.split(command("setup")), check=False).returncode == 0


def test_where_its_name_finds_it_the_name_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binaries = an_installation(tmp_path, monkeypatch)
    monkeypatch.setenv("PATH", str(binaries))
    assert command("library list") == "rafiq library list"


def test_another_rafiq_on_the_path_is_not_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = an_installation(tmp_path / "other", monkeypatch)
    binaries = an_installation(tmp_path / "ours", monkeypatch)
    monkeypatch.setenv("PATH", str(other))
    assert command() == f"{binaries}/rafiq"


def test_without_a_script_python_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binaries = an_installation(tmp_path, monkeypatch)
    (binaries / "rafiq").unlink()
    assert command("setup") == f"{binaries}/python -m rafiq.cli.main setup"
    assert command("-i ner-arabert", "camel_data") == "camel_data -i ner-arabert"


def messages(path: Path) -> list[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [str(node.value) for node in nodes if id(node) not in told]


def test_no_message_names_a_command_by_itself() -> None:
    shipped = [path for folder in ("nlp", "models", "rafiq") for path in (ROOT / folder).rglob("*.py")]
    by_itself = re.compile(r"`(?:rafiq|make|camel_data) ")
    for path in shipped:
        if not {"recipes", "node_modules"} & set(path.parts):
            assert not [text for text in messages(path) if by_itself.search(text)], f"{path}: nlp.paths.command decides"
