"""How often the English of a name stands in a human translation of its sentence.

    python -m benchmarks.names_in_text FILE.tsv [FILE.tsv …] [--limit N] [--wrong]

FILE: Arabic, English, a pair a line; lines that nothing was tuned on (`models/recipes/data/written-07-dev.tsv`). Counts the
mentions of people, places, bodies and works that the reader would see, found by our tagger and tables: what it takes for a name
and is none counts as wrong, and so do other right words ("Lake Tiberias" for the Sea of Galilee), so the figure is a lower bound.
Exact: the same letters whatever case, accents, hyphens, article; alike: every word has one in the English with a likeness
(difflib) of at least 0.8. One line a source of the English, and the total.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import re
import sys
import unicodedata
from pathlib import Path
from typing import Final

from models.evaluate import read_pairs
from nlp.document import NAMES
from nlp.text.clean import clean
from rafiq.workbench import Workbench

_LIKE: Final = 0.8


def plain(text: str) -> str:
    """Words in small letters without accents and the article, one space between.

    >>> plain("The Café-Müller"), plain("al-Bashir’s")
    ('cafe muller', 'al bashirs')
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9 ]", "", letters.replace("-", " ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def alike(name: str, english: str) -> bool:
    """Whether every word of a plain name has one like it in the plain English.

    >>> alike("asyut", "a train from assiut"), alike("asyut", "a train from cairo")
    (True, False)
    """
    words = english.split()
    return bool(name) and all(
        any(difflib.SequenceMatcher(None, word, other, autojunk=False).ratio() >= _LIKE for other in words) for word in name.split()
    )


def measure(files: list[Path], limit: int, wrong: list[str]) -> dict[str, list[int]]:
    """Source of the English or "all" → [mentions, exact, alike]; the mentions that are not alike are added to `wrong`."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    reader = Workbench().reader()
    for pair in (pair for file in files for pair in read_pairs(file, limit)):
        document = reader.analyse(clean(pair.arabic), include_furniture=True)
        english = plain(pair.english)
        for mention in (mention for sentence in document.sentences for mention in sentence.entities if mention.type in NAMES):
            name = plain(mention.english)
            exact = bool(name) and f" {name} " in f" {english} "
            like = exact or alike(name, english)
            source = document.entities[mention.entity].english_source
            for key in (str(source), "all"):
                for at, value in enumerate((1, exact, like)):
                    counts[key][at] += value
            if not like:
                wrong.append(f"{mention.type}\t{mention.text}\t{mention.english}\t{source}\t{pair.english}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--limit", type=int, default=0, help="lines of each file")
    parser.add_argument("--wrong", action="store_true", help="print the mentions that are not alike as well")
    asked = parser.parse_args()
    wrong: list[str] = []
    counts = measure(asked.files, asked.limit, wrong)
    rows = [f"{'':20} mentions  exact  alike"]
    for name, (number, exact, like) in sorted(counts.items(), key=lambda item: -item[1][0]):
        rows.append(f"{name:20} {number:8d} {exact / number:6.3f} {like / number:6.3f}")
    sys.stdout.write("\n".join([*(wrong if asked.wrong else ()), *rows]) + "\n")


if __name__ == "__main__":
    main()
