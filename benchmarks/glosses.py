"""How many first glosses are right in their sentence: `python -m benchmarks.glosses [--with-english] [--wrong] [FILE]`.

The words are those of `data/glosses.tsv`, drawn by chance and labelled before any reading was looked at; half of them is for tuning
and half is kept aside. A gloss counts by its meaning: "to", "two", a plural, what stands in brackets and a preposition at the end
are passed over; the gloss of an expression counts when a right word stands in it. A word within a name counts by the English of the
name, which is what stands over it. `--wrong` lists the wrong ones of the tuning half. `--with-english` looks at them when the
embedded engine's English stands beside, as a reader does: the meaning that the English uses comes first then
(`nlp.words.context.english`). Function words are told apart: they are half of all words and seldom wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from nlp.document import NAMES, Article, Sentence, Token
from nlp.engine_input.coverage import CONTENT
from nlp.protocols import Translator
from nlp.reader import Reader
from nlp.words.senses import sense_key
from rafiq.workbench import Workbench

FILE = Path(__file__).parent / "data" / "glosses.tsv"
HALVES = ("tuning", "kept")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A word at `start` of `sentence` and the glosses that are right there."""

    half: str
    start: int
    word: str
    right: frozenset[str]
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled word as it was read; `name` is the English of the name that it is in."""

    labelled: Labelled
    token: Token
    name: str = ""

    @property
    def right(self) -> bool:
        """Whether the first gloss is among the right ones; "-" among them allows none."""
        if self.name:
            return any(f" {right} " in f" {_plain(self.name)} " for right in self.labelled.right)
        first = self.token.glosses[0] if self.token.glosses else "-"
        if self.token.readings and first not in self.token.readings[0].glosses:  # an expression's: a right word within it will do
            return any(f" {right} " in f" {meaning(part)} " for part in first.split(";") for right in self.labelled.right)
        return any(meaning(part) in self.labelled.right for part in first.split(";"))


def meaning(gloss: str) -> str:
    """A gloss without what its form adds.

    >>> meaning("two albums"), meaning("the most (of)"), meaning("to be located"), meaning("to deal with")
    ('album', 'most', 'be located', 'deal')
    """
    bare = " ".join(re.sub(r"\([^()]*\)", " ", gloss).split()).removeprefix("the ")
    return sense_key(re.sub(r"(?<=\S) (?:of|with|than|to|from|on|for|in|at)$", "", bare))


def _plain(name: str) -> str:
    """A name's words in small letters, each as `meaning` has it.

    >>> _plain("Solway Firth"), _plain("Azerbaijan")
    ('solway firth', 'azerbaijan')
    """
    return " ".join(meaning(word) for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", name))


def labelled(path: Path) -> Iterator[Labelled]:
    """The lines of a label file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            half, _, start, word, right, sentence = line.split("\t")
            yield Labelled(half, int(start), word, frozenset(meaning(each) for each in right.split("|")), sentence)


def judged(reader: Reader, words: list[Labelled], translator: Translator | None = None) -> Iterator[Judged]:
    """The words as `reader` reads them in their sentences, beside the English of `translator` if there is one."""
    read: dict[str, tuple[Sentence, ...]] = {}
    for word in words:
        if word.sentence not in read:
            document = reader.analyse(Article(word.sentence))
            rows = document.sentences
            if translator is not None:
                rows = tuple(row for _, row in sorted(reader.translate(document, translator), key=itemgetter(0)))
            read[word.sentence] = rows
        row, token = next((r, t) for r in read[word.sentence] for t in r.tokens if t.start == word.start)
        named = (each.english for each in row.entities if each.type in NAMES and each.start < token.end and token.start < each.end)
        yield Judged(word, token, next(named, ""))


def main() -> None:
    """Prints the shares in Markdown."""
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    bench, words = Workbench(), list(labelled(Path(given[0]) if given else FILE))
    everything = list(judged(bench.reader(), words, bench.translator("embedded") if "--with-english" in sys.argv else None))
    print("| words | right first gloss | of them content words |\n|---|---|---|")
    for half in HALVES:
        mine = [each for each in everything if each.labelled.half == half]
        content = [each for each in mine if each.token.pos in CONTENT]
        print(f"| {half} | {share(mine)} | {share(content)} |")
    if "--wrong" in sys.argv:
        for each in everything:
            if not each.right and each.labelled.half == HALVES[0]:
                told = each.name or "; ".join(each.token.glosses)
                right = "; ".join(sorted(each.labelled.right))
                print(f"{each.labelled.word} {each.token.pos}: {told} — right: {right} — {each.labelled.sentence}")


def share(mine: list[Judged]) -> str:
    """The right ones of `mine` as "140 of 150 (93.3 %)"."""
    right = sum(each.right for each in mine)
    return f"{right} of {len(mine)} ({100 * right / max(1, len(mine)):.1f} %)"


if __name__ == "__main__":
    main()
