"""Where Rafiq keeps a reader's files. Computes paths only: whoever writes makes the folder.

`RAFIQ_HOME` overrides the platform's convention and holds everything: `data/`, `cache/`, `library.sqlite3`. `RAFIQ_LIBRARY` names
another library.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

__all__ = ["cache_folder", "data_folder", "library_place"]


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
