"""Measures the library and the exports: sizes and times for a 20,000-word article, search among many copies, kills survived.

    python -m benchmarks.library [--words 20000] [--copies 200] [--kills 100] [--json]

Everything is real: SQLite files in a temporary folder, processes killed with SIGKILL. Nothing is written anywhere else.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from nlp.annotations import Annotation
from rafiq.library import Library
from rafiq.render import formats
from tests.support.copies_sample import long_copy, sample_copy

__all__ = ["main"]

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds by the clock, and what `work` gave."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def exports(words: int) -> dict[str, object]:
    """Bytes and processor seconds of each export of an article of `words` words."""
    copy = long_copy(words)
    rows: dict[str, object] = {"words": words, "sentences": len(copy.document.sentences)}
    for name in formats.names():
        start = time.process_time()  # of this process alone: the machine may be busy with other things
        made = formats.find(name).render(copy)
        rows[name] = {"bytes": len(made), "seconds": round(time.process_time() - start, 2)}
    return rows


def library_times(folder: Path, words: int, count: int) -> dict[str, object]:
    """Milliseconds of each thing done to a library: one long copy, and `count` short ones."""
    copy = long_copy(words)
    path = folder / "times.sqlite3"
    out: dict[str, object] = {}
    with Library.open(path) as library:
        seconds, saved = timed(lambda: library.save(copy))
        out["save the long copy, ms"] = round(1000 * seconds)
        seconds, opened = timed(lambda: library.get(saved))
        out["get it, ms"] = round(1000 * seconds)
        out["identical"] = opened.document == copy.document
        edits = [timed(lambda n=n: library.edit(saved, n, f"edit {n}"))[0] for n in range(50)]  # type: ignore[misc]
        out["edit a sentence of it, ms (median of 50)"] = round(1000 * sorted(edits)[25], 1)
        notes = [timed(lambda n=n: library.annotate(saved, Annotation(text=f"note {n}")))[0] for n in range(50)]  # type: ignore[misc]
        out["add a note, ms (median of 50)"] = round(1000 * sorted(notes)[25], 1)
        out["file with it, MB"] = round(path.stat().st_size / 1e6, 1)
        seconds, _ = timed(lambda: [library.save(replace(sample_copy(), title=f"copy {n}")) for n in range(count)])
        out[f"save one of {count} short copies, ms"] = round(1000 * seconds / count, 1)
        for query in ("القاهره", "microsoft government", '"president did not"', "zzz"):
            seconds, hits = timed(lambda query=query: library.list(query))  # type: ignore[misc]
            out[f"search {query} ({len(hits)} found), ms"] = round(1000 * seconds, 1)
        seconds, findings = timed(library.check)
        out["check, ms"], out["findings"] = round(1000 * seconds), len(findings)
    return out


def kills(folder: Path, count: int) -> dict[str, int]:
    """Kills a writing process `count` times; counts what was acknowledged, and how much of it is gone."""
    place = str(folder / "kills.sqlite3")
    with Library.open(place) as library:
        copy_id = library.save(sample_copy().document)
    chance = random.Random(1)  # noqa: S311 — when to kill is no secret
    notes, edits = set[str](), 0
    for kill in range(count):
        command = [sys.executable, "-m", "tests.support.library_writer", place, copy_id, f"k{kill}"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if process.stdout is None:
            raise RuntimeError("no pipe")
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        lines = [line for line in (first + process.communicate()[0]).splitlines(keepends=True) if line.endswith("\n")]
        notes |= {line[5:].strip() for line in lines if line.startswith("note ")}
        edits += sum(line.startswith("edit ") for line in lines)
    with Library.open(place) as library:
        kept = {note.text for note in library.annotations(copy_id)}
        written = {library.get(copy_id).document.sentences[0].english, *(old.english for old in library.earlier(copy_id, 0))}
        return {
            "kills survived": count,
            "writes acknowledged": len(notes) + edits,
            "writes lost": len(notes - kept) + max(0, edits - len(written)),
            "findings of check": len(library.check()),
        }


def main() -> None:
    """Runs everything and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results: dict[str, Mapping[str, object]] = {
            "exports": exports(chosen.words),
            "library": library_times(folder, chosen.words, chosen.copies),
            "faults": kills(folder, chosen.kills),
        }
    if chosen.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return
    for part, rows in results.items():
        print(f"\n{part}")
        for key, value in rows.items():
            shown = f"{value['bytes'] / 1e6:8.2f} MB {value['seconds']:6.2f} s CPU" if isinstance(value, dict) else value
            print(f"  {key:<48} {shown}")


if __name__ == "__main__":
    main()
