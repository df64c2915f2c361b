"""Recipe of the small tagger: `python -m models.recipes.tagger.crf --data ../shared/data` trains, writes `crf.bin`.

Data: ANERcorp train with corrected labels, AQMAR train (MISC words there teach nothing: they are cut out with their sentence's
rest kept), labelled news of today and written sentences
(`models.recipes.tagger.data.learnt_from`). L-BFGS, elastic net. Seedless: the optimiser is deterministic.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

from models.recipes.tagger.data import IGNORED, learnt_from
from models.taggers.crf import features


def main() -> None:
    import pycrfsuite

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "weights" / "tagger" / "crf.bin")
    parser.add_argument("--iterations", type=int, default=90)
    parser.add_argument("--sparse", type=float, default=0.5, help="the weight of the L1 norm: more of it, fewer features")
    args = parser.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in learnt_from(args.data):
        if IGNORED in example.tags:
            cut = [i for i, tag in enumerate(example.tags) if tag == IGNORED]
            bounds = [-1, *cut, len(example.tags)]
            rows = features(example.words)
            for left, right in itertools.pairwise(bounds):
                if right - left > 1:
                    trainer.append(rows[left + 1 : right], list(example.tags[left + 1 : right]))
        else:
            trainer.append(features(example.words), list(example.tags))
    trainer.set_params({"c1": args.sparse, "c2": 0.02, "max_iterations": args.iterations, "feature.possible_transitions": True})
    args.out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(args.out))
    print(args.out, args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
