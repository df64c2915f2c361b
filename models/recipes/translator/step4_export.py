"""Step 4: what ships, from a trained transformers folder: fp16 weights, the encoder's centres, the manifest. Replaced whole.

    python -m models.recipes.translator.step4_export ../runs/two/model --data ../runs/data/pairs.tsv \
        --out models/weights/embedded --version 1 --names --hints

`--names` says that these weights copy Latin names put into the Arabic (step 5 measures it), `--hints` that they were trained with
the hints of step 1's second part. The centres are the mean states of either language over a sample of the training data:
`models.encoder` needs them.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from models.encoder import CENTRES, SentenceEncoder
from models.store.files import write_manifest

__all__ = ["export", "main"]

_KEPT: Final = ("config.json", "generation_config.json", "source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
# What CTranslate2's converter asks of a BART configuration and transformers does not write by itself.
_LAYOUT: Final = {"normalize_before": False, "normalize_embedding": True, "add_final_layer_norm": False}


def sample(data: Path, lines: int) -> list[tuple[str, str]]:
    """Evenly spread plain news rows of a `pairs.tsv`."""
    rows = []
    with data.open(encoding="utf-8") as opened:
        for line in opened:
            _, source, arabic, english = line.rstrip("\n").split("\t")
            if source == "news_llm":
                rows.append((arabic, english))
    if not rows:
        raise ValueError(f"{data} holds no news rows.")
    return rows[:: max(1, len(rows) // lines)][:lines]


def export(folder: Path, data: Path, out: Path, *, version: str, names: bool, hints: bool = False, lines: int = 400) -> Path:
    """Writes OUT from the trained `folder` and a sample of `data`."""
    from safetensors.torch import load_file, save_file

    new = out.with_name(out.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name in _KEPT:
        if (folder / name).exists():
            shutil.copyfile(folder / name, new / name)
    config = json.loads((new / "config.json").read_text(encoding="utf-8")) | _LAYOUT | {"dtype": "float16"}
    (new / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    tensors = {name: value.half().contiguous() for name, value in load_file(str(folder / "model.safetensors")).items()}
    save_file(tensors, str(new / "model.safetensors"), metadata={"format": "pt"})
    pairs = sample(data, lines)
    encoder = SentenceEncoder(new)
    arabic = encoder.vectors([a for a, _ in pairs]).mean(axis=0)
    english = encoder.vectors([e for _, e in pairs]).mean(axis=0)
    centres = {
        "arabic": [round(float(v), 6) for v in arabic],
        "english": [round(float(v), 6) for v in english],
        "pairs": len(pairs),
    }
    (new / CENTRES).write_text(json.dumps(centres) + "\n", encoding="utf-8")
    write_manifest(new, names=names, hints=hints, version=version)
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return out


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--hints", action="store_true")
    chosen = parser.parse_args(arguments)
    made = export(chosen.folder, chosen.data, chosen.out, version=chosen.version, names=chosen.names, hints=chosen.hints)
    print(made)


if __name__ == "__main__":
    main()
