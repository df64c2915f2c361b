"""PyTorch, where an engine needs it: said in a sentence, installed when agreed."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from models.store.conversion import pip_here, torch_family
from models.store.conversion.copies import by_transformers
from nlp.errors import EngineUnavailableError, NetworkError, SetupError


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the default install: neither can be imported."""
    for name in torch_family.FAMILY:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delenv("RAFIQ_OFFLINE", raising=False)


def test_what_is_here_is_not_missing() -> None:
    assert torch_family.missing() == ()
    torch_family.must_be_here("The model")
    torch_family.install()


def test_without_them_a_model_says_what_it_needs(away: None, tmp_path: Path) -> None:
    assert torch_family.missing() == ("torch", "transformers")
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(EngineUnavailableError, match=r"needs torch and transformers.*engines torch"):
        by_transformers(tmp_path, tmp_path / "out", "int8")


@pytest.mark.parametrize(
    ("gpu", "platform", "index"), [("", "linux", True), ("/usr/bin/nvidia-smi", "linux", False), ("", "darwin", False)]
)
def test_pip_takes_the_builds_that_suit(monkeypatch: pytest.MonkeyPatch, gpu: str, platform: str, index: bool) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("shutil.which", lambda _: gpu or None)
    command = torch_family.pip_command()
    assert (torch_family.CPU_INDEX in command) is index
    assert [each[:5] for each in command[-2:]] == ["torch", "trans"]


def test_what_pip_answers_is_one_sentence(away: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "noise\nERROR: No space left on device")

    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(SetupError, match="No space left"):
        torch_family.install()
    monkeypatch.setenv("RAFIQ_OFFLINE", "1")
    with pytest.raises(NetworkError, match="RAFIQ_OFFLINE"):
        torch_family.install()


def test_adding_from_the_hub_says_its_size_and_installs_when_agreed(away: None, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(torch_family, "install", lambda: installed.append("torch"))
    from rafiq.cli.add_engine import install_torch

    install_torch()
    assert installed == ["torch"]


def test_an_environment_without_pip_uses_the_one_that_python_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in what `uv tool install` makes."""
    pytest.importorskip("ensurepip")
    real = find_spec
    monkeypatch.setattr(pip_here, "find_spec", lambda name: None if name == "pip" else real(name))
    command = pip_here.pip_here()
    assert command[1].endswith(".whl/pip")
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("pip ")
    monkeypatch.setattr(pip_here, "find_spec", lambda name: None)
    with pytest.raises(SetupError, match="has no pip"):
        pip_here.pip_here()
