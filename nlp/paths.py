"""Where Rafiq keeps a reader's files. Computes paths only: whoever writes makes the folder.

`RAFIQ_HOME` overrides the platform's convention and holds everything: `data/`, `cache/`, `library.sqlite3`.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

__all__ = ["cache_folder", "data_folder", "library_file"]


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


def library_file() -> Path:
    """The SQLite file of saved copies."""
    home = _home()
    return home / "library.sqlite3" if home else Path(platformdirs.user_data_dir("rafiq", appauthor=False)) / "library.sqlite3"
