"""What a step of training computes beside the network: the rate's course, the loss over part of the words, how far passes differ.

>>> cosine(0.0), round(cosine(0.5), 2), round(cosine(1.0), 2)
(1.0, 0.52, 0.04)
"""

from __future__ import annotations

import math
from typing import Any

from models.recipes.translator.batches import EOS

__all__ = ["cosine", "sampled_loss"]


def cosine(share: float) -> float:
    """The factor of the rate after `share` (0–1) of the time: 1 falling to 0.04."""
    return 0.04 + 0.48 * (1 + math.cos(math.pi * min(1.0, max(0.0, share))))


def sampled_loss(  # noqa: PLR0917 - in the order of cross_entropy
    states: Any, targets: Any, weight: Any, bias: Any, candidates: int, smoothing: float, generator: Any = None, agree: float = 0.0
) -> Any:
    """Cross-entropy of (n, width) decoder states over the targets' pieces and `candidates` random others (0: all pieces).

    A random piece stands for all the pieces that were not drawn, so its logit is raised by log(others / drawn): without that the
    model learns that rare pieces need not be ruled out. With `agree`, the second half of the states is another pass over the first
    half's pairs with other dropout, and what the two passes say is drawn together with that weight (R-Drop, Liang and others 2021).
    """
    import torch

    functional = torch.nn.functional
    size = weight.shape[0]
    if not candidates or candidates >= size:
        logits = functional.linear(states, weight, bias).float()
        return functional.cross_entropy(logits, targets, label_smoothing=smoothing) + agree * _apart(logits, agree)
    wanted = torch.zeros(size, dtype=torch.bool, device=targets.device)
    wanted[targets] = True
    drawn = torch.zeros_like(wanted)
    drawn[torch.randint(EOS, size, (candidates,), device=targets.device, generator=generator)] = True
    drawn &= ~wanted
    chosen = (wanted | drawn).nonzero().squeeze(1)
    lift = drawn[chosen].float() * math.log(max(1, size - int(wanted.sum())) / max(1, int(drawn.sum())))
    logits = functional.linear(states, weight[chosen], bias[chosen]).float() + lift
    loss = functional.cross_entropy(logits, torch.searchsorted(chosen, targets), label_smoothing=smoothing)
    return loss + agree * _apart(logits, agree)


def _apart(logits: Any, agree: float) -> Any:
    """Half the divergence, both ways, between the distributions of the logits' two halves, a mean; 0 without `agree`."""
    if not agree:
        return 0.0
    one, two = (half.log_softmax(-1) for half in logits.chunk(2))
    return ((one.exp() - two.exp()) * (one - two)).sum(-1).mean() / 2
