"""Articles through a pool of processes on this machine, each with an engine that stays warm.

A process can die of an article (memory, a fault in native code). Then all that was under way is read once more, one at a time, and
the article that kills its process again is a failure with its reason; the others go on. An article that takes longer than the limit
is ended with its process.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

from nlp.errors import EngineError, RafiqError
from rafiq.bulk.articles import Item
from rafiq.bulk.record import Record, Recorder

__all__ = ["Pool"]

_AHEAD: Final = 2  # articles a worker has waiting
_LOOK: Final = 1.0  # seconds between looks at the clock
_reading: Recorder | str = ""  # of this worker process; a text says why there is none


def _open(opener: Callable[[], Recorder]) -> None:
    global _reading  # noqa: PLW0603 - a process of the pool holds its engine
    try:
        _reading = opener()
    except RafiqError as error:
        _reading = str(error)


def _problem() -> str:
    return _reading if isinstance(_reading, str) else ""


def _read(item: Item) -> Record:
    assert not isinstance(_reading, str)  # noqa: S101 (the pool asks for problems first)
    return _reading.record(item)


@dataclass
class Pool:
    """`workers` processes, each with what `opener` gives; `limit` is the seconds that one article may take."""

    opener: Callable[[], Recorder]
    workers: int
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

    def _started(self, workers: int) -> ProcessPoolExecutor:
        """A pool whose first process has its engine open. Raises `EngineError`."""
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(workers, context, initializer=_open, initargs=(self.opener,))
        try:
            problem = executor.submit(_problem).result()
        except BrokenProcessPool:
            problem = "The engine's process ended while it was starting: there may be too little memory for so many --workers."
        if problem:
            _end(executor)
            raise EngineError(problem)
        return executor

    def _together(self, source: Iterator[Item], suspects: deque[Item]) -> Iterator[Record]:
        """Until the items end or a process dies: then what was under way is in `suspects`."""
        executor = self._started(self.workers)
        running: dict[Future[Record], tuple[Item, float]] = {}
        try:
            while True:
                while len(running) < self.workers * _AHEAD and (item := next(source, None)) is not None:
                    running[_given(executor, item, suspects)] = (item, time.monotonic())
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
        executor = self._started(1)
        try:
            return executor.submit(_read, item).result(self.limit)
        except BrokenProcessPool:
            reason = "The process that read it died, twice: the article may be too large for this machine's memory."
        except TimeoutError:
            reason = f"It took longer than {self.limit:.0f} seconds."
        finally:
            _end(executor)
        return {"id": item.digest, "name": item.name, "reason": reason}


def _given(executor: ProcessPoolExecutor, item: Item, suspects: deque[Item]) -> Future[Record]:
    """`item` given to the processes. Where one died just before, it is among `suspects`, and `BrokenProcessPool` is raised."""
    try:
        return executor.submit(_read, item)
    except (
        RuntimeError,
        OSError,
        ValueError,
    ) as error:  # broken (a RuntimeError), or a process was to be started as the pool ended
        suspects.append(item)
        raise BrokenProcessPool from error


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
