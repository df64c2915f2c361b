"""Mines how translators said a word: `python -m models.recipes.tables.mine_senses --data ../shared/data`.

Writes `nlp/data/senses_mined.tsv.xz`: lemma, part of speech, the English words that stood for it, the likeliest first. Used where
an English sentence is there already, to see which of its words says an Arabic one that dictionaries say otherwise
(`nlp.words.context.english`). Only facts (a word and its English) are taken, not text.

Two lexical models (IBM model 1, Brown and others 1993), Arabic to English and back, over content lemmas and English stems that
stand in the same pairs; a pair of words counts by the product of the two, summed over the pairs of sentences. Sources: the sets of
`mine_names` and `MORE`, and the written shards (licences in `models/weights/CARDS.md`); no evaluation sets, no lines kept aside.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from models.recipes.tables.mine_names import SETS, SHARDS
from nlp.text.english import singular, stop_words
from nlp.text.normalize import for_model
from nlp.text.tokens import tokenize
from nlp.words.context.translations import root

MORE: Final = ("tunisia_constitution", "open_sdg", "ethereum_intl", "infuse_security_training", "ms_security101")
OUT: Final = Path(__file__).resolve().parents[3] / "nlp" / "data" / "senses_mined.tsv.xz"
CONTENT: Final = frozenset({"noun", "verb", "adjective", "adverb", "proper noun"})
ROUNDS: Final = 5
MOST_WORDS: Final = 60
LEAST_VERB: Final = 0.02  # of a form's uses those after "to" or an auxiliary, for it to be a verb's
LEAST_COUNT, LEAST_SHARE, LEAST_BACK, MOST_SENSES = 2.0, 0.04, 0.02, 8
_WORD: Final = re.compile(r"[A-Za-z]+")
_BEFORE_VERB: Final = frozenset("to will would can could may might must should shall".split())

Word = tuple[str, str]


def pairs_of(data: Path) -> Iterator[tuple[str, str]]:
    """The pairs of sentences, as an engine is given them."""
    for path in (*(data / "parallel" / f"{name}.tsv.xz" for name in (*SETS, *MORE)), *SHARDS):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                arabic, english, *_ = line.rstrip("\n").split("\t")
                if len(arabic.split()) <= MOST_WORDS:
                    yield for_model(arabic), english
        print(path.name, flush=True)


def english_stems(english: str, forms: dict[str, collections.Counter[str]]) -> list[str]:
    """The stems of the content words; counts in `forms` which forms a stem has, with "to " those of a bare verb."""
    small, out, before = stop_words("grammar"), list[str](), ""
    for written in _WORD.findall(english):
        word = written.lower()
        if len(word) > 2 and word not in small:
            stem = root(word)
            out.append(stem)
            forms[stem][written if written[0].isupper() and before else word] += 1
            if before in _BEFORE_VERB:
                forms[stem]["to " + word] += 1
        before = word
    return out


def joint(sides: Sequence[tuple[Any, Any]], sizes: tuple[int, int]) -> tuple[Any, Any, Any]:
    """IBM model 1 both ways over (ids, ids) of each pair: the word pairs (n, 2), how often each is expected, counts of words."""
    import numpy

    lengths = numpy.array([(len(a), len(b)) for a, b in sides])
    left = numpy.concatenate([numpy.repeat(a, len(b)) for a, b in sides])
    right = numpy.concatenate([numpy.tile(b, len(a)) for a, b in sides])
    number, cell = numpy.unique(left.astype(numpy.int64) * sizes[1] + right, return_inverse=True)
    words = numpy.stack([number // sizes[1], number % sizes[1]], 1)
    shape = lengths.tolist()
    # of every cell the number of its row (an Arabic word of a pair) and of its column (an English one)
    row = numpy.concatenate([numpy.repeat(numpy.arange(a), b) for a, b in shape])
    column = numpy.concatenate([numpy.tile(numpy.arange(b), a) for a, b in shape])
    base_row = numpy.repeat(numpy.concatenate([[0], numpy.cumsum(lengths[:, 0])[:-1]]), lengths.prod(1))
    base_column = numpy.repeat(numpy.concatenate([[0], numpy.cumsum(lengths[:, 1])[:-1]]), lengths.prod(1))
    row, column = row + base_row, column + base_column
    del left, right, base_row, base_column
    both = []
    for group, given in ((column, 0), (row, 1)):
        chance = numpy.full(len(number), 1.0)
        for _ in range(ROUNDS):
            weight = chance[cell]
            weight /= numpy.bincount(group, weight)[group]
            count = numpy.bincount(cell, weight, len(number))
            chance = count / numpy.bincount(words[:, given], count)[words[:, given]]
        both.append(weight)
    expected = numpy.bincount(cell, numpy.sqrt(both[0] * both[1]), len(number))
    return words, expected, [numpy.bincount(words[:, side], expected) for side in (0, 1)]


def shown(stem: str, pos: str, forms: Mapping[str, collections.Counter[str]]) -> str:
    """How a gloss says the stem: a verb's bare form, a noun's singular, else the form met most; "" for a verb's that is none.

    >>> met = collections.Counter({"there": 90, "to there": 1}), collections.Counter({"raised": 9, "raise": 4, "to raise": 3})
    >>> shown("there", "verb", {"there": met[0]}), shown("rais", "verb", {"rais": met[1]}), shown("rais", "noun", {"rais": met[1]})
    ('', 'raise', 'raised')
    """
    counted = forms[stem]
    plain = [form for form, _ in counted.most_common() if not form.startswith("to ")]
    if pos == "verb":
        able = (form for form in plain if form not in stop_words("function"))
        often = ((counted["to " + form], form) for form in able if counted["to " + form] >= LEAST_VERB * counted[form])
        return max(often, default=(0, ""))[1]
    one = [form for form in plain if singular(form.lower()) == form.lower()]
    return (one or plain)[0] if pos == "noun" else plain[0]


def main() -> None:
    import numpy

    from rafiq.workbench import Workbench

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    analyser = Workbench().reader().morphology
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    words: dict[Word, int] = {}
    roots: dict[str, int] = {}
    sides: list[tuple[Any, Any]] = []
    for arabic, english in pairs_of(given.data):
        tokens = analyser.annotate(tokenize(arabic, 0))
        own = [(token.lemma, token.pos) for token in tokens if token.kind == "word" and token.lemma and token.pos in CONTENT]
        theirs = english_stems(english, forms)
        if own and theirs:
            left = [words.setdefault(word, len(words)) for word in own]
            right = [roots.setdefault(stem, len(roots)) for stem in theirs]
            sides.append((numpy.array(left, numpy.int32), numpy.array(right, numpy.int32)))
    print(len(sides), "pairs", len(words), "words", len(roots), "roots", flush=True)
    met, expected, (of_word, of_root) = joint(sides, (len(words), len(roots)))
    names, english_roots = list(words), list(roots)
    senses: dict[Word, list[tuple[float, str]]] = collections.defaultdict(list)
    for (word, stem), count in zip(met.tolist(), expected.tolist(), strict=True):
        share = count / of_word[word]
        often = count >= LEAST_COUNT and share >= LEAST_SHARE and count / of_root[stem] >= LEAST_BACK
        if often and (english := shown(english_roots[stem], names[word][1], forms)):
            senses[names[word]].append((share, english))
    with lzma.open(OUT, "wt", encoding="utf-8", preset=9) as out:
        for lemma, pos in sorted(senses):
            ranked = sorted(senses[lemma, pos], reverse=True)[:MOST_SENSES]
            out.write(f"{lemma}\t{pos}\t{'; '.join(dict.fromkeys(english for _, english in ranked))}\n")
    print(OUT.stat().st_size, "bytes", len(senses), "words")


if __name__ == "__main__":
    main()
