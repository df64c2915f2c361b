"""Makes what `models.tagger_neural` serves from a trained tagger.

    python -m models.recipes.tagger_export --start FOLDER --run FOLDER --data ../shared/data

`--start` is the folder of `tagger_neural prepare`, `--run` holds `best.pt`. Writes `models/weights/tagger/neural/`: the encoder as
a CTranslate2 model in int8, the head, the pieces, which tags may follow which, and the share of the small tagger in the
mixture that is best on ANERcorp dev.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.recipes.tagger_data import spans, training_set
from models.recipes.tagger_neural import TAGS

OUT = Path(__file__).parents[1] / "weights" / "tagger"


def transitions() -> npt.NDArray[np.float32]:
    """[tags + 1, tags]: 0 where BIO lets a tag follow a tag, -inf where not; the last row is the start of the sentence."""
    table = np.zeros((len(TAGS) + 1, len(TAGS)), np.float32)
    for row, before in enumerate([*TAGS, "O"]):
        for column, tag in enumerate(TAGS):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                table[row, column] = -math.inf
    return table


def fine_of(fine: list[str], data: Path) -> dict[str, list[str]]:
    """For each coarse type the fine types that at least ten of its names, and one in two hundred, have in training."""
    met: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for example in training_set(data, aqmar=False):
        for start, _, kind in spans(example.tags):
            met[kind][example.fine[start]] += 1
    return {
        kind: [f for f in fine if found[f] >= max(10, found.total() / 200)] for kind, found in sorted(met.items()) if kind != "MISC"
    }


def export(start: Path, run: Path, data: Path, out: Path, mixture: tuple[float, float]) -> None:
    import torch
    from ctranslate2.converters import TransformersConverter
    from safetensors.torch import save_file

    state = torch.load(run / "best.pt", map_location="cpu", weights_only=True)
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
    (out / "vocabulary.json").write_text(json.dumps([str(i) for i in range(len(pieces))]))  # ids are given, names are not read
    np.savez_compressed(
        out / "head.npz", weight=state["coarse.weight"].numpy(), bias=state["coarse.bias"].numpy(),
        fine_weight=state["fine.weight"].numpy(), fine_bias=state["fine.bias"].numpy(), transitions=transitions(),
    )  # fmt: skip
    fine = json.loads((run / "fine.json").read_text())
    settings = {"tags": TAGS, "crf_share": mixture[0], "outside_bias": mixture[1], "fine": fine, "fine_of": fine_of(fine, data)}
    (out / "tags.json").write_text(json.dumps(settings, ensure_ascii=False))


def best_mixture(folder: Path, data: Path) -> tuple[float, float]:
    """(share of the small tagger, bias of the tag O) that give the best span F1 on ANERcorp dev."""
    from models.tagger import Names
    from models.tagger_crf import CrfTagger
    from models.tagger_evaluate import read_file, score
    from models.tagger_neural import NeuralTagger

    tokens, tags = read_file(data / "ner" / "anercorp_corrected" / "dev.tsv")
    tagger = NeuralTagger(folder, CrfTagger(OUT / "crf.bin"))
    best = (0.0, 0.0, 0.0)
    for share in (0.0, 0.1, 0.2, 0.3, 0.4):
        for bias in (0.0, -0.4, -0.8):
            tagger._share = share
            tagger._bias_of_tags[0] = bias
            result = score(tags, Names(tagger, "").tag(tokens))
            print(share, bias, {kind: round(value.f1, 4) for kind, value in result.items()}, flush=True)
            best = max(best, (result["all"].f1, share, bias))
    return best[1], best[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT / "neural")
    args = parser.parse_args()
    export(args.start, args.run, args.data, args.out, (0.3, 0.0))
    share, bias = best_mixture(args.out, args.data)
    export(args.start, args.run, args.data, args.out, (share, bias))
    print("crf share", share, "bias", bias, "bytes", sum(p.stat().st_size for p in args.out.iterdir()))


if __name__ == "__main__":
    main()
