"""A Firefox Translations student, tiny and random, in the files that Mozilla publishes: what the real runtime reads, small.

A transformer encoder, an SSRU decoder, int8 weights with their multipliers, one sentencepiece vocabulary for both sides, a lexical
shortlist. The layout is that of Marian's binary models: version, count, headers (name length, type, shape length, data length),
names, shapes, padding, data. An int8 weight of K×N is written transposed, its multiplier behind it.
"""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from models.store.files import FileSum, sha256
from models.store.pinned import PinnedFile
from models.translators.firefox import MODEL, SHORTLIST, VOCABULARY
from tests.support.tiny_models import CORPUS

__all__ = ["pinned_files", "serve_folder", "write"]

_INT8, _FLOAT, _INTGEMM8 = 0x101, 0x404, 0x4101
_ALIGNED: Final = 256
_DIM, _FFN, _HEADS, _ENCODER, _DECODER = 32, 64, 4, 2, 1
_MAGIC: Final = 0xF11A48D5013417F5


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    kind: int
    shape: tuple[int, ...]
    data: bytes


def write(folder: Path, *, seed: int = 78) -> Path:
    """The three files of a student, its random weights from `seed`, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _write_vocabulary(folder)
    rows = (vocabulary + 7) // 8 * 8
    (folder / MODEL).write_bytes(_binary(_items(rows, vocabulary, seed)))
    (folder / SHORTLIST).write_bytes(_shortlist(vocabulary, seed))
    return folder


def serve_folder(source: Path, target: Path) -> Path:
    """The files of `source` packed into `target`, as a server has them."""
    target.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, VOCABULARY, SHORTLIST):
        (target / f"{name}.gz").write_bytes(gzip.compress((source / name).read_bytes(), mtime=0))
    return target


def pinned_files(source: Path, packed: Path, *addresses: str) -> tuple[PinnedFile, ...]:
    """What `models.translators.firefox.FILES` would be for this student; `addresses` are those of folders."""

    def measured(path: Path) -> FileSum:
        return FileSum(sha256(path), path.stat().st_size)

    return tuple(
        PinnedFile(
            name,
            measured(packed / f"{name}.gz"),
            tuple(f"{address}/{name}.gz" for address in addresses),
            measured(source / name) if name == MODEL else None,
        )
        for name in (MODEL, VOCABULARY, SHORTLIST)
    )


def _write_vocabulary(folder: Path) -> int:
    import sentencepiece

    text, prefix = folder / "corpus.txt", folder / "vocabulary"
    text.write_text("\n".join(CORPUS * 20), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(prefix),
        vocab_size=120,
        character_coverage=1.0,
        hard_vocab_limit=False,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        minloglevel=2,
    )
    text.unlink()
    prefix.with_suffix(".vocab").unlink()
    prefix.with_suffix(".model").rename(folder / VOCABULARY)
    return int(sentencepiece.SentencePieceProcessor(model_file=str(folder / VOCABULARY)).get_piece_size())


def _items(rows: int, vocabulary: int, seed: int) -> list[_Item]:
    import numpy as np

    random = np.random.default_rng(seed)
    items: list[_Item] = []

    def floats(name: str, values: Any) -> None:
        items.append(_Item(name, _FLOAT, (1, len(values)), np.asarray(values, "<f4").tobytes()))

    def affine(name: str, k: int, n: int, bias: str = "") -> None:
        weights, multiplier = random.integers(-127, 128, (n, k), dtype=np.int8), 127 * 0.35 * k**0.5
        items.append(_Item(name, _INTGEMM8, (k, n), weights.tobytes() + struct.pack("<f", multiplier)))
        floats(f"{name}_QuantMultA", [127 / 4])
        if bias:
            floats(bias, random.normal(0, 0.1, n))

    def norm(base: str) -> None:
        away = base.startswith("decoder") and base.endswith(
            "ffn_ffn"
        )  # from the piece just written, which is its own likeliest heir
        floats(f"{base}_ln_scale", np.full(_DIM, -1.0 if away else 1.0))
        floats(f"{base}_ln_bias", np.zeros(_DIM))

    def attention(prefix: str) -> None:
        for letter in "qkvo":
            affine(f"{prefix}_W{letter}", _DIM, _DIM, f"{prefix}_b{letter}")
        norm(f"{prefix}_Wo")

    def feed_forward(prefix: str) -> None:
        affine(f"{prefix}_W1", _DIM, _FFN, f"{prefix}_b1")
        affine(f"{prefix}_W2", _FFN, _DIM, f"{prefix}_b2")
        norm(f"{prefix}_ffn")

    for layer in range(1, _ENCODER + 1):
        attention(f"encoder_l{layer}_self")
        feed_forward(f"encoder_l{layer}_ffn")
    for layer in range(1, _DECODER + 1):
        affine(f"decoder_l{layer}_rnn_W", _DIM, _DIM)
        affine(f"decoder_l{layer}_rnn_Wf", _DIM, _DIM, f"decoder_l{layer}_rnn_bf")
        norm(f"decoder_l{layer}_rnn_ffn")
        attention(f"decoder_l{layer}_context")
        feed_forward(f"decoder_l{layer}_ffn")
    table = random.integers(-127, 128, (rows, _DIM), dtype=np.int8)
    items.append(_Item("Wemb", _INTGEMM8, (rows, _DIM), table.tobytes() + struct.pack("<f", 127 * _DIM**0.5 / 2)))
    floats("Wemb_QuantMultA", [127 / 4])
    floats("none_QuantMultA", [127 / 4])
    bias = np.zeros(rows)
    bias[0], bias[1], bias[vocabulary:] = 1.0, -1e9, -1e9  # the end now and then; never <unk>, never a row without a piece
    floats("decoder_ff_logit_out_b", bias)
    items.append(_Item("special:model.yml", _INT8, (len(_CONFIGURATION),), _CONFIGURATION))
    return items


_CONFIGURATION: Final = (
    f"""\
type: transformer
dim-emb: {_DIM}
enc-depth: {_ENCODER}
dec-depth: {_DECODER}
transformer-heads: {_HEADS}
transformer-dim-ffn: {_FFN}
transformer-decoder-autoreg: rnn
dec-cell: ssru
tied-embeddings-all: true
transformer-preprocess: ""
transformer-postprocess: dan
transformer-ffn-activation: relu
""".encode()
    + b"\0"
)


def _binary(items: list[_Item]) -> bytes:
    """Marian's binary format, version 1."""
    names = [item.name.encode() + b"\0" for item in items]
    data = [item.data + bytes(-len(item.data) % _ALIGNED) for item in items]
    head = struct.pack("<QQ", 1, len(items))
    for item, name, block in zip(items, names, data, strict=True):
        head += struct.pack("<QQQQ", len(name), item.kind, len(item.shape), len(block))
    head += b"".join(names) + b"".join(struct.pack(f"<{len(item.shape)}i", *item.shape) for item in items)
    padding = -(len(head) + 8) % _ALIGNED
    return head + struct.pack("<Q", padding) + bytes(padding) + b"".join(data)


def _shortlist(vocabulary: int, seed: int) -> bytes:
    """Every piece may become itself, any of 20 others, or one of the first 8."""
    import numpy as np

    random = np.random.default_rng(seed)
    lists = [sorted(map(int, random.choice(vocabulary, 20, replace=False))) for _ in range(vocabulary)]
    offsets = [20 * word for word in range(vocabulary + 1)]
    flat = [piece for each in lists for piece in each]
    head = struct.pack("<6Q", _MAGIC, 0, 8, 20, len(offsets), len(flat))
    return head + struct.pack(f"<{len(offsets)}Q", *offsets) + struct.pack(f"<{len(flat)}I", *flat)
