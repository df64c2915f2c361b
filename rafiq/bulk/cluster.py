"""The same work on a cluster, by Ray Data: units are opened where they are read, actors hold the engines, shards go to storage that
all nodes share.

Ray plans, moves blocks, watches its workers and runs again what a dead worker or node had under way; a batch that is run again
writes the shard of the same name. Inputs, output folder and Rafiq's data must be at the same paths on every node.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from nlp.errors import InputError
from rafiq.bulk.articles import Item, Unit, items
from rafiq.bulk.record import Recorder
from rafiq.bulk.shards import Form, Shards

__all__ = ["Cluster"]

_BLOCK: Final = 1 << 14  # bytes of articles that are handed on together: few, so that one long file feeds every actor
BATCH: Final = 16  # articles of a shard


class _Worker:
    """An actor: an engine that stays warm, and the folder it writes to."""

    def __init__(self, opener: Callable[[], Recorder], folder: str, form: Form) -> None:
        self._reading = opener()
        self._shards = Shards(Path(folder), form)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        names = list(batch)
        records = [self._reading.record(Item(**dict(zip(names, row, strict=True)))) for row in zip(*batch.values(), strict=True)]
        self._shards.write(records)
        failed = sum("reason" in record for record in records)
        return {"read": [len(records) - failed], "failed": [failed]}


@dataclass
class Cluster:
    """`address`: of a running cluster ("auto", "host:port"), or "local"; `workers` actors of `threads` cores."""

    address: str
    opener: Callable[[], Recorder]
    workers: int
    threads: int = 1
    batch: int = BATCH

    def run(self, units: Iterable[Unit], shards: Shards, known: set[str]) -> Iterator[tuple[int, int]]:
        """Reads all articles of `units` but the `known` ones into `shards`; gives (read, failed) for every batch."""
        ray = self._connect()
        refused = ray.put(frozenset(known))
        rows = [asdict(unit) for unit in units]
        if not rows:
            return

        def opened(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
            seen = ray.get(refused)
            yield from (asdict(each) for each in items(Unit(**row)) if each.digest not in seen)

        data = ray.data.from_items(rows, override_num_blocks=min(len(rows), 4 * self.workers)).flat_map(opened)
        made = data.map_batches(
            _Worker,
            batch_size=self.batch,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.workers, initial_size=self.workers),
            num_cpus=self.threads,
            fn_constructor_args=(self.opener, str(shards.folder.resolve()), shards.form),
        )
        for row in made.iter_rows():
            yield int(row["read"]), int(row["failed"])

    def _look(self) -> None:
        """Whether anybody listens at an address of the form host:port; Ray itself would try for minutes."""
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdecimal() and "/" not in self.address:
            with socket.create_connection((host, int(port)), timeout=5):
                pass

    def _connect(self) -> Any:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would call out
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise InputError("--ray needs Ray: install it with `pip install rafiq[ray]`.") from error
        if not ray.is_initialized():
            here = str(Path(__file__).resolve().parents[2])
            paths = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH", "")) if part)
            told = {name: value for name, value in os.environ.items() if name.startswith("RAFIQ_")}
            settings: dict[str, Any] = {"runtime_env": {"env_vars": {"PYTHONPATH": paths, **told}}, "log_to_driver": False}
            if self.address == "local":
                settings |= {
                    "include_dashboard": False,
                    "num_cpus": self.workers * self.threads + 1,
                }  # one opens what the others read
            try:
                self._look()
                ray.init(address=self.address, configure_logging=False, **settings)
            except (OSError, RuntimeError, ValueError) as error:
                sentence = f"The Ray cluster at {self.address!r} cannot be reached: start it with `ray start`, or give --ray local."
                raise InputError(sentence) from error
        logging.getLogger("ray.data").setLevel(logging.WARNING)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = 0
        context.target_max_block_size = _BLOCK
        return ray
