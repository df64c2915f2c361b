"""How alike the two sides of training pairs are, by the encoder of weights trained before: misaligned pairs are found by it.

The measure is `models.encoder`'s (cosine of the mean states, each language's mean taken away), here in torch and in batches of
about one length. Source of the idea: Artetxe and Schwenk, "Margin-based Parallel Corpus Mining with Multilingual Sentence
Embeddings" (2019); their margin needs all neighbours of a text and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from models.encoder import SentenceEncoder
from models.recipes.translator.batches import EOS, PAD, padded

__all__ = ["LEAST", "similarities"]

LEAST: Final = 0.3
"""Pairs below are dropped: see RUNS.md for what reading them showed."""
_LONGEST, _TOKENS = 200, 4096  # pieces of a text that are read; pieces of a batch


def similarities(folder: Path, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The cosine (-1 to 1) of each (Arabic, English) pair, both normalised as for training, by the encoder in `folder`."""
    import torch
    from sentencepiece import SentencePieceProcessor
    from transformers import AutoModelForSeq2SeqLM

    pieces = SentencePieceProcessor(model_file=str(folder / "source.spm"))
    encoder = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").model.encoder.eval()
    sides = []
    for side, centre in enumerate(SentenceEncoder(folder).centres()):
        texts = [text.lower() if text.isupper() else text for text in (pair[side] for pair in pairs)]  # capitals look like noise
        ids = [[*row[:_LONGEST], EOS] for row in pieces.encode(texts)]
        means = torch.zeros(len(ids), len(centre))
        for chunk in _chunks(ids):
            means[torch.tensor(chunk)] = _means(encoder, [ids[i] for i in chunk])
        sides.append(torch.nn.functional.normalize(means - torch.from_numpy(centre), dim=1))
    return [float(value) for value in (sides[0] * sides[1]).sum(1)]


def _chunks(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The numbers of the texts, in batches of about one length and about `_TOKENS` pieces."""
    chunk: list[int] = []
    for i in sorted(range(len(ids)), key=lambda i: len(ids[i])):
        if chunk and len(ids[i]) * (len(chunk) + 1) > _TOKENS:
            yield chunk
            chunk = []
        chunk.append(i)
    if chunk:
        yield chunk


def _means(encoder: Any, ids: Sequence[Sequence[int]]) -> Any:
    """The (texts, width) mean states of texts."""
    import torch

    texts = padded(ids)
    mask = texts != PAD
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        states = encoder(input_ids=texts, attention_mask=mask.long()).last_hidden_state
    return (states.float() * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True)
