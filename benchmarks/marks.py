"""How often each mark speaks: on right translations (it should not) and on ones spoilt in a known way (it should).

    python benchmarks/marks.py ../shared/data/eval/flores200_dev.tsv

Right: the human references. Spoilt, each from a right one: another number in place of one, a number left out, a negation taken
out or put in, another month, ordinal, country or name, the English of another sentence, two thirds cut off, a phrase said twice,
a word in Arabic, an invented word. Counted over the sentences that could be spoilt that way. Names need entities: here the
capitalised names that sound alike on both sides.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from models.recipes.corpora.lines import read_lines
from models.recipes.corpora.names import find_names, name_table
from nlp.document import Mention, Sentence
from nlp.doubts.find import find_marks
from nlp.doubts.places import countries
from nlp.text.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from nlp.text.normalize import for_model

# Names that are nothing but a month or a weekday on both sides
_MONTHS = [name for name in ENGLISH_MONTHS if name not in {"March", "May"}]
_WEEKDAYS = [name for name in ENGLISH_WEEKDAYS if name not in {"Thursday", "Friday", "Sunday"}]

Spoil = Callable[[str, str, random.Random], str]


def other_number(_: str, english: str, draw: random.Random) -> str:
    """One number of two or more digits replaced by another."""
    numbers = list(re.finditer(r"(?<![\d.,])\d{2,}(?![\d.,]*\d)", english))
    if not numbers:
        return ""
    chosen = draw.choice(numbers)
    return english[: chosen.start()] + str(int(chosen.group()) + draw.randint(11, 97)) + english[chosen.end() :]


def no_number(_: str, english: str, draw: random.Random) -> str:
    """A number of two or more digits left out."""
    numbers = list(re.finditer(r"(?<![\d.,])\d{2,}[\d.,]*(?<=\d)\s?", english))
    if not numbers:
        return ""
    chosen = draw.choice(numbers)
    return english[: chosen.start()] + english[chosen.end() :]


def no_negation(_: str, english: str, __: random.Random) -> str:
    """Its only negation taken out."""
    words = list(re.finditer(r"\b(?:not|no|never|without|cannot)\b ?|n['’]t\b", english, re.IGNORECASE))
    return english[: words[0].start()] + english[words[0].end() :] if len(words) == 1 else ""


def new_negation(_: str, english: str, __: random.Random) -> str:
    """ "not" after the first auxiliary of a sentence that has no negation."""
    verb = re.search(r"\b(?:is|are|was|were|has|have|had|will|can|could|would|may|must)\b", english)
    if not verb or re.search(r"\b(?:not|no|never|without|cannot|nor)\b|n['’]t\b", english, re.IGNORECASE):
        return ""
    return english[: verb.end()] + " not" + english[verb.end() :]


def other_month(_: str, english: str, draw: random.Random) -> str:
    """A month or weekday replaced by another."""
    for names in (_MONTHS, _WEEKDAYS):
        named = re.search(rf"\b(?:{'|'.join(names)})\b", english)
        if named:
            other = draw.choice([name for name in names if name != named.group()])
            return english[: named.start()] + other + english[named.end() :]
    return ""


def cut(_: str, english: str, __: random.Random) -> str:
    """The second half missing."""
    words = english.split()
    return " ".join(words[: len(words) // 3]) if len(words) > 12 else ""


def twice(_: str, english: str, draw: random.Random) -> str:
    """Three words said twice in a row."""
    words = english.split()
    if len(words) < 8:
        return ""
    at = draw.randrange(len(words) - 4)
    return " ".join([*words[: at + 3], *words[at : at + 3], *words[at + 3 :]])


def left_in_arabic(arabic: str, english: str, draw: random.Random) -> str:
    """One English word replaced by an Arabic one."""
    words, other = english.split(), arabic.split()
    words[draw.randrange(len(words))] = max(other, key=len)
    return " ".join(words)


def other_country(_: str, english: str, draw: random.Random) -> str:
    """A country, capital or nationality replaced by that of another country."""
    answers, terms = countries()
    places = list(terms.finditer(english))
    if not places:
        return ""
    chosen = draw.choice(places)
    other = draw.choice(sorted(term for term in answers if not answers[term] & answers[chosen.group()]))
    return english[: chosen.start()] + other + english[chosen.end() :]


def other_ordinal(_: str, english: str, draw: random.Random) -> str:
    """An ordinal from third on replaced by another."""
    ordinals = "third fourth fifth sixth seventh eighth ninth tenth 12th 15th 16th 17th 18th 19th 20th 21st".split()
    ordinal = re.search(rf"\b(?:{'|'.join(ordinals)})\b", english)
    if not ordinal:
        return ""
    return english[: ordinal.start()] + draw.choice([o for o in ordinals if o != ordinal.group()]) + english[ordinal.end() :]


def no_word(_: str, english: str, draw: random.Random) -> str:
    """The ends of two longer words exchanged for each other's: "archiistance" for "architect"."""
    words = english.split()
    longer = [at for at, word in enumerate(words) if re.fullmatch("[a-z]{7,}", word)]
    if len(longer) < 2:
        return ""
    one, two = draw.sample(longer, 2)
    words[one] = words[one][:5] + words[two][-4:]
    return " ".join(words)


SPOILS: dict[str, tuple[str, Spoil]] = {
    "another number": ("number", other_number),
    "number left out": ("number", no_number),
    "another month or day": ("date", other_month),
    "another ordinal": ("number", other_ordinal),
    "another country or nationality": ("name", other_country),
    "an invented word": ("word", no_word),
    "negation left out": ("negation", no_negation),
    "negation put in": ("negation", new_negation),
    "two thirds cut off": ("length", cut),
    "three words twice": ("repetition", twice),
    "a word in Arabic": ("untranslated", left_in_arabic),
}


def sentence(arabic: str, english: str, names: list[tuple[int, int, str]]) -> Sentence:
    """A translated sentence with the given names (start, end, English) as its entities."""
    mentions = tuple(Mention(a, b, arabic[a:b], "PERS", english=name) for a, b, name in names)
    return Sentence(0, len(arabic), arabic, english=english, engine="embedded", entities=mentions)


def rows(path: Path) -> Iterator[tuple[str, str, int, int]]:
    """(spoilt how, mark that should speak, sentences with it, sentences)."""
    pairs = [(for_model(arabic), english) for _, arabic, english in read_lines(path)]
    table = name_table()
    names = [[(f.start, f.end, f.english) for f in find_names(arabic, english, table)] for arabic, english in pairs]
    right = [{m.kind for m in find_marks(sentence(a, e, n))} for (a, e), n in zip(pairs, names, strict=True)]
    for kind in ("number", "date", "negation", "name", "length", "repetition", "untranslated", "copied", "cut", "word"):
        yield "nothing (human reference)", kind, sum(kind in kinds for kinds in right), len(pairs)
    yield "nothing (human reference)", "any", sum(bool(kinds) for kinds in right), len(pairs)
    draw = random.Random(1)  # noqa: S311 - a seed, so that the table is the same again
    for how, (kind, spoil) in SPOILS.items():
        spoilt = [(a, spoil(a, e, draw), n) for (a, e), n in zip(pairs, names, strict=True)]
        marked = [kind in {m.kind for m in find_marks(sentence(a, e, n))} for a, e, n in spoilt if e]
        yield how, kind, sum(marked), len(marked)
    order = list(range(len(pairs)))
    draw.shuffle(order)
    marked_names = total = 0
    for (arabic, english), named in zip(pairs, names, strict=True):
        if named:
            total += 1
            swapped = english.replace(named[0][2], "Zbigniew Kowalczyk")
            marked_names += "name" in {m.kind for m in find_marks(sentence(arabic, swapped, named))}
    yield "another name", "name", marked_names, total
    shuffled = [{m.kind for m in find_marks(sentence(pairs[i][0], pairs[(i + 7) % len(pairs)][1], names[i]))} for i in order]
    yield "English of another sentence", "any", sum(bool(kinds) for kinds in shuffled), len(shuffled)


def main() -> None:
    """Prints the table in Markdown."""
    print("| spoilt | mark | marked | of |\n|---|---|---|---|")
    for how, kind, marked, of in rows(Path(sys.argv[1])):
        print(f"| {how} | {kind} | {marked} ({100 * marked / max(1, of):.1f} %) | {of} |")


if __name__ == "__main__":
    main()
