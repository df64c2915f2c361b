"""`models.store.morphology_data`: found, fetched, verified, repaired; every failure is one sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from models.store import morphology_data
from nlp.errors import ArtefactError, ChecksumError, NetworkError, SetupError


@pytest.fixture(scope="module")
def installed() -> Path:
    """The database in the reader's own data folder, fetched when it is not there yet."""
    return morphology_data.fetch()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "rafiq"))
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "camel"))
    return tmp_path


def copy_to(home: Path, installed: Path) -> Path:
    if installed.stat().st_size != morphology_data.DATABASE_SIZE:
        pytest.skip("this machine uses an official database")
    target = morphology_data.folder()
    shutil.copytree(installed.parent, target)
    return target


def test_fetched_files(installed: Path) -> None:
    if installed.stat().st_size != morphology_data.DATABASE_SIZE:
        pytest.skip("this machine uses an official database")
    assert "GNU GENERAL PUBLIC LICENSE" in (installed.parent / "LICENSE").read_text(encoding="utf-8")
    receipt = json.loads((installed.parent / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["sha256"] == morphology_data.DATABASE_SHA256
    assert receipt["licence"] == "GPL-2.0"
    assert morphology_data.locate(thorough=True) == installed


def test_second_fetch_downloads_nothing(home: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = copy_to(home, installed)
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: pytest.fail("pip was run"))
    said: list[str] = []
    assert morphology_data.fetch(said.append) == target / "morphology.db"
    assert said == []


def test_nothing_installed_names_the_command(home: Path) -> None:
    with pytest.raises(SetupError, match="rafiq setup`"):
        morphology_data.locate()


def test_damage_is_found(home: Path, installed: Path) -> None:
    target = copy_to(home, installed)
    database = target / "morphology.db"
    data = bytearray(database.read_bytes())
    data[1_000_000] ^= 1
    database.write_bytes(data)
    assert morphology_data.locate() == database
    with pytest.raises(ChecksumError, match="damaged"):
        morphology_data.locate(thorough=True)
    database.write_bytes(data[:5000])
    with pytest.raises(ChecksumError, match="5000 bytes"):
        morphology_data.locate()


@pytest.mark.parametrize(
    ("stderr", "error", "words"),
    [
        ("ERROR: Could not find a version that satisfies the requirement", NetworkError, "could not be downloaded"),
        ("OSError: [Errno 28] No space left on device", SetupError, "no space left"),
        ("", NetworkError, "pip gave no reason"),
    ],
)
def test_a_failed_download_is_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, stderr: str, error: type[Exception], words: str
) -> None:
    script = f"import sys; sys.stderr.write({stderr!r}); sys.exit(1)"
    real = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **k: real([sys.executable, "-c", script], **k))
    with pytest.raises(error, match=words) as caught:
        morphology_data.fetch()
    assert "\n" not in str(caught.value)
    assert not morphology_data.folder().exists()


def test_an_unreachable_index_is_a_network_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real pip against a closed port of this machine."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NetworkError, match="could not be downloaded"):
        morphology_data.fetch()


def test_another_file_than_the_wheel_is_refused(home: Path) -> None:
    wheel = home / "camel_tools-0.4.dev5-py2.py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("../evil.py", "print(1)")
    with pytest.raises(ChecksumError, match="sha256 differs"):
        morphology_data.fetch(wheel=wheel)
    with pytest.raises(ArtefactError, match="cannot be read"):
        morphology_data.fetch(wheel=home / "missing.whl")
    assert not morphology_data.folder().exists()
    assert [p.name for p in morphology_data.folder().parent.iterdir() if p.name.startswith(".fetch-")] == []


def test_a_folder_that_cannot_be_written_is_one_sentence(home: Path) -> None:
    (home / "rafiq").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(SetupError, match="cannot be written"):
        morphology_data.fetch()


def test_an_official_installation_is_used(home: Path, installed: Path) -> None:
    root = home / "camel"
    usual = root / "data" / "morphology_db" / "calima-msa-r13"
    usual.mkdir(parents=True)
    (usual / "morphology.db").symlink_to(installed)
    assert morphology_data.locate() == usual / "morphology.db"
    catalogued = root / "data" / "elsewhere"
    catalogued.mkdir()
    (catalogued / "morphology.db").symlink_to(installed)
    sets = {"calima-msa-r13": {"path": "elsewhere"}, "calima-msa-s31": {"path": "../../etc"}}
    (root / "catalogue.json").write_text(json.dumps({"components": {"MorphologyDB": {"datasets": sets}}}), encoding="utf-8")
    assert morphology_data.locate() == catalogued / "morphology.db"


def test_an_empty_official_folder_is_not_believed(home: Path) -> None:
    usual = home / "camel" / "data" / "morphology_db" / "calima-msa-r13"
    usual.mkdir(parents=True)
    (usual / "morphology.db").write_text("###DEFINES###", encoding="utf-8")
    assert morphology_data.official() is None


def test_the_import_stays_offline_and_leaves_home_alone(tmp_path: Path, installed: Path) -> None:
    """In a fresh interpreter with a home of its own and no route out: the analyser works, `~/.camel_tools` does not appear."""
    script = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('the network was used')\n"
        "socket.socket.connect = refuse\nsocket.getaddrinfo = refuse\n"
        "from pathlib import Path\nfrom nlp.words.camel.opening import load_analyzer\n"
        f"print(len(load_analyzer(Path({str(installed)!r}))[0].analyze('كتاب')) > 0)\n"
        "import sys; print('camel_tools.data' in sys.modules, 'torch' in sys.modules)\n"
    )
    root = Path(morphology_data.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=root,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.stdout.split() == ["True", "False", "False"], done.stderr
    assert not (tmp_path / ".camel_tools").exists()
