"""The embedded translator's weights → a CTranslate2 folder, with neither torch nor transformers.

CTranslate2's own loader for BART walks a network's modules; here it walks the same tree made of NumPy arrays, straight from the
safetensors file. What comes out is byte for byte what `copies.py` makes of the same folder by transformers (a test
holds that), so either may have made a reader's copy.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from nlp.errors import EngineError

__all__ = ["convert_bart", "is_bart"]

_POSITION_OFFSET: Final = 2  # BART keeps two rows before the first position
_FIELDS: Final = {"normalize_before": False, "normalize_embedding": True, "scale_embedding": False}


def is_bart(folder: Path) -> bool:
    """Whether `folder` holds a BART network in one safetensors file."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return config.get("model_type") == "bart" and (folder / "model.safetensors").is_file() and (folder / "vocab.json").is_file()


def convert_bart(folder: Path, output: Path, *, quantization: str = "int8") -> None:
    """Converts `folder` (BART, a Marian tokenizer's files) into `output`, which must not exist. Raises `EngineError`."""
    import numpy as np
    from ctranslate2.converters.transformers import BartLoader
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    class Loader(BartLoader):  # type: ignore[misc]
        def set_linear(self, spec: Any, module: Any, quant_type: Any = None) -> None:  # noqa: ARG002
            spec.weight = module.weight
            if getattr(module, "bias", None) is not None:
                spec.bias = module.bias

    try:
        config = SimpleNamespace(**{**_FIELDS, **json.loads((folder / "config.json").read_text(encoding="utf-8"))})
        model = _tree(load_file(folder / "model.safetensors"), config)
        loader = Loader()
        spec = loader.get_model_spec(model)
        tokens = _tokens(folder, config.vocab_size)
        loader.set_vocabulary(spec, tokens)
        spec.config.eos_token, spec.config.unk_token = tokens[config.eos_token_id], "<unk>"
        spec.config.decoder_start_token = tokens[config.decoder_start_token_id]
        spec.config.bos_token = spec.config.layer_norm_epsilon = None
        spec.decoder.alignment_heads = np.dtype("int16").type(0)
        spec.validate()
        spec.optimize(quantization=quantization)
        output.mkdir(parents=True)
        spec.save(str(output))
    except (SafetensorError, KeyError, AttributeError, ValueError, IndexError) as error:
        shutil.rmtree(output, ignore_errors=True)
        raise EngineError(f"The checkpoint {folder} cannot be converted for CTranslate2: {error}") from error


def _tokens(folder: Path, size: int) -> list[str]:
    by_token: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return [token for token, _ in sorted(by_token.items(), key=lambda each: each[1])][:size]


def _tree(arrays: dict[str, Any], config: SimpleNamespace) -> SimpleNamespace:
    """The arrays as a network's modules: "model.encoder.layers.0.fc1.weight" is `.model.encoder.layers[0].fc1.weight`."""
    model = SimpleNamespace(config=config)
    for name, array in arrays.items():
        at: Any = model
        *way, last = name.split(".")
        for step in way:
            if isinstance(at, list):
                number = int(step)
                at.extend(SimpleNamespace() for _ in range(number + 1 - len(at)))
                at = at[number]
            else:
                at = at.__dict__.setdefault(step, [] if step == "layers" else SimpleNamespace())
        setattr(at, last, array)
    shared = SimpleNamespace(weight=arrays["model.shared.weight"])
    for side in (model.model.encoder, model.model.decoder):
        side.config, side.embed_tokens = config, shared
        side.embed_positions.offset = _POSITION_OFFSET
    model.lm_head = shared
    bias = arrays.get("final_logits_bias")
    model.final_logits_bias = None
    if bias is not None and bias.any():
        model.lm_head = SimpleNamespace(weight=shared.weight, bias=bias.squeeze())
    return model
