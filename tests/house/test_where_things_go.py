"""docs/where-things-go.md says every file that Rafiq writes and every call that leaves the machine: compared with what it does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

import httpx
import pytest

from rafiq.page.serve.server import free_port
from tests.conftest import ROOT, borrow

TABLE = (ROOT / "docs" / "where-things-go.md").read_text(encoding="utf-8")
PROGRAM = [sys.executable, "-c", "from rafiq.cli.main import main; main()"]
ARTICLE = "قال الوزير إن المكتبة الجديدة في القاهرة مفتوحة."
_PATTERN = re.compile(r"`((?:DATA|CACHE|HOME)/[^`]+)`")


def listed() -> list[str]:
    """The patterns of the first column of the table of files."""
    return [pattern for line in TABLE.splitlines() if line.startswith("| `") for pattern in _PATTERN.findall(line.split("|")[1])]


def allowed(path: str, roots: dict[str, str], own: Path) -> bool:
    """Whether the table, the temporary folder or what the test itself named has `path`; folders on the way are allowed."""
    if path.startswith((str(own), "/dev/", "/proc/")):
        return True
    if Path(path).is_relative_to(tempfile.gettempdir()) and not path.startswith(roots["HOME"]) and not Path(path).exists():
        return True  # temporary, and taken away again
    for pattern in listed():
        name, _, rest = pattern.partition("/")
        whole = f"{roots[name]}/{rest}"
        if fnmatch(path, whole) or whole.startswith(f"{path}/") or fnmatch(path, whole.removesuffix("/**")):
            return True
    return False


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that is watched, in a home of its own by the system's rules (no RAFIQ_HOME)."""
    home = tmp_path / "home"
    data, cache = home / "share" / "rafiq", home / "cache" / "rafiq"
    borrow(home / "borrowed")
    for made, place in ((home / "borrowed" / "data", data), (home / "borrowed" / "cache", cache)):
        shutil.copytree(made, place)
    told = {name: value for name, value in os.environ.items() if not name.startswith(("RAFIQ", "XDG"))}
    return {
        **told,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "offline" / "audit"), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RAFIQ_AUDIT": str(tmp_path / "audit.log"),
        "RAFIQ_OFFLINE": "1",
    }


def test_reading_saving_exporting_and_the_page_write_what_the_table_says_and_call_nobody(
    watched: dict[str, str], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "article.txt").write_text(ARTICLE, encoding="utf-8")
    commands = [
        ["setup"],
        ["read", "article.txt", "--out", "article.html"],
        ["read", "article.txt", "--save"],
        ["library", "list"],
        ["library", "backup", "backup.sqlite3"],
        ["gloss", "المكتبة"],
        ["tag", "article.txt"],
        ["engines"],
        ["bulk", "article.txt", "--out", "shards", "--workers", "1"],
    ]
    for command in commands:
        done = subprocess.run([*PROGRAM, *command], cwd=own, env=watched, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"
    port = free_port()
    command = [*PROGRAM, "app", "--no-browser", "--port", str(port)]
    page = subprocess.Popen(command, cwd=own, env=watched, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=100))
        assert client.get("/_stcore/health").status_code == 200
    finally:
        os.killpg(page.pid, signal.SIGTERM)
        page.wait(30)
    home = watched["HOME"]
    roots = {"DATA": f"{home}/share/rafiq", "CACHE": f"{home}/cache/rafiq", "HOME": home}
    lines = set(Path(watched["RAFIQ_AUDIT"]).read_text(encoding="utf-8").splitlines())
    borrowed = (f"{home}/borrowed", f"{home}/share", f"{home}/cache")
    written = {line.removeprefix("write ") for line in lines if line.startswith("write ")} - set(borrowed)
    assert {path for path in written if not allowed(path, roots, own)} == set()
    assert f"{home}/share/rafiq/library.sqlite3" in written  # the watcher sees
    calls = {line for line in lines if line.startswith("socket.") and not re.search(r"127\.0\.0\.1|localhost|::1|/|None", line)}
    assert calls == set()


def test_every_forbidding_variable_of_the_table_is_one_that_the_code_reads() -> None:
    code = "".join(path.read_text(encoding="utf-8") for top in ("nlp", "models", "rafiq") for path in (ROOT / top).rglob("*.py"))
    for name in sorted(set(re.findall(r"RAFIQ_[A-Z]+", TABLE))):
        assert name in code, name
