"""Step 3: the mean of several models of one run (or of runs with one start), weight by weight.

    python -m models.recipes.translator.step3_average ../runs/two/model ../runs/two/best --out ../runs/mean

Keep it only when step 5 says that dev is better than with the best of them alone. Tokenizer and configuration are the first one's.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from models.recipes.means import mean

__all__ = ["average", "main"]


def average(folders: Sequence[Path], out: Path) -> Path:
    """Writes OUT, a transformers folder with the mean of the tensors of `folders`. ValueError when these are not alike."""
    from safetensors.torch import load_file, save_file

    means = mean(load_file(str(folder / "model.safetensors")) for folder in folders)
    new = out.with_name(out.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(folders[0], new)
    save_file(means, str(new / "model.safetensors"), metadata={"format": "pt"})
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    return out


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    print(average(chosen.folders, chosen.out))


if __name__ == "__main__":
    main()
