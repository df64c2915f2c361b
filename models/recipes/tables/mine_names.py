"""Mines name pairs from the parallel corpus: `python -m models.recipes.tables.mine_names --data ../shared/data`.

Writes `nlp/data/names_mined.tsv.xz`: folded Arabic name, English, how many sentences agree. Only facts (a name and its spelling)
are taken, not text. Sources: the sets in `SETS` and the written shards beside this package (licences in `models/weights/CARDS.md`);
where they disagree, the spelling met most. A lone English word that stands in small letters as often as with a capital is a word
(«أوركسترا», orchestra), no name, and so is an Arabic one that is a name in less than a fifth of its places («عند»). Evaluation
sets and lines kept aside are not read.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import re
from pathlib import Path

from models.recipes.corpora.names import find_names, name_table
from nlp.text.normalize import fold, for_model

SETS = (
    "news_llm",
    "tico19",
    "mt_geneval_wiki",
    "mlqa_wiki_sentences",
    "ud_pud_wiki",
    "xquad_paragraphs",
    "mintaka_questions",
    "ea_mt_questions",
    "mlqa_questions",
    "xquad_questions",
    "mmlu_humanities_social",
    "mmlu_stem_other",
    "cosmic_chronicles",
    "euparliament",
    "euparliament_more",
    "tatoeba",
    "written_targeted",
    "written_targeted2",
    "arcd_wiki",
    "snakecult",
    "philosophy_hub",
    "english_hub",
    "yemen_observatory",
)
SHARDS = sorted((Path(__file__).resolve().parents[1] / "data").glob("written*.tsv.xz"))
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_LEAST = 5
OUT = Path(__file__).resolve().parents[3] / "nlp" / "data" / "names_mined.tsv.xz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    table = name_table()
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    small: collections.Counter[str] = collections.Counter()
    words: collections.Counter[str] = collections.Counter()
    for path in (*(args.data / "parallel" / f"{name}.tsv.xz" for name in SETS), *SHARDS):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                arabic, english, *_ = line.rstrip("\n").split("\t")
                arabic = for_model(arabic)
                small.update(_SMALL.findall(english))
                words.update(fold(arabic).split())
                for mined in find_names(arabic, english, table):
                    key = fold(arabic[mined.start : mined.end])
                    if len(key) > 2:
                        counts[key][mined.english] += 1
        print(path.name, len(counts), flush=True)
    with lzma.open(OUT, "wt", encoding="utf-8", preset=9) as out:
        for key in sorted(counts):
            english, count = counts[key].most_common(1)[0]
            if small[english.lower()] < count and words[key] < _LEAST * count:
                out.write(f"{key}\t{english}\t{count}\n")
    print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
