"""Coverage-guided fuzzing (atheris, libFuzzer) of everything that reads hostile bytes: `tests/support/targets.py` in long form.

    python -m benchmarks.fuzz SECONDS [TARGET…]

Each target runs in a process of its own for its share of the time; an input over 20 s or 2 GB counts as a finding, like any error
that is no sentence for the reader. Findings are written to `tests/corpus/TARGET/`. Prints a line a target and the sums; exits with
1 when anything was found. What it leaves out: the networks, and what reads no bytes from outside.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

__all__ = ["main"]

SECONDS_AN_INPUT: Final = 20
MEGABYTES: Final = 2_048


def main(arguments: list[str]) -> int:
    """Fuzzes the targets named (all, when none is) for so many seconds together; gives the exit code."""
    if arguments[:1] == ["--one"]:
        _fuzz(arguments[1], arguments[2:])
        return 0
    from tests.support.targets import TARGETS

    seconds, names = int(arguments[0]), arguments[1:] or list(TARGETS)
    inputs = 0
    found: list[Path] = []
    for name in names:
        count, new = _run(name, max(5, seconds // len(names)))
        print(f"{name:14} {count:>10,} inputs  {len(new)} findings", flush=True)
        inputs, found = inputs + count, found + new
    kinds = {kind: sum(path.name.startswith(kind) for path in found) for kind in ("crash", "timeout", "oom")}
    print(f"inputs {inputs:,}, crashes {kinds['crash']}, hangs {kinds['timeout']}, over memory {kinds['oom']}")
    for path in found:
        print(f"  {path}")
    return 1 if found else 0


def _run(name: str, seconds: int) -> tuple[int, list[Path]]:
    """How many inputs a target was given, and the files of what was found."""
    from tests.support.targets import CORPUS, seeds

    target = CORPUS / name
    with tempfile.TemporaryDirectory() as folder:
        work, finds = Path(folder) / "work", Path(folder) / "finds"
        work.mkdir()
        finds.mkdir()
        for number, data in enumerate(seeds(name)):
            (work / f"seed-{number}").write_bytes(data)
        for known in target.glob("*"):
            shutil.copy(known, work)
        options = [f"-max_total_time={seconds}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES}", "-max_len=200000"]
        options += [f"-artifact_prefix={finds}/", "-print_final_stats=1", str(work)]
        command = [sys.executable, "-m", "benchmarks.fuzz", "--one", name, *options]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
        new = []
        for path in finds.iterdir():
            target.mkdir(parents=True, exist_ok=True)
            new.append(Path(shutil.copy(path, target)))
        if done.returncode and not new:
            print(done.stderr[-2_000:], file=sys.stderr)
            raise SystemExit(f"fuzz: {name} could not be run")
    return int(counted[1]) if counted else 0, new


def _fuzz(name: str, options: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["nlp", "rafiq"]):  # our code is what is explored; what it leans on is run as it is
        from tests.support.targets import TARGETS, refused
    target = TARGETS[name]

    def once(data: bytes) -> None:
        refused(target, data)

    atheris.Setup(["fuzz", *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
