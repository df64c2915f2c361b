"""A home that cannot be written, with nothing prepared in it: reading without saving works, and says what is not kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rafiq.library import Library
from tests.conftest import ROOT, SHARED_DATA
from tests.support.copies_sample import sample_copy

# A mount of its own, for this program alone: root may write anywhere, so rights would prove nothing.
MOUNTED = 'mount --bind "$HOME" "$HOME" && mount -o remount,ro,bind "$HOME" && ! touch "$HOME/x" 2>/dev/null && exec "$@"'


def _can_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and not subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode


@pytest.mark.slow
@pytest.mark.skipif(not _can_mount(), reason="needs Linux and mounts of one's own")
def test_a_home_that_cannot_be_written_reads_all_the_same(tmp_path: Path) -> None:
    home, article = tmp_path / "home", tmp_path / "article.txt"
    data = home / ".local" / "share" / "rafiq"
    data.mkdir(parents=True)
    (data / "morphology").symlink_to(SHARED_DATA / "morphology")
    article.write_text("قال الوزير إن المكتبة مفتوحة.", encoding="utf-8")
    read = [sys.executable, "-c", "from rafiq.cli.main import main; main()", "read", str(article), "--format", "md"]
    told = {name: value for name, value in os.environ.items() if not name.startswith(("RAFIQ", "XDG"))}
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", MOUNTED, "bash", *read],
        env={**told, "HOME": str(home), "PYTHONPATH": str(ROOT), "RAFIQ_OFFLINE": "1", "RAFIQ_ENGINE": "embedded"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    assert "minister" in done.stdout.lower()
    told_once = [line for line in done.stderr.splitlines() if "prepared again at each start" in line]
    assert len(told_once) == 1
    assert "Traceback" not in done.stderr
    assert [path.name for path in home.iterdir()] == [".local"]


def test_a_library_that_cannot_be_made_is_one_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with Library.open(str(tmp_path / "file" / "library.sqlite3"), keep=True) as library:
        assert library.problem.endswith("Nothing is kept: what you save is gone when Rafiq ends.")
        copy = library.save(sample_copy())
        assert library.get(copy).document == sample_copy().document
