"""Articles through a pool of processes on this machine, each with an engine that stays warm.

A process can die of an article (memory, a fault in native code). Then all that was under way is read once more, one at a time, and
the article that kills its process again is a failure with its reason; the others go on. An article that takes longer than the limit
is ended with its process.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

from rafiq.bulk.articles import Item
from rafiq.bulk.record import Reading, Record

__all__ = ["Pool"]

_AHEAD: Final = 2  # articles a worker has waiting
_LOOK: Final = 1.0  # seconds between looks at the clock
_reading: Reading | None = None  # of this worker process


def _open(engine: str, threads: int, copies: bool) -> None:
    global _reading  # noqa: PLW0603 - a process of the pool holds its engine
    _reading = Reading(engine, threads=threads, copies=copies)


def _read(item: Item) -> Record:
    assert _reading is not None  # noqa: S101 (the pool opens it first)
    return _reading.record(item)


@dataclass
class Pool:
    """`workers` processes of `threads` threads each; `limit` is the seconds that one article may take."""

    engine: str
    workers: int
    threads: int
    copies: bool = False
    limit: float = 900.0

    def records(self, items: Iterable[Item]) -> Iterator[Record]:
        """The records of `items`, each once, in the order in which they are ready; items are taken as workers become free."""
        waiting: deque[Item] = deque()  # for a second try, alone
        source = iter(items)
        while True:
            yield from self._together(source, waiting)
            if not waiting:
                return
            while waiting:
                yield self._alone(waiting.popleft())

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, initializer=_open, initargs=(self.engine, self.threads, self.copies))

    def _together(self, source: Iterator[Item], suspects: deque[Item]) -> Iterator[Record]:
        """Until the items end or a process dies: then what was under way is in `suspects`."""
        executor = self._executor(self.workers)
        running: dict[Future[Record], tuple[Item, float]] = {}
        try:
            while True:
                while len(running) < self.workers * _AHEAD and (item := next(source, None)) is not None:
                    running[executor.submit(_read, item)] = (item, time.monotonic())
                if not running:
                    return
                done, _ = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    record = future.result()
                    del running[future]
                    yield record
                if any(time.monotonic() - began > self.limit * _AHEAD for _, began in running.values()):
                    raise BrokenProcessPool
        except BrokenProcessPool:
            for future, (item, _) in running.items():
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield future.result()
                else:
                    suspects.append(item)
        finally:
            _end(executor)

    def _alone(self, item: Item) -> Record:
        executor = self._executor(1)
        try:
            return executor.submit(_read, item).result(self.limit)
        except BrokenProcessPool:
            reason = "The process that read it died, twice: the article may be too large for this machine's memory."
        except TimeoutError:
            reason = f"It took longer than {self.limit:.0f} seconds."
        finally:
            _end(executor)
        return {"id": item.digest, "name": item.name, "reason": reason}


def _end(executor: ProcessPoolExecutor) -> None:
    """Ends the processes, also one that hangs."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(5)
        if process.is_alive():
            process.kill()
