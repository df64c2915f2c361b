"""A bulk run from beginning to end: what is done already is left out, the rest is read, shards are written, progress is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rafiq.bulk.articles import Item, Unit, items, units
from rafiq.bulk.cluster import Cluster
from rafiq.bulk.pool import Pool
from rafiq.bulk.record import Record
from rafiq.bulk.shards import Shards

__all__ = ["Counts", "run"]

SHARD: Final = 50  # articles of a shard
SECONDS: Final = 60.0  # after which a shard is written with what there is: the work that a power cut can cost


@dataclass
class Counts:
    """What a run did: articles read, failed, and left out as done before."""

    read: int = 0
    failed: int = 0
    before: int = 0
    seconds: float = 0.0


def run(
    inputs: Iterable[Path],
    shards: Shards,
    work: Pool | Cluster,
    *,
    retry: bool = False,
    told: Callable[[Counts], None] = lambda _: None,
) -> Counts:
    """Reads all articles of `inputs` into `shards`, each once; may be stopped and run again at any time. Raises `InputError`.

    `retry` reads again what failed before. `told` is asked to say how far it is, now and then.
    """
    shards.prepare()
    if retry:
        shards.forget_failures()
    known = shards.done() | shards.failed()
    counts, began = Counts(), time.monotonic()
    listed = list(units(inputs))
    steps = work.run(listed, shards, known) if isinstance(work, Cluster) else _pooled(work, _new(listed, known, counts), shards)
    for read, failed in steps:
        counts.read += read
        counts.failed += failed
        counts.seconds = time.monotonic() - began
        told(counts)
    shards.settle()
    counts.seconds = time.monotonic() - began
    return counts


def _new(listed: Iterable[Unit], known: set[str], counts: Counts) -> Iterator[Item]:
    """The articles that are not done, each once."""
    seen = set(known)
    for unit in listed:
        for item in items(unit):
            if item.digest in seen:
                counts.before += item.digest in known
                continue
            seen.add(item.digest)
            yield item


def _pooled(pool: Pool, waiting: Iterator[Item], shards: Shards) -> Iterator[tuple[int, int]]:
    kept: list[Record] = []
    written = time.monotonic()
    try:
        for record in pool.records(waiting):
            kept.append(record)
            yield int("reason" not in record), int("reason" in record)
            if len(kept) >= SHARD or time.monotonic() - written > SECONDS:
                shards.write(kept)
                kept, written = [], time.monotonic()
    finally:
        if kept:
            shards.write(kept)  # also when the run is stopped by Ctrl+C
