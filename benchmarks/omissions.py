"""Words marked as left out of the English (`nlp.doubts.omissions`): how many there are, and how many left-out words are found.

    python benchmarks/omissions.py ../shared/data/eval/flores200_dev.tsv [LINES] [EXAMPLES]

Found: in each sentence one content word whose gloss stands in the English, and only once, is taken out of the English, with its
links. EXAMPLES prints that many marked sentences with their references, to be read: a word may be left out rightly.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

from models.evaluate import read_pairs
from nlp.document import Alignment, Sentence, Token
from nlp.doubts.find import judged
from nlp.engine_input.source_sentence import source_of
from nlp.text.english import stems
from nlp.text.tokens import tokenize
from rafiq.workbench import Workbench


def translated(texts: list[str]) -> list[Sentence]:
    """Each text as a sentence that a reader would see."""
    bench = Workbench()
    reader = bench.reader()
    rows = [Sentence(0, len(text), text, tokens=tokenize(text, 0)) for text in texts]
    linked = [reader.link([seen]) for seen in reader.annotate(rows)]
    sources = [source_of(row, {entity.id: entity for entity in entities}) for (row,), entities in linked]
    out = [row for (row,), _ in linked]
    for index, made in bench.translator().translate(sources):
        out[index] = reader.complete(out[index], made, "embedded")
    return out


def spoilt(sentence: Sentence, draw: random.Random) -> tuple[Sentence, int] | None:
    """`sentence` without the English of one of its words, and the number of that word; None where none can be taken out."""
    choices = []
    for link in sentence.alignment:
        token, stretch = sentence.tokens[link.token], sentence.english[link.english_start : link.english_end]
        named = any(m.start < token.end and token.start < m.end for m in sentence.entities)
        meant = stems(" ".join(gloss for reading in token.readings for gloss in reading.glosses))
        once = len(stems(stretch) & meant) == 1 and sentence.english.lower().count(stretch.lower().strip()) == 1
        if (
            once
            and token.pos in {"noun", "verb", "adjective"}
            and not named
            and sum(a.token == link.token for a in sentence.alignment) == 1
        ):
            choices.append(link)
    if not choices:
        return None
    chosen = draw.choice(choices)
    a, b = chosen.english_start, chosen.english_end
    others = [link for link in sentence.alignment if link.english_end <= a or b <= link.english_start]
    moved = [
        link if link.english_end <= a else Alignment(link.token, link.english_start - b + a, link.english_end - b + a, link.weight)
        for link in others
    ]
    return replace(sentence, english=sentence.english[:a] + sentence.english[b:], alignment=tuple(moved)), chosen.token


def omitted(row: Sentence) -> tuple[Token, ...]:
    """The words of `row` that the judge finds passed over."""
    spans = [finding.source for finding in judged(row, rules=("omissions",))]
    return tuple(t for t in row.tokens if any(start <= t.start - row.start < end for start, end in spans))


def main(path: Path, lines: int, examples: int) -> None:
    pairs = read_pairs(path, lines)
    rows = translated([pair.arabic for pair in pairs])
    marked = [omitted(row) for row in rows]
    print(f"{sum(map(len, marked))} words marked in {sum(map(bool, marked))} of {len(rows)} sentences")
    draw = random.Random(1)  # noqa: S311 - a seed, so that the number is the same again
    tries = [made for row in rows if (made := spoilt(row, draw))]
    for least in (1, 2):
        levels = [(row, at) for row, at in tries if row.tokens[at].level >= least]
        hits = sum(row.tokens[at] in omitted(row) for row, at in levels)
        print(f"words of level {least} and rarer taken out: {hits} of {len(levels)} marked")
    shown = [(pair, row, words) for pair, row, words in zip(pairs, rows, marked, strict=True) if words]
    for pair, row, words in draw.sample(shown, min(examples, len(shown))):
        print(
            "\n" + ", ".join(f"{token.text} ({token.glosses[:1]})" for token in words), row.english, f"= {pair.english}", sep="\n  "
        )


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:]]
    main(Path(sys.argv[1]), *numbers, *(300, 0)[len(numbers) :])
