"""Threads whose work is done in turns: readers one after the other, and of one reader what came first.

However much one reader has open, another waits for one piece of it at most. What somebody waits for at an empty page comes before
what others read already.

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

_Queues = OrderedDict[Hashable, deque[Callable[[], object]]]
"""Reader → what waits to be done, in order; the reader whose turn is next comes first."""


class Turns:
    """`count` threads. Thread-safe."""

    def __init__(self, count: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._urgent, self._waiting = _Queues(), _Queues()

    def submit(self, work: Callable[..., object], *given: object, reader: Hashable = None, urgent: bool = False) -> Future[None]:
        """Does `work` when it is its reader's turn, `urgent` work first. The future is done once as much was done as waited then.

        Raises `RuntimeError` when the process is ending.
        """
        with self._lock:
            (self._urgent if urgent else self._waiting).setdefault(reader, deque()).append(partial(work, *given))
        return self._pool.submit(self._next)

    def _next(self) -> None:
        with self._lock:
            queues = self._urgent or self._waiting
            reader, queue = next(iter(queues.items()))
            work = queue.popleft()
            if queue:
                queues.move_to_end(reader)
            else:
                del queues[reader]
        work()
