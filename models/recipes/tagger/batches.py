"""Windows of labelled sentences as the numbers that the neural tagger learns from: pieces, tags, fine types, in padded batches."""

from __future__ import annotations

import collections
import random
from collections.abc import Sequence
from typing import Any

from models.recipes.tagger.data import IGNORED, Example
from models.recipes.tagger.windows import MOST
from models.taggers.pieces import BOS, EOS, PAD, UNK, Pieces

__all__ = ["TAGS", "Item", "batches", "collate", "encode"]

TAGS = ["O"] + [f"{place}-{kind}" for kind in ("PERS", "LOC", "ORG", "MISC") for place in "BI"]
Item = dict[str, list[int]]


def encode(window: Sequence[Example], pieces: Pieces, fine_ids: dict[str, int], chance: random.Random | None) -> Item:
    """Piece ids (each sentence ends in EOS), and for each word its first piece, number of pieces, tag (-100: ignored) and fine type
    (-100: unknown). What passes `MOST` pieces is left out."""
    ids, first, count, tags, fine = [BOS], list[int](), list[int](), list[int](), list[int]()
    for example in window:
        for word, tag, kind in zip(example.words, example.tags, example.fine, strict=True):
            word_ids = list(pieces.ids(word))
            if chance is not None and chance.random() < 0.04:
                word_ids = [UNK] * len(word_ids)
            if len(ids) + len(word_ids) + 1 > MOST:
                break
            first.append(len(ids))
            count.append(len(word_ids))
            tags.append(-100 if tag == IGNORED else TAGS.index(tag))
            fine.append(fine_ids.get(kind, -100) if kind else -100)
            ids += word_ids
        if len(ids) < MOST:
            ids.append(EOS)
    return {"ids": ids, "first": first, "count": count, "tags": tags, "fine": fine}


def batches(items: list[Item], size: int, chance: random.Random | None) -> list[list[Item]]:
    """Items of similar length together, about `size` pieces a batch, few different shapes."""
    buckets: dict[int, list[Item]] = collections.defaultdict(list)
    for item in items:
        buckets[-(-len(item["ids"]) // 32) * 32].append(item)
    out: list[list[Item]] = []
    for width, bucket in sorted(buckets.items()):
        if chance:
            chance.shuffle(bucket)
        rows = max(1, size // width)
        out += [bucket[at : at + rows] for at in range(0, len(bucket), rows)]
    if chance:
        chance.shuffle(out)
    return out


def collate(batch: list[Item]) -> Any:
    """Padded (ids, pooling matrix [rows, words, pieces], index of each word's first piece, tags, fine types)."""
    import torch

    width = -(-max(len(item["ids"]) for item in batch) // 32) * 32
    words = -(-max(len(item["tags"]) for item in batch) // 16) * 16
    ids = torch.full((len(batch), width), PAD)
    pool = torch.zeros(len(batch), words, width)
    first = torch.zeros((len(batch), words), dtype=torch.long)
    tags, fine = torch.full((len(batch), words), -100), torch.full((len(batch), words), -100)
    for row, item in enumerate(batch):
        ids[row, : len(item["ids"])] = torch.tensor(item["ids"])
        for word, (start, number) in enumerate(zip(item["first"], item["count"], strict=True)):
            pool[row, word, start : start + number] = 1 / number
        first[row, : len(item["first"])] = torch.tensor(item["first"])
        tags[row, : len(item["tags"])] = torch.tensor(item["tags"])
        fine[row, : len(item["fine"])] = torch.tensor(item["fine"])
    return ids, pool, first, tags, fine
