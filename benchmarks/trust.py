"""Everything that attacks Rafiq, within a given time, and one table of what came of it: `make trust`.

    python -m benchmarks.trust [MINUTES]

Hostile inputs to every reader, import and export (`benchmarks.fuzz`), writers killed (`benchmarks.library`), every call of SQLite
to disk and memory refused (`tests.support.sqlite_faults`), twenty readers at once (`benchmarks.load`), and the tests of limits,
power loss, backups, engines that fail and calls that leave the machine. What does not end in its time is a fault. Exits with 1
when anything was found, lost, mixed up or left.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

__all__ = ["Table", "main"]

ROOT: Final = Path(__file__).resolve().parents[1]
MINUTES: Final = 20
_FAULTS: Final = (("disk", 1), ("disk-gone", 1), ("kept", 1), ("memory", 5), ("memory-gone", 41))
_TESTS: Final = (
    "tests/properties/test_readers.py",
    "tests/rafiq/sources/test_worker.py",
    "tests/rafiq/library/test_power.py",
    "tests/rafiq/library/test_calls.py",
    "tests/rafiq/library/test_damage.py",
    "tests/rafiq/library/test_backups.py",
    "tests/rafiq/page/test_keeping.py",
    "tests/rafiq/page/test_cache.py",
    "tests/models/translators/test_steady.py",
    "tests/rafiq/render/test_exports_office.py",
)
_CALLS: Final = (
    "tests/house/test_where_things_go.py",
    "tests/browser/test_server.py::test_refused_websockets_make_the_server_call_nobody",
)


@dataclass
class Table:
    """Rows of what was counted, and whether each is as it must be."""

    rows: list[tuple[str, str, bool]] = field(default_factory=list)

    def add(self, what: str, count: str, good: bool = True) -> None:
        """One more row, shown at once."""
        self.rows.append((what, count, good))
        print(f"  {what}: {count}{'' if good else '   <-- not as it must be'}", flush=True)

    def text(self) -> str:
        """The table for people and for docs/trust.md."""
        lines = [f"| {what} | {count} |{'' if good else ' **not as it must be**'}" for what, count, good in self.rows]
        return "\n".join(["| what | count |", "|---|---|", *lines])

    @property
    def good(self) -> bool:
        return all(good for _, _, good in self.rows)


def _python(*words: str, seconds: float) -> tuple[int, str]:
    """(exit code, what it printed) of a program in a home of its own; 124 for what did not end in time."""
    with tempfile.TemporaryDirectory(prefix="rafiq-trust-") as home:
        alone = {"HOME": home, "RAFIQ_HOME": f"{home}/rafiq"} if words[0] != "pytest" else {}
        try:
            done = subprocess.run(
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env={**os.environ, "RAFIQ_OFFLINE": "1", **alone},
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=max(10.0, seconds),
            )
        except subprocess.TimeoutExpired:
            return 124, ""
    return done.returncode, done.stdout + (done.stderr[-3_000:] if done.returncode else "")


def _inputs(table: Table, seconds: int) -> None:
    code, told = _python("benchmarks.fuzz", str(seconds), seconds=3 * seconds + 120)
    counts = re.search(r"inputs ([\d,]+), crashes (\d+), hangs (\d+), over memory (\d+)", told)
    if counts is None:
        table.add("inputs", f"ended with {code}: {told[-300:]}", good=False)
        return
    inputs, *bad = counts.groups()
    table.add("hostile inputs", inputs)
    for name, count in zip(("crashes", "hangs", "over memory"), bad, strict=True):
        table.add(name, count, good=count == "0")


def _kills(table: Table, count: int, seconds: float) -> None:
    words = ["benchmarks.library", "--words", "500", "--copies", "5", "--kills", str(count), "--json"]
    code, told = _python(*words, seconds=seconds)
    try:
        faults = json.loads(told)["faults"]
    except (ValueError, KeyError):
        table.add("writers killed", f"ended with {code}: {told[-300:]}", good=False)
        return
    table.add("writers killed in mid-write", str(faults["kills survived"]))
    lost = int(faults["writes lost"])
    table.add("acknowledged writes / lost", f"{faults['writes acknowledged']} / {lost}", good=not lost)
    table.add("findings of the library's check after it", str(faults["findings of check"]), good=not faults["findings of check"])


def _refusals(table: Table, share: float, left: Callable[[], float]) -> None:
    refused = lost = 0
    for kind, every in _FAULTS:
        step = max(every, round(every / min(1.0, share)))
        with tempfile.TemporaryDirectory() as folder:
            code, told = _python("tests.support.sqlite_faults", kind, folder, str(step), seconds=left())
        try:
            came = json.loads(told.splitlines()[-1])
        except (ValueError, IndexError):
            table.add(f"refusals, {kind}", f"ended with {code}: {told[-300:]}", good=False)
            continue
        refused += int(came["faults"])
        lost += int(came["lost"])
        bad = [*came["failures"], *([came["findings of check"]] if came["findings of check"] else [])]
        if bad:
            table.add(f"refusals, {kind}", str(bad)[:300], good=False)
    table.add("calls of SQLite to disk or memory refused / writes lost", f"{refused} / {lost}", good=not lost)


def _readers(table: Table, minutes: float) -> None:
    from benchmarks.load import LIMIT, load

    made = load(20, 60 * minutes)
    late = sum(seconds > LIMIT for seconds in made.first)
    table.add("readers at once", made.line(), good=bool(made.first) and not made.mixed and not made.broken and not late)


def _tests(table: Table, what: str, files: Sequence[str], seconds: float) -> None:
    code, told = _python("pytest", "-q", *files, seconds=seconds)
    line = next((line for line in reversed(told.splitlines()) if " in " in line), f"ended with {code}")
    table.add(what, line.strip("= "), good=code == 0)
    if code:
        print(told[-4_000:])


def main(arguments: list[str]) -> int:
    """Runs everything within so many minutes; prints the table; gives the exit code."""
    minutes = float(arguments[0]) if arguments else MINUTES
    share, began, table = minutes / MINUTES, time.monotonic(), Table()

    def left() -> float:
        return began + 60 * minutes - time.monotonic()

    _inputs(table, max(60, round(420 * share)))
    _kills(table, max(5, round(100 * share)), left())
    _refusals(table, share, left)
    _readers(table, max(0.5, 3 * share))
    _tests(table, "tests of limits, power, damage, faults, injection", _TESTS, left())
    _tests(table, "tests of calls that leave the machine (none may)", _CALLS, left())
    table.add("minutes", f"{(time.monotonic() - began) / 60:.1f}")
    print(f"\n{table.text()}")
    return 0 if table.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
