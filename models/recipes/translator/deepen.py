"""A deeper decoder grown from a trained one: a transformers folder (BART shape) whose decoder has more layers and says the same.

    python -m models.recipes.translator.deepen models/weights/embedded ../runs/deep --layers 6

In a network that norms after each part, a layer is `norm(x + part(x))` three times: self-attention, attention to the source,
feed-forward. A copy of a layer put behind it changes nothing when its three parts give 0 (their last matrix and bias are 0) and its
norms only hand on: the layer before gives its last norm's values without gain and bias, the copy's last norm has that gain and bias
instead. So the grown network begins exactly where the old one stood (in float32: the norms' epsilon aside), and all that is new can
learn: each part's last matrix has gradients from the first step on.

Copies go behind the last layers first: 3 to 6 puts one behind each of the three.

>>> places(3, 6), places(3, 5), places(3, 4)
((0, 0, 1, 1, 2, 2), (0, 1, 1, 2, 2), (0, 1, 2, 2))
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["deepen", "main", "places"]

LAST: Final = ("self_attn.out_proj", "encoder_attn.out_proj", "fc2")  # what each part of a layer gives
NORMS: Final = ("self_attn_layer_norm", "encoder_attn_layer_norm", "final_layer_norm")
BESIDE: Final = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")


def places(old: int, new: int) -> tuple[int, ...]:
    """The old layer (from 0) that each of `new` layers comes from; ValueError unless old ≤ new ≤ 2 × old."""
    if not old <= new <= 2 * old:
        msg = f"A decoder of {old} layers grows to at most {2 * old}, not {new}."
        raise ValueError(msg)
    doubled = range(2 * old - new, old)
    return tuple(layer for layer in range(old) for _ in range(2 if layer in doubled else 1))


def deepen(model: Any, layers: int) -> Any:
    """A model like `model` (BartForConditionalGeneration) with `layers` decoder layers and the same outputs."""
    import torch
    from transformers import AutoConfig, AutoModelForSeq2SeqLM

    config = AutoConfig.for_model(**(model.config.to_dict() | {"decoder_layers": layers}))
    grown = AutoModelForSeq2SeqLM.from_config(config)
    old = model.model.decoder.layers
    weights = {name: value for name, value in model.state_dict().items() if ".decoder.layers." not in name}
    origin = places(len(old), layers)
    for place, layer in enumerate(origin):
        for name, value in old[layer].state_dict().items():
            weights[f"model.decoder.layers.{place}.{name}"] = value.clone()
        if place and origin[place - 1] == layer:
            _hand_on(weights, place)
    grown.load_state_dict(weights)
    with torch.no_grad():
        grown.tie_weights()
    return grown


def _hand_on(weights: dict[str, Any], place: int) -> None:
    """Makes the copy at `place` and the layer before it give together what the latter gave alone."""
    here, before = f"model.decoder.layers.{place}.", f"model.decoder.layers.{place - 1}."
    for part in LAST:
        weights[f"{here}{part}.weight"].zero_()
        weights[f"{here}{part}.bias"].zero_()
    for norm in NORMS[:2]:
        weights[f"{here}{norm}.weight"].fill_(1.0)
        weights[f"{here}{norm}.bias"].zero_()
    weights[f"{before}final_layer_norm.weight"].fill_(1.0)
    weights[f"{before}final_layer_norm.bias"].zero_()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    from transformers import AutoModelForSeq2SeqLM

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    given = parser.parse_args(arguments)
    deepen(AutoModelForSeq2SeqLM.from_pretrained(given.start), given.layers).save_pretrained(given.out)
    for name in BESIDE:
        shutil.copy(given.start / name, given.out / name)


if __name__ == "__main__":
    main()
