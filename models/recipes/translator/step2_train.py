"""Step 2: training. Continues a transformers folder (BART shape) on the file of step 1, to a wall-clock budget.

    python -m models.recipes.translator.step2_train --start models/weights/embedded --data ../runs/data/pairs.tsv \
        --dev ../shared/data/eval/flores200_dev.tsv --out ../runs/one --hours 8

Runs on a GPU in bf16 when there is one, else on the CPU in float32 (`--bf16` where the CPU has AVX-512 bf16, `--compile` where
there is a C++ compiler as well: see `models.recipes.translator.working`). The rate falls by a cosine
over `--hours`, which counts all sittings: SIGTERM or an interrupt saves OUT/state and OUT/model and stops; the same command
goes on from there. OUT/model holds the running mean of the weights (what is evaluated and shipped), OUT/best the one with the best
dev chrF (looked at after every `--dev-every` savings, which come every `--minutes`).
`--exchange FOLDER --worker N` lets runs on several cores draw together (`models.recipes.translator.exchange`); give each its own
OUT and seed. The softmax is over the batch's targets and `--candidates` random pieces, the latter counted for all pieces they stand
for.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from models.recipes.corpora.lines import english_form, read_lines
from models.recipes.translator.batches import EOS, PAD, batches, padded, read_rows
from models.recipes.translator.exchange import Exchange
from models.recipes.translator.losses import cosine, sampled_loss
from models.recipes.translator.working import Working
from nlp.text.normalize import for_model

__all__ = ["Settings", "main", "train"]

TOKENIZER_FILES: Final = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is: see the options of the command line."""

    start: Path
    data: Path
    out: Path
    dev: Path | None = None
    dev_lines: int = 300
    hours: float = 1.0
    rate: float = 5e-4
    encoder_share: float = 0.5
    warm: int = 60
    tokens: int = 2048
    gather: int = 1  # batches a step
    agree: float = 0.0  # weight of two passes' difference (R-Drop); every pair then passes twice
    candidates: int = 3000
    smoothing: float = 0.1
    dropout: float = 0.0
    mean: float = 0.97
    minutes: float = 10.0
    dev_every: int = 2
    patience: int = 0
    most_steps: int = 0
    bf16: bool = False
    compile: bool = False
    seed: int = 1
    exchange: Path | None = None
    worker: int = 0
    exchange_every: int = 20  # steps


class _Run:
    """One run: model, running mean, optimizer, and their files."""

    def __init__(self, settings: Settings) -> None:
        import sentencepiece
        import torch
        from transformers import AutoModelForSeq2SeqLM

        self.torch, self.settings = torch, settings
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(settings.seed)
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(settings.start / "source.spm"))
        # The fused attention's backward pass on a CPU takes a third of a step at these sizes: plain products are 1.4 times as fast.
        attention = "sdpa" if self.device == "cuda" else "eager"
        self.model = AutoModelForSeq2SeqLM.from_pretrained(
            settings.start, dtype=torch.float32, dropout=settings.dropout, attn_implementation=attention
        ).to(self.device)
        slow: list[Any] = []
        fast: list[Any] = []
        for name, parameter in self.model.named_parameters():
            (slow if "encoder." in name or "shared" in name else fast).append(parameter)
        self.shares = (1.0, settings.encoder_share)
        self.optimizer = torch.optim.AdamW(
            [{"params": fast}, {"params": slow}], lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.mean = {name: value.detach().clone() for name, value in self.model.named_parameters()}
        self.step, self.epoch, self.seconds, self.best, self.stale = 0, 0, 0.0, -1.0, 0
        self.gathered = 0
        self.generator = torch.Generator(device=self.device).manual_seed(settings.seed)
        if (settings.out / "state" / "state.json").exists():
            self._resume()
        half, autocast = settings.compile and settings.bf16, settings.bf16 or self.device == "cuda"
        self.working = Working(self.model, self.device, half=half, compiled=settings.compile, autocast=autocast)
        parameters = list(self.model.parameters())
        self.exchange = Exchange(settings.exchange, settings.worker, parameters) if settings.exchange else None

    def _tensors(self) -> dict[str, Any]:
        out = {f"model/{name}": value.detach() for name, value in self.model.named_parameters()}
        out |= {f"mean/{name}": value for name, value in self.mean.items()}
        for name, parameter in self.model.named_parameters():
            for key, value in self.optimizer.state.get(parameter, {}).items():
                out[f"{key}/{name}"] = value.reshape(1) if value.dim() == 0 else value
        return {name: value.contiguous().cpu().clone() for name, value in out.items()}

    def save(self) -> None:
        """Writes OUT/state (to go on from) and OUT/model (the running mean, a transformers folder); each replaced whole."""
        from safetensors.torch import save_file

        out = self.settings.out
        new = out / "state.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        save_file(self._tensors(), str(new / "tensors.safetensors"))
        numbers = {"step": self.step, "epoch": self.epoch, "seconds": self.seconds, "best": self.best, "stale": self.stale}
        (new / "state.json").write_text(json.dumps(numbers), encoding="utf-8")
        _swap(new, out / "state")
        self.export(out / "model")

    def export(self, folder: Path) -> None:
        """The running mean as a transformers folder."""
        new = folder.with_name(folder.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        with self.averaged():
            self.model.save_pretrained(new)
        for name in TOKENIZER_FILES:
            shutil.copy(self.settings.start / name, new / name)
        _swap(new, folder)

    def _resume(self) -> None:
        from safetensors.torch import load_file

        state = self.settings.out / "state"
        tensors = load_file(str(state / "tensors.safetensors"), device=self.device)
        numbers = json.loads((state / "state.json").read_text(encoding="utf-8"))
        with self.torch.no_grad():
            for name, parameter in self.model.named_parameters():
                parameter.copy_(tensors[f"model/{name}"])
                self.mean[name] = tensors[f"mean/{name}"]
                if f"exp_avg/{name}" in tensors:
                    self.optimizer.state[parameter] = {
                        "step": tensors[f"step/{name}"].reshape(()),
                        "exp_avg": tensors[f"exp_avg/{name}"],
                        "exp_avg_sq": tensors[f"exp_avg_sq/{name}"],
                    }
        self.step, self.epoch, self.seconds = numbers["step"], numbers["epoch"], numbers["seconds"]
        self.best, self.stale = numbers["best"], numbers["stale"]
        self.generator.manual_seed(self.settings.seed + self.step)

    def averaged(self) -> Any:
        """A context in which the model holds the running mean."""
        import contextlib

        @contextlib.contextmanager
        def swapped() -> Iterator[None]:
            own = {name: value.detach().clone() for name, value in self.model.named_parameters()}
            self._put(self.mean)
            try:
                yield
            finally:
                self._put(own)

        return swapped()

    def _put(self, values: dict[str, Any]) -> None:
        with self.torch.no_grad():
            for name, parameter in self.model.named_parameters():
                parameter.copy_(values[name])

    def learn(self, source: Any, target: Any, share: float) -> float:
        """The loss of (rows, width) piece ids; every `gather`-th call is a step."""
        torch, settings = self.torch, self.settings
        source, target = source.to(self.device), target.to(self.device)
        if settings.agree:
            source, target = source.repeat(2, 1), target.repeat(2, 1)
        mask = (source != PAD).long()
        shifted = torch.cat([torch.full_like(target[:, :1], PAD), target[:, :-1]], 1)
        with self.working.under():
            decoded = self.working.states(source, mask, shifted)
            real, (weight, bias) = target != PAD, self.working.head()
            loss = sampled_loss(
                decoded[real], target[real], weight, bias, settings.candidates, settings.smoothing, self.generator, settings.agree
            )  # fmt: skip
        (loss / settings.gather).backward()
        self.working.give()
        self.gathered += 1
        if self.gathered % settings.gather == 0:
            self._move(share)
        return float(loss.item())

    def _move(self, share: float) -> None:
        """The optimizer's step on the gradients gathered, after `share` of the time."""
        torch, settings = self.torch, self.settings
        rate = settings.rate * min(1.0, (self.step + 1) / max(1, settings.warm)) * cosine(share)
        for group, factor in zip(self.optimizer.param_groups, self.shares, strict=True):
            group["lr"] = rate * factor
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        if self.exchange is not None and self.step % settings.exchange_every == 0:
            self.exchange.meet()
        self.working.take()
        if self.step % 10 == 0:
            keep = min(settings.mean, self.step / (self.step + 50))
            with torch.no_grad():
                for name, parameter in self.model.named_parameters():
                    self.mean[name].lerp_(parameter, 1 - keep)

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Greedy English of the running mean."""
        torch, out = self.torch, [""] * len(texts)
        ids = [[*self.pieces.encode(for_model(text))[:200], EOS] for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        self.model.eval()
        with self.averaged(), torch.inference_mode():
            for at in range(0, len(order), 50):
                chunk = order[at : at + 50]
                source = padded([ids[i] for i in chunk]).to(self.device)
                made = self.model.generate(
                    input_ids=source, attention_mask=(source != PAD).long(), max_new_tokens=160, num_beams=1, do_sample=False
                )
                for i, row in zip(chunk, made.tolist(), strict=True):
                    out[i] = self.pieces.decode([piece for piece in row if piece > EOS])
        self.model.train()
        return out

    def evaluate(self) -> bool:
        """Prints dev scores, keeps the best model, and tells whether patience has run out."""
        import sacrebleu

        if self.settings.dev is None:
            return False
        lines = [(a, english_form(e)) for _, a, e in read_lines(self.settings.dev)][: self.settings.dev_lines]
        made = self.translate([arabic for arabic, _ in lines])
        references = [[english for _, english in lines]]
        chrf = sacrebleu.corpus_chrf(made, references).score
        print(f"dev step {self.step} BLEU {sacrebleu.corpus_bleu(made, references).score:.2f} chrF {chrf:.2f}", flush=True)
        for i in range(0, len(made), 60):
            print("   ", references[0][i][:150], "\n  >", made[i][:150], flush=True)
        self.stale = 0 if chrf > self.best else self.stale + 1
        if chrf > self.best:
            self.best = chrf
            self.export(self.settings.out / "best")
        return bool(self.settings.patience) and self.stale >= self.settings.patience


def _swap(new: Path, folder: Path) -> None:
    """`new` in the place of `folder`; a crash in between leaves one of the two whole."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def train(settings: Settings) -> float:
    """Runs until the time, the steps or the patience are spent, or a signal comes; the best dev chrF (-1 without dev)."""
    settings.out.mkdir(parents=True, exist_ok=True)
    run = _Run(settings)
    rows = read_rows(settings.data, run.pieces)
    print(f"{len(rows)} rows on {run.device}, from step {run.step}", flush=True)
    stop = False

    def halt(*_: object) -> None:
        nonlocal stop
        stop = True

    signal.signal(signal.SIGTERM, halt)
    signal.signal(signal.SIGINT, halt)
    run.model.train()
    before, began, last = run.seconds, time.monotonic(), time.monotonic()
    losses: list[float] = []
    pairs = saves = 0
    for number, chunk in batches(rows, settings.tokens, settings.seed + run.step, first=run.epoch):
        run.epoch = number
        share = (before + time.monotonic() - began) / (settings.hours * 3600)
        losses.append(run.learn(padded([rows[i].source for i in chunk]), padded([rows[i].target for i in chunk]), share))
        pairs += len(chunk)
        now = time.monotonic()
        run.seconds = before + now - began
        if run.gathered % (20 * settings.gather) == 0:
            rate = run.optimizer.param_groups[0]["lr"]
            print(
                f"{run.seconds / 60:.1f} min step {run.step} pairs {pairs} loss {sum(losses) / len(losses):.3f} rate {rate:.1e} "
                f"{pairs / (now - began):.1f} pairs/s",
                flush=True,
            )
            losses.clear()
        done = stop or share >= 1 or 0 < settings.most_steps <= run.step
        if done or now - last > settings.minutes * 60:
            run.save()
            saves += 1
            due = not stop and (done or (settings.dev_every and saves % settings.dev_every == 0))
            tired = run.evaluate() if due else False
            last = time.monotonic()
            if done or tired:
                break
    return run.best


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step: every field of `Settings` is an option."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("start", "data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--exchange", type=Path, help="a folder in memory, shared by runs on other cores")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--compile", action="store_true", help="bf16 weights, compiled passes (needs a C++ compiler)")
    for field in fields(Settings):
        if field.name not in {"start", "data", "out", "dev", "bf16", "compile", "exchange"}:
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    train(Settings(**vars(parser.parse_args(arguments))))


if __name__ == "__main__":
    main()
