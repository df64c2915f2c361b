"""The wheel: what is in it, what is not, and that it says who it is."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def tracked(*suffixes: str) -> set[str]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {line for line in done.stdout.splitlines() if line.endswith(suffixes) and (ROOT / line).exists()}


def test_all_code_and_data_is_in_the_wheel(names: list[str]) -> None:
    ships = ("nlp/", "models/", "render/", "library/", "sources/", "page/")
    for path in tracked(
        ".py",
        ".json",
        ".tsv",
        ".spm",
        ".safetensors",
        ".css",
        ".js",
        ".html",
        ".woff2",
        ".md",
        ".npz",
        ".xz",
        ".bin",
        ".txt",
        ".woff2",
    ):
        if path.startswith(ships):
            assert path in names, path
    for top in ("app.py", "cli.py", "workbench.py", "cli_engines.py", "cli_library.py"):
        assert top in names


def test_nothing_stray_is_in_the_wheel(names: list[str]) -> None:
    known = tracked("")
    for name in names:
        if ".dist-info/" not in name:
            assert name in known, f"{name} is in the wheel and not in git"
            assert not name.startswith(("tests/", "scripts/", "benchmarks/", "docs/"))
    assert not [name for name in names if "almor" in name.lower() and not name.endswith(".py")], "GPL data must not ship"
