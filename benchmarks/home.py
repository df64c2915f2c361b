"""A home of its own for what is measured: what set-up made for this account, and nothing that anybody has read.

    with own_home() as environment:
        subprocess.run(["rafiq", "read", file], env=environment)

Translations kept by an earlier reading would make the next one look fast, and drafts of what is measured are no reader's.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["made_at_setup", "own_home"]


def made_at_setup(cache: Path) -> list[Path]:
    """The folders of a cache that set-up makes from what comes with Rafiq."""
    engines = cache / "engines"
    return [made for made in (*engines.glob("embedded-*"), *engines.glob("encoder.*"), cache / "morphology") if made.is_dir()]


@contextmanager
def own_home() -> Iterator[dict[str, str]]:
    """The environment of a process whose Rafiq lives in a new folder: embedded engine, no fetching."""
    from nlp.paths import cache_folder, data_folder

    with tempfile.TemporaryDirectory(prefix="rafiq-measured-") as folder:
        home = Path(folder)
        for name in ("data", "cache"):
            (home / name).mkdir()
        (home / "data" / "morphology").symlink_to(data_folder() / "morphology")  # only read
        for made in made_at_setup(cache_folder()):  # a start may touch them
            shutil.copytree(made, home / "cache" / made.relative_to(cache_folder()))
        kept = {name: value for name, value in os.environ.items() if name != "RAFIQ_LIBRARY"}
        yield {**kept, "RAFIQ_HOME": folder, "RAFIQ_ENGINE": "embedded", "RAFIQ_OFFLINE": "1"}
