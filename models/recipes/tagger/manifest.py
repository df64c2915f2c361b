"""Writes the version and the sha256 of every weight file into `manifest.json`: `python -m models.recipes.tagger.manifest V`."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "weights" / "tagger"


def main() -> None:
    files = sorted(p for p in FOLDER.rglob("*") if p.is_file() and p.name not in {"manifest.json", "CARD.md"})
    digests = {p.relative_to(FOLDER).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    (FOLDER / "manifest.json").write_text(json.dumps({"version": sys.argv[1], "files": digests}, indent=1) + "\n")
    print(sum(p.stat().st_size for p in files), "bytes in", len(files), "files")


if __name__ == "__main__":
    main()
