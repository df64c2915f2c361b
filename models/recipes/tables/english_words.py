"""Recipe of `nlp/data/english_words.txt.xz`: the English words in lower case that `nlp.doubts.english_words` knows.

    python -m models.recipes.tables.english_words --pairs ../runs/data/pairs.tsv

The word list of pyspellchecker (MIT), and the lower-case words that stand at least
twice in the English of our training text (so that «hijab» and "programme" are words as well).
"""

from __future__ import annotations

import argparse
import collections
import lzma
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

__all__ = ["gathered", "main"]

_TARGET: Final = Path(__file__).resolve().parents[3] / "nlp" / "data" / "english_words.txt.xz"
_PLAIN: Final = re.compile(r"[a-z]{3,24}")
_STANDING: Final = re.compile(r"(?<![\w'’-])[a-z]{3,24}(?![\w'’-])")
_LISTS: Final = frozenset({"places", "people", "lexicon"})


def gathered(listed: Iterable[str], rows: Iterable[str]) -> list[str]:
    """The sorted words of a word list and of the English column of `rows` (lines of a pairs.tsv; only pairs as they came count)."""
    seen: collections.Counter[str] = collections.Counter()
    for row in rows:
        _, source, _, english = row.rstrip("\n").split("\t")
        if "+" not in source and source not in _LISTS:
            seen.update(set(_STANDING.findall(english)))
    words = {word for word in listed if _PLAIN.fullmatch(word)}
    return sorted(words | {word for word, count in seen.items() if count > 1})


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this recipe."""
    from spellchecker import SpellChecker

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    with chosen.pairs.open(encoding="utf-8") as rows:
        words = gathered(SpellChecker(language="en").word_frequency.dictionary, rows)
    _TARGET.write_bytes(lzma.compress(("\n".join(words) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(words)} words, {_TARGET.stat().st_size} bytes: {_TARGET}")


if __name__ == "__main__":
    main()
