"""How alike an Arabic sentence and an English one are, by the encoder of the embedded translator: no torch, no second model.

The encoder began as a multilingual one and still places a sentence and its translation close together once the mean of each
language is taken away (`centres.json` in the weights folder, made by recipe step 4). Each text becomes the mean of its states; the
similarity of a pair is the cosine of the two, -1 to 1. It runs in numpy.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.store.files import find
from nlp.errors import ArtefactError
from nlp.text.normalize import for_model

__all__ = ["CENTRES", "SentenceEncoder", "cosine", "open_encoder"]

CENTRES: Final = "centres.json"
_LONGEST: Final = 256  # pieces of a text that are read
_EOS: Final = 2
_EPSILON: Final = 1e-5


class SentenceEncoder:
    """The encoder of a transformers folder (BART shape, post-norm, GELU). Thread-safe; opened at the first text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: tuple[dict[str, Any], Any, dict[str, Any]] | None = None

    def _open(self) -> tuple[dict[str, Any], Any, dict[str, Any]]:
        """(tensors, pieces, config); raises `ArtefactError` when a file is missing or not of this shape."""
        with self._lock:
            if self._opened is None:
                import numpy
                import sentencepiece
                from safetensors import SafetensorError, safe_open

                try:
                    config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
                    tensors: dict[str, Any] = {}
                    with safe_open(str(self._folder / "model.safetensors"), framework="numpy") as stored:
                        for name in stored.keys():  # noqa: SIM118 - not a mapping
                            if name.startswith("model.encoder.") or name == "model.shared.weight":
                                tensors[name.removeprefix("model.")] = stored.get_tensor(name).astype(numpy.float32)
                    pieces = sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "source.spm"))
                    if "shared.weight" not in tensors:
                        tensors["shared.weight"] = tensors["encoder.embed_tokens.weight"]
                except (OSError, ValueError, KeyError, SafetensorError, RuntimeError) as error:
                    raise ArtefactError(f"The encoder in {self._folder} cannot be read: {error}.") from error
                self._opened = tensors, pieces, config
            return self._opened

    def vectors(self, texts: Sequence[str]) -> Any:
        """A float32 array (texts, width): the mean state of each text; zeros for an empty one."""
        import numpy

        tensors, pieces, config = self._open()
        out = numpy.zeros((len(texts), tensors["shared.weight"].shape[1]), dtype=numpy.float32)
        for i, text in enumerate(texts):
            ids = pieces.encode(for_model(text))[:_LONGEST]
            if ids:
                out[i] = _states([*ids, _EOS], tensors, config).mean(axis=0)
        return out

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The cosine of each (Arabic, English) pair after the mean of each language is taken away."""
        left, right = self.centres()
        arabic = self.vectors([a for a, _ in pairs]) - left
        english = self.vectors([e for _, e in pairs]) - right
        return [cosine(a, e) for a, e in zip(arabic, english, strict=True)]

    def centres(self) -> tuple[Any, Any]:
        """The mean vectors of Arabic and of English texts, (width,) each; raises `ArtefactError`."""
        import numpy

        try:
            stored = json.loads((self._folder / CENTRES).read_text(encoding="utf-8"))
            return numpy.asarray(stored["arabic"], dtype=numpy.float32), numpy.asarray(stored["english"], dtype=numpy.float32)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArtefactError(f"{self._folder / CENTRES} cannot be read: {error}.") from error


def cosine(left: Any, right: Any) -> float:
    """The cosine of two vectors; 0 when one has no length."""
    size = math.sqrt(float(left @ left) * float(right @ right))
    return float(left @ right) / size if size else 0.0


def open_encoder(folder: Path | None = None) -> SentenceEncoder | None:
    """The encoder of the embedded translator, or None where its weights carry no centres."""
    where = folder or find("embedded")
    return SentenceEncoder(where) if (where / CENTRES).is_file() else None


def _states(ids: Sequence[int], tensors: dict[str, Any], config: dict[str, Any]) -> Any:
    """The encoder's last states of one text, (pieces, width)."""
    heads = config["encoder_attention_heads"]
    scale = math.sqrt(config["d_model"]) if config.get("scale_embedding") else 1.0
    x = tensors["shared.weight"][list(ids)] * scale + tensors["encoder.embed_positions.weight"][2 : len(ids) + 2]
    x = _norm(x, tensors, "encoder.layernorm_embedding")
    for layer in range(config["encoder_layers"]):
        at = f"encoder.layers.{layer}"
        x = _norm(x + _attention(x, tensors, f"{at}.self_attn", heads), tensors, f"{at}.self_attn_layer_norm")
        inner = _linear(_gelu(_linear(x, tensors, f"{at}.fc1")), tensors, f"{at}.fc2")
        x = _norm(x + inner, tensors, f"{at}.final_layer_norm")
    return x


def _linear(x: Any, tensors: dict[str, Any], name: str) -> Any:
    return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def _norm(x: Any, tensors: dict[str, Any], name: str) -> Any:
    import numpy

    centred = x - x.mean(axis=-1, keepdims=True)
    spread = numpy.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
    return centred / spread * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def _gelu(x: Any) -> Any:
    """GELU with the error function by Abramowitz and Stegun 7.1.26 (error under 2e-7): numpy has none of its own."""
    import numpy

    z = numpy.abs(x) * 0.7071067811865476
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = 1.0 - poly * numpy.exp(-z * z)
    return 0.5 * x * (1.0 + numpy.copysign(erf, x))


def _attention(x: Any, tensors: dict[str, Any], name: str, heads: int) -> Any:
    import numpy

    length, width = x.shape
    q, k, v = (
        _linear(x, tensors, f"{name}.{part}_proj").reshape(length, heads, width // heads).transpose(1, 0, 2) for part in "qkv"
    )
    scores = q @ k.transpose(0, 2, 1) / math.sqrt(width // heads)
    weights = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return _linear((weights @ v).transpose(1, 0, 2).reshape(length, width), tensors, f"{name}.out_proj")
