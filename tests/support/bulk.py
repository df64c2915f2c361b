"""Bulk runs without an engine: a recorder that can be slow, die or hang on an article, and the whole run as a program of its own.

    python -m tests.support.bulk OUT pool|ray:ADDRESS WORKERS SECONDS IN…

reads with `Quick`, waiting so many seconds at each article: for tests that kill it, or its workers, in the middle.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path

from rafiq.bulk.articles import Item
from rafiq.bulk.cluster import Cluster
from rafiq.bulk.pool import Pool
from rafiq.bulk.record import Record
from rafiq.bulk.run import run
from rafiq.bulk.shards import Shards, records_of

__all__ = ["Quick", "read_in", "written"]


class Quick:
    """Gives an article back in capitals. "dies" in it ends the process, "hangs" never ends, "once FILE" dies without FILE."""

    def __init__(self, pause: float = 0.0) -> None:
        self._pause = pause

    def record(self, item: Item) -> Record:
        words = item.content.decode().split()
        if "dies" in words:
            os._exit(9)
        if "hangs" in words:
            time.sleep(600)  # the test ends it
        if "once" in words and not Path(words[-1]).exists():
            Path(words[-1]).touch()
            os._exit(9)
        time.sleep(self._pause)  # work that takes a while: what is under way is there to be killed
        if item.problem:
            return {"id": item.digest, "name": item.name, "reason": item.problem}
        return {"id": item.digest, "name": item.name, "title": " ".join(words).upper()}


def written(folder: Path, count: int) -> Path:
    """A JSONL file of `count` articles."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps({"text": f"article {n}"}) + "\n" for n in range(count)), encoding="utf-8")
    return file


def read_in(out: Path) -> list[str]:
    """The titles in all shards, sorted: twice where a record is there twice."""
    return sorted(str(record["title"]) for path in Shards(out).paths() for record in records_of(path))


def main() -> None:
    out, work, workers, pause, *inputs = sys.argv[1:]
    opener = partial(Quick, float(pause))
    chosen = Pool(opener, int(workers)) if work == "pool" else Cluster(work.removeprefix("ray:"), opener, int(workers))
    counts = run([Path(each) for each in inputs], Shards(Path(out)), chosen)
    sys.stdout.write(f"{counts.read} {counts.failed} {counts.before}\n")


if __name__ == "__main__":
    main()
