"""The wheel: what is in it, what is not, and that it says who it is."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def tracked(*suffixes: str) -> set[str]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {line for line in done.stdout.splitlines() if line.endswith(suffixes) and (ROOT / line).exists()}


def test_all_code_and_data_is_in_the_wheel(names: list[str]) -> None:
    ships, stays = ("nlp/", "models/", "rafiq/"), "models/recipes/"
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
            assert (path in names) is not path.startswith(stays), path
    assert "app.py" in names


def test_nothing_stray_is_in_the_wheel(names: list[str]) -> None:
    known = tracked("")
    for name in names:
        if ".dist-info/" not in name:
            assert name in known, f"{name} is in the wheel and not in git"
            assert not name.startswith(("tests/", "scripts/", "benchmarks/", "docs/"))
    assert not [name for name in names if "almor" in name.lower() and not name.endswith(".py")], "GPL data must not ship"


def test_the_wheel_alone_reads_an_article(wheel: Path, home: Path, tmp_path: Path) -> None:
    """In an environment that has the packages we name and nothing of this checkout: `rafiq read` from what the wheel brings."""
    place = tmp_path / "environment"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True
    )
    site = Path(
        subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True).strip()
    )
    # Our packages' folder is added as it is; the editable install in it is a .pth file, which is not followed from here.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    article, elsewhere = tmp_path / "article.txt", tmp_path / "elsewhere"
    article.write_text("وصل الوفد إلى القاهرة أمس.", encoding="utf-8")
    elsewhere.mkdir()
    command = [str(place / "bin" / "rafiq"), "read", str(article), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert "Cairo" in json.dumps(document)
    where = subprocess.check_output(
        [python, "-c", "import nlp, rafiq; print(nlp.__file__, rafiq.__file__)"], text=True, cwd=elsewhere
    )
    assert where.count(str(site)) == 2, where
