"""Bulk runs, long: killed runs that must lose and double nothing, the English against a plain run's, and articles a second.

    python -m benchmarks.scale [--articles 60] [--kills 6]

prints a line for each: what was run, articles, seconds, and whether all is there once. Ends with 1 when anything is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from rafiq.bulk.articles import items, units
from rafiq.bulk.record import Reading
from rafiq.bulk.shards import Shards, records_of

ROOT = Path(__file__).resolve().parents[1]
_SUBJECTS = ("الوزير", "الرئيس", "المدير", "المهندس", "الطبيب", "الباحث", "السفير", "المحامي")
_PLACES = ("القاهرة", "بغداد", "دمشق", "تونس", "الرباط", "عمّان", "بيروت", "الخرطوم")
_VERBS = ("قال", "أعلن", "أكد", "أوضح", "أضاف", "ذكر")
_NEWS = ("المكتبة الجديدة مفتوحة", "الأسعار ارتفعت هذا العام", "الطريق مغلق بسبب الأمطار", "المشروع بدأ في الصيف", "المرضى بخير")


def articles(count: int, file: Path, seed: int = 1) -> None:
    """`count` different articles of 6 sentences, as JSONL: made of words that are common, so that speed can be compared."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    lines = []
    for number in range(count):
        sentences = []
        for _ in range(6):
            verb, subject, place, news = map(chance.choice, (_VERBS, _SUBJECTS, _PLACES, _NEWS))
            sentences.append(f"{verb} {subject} في {place} إن {news} يوم {number + 1}.")
        lines.append(json.dumps({"text": "\n\n".join(sentences)}, ensure_ascii=False) + "\n")
    file.write_text("".join(lines), encoding="utf-8")


def bulk(source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """Starts `rafiq bulk` in a session of its own."""
    command = [
        sys.executable,
        "-c",
        "from rafiq.cli.main import main; main()",
        "bulk",
        str(source),
        "--out",
        str(out),
        "-e",
        "embedded",
    ]
    return subprocess.Popen(
        [*command, *options], cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def english(out: Path) -> dict[str, object]:
    """Hash → sentences of all records; a record that is there twice is told by `twice`."""
    return {record["id"]: record["sentences"] for path in Shards(out).paths() for record in records_of(path)}


def twice(out: Path) -> int:
    ids = [record["id"] for path in Shards(out).paths() for record in records_of(path)]
    return len(ids) - len(set(ids))


def timed(source: Path, out: Path, *options: str) -> float:
    """Seconds of a whole run, start of the processes included."""
    began = time.monotonic()
    code = bulk(source, out, *options).wait()
    if code:
        raise SystemExit(f"rafiq bulk {' '.join(options)} ended with {code}.")
    return time.monotonic() - began


def killed(source: Path, out: Path, kills: int, *options: str) -> None:
    """Runs until it is through, killed as a whole at chance moments before."""
    chance = random.Random(kills)  # noqa: S311
    for _ in range(kills):
        process = bulk(source, out, *options)
        try:
            process.wait(chance.uniform(8, 40))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    timed(source, out, *options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--kills", type=int, default=6)
    asked = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="rafiq-scale-") as folder:
        source = Path(folder) / "articles.jsonl"
        articles(asked.articles, source)
        began = time.monotonic()
        reading = partial(Reading, "embedded", threads=1)()
        opened = time.monotonic() - began
        plain = {each["id"]: each["sentences"] for unit in units([source]) for each in map(reading.record, items(unit))}
        seconds = time.monotonic() - began - opened
        told("plain, one thread", len(plain), seconds, f"(opening {opened:.1f} s)")
        runs = {
            "pool, 1 worker": ("--workers", "1"),
            "pool, 2 workers": ("--workers", "2"),
            "Ray, 1 actor": ("--workers", "1", "--ray", "local"),
            "Ray, 2 actors": ("--workers", "2", "--ray", "local"),
        }
        for name, options in runs.items():
            out = Path(folder) / name
            seconds = timed(source, out, *options)
            same = english(out) == plain and not twice(out)
            wrong += not same
            told(name, len(plain), seconds, "same" if same else "NOT THE SAME")
        for name, options in (("pool", ("--workers", "2")), ("Ray", ("--workers", "2", "--ray", "local"))):
            out = Path(folder) / f"killed {name}"
            killed(source, out, asked.kills, *options)
            same = english(out) == plain and not twice(out)
            wrong += not same
            verdict = f"{'same' if same else 'NOT THE SAME'}, twice: {twice(out)}"
            told(f"{name}, killed {asked.kills} times", len(plain), 0.0, verdict)
    raise SystemExit(bool(wrong))


def told(name: str, count: int, seconds: float, more: str) -> None:
    """One line of the table."""
    rate = f"{seconds:7.1f} s {count / seconds:6.2f}/s " if seconds else ""
    sys.stdout.write(f"{name:26} {count:5} articles {rate}{more}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
