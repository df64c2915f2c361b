"""Where Rafiq keeps a reader's files, and how the reader calls it here. Computes paths only: whoever writes makes the folder.

`RAFIQ_HOME` overrides the platform's convention and holds everything: `data/`, `cache/`, `library.sqlite3`. `RAFIQ_LIBRARY` names
another library. A command that a message names is one that exists on the reader's machine: `command` alone decides how it is
written.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import platformdirs

__all__ = ["cache_folder", "command", "data_folder", "library_place"]


def _home() -> Path | None:
    home = os.environ.get("RAFIQ_HOME", "")
    return Path(home).expanduser() if home else None


def data_folder() -> Path:
    """Fetched data that is dear to fetch again: the morphology database, hub models."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir("rafiq", appauthor=False))


def cache_folder() -> Path:
    """What can be made again at any time: converted engines, cached translations."""
    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir("rafiq", appauthor=False))


def library_place() -> Path | str:
    """Where the saved copies are: what `RAFIQ_LIBRARY` says (a file, or a `postgresql://` address), else the SQLite file.

    The one answer to this question: whoever opens, backs up or replaces the library asks here.
    """
    named = os.environ.get("RAFIQ_LIBRARY", "")
    if named:
        return named if "://" in named or named == ":memory:" else Path(named).expanduser()
    home = _home()
    return home / "library.sqlite3" if home else Path(platformdirs.user_data_dir("rafiq", appauthor=False)) / "library.sqlite3"


def command(words: str = "", program: str = "rafiq") -> str:
    """`rafiq words`, or another program beside this Python, as the reader can type it where Rafiq was started: by its name where
    that finds it, else by its path (`.venv/bin/rafiq …` in a checkout).

    >>> command("engines add firefox").endswith("rafiq engines add firefox")
    True
    """
    own = Path(sys.executable).with_name(f"{program}.exe" if sys.platform == "win32" else program)
    named = shutil.which(program)
    if not os.path.isfile(own):  # noqa: PTH113 (says no where this account may not look)
        start = f"{_shown(Path(sys.executable))} -m rafiq.cli.main" if program == "rafiq" else program
    elif named is not None and Path(named).resolve() == own.resolve():
        start = program
    else:
        start = _shown(own)
    return f"{start} {words}".strip()


def _shown(path: Path) -> str:
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return shlex.quote(str(path))
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))
