"""Makes what `models.taggers.neural` serves from a trained tagger.

    python -m models.recipes.tagger.export --start FOLDER --run FOLDER … --data ../shared/data

`--start` is the folder of `tagger_neural prepare`, `--run` holds `best.pt`; of several runs the weights' mean ships, each counted
as often as it is named. Writes `models/weights/tagger/neural/`: the encoder as
a CTranslate2 model in int8, the head, the pieces, which tags may follow which, and how the network's and the small tagger's
evidence are mixed: a linear map learnt on ANERcorp dev, its decay chosen by learning on either half of dev and counting spans on
the other. `--outside` is added to the score of no name: with more of it there are fewer names, and surer ones.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.recipes.means import mean
from models.recipes.tagger.batches import TAGS
from models.recipes.tagger.data import training_set

_Floats = npt.NDArray[np.float32]
OUT = Path(__file__).parents[2] / "weights" / "tagger"


def transitions() -> npt.NDArray[np.float32]:
    """[tags + 1, tags]: 0 where BIO lets a tag follow a tag, -inf where not; the last row is the start of the sentence."""
    table = np.zeros((len(TAGS) + 1, len(TAGS)), np.float32)
    for row, before in enumerate([*TAGS, "O"]):
        for column, tag in enumerate(TAGS):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                table[row, column] = -math.inf
    return table


def export(start: Path, runs: Sequence[Path], out: Path) -> None:
    import torch
    from ctranslate2.converters import TransformersConverter
    from safetensors.torch import save_file

    state = mean(torch.load(run / "best.pt", map_location="cpu", weights_only=True) for run in runs)
    with tempfile.TemporaryDirectory() as folder:
        bert = {k.removeprefix("bert."): v.contiguous() for k, v in state.items() if k.startswith("bert.")}
        width = bert["embeddings.word_embeddings.weight"].shape[1]
        bert["pooler.dense.weight"], bert["pooler.dense.bias"] = torch.zeros(width, width), torch.zeros(width)
        save_file(bert, Path(folder) / "model.safetensors", {"format": "pt"})
        config = json.loads((start / "config.json").read_text())
        config |= {"position_embedding_type": "absolute", "architectures": ["BertModel"]}
        (Path(folder) / "config.json").write_text(json.dumps(config))
        pieces = [line.rsplit("\t", 1)[0] for line in (start / "pieces.tsv").read_text(encoding="utf-8").splitlines()]
        (Path(folder) / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
        special = {"tokenizer_class": "BertTokenizer", "do_lower_case": False, "unk_token": "<unk>", "pad_token": "<pad>", "cls_token": "<s>",  # noqa: E501
                   "sep_token": "</s>", "mask_token": "<unk>"}  # fmt: skip
        (Path(folder) / "tokenizer_config.json").write_text(json.dumps(special))
        shutil.rmtree(out, ignore_errors=True)
        TransformersConverter(folder).convert(str(out), quantization="int8")
    shutil.copy(start / "pieces.tsv", out / "pieces.tsv")
    (out / "vocabulary.json").write_text(
        json.dumps([str(i) for i in range(len(pieces))], separators=(",", ":"))
    )  # ids are given, names are not read
    np.savez_compressed(
        out / "head.npz", weight=state["coarse.weight"].numpy(), bias=state["coarse.bias"].numpy(),
        transitions=transitions(),
    )  # fmt: skip
    (out / "tags.json").write_text(json.dumps({"tags": TAGS}, ensure_ascii=False))


def learn_mixture(rows: Sequence[_Floats], tags: Sequence[Sequence[str]], decay: float) -> tuple[_Floats, _Floats]:
    """(map [tags, evidence], bias [tags]) of least cross entropy, drawn towards 0.8 network + 0.2 small tagger."""
    import torch

    evidence = torch.tensor(np.concatenate(rows))
    gold = torch.tensor([TAGS.index(tag) for row in tags for tag in row])
    number = len(TAGS)
    start = torch.zeros(number, evidence.shape[1])
    start[:, :number], start[:, number : 2 * number] = 0.8 * torch.eye(number), 0.2 * torch.eye(number)
    change, bias = torch.zeros_like(start, requires_grad=True), torch.zeros(number, requires_grad=True)
    optimiser = torch.optim.LBFGS([change, bias], max_iter=60)

    def loss() -> Any:
        optimiser.zero_grad()
        value = torch.nn.functional.cross_entropy(evidence @ (start + change).T + bias, gold)
        value = value + decay * ((change * change).sum() + (bias * bias).sum())
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return (start + change).detach().numpy(), bias.detach().numpy()


def mix(folder: Path, data: Path, outside: float) -> None:
    """Adds `mix` and `mix_bias` to `folder/head.npz`, `outside` added to the bias of O."""
    from models.taggers.crf import CrfTagger
    from models.taggers.evaluate import score
    from models.taggers.neural import NeuralTagger, viterbi

    with np.load(folder / "head.npz", allow_pickle=False) as file:
        head = dict(file)
    blank = {"mix": np.zeros((1, 1), np.float32), "mix_bias": np.zeros(1, np.float32)}
    np.savez_compressed(folder / "head.npz", **{**head, **blank})
    tagger = NeuralTagger(folder, CrfTagger(OUT / "crf.bin"))
    dev = training_set(data, "dev", aqmar=False)
    rows: list[_Floats] = []
    for at in range(0, len(dev), 64):
        words = [example.words for example in dev[at : at + 64]]
        rows += tagger.evidence(words, tagger.logits(words))
    tags = [example.tags for example in dev]
    half = len(dev) // 2
    best = (0.0, 0.0)
    change = np.array([outside] + [0.0] * (len(TAGS) - 1), np.float32)
    for decay in (0.02, 0.05, 0.1, 0.2):
        one, two = learn_mixture(rows[:half], tags[:half], decay), learn_mixture(rows[half:], tags[half:], decay)
        maps = [two] * half + [one] * (len(dev) - half)
        predicted = [
            [TAGS[i] for i in viterbi(row @ m.T + b + change, head["transitions"])] for row, (m, b) in zip(rows, maps, strict=True)
        ]
        result = score(tags, predicted)
        print(decay, {kind: round(value.f1, 4) for kind, value in result.items()}, flush=True)
        best = max(best, (result["all"].f1, decay))
    weights, bias = learn_mixture(rows, tags, best[1])
    bias[0] += outside
    np.savez_compressed(folder / "head.npz", **{**head, "mix": weights, "mix_bias": bias})
    print("decay", best[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT / "neural")
    parser.add_argument("--outside", type=float, default=0.4, help="added to the score of no name")
    args = parser.parse_args()
    export(args.start, args.run, args.out)
    mix(args.out, args.data, args.outside)
    print(sum(p.stat().st_size for p in args.out.iterdir()), "bytes")


if __name__ == "__main__":
    main()
