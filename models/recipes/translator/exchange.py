"""Several trainings of one model beside each other, each on a core of its own, that draw together: asynchronous mean of weights.

Each worker now and then writes its weights to a shared folder (best in memory: /dev/shm) and takes the mean of its own and those
that another has written since it last looked. Nobody waits for anybody: a slow or ended worker holds nothing up. After Lian et al.,
"Asynchronous Decentralized Parallel Stochastic Gradient Descent" (2018). A file that is read while it is written gives a mean of
two versions, which does no harm. Leaves out: the optimizer's moments, which stay each worker's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["Exchange"]


class Exchange:
    """The exchange of `parameters` (tensors, changed in place) of the worker called `worker` with all others in `folder`."""

    def __init__(self, folder: Path, worker: int, parameters: Sequence[Any]) -> None:
        import torch

        self._torch, self._parameters = torch, list(parameters)
        self._size = sum(parameter.numel() for parameter in self._parameters)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._own = folder, folder / f"worker{worker}.f32"
        self._seen: dict[Path, int] = {}

    def meet(self) -> int:
        """Takes the mean with every other worker's new weights, then shows its own; how many others had something new."""
        torch = self._torch
        met = 0
        with torch.no_grad():
            mine = torch.cat([parameter.detach().reshape(-1).float().cpu() for parameter in self._parameters])
            for path in sorted(self._folder.glob("worker*.f32")):
                if path == self._own or self._seen.get(path) == (stamp := path.stat().st_mtime_ns):
                    continue
                theirs = (
                    torch.from_file(str(path), shared=False, size=self._size) if path.stat().st_size == 4 * self._size else None
                )
                if theirs is None or not bool(torch.isfinite(theirs).all()):
                    continue
                self._seen[path] = stamp
                mine.lerp_(theirs, 0.5)
                met += 1
            if met:
                at = 0
                for parameter in self._parameters:
                    parameter.copy_(mine[at : at + parameter.numel()].view_as(parameter))
                    at += parameter.numel()
            new = self._own.with_suffix(".new")
            mine.numpy().tofile(new)
            new.replace(self._own)
        return met
