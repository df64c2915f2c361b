"""Set-up mends a broken installation when it is run again: on stand-ins for Python and pip, without a network."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Python as set-up calls it: `-m venv` copies this file, `-m ensurepip` and `-m pip install` leave what they would.
PYTHON = """#!/usr/bin/env bash
here=$(dirname "$0")
case "$*" in
  "-c "*) exit 0 ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && touch .venv/bin/pip && echo venv >>calls ;;
  "-m pip --version") [ -e "$here/pip" ] ;;
  "-m ensurepip --upgrade") [ ! -e no-ensurepip ] && touch "$here/pip" && echo ensurepip >>calls ;;
  "-m pip install"*)
    echo install >>calls
    [ -e "$here/damaged" ] || { printf '#!/bin/sh\\n' >"$here/rafiq"; chmod +x "$here/rafiq"; } ;;
  *) echo "unexpected: $*" >>calls; exit 1 ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "scripts")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / "app.txt").write_text("")
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    assert set_up(tmp_path) == ["venv", "install", "install"]
    return tmp_path


def set_up(folder: Path) -> list[str]:
    """What one run of set-up did."""
    calls = folder / "calls"
    calls.unlink(missing_ok=True)
    command = ["bash", "scripts/setup.sh"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": str(folder / "python"), "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)  # noqa: PLW1510
    assert done.returncode == 0, done.stdout + done.stderr
    return calls.read_text().split() if calls.exists() else []


def test_what_is_whole_is_left_alone(checkout: Path) -> None:
    assert set_up(checkout) == []


def test_a_command_that_is_gone_is_installed_again(checkout: Path) -> None:
    (checkout / ".venv/bin/rafiq").unlink()
    assert set_up(checkout) == ["install", "install"]
    assert set_up(checkout) == []


def test_a_command_that_fails_is_installed_again(checkout: Path) -> None:
    (checkout / ".venv/bin/rafiq").write_text("#!/bin/sh\nexit 1\n")
    assert set_up(checkout) == ["install", "install"]


def test_pip_that_is_gone_is_brought_back(checkout: Path) -> None:
    for name in ("rafiq", "pip"):
        (checkout / ".venv/bin" / name).unlink()
    assert set_up(checkout) == ["ensurepip", "install", "install"]


def test_what_cannot_be_mended_in_place_is_made_anew(checkout: Path) -> None:
    for name in ("rafiq", "pip"):
        (checkout / ".venv/bin" / name).unlink()
    (checkout / "no-ensurepip").touch()
    assert set_up(checkout) == ["venv", "install", "install"]
    (checkout / ".venv/bin/rafiq").unlink()
    (checkout / ".venv/bin/damaged").touch()
    assert set_up(checkout) == ["install", "install", "venv", "install", "install"]


def test_a_python_that_is_gone_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv/bin/python").unlink()
    assert set_up(checkout) == ["venv", "install", "install"]
