"""The mean of the weights of networks that were trained from one start: for translators and taggers alike.

>>> import torch
>>> mean([{"w": torch.tensor([1.0])}, {"w": torch.tensor([4.0])}, {"w": torch.tensor([4.0])}])["w"].tolist()
[3.0]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["mean"]


def mean(states: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The mean of some networks' tensors, summed in 64 bits, given in 32. A network that comes twice counts twice. ValueError, with
    its place among them, for one that is not like the first, and where there is none."""
    total: dict[str, Any] = {}
    count = 0
    for count, state in enumerate(states, 1):
        if count > 1 and {name: value.shape for name, value in state.items()} != {
            name: value.shape for name, value in total.items()
        }:
            raise ValueError(f"Network {count} is another than network 1.")
        total = {name: value.double() + total.get(name, 0) for name, value in state.items()}
    if not count:
        raise ValueError("There is nothing to average.")
    return {name: (value / count).float().contiguous() for name, value in total.items()}
