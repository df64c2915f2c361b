"""The network that a step computes with: the trained one itself, or a bf16 copy of it whose passes are compiled.

On a processor with AMX the matrix products take a third of a step under autocast; casting weights and gradients, residual sums
and GELU in float32 take the rest. A copy of all weights in bf16 (the float32 ones stay, as masters for the optimizer) and
`torch.compile` over encoder and decoder (two minutes once, then from its cache) made 57 pairs/s of 38 on one core, at the same
losses to three digits.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Working", "dropping_once"]


@contextmanager
def dropping_once() -> Iterator[None]:
    """While it lasts, dropout draws one mask a sentence for all its positions (Gal and Ghahramani, 2016).

    On a processor numbers drawn for every position take a third of a compiled step; one mask a sentence costs nothing that can be
    measured, and keeps the network from learning sentences by heart as well.
    """
    import torch

    functional: Any = torch.nn.functional
    plain = functional.dropout

    def once(states: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
        if not training or p == 0.0 or states.dim() != 3:
            return plain(states, p, training, inplace)
        kept = torch.rand((states.shape[0], 1, states.shape[2]), dtype=states.dtype, device=states.device) >= p
        return states * (kept.to(states.dtype) / (1.0 - p))

    functional.dropout = once
    try:
        yield
    finally:
        functional.dropout = plain


class Working:
    """Passes through `model` (BART shape): a bf16 copy's where `half`, compiled if `compiled`, under autocast if `autocast`."""

    def __init__(self, model: Any, device: str, *, half: bool, compiled: bool, autocast: bool) -> None:
        import torch

        self._torch, self._device, self._autocast, self._half = torch, device, autocast and not half, half
        self._masters = list(model.parameters())
        self._model = copy.deepcopy(model).to(torch.bfloat16) if half else model
        self._model.train()  # the copy of a model that was loaded for use would drop nothing out
        self._own = list(self._model.parameters())
        body = self._model.model
        self._encoder, self._decoder = body.encoder, body.decoder
        if compiled:
            self._encoder = torch.compile(body.encoder, dynamic=True)
            self._decoder = torch.compile(body.decoder, dynamic=True)

    def under(self) -> Any:
        """The context in which passes and loss are computed."""
        return self._torch.autocast(self._device, dtype=self._torch.bfloat16, enabled=self._autocast)

    def states(self, source: Any, mask: Any, shifted: Any) -> Any:
        """The decoder's states (rows, target width, model width) for piece ids (rows, width) and the target moved by one."""
        with dropping_once():
            encoded = self._encoder(input_ids=source, attention_mask=mask).last_hidden_state
            return self._decoder(
                input_ids=shifted, encoder_hidden_states=encoded, encoder_attention_mask=mask, use_cache=False
            ).last_hidden_state

    def head(self) -> tuple[Any, Any]:
        """Weight (pieces, width) and bias (pieces) of the softmax."""
        weight = self._model.model.shared.weight
        return weight, self._model.final_logits_bias[0].to(weight.dtype)

    def give(self) -> None:
        """Adds the gradients of a backward pass to the masters'."""
        if self._half:
            for own, master in zip(self._own, self._masters, strict=True):
                if own.grad is not None:
                    master.grad = own.grad.float() if master.grad is None else master.grad.add_(own.grad)
                own.grad = None

    def take(self) -> None:
        """Takes the masters' weights after the optimizer (or an exchange) changed them."""
        if self._half:
            with self._torch.no_grad():
                self._torch._foreach_copy_([own.data for own in self._own], [master.data for master in self._masters])
