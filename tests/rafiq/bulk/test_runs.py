"""Bulk runs: every article once, whatever is killed; on a pool of processes and on a real Ray cluster of several raylets."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from nlp.errors import EngineError, InputError
from rafiq.bulk.articles import Item, item
from rafiq.bulk.pool import Pool
from rafiq.bulk.record import Reading
from rafiq.bulk.run import run
from rafiq.bulk.shards import Shards, records_of
from tests.conftest import ROOT
from tests.support.bulk import Quick, read_in, written

ALL = sorted(f"ARTICLE {n}" for n in range(40))


def program(out: Path, work: str, pause: float, *inputs: Path) -> subprocess.Popen[bytes]:
    told = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.bulk", str(out), work, "2", str(pause), *map(str, inputs)],
        cwd=ROOT,
        env=told,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def until(ready: Callable[[], bool]) -> None:
    pause = Event()
    for _ in range(3000):
        if ready():
            return
        pause.wait(0.02)
    raise AssertionError("It never came true.")


def children(process: int) -> list[int]:
    """The processes below one, from the kernel."""
    listed = [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [*listed, *(below for each in listed for below in children(each))]


def test_an_article_that_kills_its_process_or_hangs_is_a_failure_and_no_others(tmp_path: Path) -> None:
    rows = ["one", "this dies", "two", "it hangs", "three", f"once {tmp_path / 'flag'}", "four"]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": row}) + "\n" for row in rows))
    shards = Shards(tmp_path / "out")
    counts = run([source], shards, Pool(Quick, 2, limit=2.0))
    assert (counts.read, counts.failed) == (5, 2)
    assert len(read_in(shards.folder)) == 5
    reasons = [record["reason"] for path in shards.paths("failed") for record in records_of(path)]
    assert sorted(reasons)[0] == "It took longer than 2 seconds."
    assert "died, twice" in sorted(reasons)[1]


def test_an_article_that_comes_when_a_process_has_just_died_is_read() -> None:
    def slowly() -> Iterator[Item]:
        yield item("a", b"this dies", "a")
        Event().wait(2.0)  # by then the process is gone, and the pool takes nothing more
        yield item("b", b"one", "b")
        yield item("c", b"two", "c")

    names = sorted(str(record.get("title", record.get("reason", ""))) for record in Pool(Quick, 2).records(slowly()))
    assert {"ONE", "TWO"} < set(names)
    assert len(names) == 3


def test_a_second_run_does_what_is_left_and_failures_only_when_asked(tmp_path: Path) -> None:
    source = written(tmp_path, 3)
    shards = Shards(tmp_path / "out")
    assert run([source], shards, Pool(Quick, 1)).read == 3
    with source.open("a") as file:
        file.write('{"text": "article 3"}\n{"text": "article 0"}\n[]\n')
    counts = run([source], shards, Pool(Quick, 1))
    assert (counts.read, counts.failed, counts.before) == (1, 1, 4)
    assert run([source], shards, Pool(Quick, 1)).failed == 0
    assert run([source], shards, Pool(Quick, 1), retry=True).failed == 1
    assert read_in(shards.folder) == [f"ARTICLE {n}" for n in range(4)]


def test_an_engine_that_is_not_there_is_one_sentence(tmp_path: Path, home: Path) -> None:
    with pytest.raises(EngineError, match="nothere"):
        run([written(tmp_path, 1)], Shards(tmp_path / "out"), Pool(partial(Reading, "nothere"), 1))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds its processes in /proc")
def test_killed_workers_and_a_killed_run_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    source, out = written(tmp_path, 40), tmp_path / "out"
    first = program(out, "pool", 0.2, source)
    until(lambda: len(children(first.pid)) >= 3)
    until(lambda: first.poll() is not None or bool(children(first.pid)))
    os.kill(children(first.pid)[-1], signal.SIGKILL)  # a worker
    time.sleep(2)  # so that something is under way again
    os.killpg(first.pid, signal.SIGKILL)  # the whole run
    first.wait(20)
    second = program(out, "pool", 0.0, source)
    told, _ = second.communicate(timeout=120)
    assert second.returncode == 0
    assert read_in(out) == ALL
    assert told.split()[1] == b"0"


@pytest.mark.slow
def test_on_ray_a_killed_worker_and_a_lost_node_lose_nothing(tmp_path: Path) -> None:
    """A head and two more raylets; one actor's process is killed, then a raylet with all on it."""
    source, out = written(tmp_path, 40), tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.bulk_ray", str(out), str(source)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RAY_AUTH_MODE": "disabled", "RAY_TMPDIR": "/tmp"},  # noqa: S108 (paths of sockets are short)
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert read_in(out) == ALL
    assert "killed worker, lost node" in done.stdout


def test_ray_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    from rafiq.bulk.cluster import Cluster

    with pytest.raises(InputError, match="cannot be reached"):
        run([written(tmp_path, 1)], Shards(tmp_path / "out"), Cluster("127.0.0.1:1", Quick, 1))
