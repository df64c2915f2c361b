"""Threads whose work is done in turns: readers one after the other, and of one reader what came first.

However much one reader has open, another waits for one piece of it at most.

>>> turns = Turns(1, "example")
>>> turns.submit(print, "done", reader="a").result()
done
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

__all__ = ["Turns"]


class Turns:
    """`count` threads. Thread-safe."""

    def __init__(self, count: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Hashable, deque[Callable[[], object]]] = OrderedDict()

    def submit(self, work: Callable[..., object], *given: object, reader: Hashable = None) -> Future[None]:
        """Does `work` when it is its reader's turn. The future is done once as much was done as waited then.

        Raises `RuntimeError` when the process is ending.
        """
        with self._lock:
            self._waiting.setdefault(reader, deque()).append(partial(work, *given))
        return self._pool.submit(self._next)

    def _next(self) -> None:
        with self._lock:
            reader, queue = next(iter(self._waiting.items()))
            work = queue.popleft()
            if queue:
                self._waiting.move_to_end(reader)
            else:
                del self._waiting[reader]
        work()
