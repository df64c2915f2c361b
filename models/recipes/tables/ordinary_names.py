"""Words that a table of names has and a text nearly always means otherwise: «الجزيرة» is an island, not Algiers; «البن» coffee.

    python -m models.recipes.tables.ordinary_names --data ../shared/data

Writes `nlp/data/names_ordinary.txt`, the folded words, one a line. Three witnesses are heard, the best first: of the names that a
reading gave an engine, in how many sentences the human English has them (some 36,000 sentences of the parallel corpora, twelve for
each doubtful word; 20 minutes); in how many of all sentences with the word; the dictionary. Evaluation sets are not read. The
list as it is is emptied first: what stands on it would not be seen.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from models.recipes.corpora.lines import read_lines
from nlp.names.english_name import bare_forms
from nlp.names.spelling.likeness import name_is_in
from nlp.text.normalize import fold, for_model
from nlp.text.tables import rows

__all__ = ["counted", "is_ordinary", "main", "passed"]

OUT: Final = Path(__file__).resolve().parents[3] / "nlp" / "data" / "names_ordinary.txt"
OWN: Final = Path(__file__).resolve().parents[1] / "data"
_HEAD: Final = (
    "# Words that tables of names have and texts nearly always mean otherwise, folded. One a line.\n"
    "# Made by models/recipes/tables/ordinary_names.py.\n"
)
_EACH: Final = 12  # sentences for each doubtful word
_MORE: Final = 15_000  # by chance
_GIVEN: Final = 0.34  # of the names given that the English must have
_SEEN: Final = 0.05  # of the sentences with a word that was never given, whose English must have the name
_SHORT: Final = 3  # letters: small places so short are named wrongly in two of three sentences
_SMALL: Final = 100_000  # inhabitants
_GREAT: Final = 300_000
_MARKS: Final = '«»"“”()[]،,.؛:!؟'

Names = Mapping[str, set[str]]
"""Single folded word → what the tables call it."""


def places_and_names() -> dict[str, set[str]]:
    """The single words of the tables of places, of mined names and of people's names."""
    found: dict[str, set[str]] = {}
    for table in ("gazetteer_places.tsv.xz", "names_mined.tsv.xz", "gazetteer_units.tsv.xz"):
        for arabic, english, *_ in rows(table):
            if " " not in arabic:
                found.setdefault(fold(arabic), set()).add(english)
    return found


def words_of(arabic: str, names: Names) -> set[str]:
    """The words of a sentence that `names` has, with or without clitics."""
    forms = (bare_forms(word.strip(_MARKS)) for word in set(fold(for_model(arabic)).split()))
    return {key for each in forms for key in [next((form for form in each if form in names), None)] if key is not None}


def counted(pairs: Iterable[tuple[str, str]], names: Names) -> tuple[Counter[str], Counter[str]]:
    """(sentences that each word of `names` stands in, those of them whose English has one of its names).

    >>> names = {"الجزيره": {"Algiers"}, "لندن": {"London"}}
    >>> told = counted([("زار الجزيرة", "He visited the island."), ("زار لندن", "He visited London.")], names)
    >>> [dict(sorted(each.items())) for each in told]
    [{'الجزيره': 1, 'لندن': 1}, {'الجزيره': 0, 'لندن': 1}]
    """
    stands, named = Counter[str](), Counter[str]()
    for arabic, english in pairs:
        for key in words_of(arabic, names):
            stands[key] += 1
            named[key] += any(name_is_in(name, english) for name in names[key])
    return stands, named


def passed(pairs: Sequence[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """(single words that a reading gives an engine as names, those of them that the English has)."""
    from rafiq.workbench import Workbench

    desk, given, kept = Workbench(), Counter[str](), Counter[str]()
    for at in range(0, len(pairs), 64):
        part = pairs[at : at + 64]
        for (arabic, english), source in zip(part, desk.sources([pair[0] for pair in part]), strict=True):
            for name in source.names:
                key = fold(arabic[name.start : name.end])
                if " " not in key:
                    given[key] += 1
                    kept[key] += name_is_in(name.english, english)
    return given, kept


def is_ordinary(given: int, kept: int, stands: int, named: int, *, small: bool = False, word: bool = False) -> bool:
    """Whether a word is no name, by what was counted; `small`: a small place of few letters; `word`: the dictionary has it.

    >>> is_ordinary(44, 0, 1039, 94), is_ordinary(9, 9, 2000, 20), is_ordinary(0, 0, 0, 0, word=True)
    (True, False, True)
    """
    if given >= 2:
        return kept < _GIVEN * given
    if given:
        return not kept and (small or word or named < _SEEN * stands)
    return named < _SEEN * stands if stands >= 3 else small or word


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    for path in (*sorted((data / "parallel").glob("*.tsv.xz")), *sorted(OWN.glob("written*.tsv.xz"))):
        for _, arabic, english in read_lines(path):
            yield arabic, english


def _chosen(pairs: list[tuple[str, str]], names: Names) -> list[tuple[str, str]]:
    """Some sentences for each of `names`, and some by chance."""
    random.Random(7).shuffle(pairs)  # noqa: S311 (a sample is no secret)
    need, chosen, rest = Counter[str](), list[tuple[str, str]](), list[tuple[str, str]]()
    for pair in pairs:
        words = words_of(pair[0], names)
        wanted = any(need[word] < _EACH for word in words)
        (chosen if wanted else rest).append(pair)
        need.update(words if wanted else ())
    return chosen + rest[:_MORE]


def _places() -> tuple[set[str], set[str]]:
    """(small places of few letters; capitals and great cities, which only names that were given and wrong may take away)."""
    small, great = set[str](), set[str]()
    for arabic, _, kind, _, weight, *_ in rows("gazetteer_places.tsv.xz"):
        key = fold(arabic)
        if kind in {"country", "capital"} or int(weight) > _GREAT:
            great.add(key)
        elif len(key.removeprefix("ال")) <= _SHORT and int(weight) < _SMALL:
            small.add(key)
    return small - great, great


def _words(names: Iterable[str]) -> Iterator[str]:
    """Those of the folded `names` that the dictionary has as a noun or an adjective, with or without article, and not as a name."""
    from rafiq.workbench import Workbench

    morphology = Workbench().morphology
    for name in names:
        first = next(iter(morphology.analyse(name)), None)
        if first is None or first.source == "backoff" or first.pos not in {"noun", "adjective"}:
            continue
        if all(part.kind == "stem" or part.pos == "article" for part in first.segments):
            yield name


def main() -> None:
    """The command line of this recipe."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    OUT.write_text(_HEAD, encoding="utf-8")
    countries = {fold(row[0]) for row in rows("gazetteer_places.tsv.xz") if row[2] == "country"}
    names = {key: english for key, english in places_and_names().items() if key not in countries}
    people = {fold(row[0]) for row in rows("gazetteer_units.tsv.xz")}
    stands, named = counted(_texts(data), names)
    doubtful = {key: english for key, english in names.items() if named[key] < stands[key] / 2 or stands[key] < 3}
    pairs = [pair for pair in _texts(data) if 4 <= len(pair[0].split()) <= 60]
    given, kept = passed(_chosen(pairs, doubtful))
    small, great = _places()
    words = set(_words(sorted(names.keys() - great - people)))
    listed = sorted(chosen(names, people | great, (given, kept, stands, named), small, words))
    OUT.write_text(_HEAD + "\n".join(listed) + "\n", encoding="utf-8")
    print(len(names), "words,", len(listed), "ordinary")


def chosen(names: Names, spared: set[str], counts: tuple[Counter[str], ...], small: set[str], words: set[str]) -> Iterator[str]:
    """The words of `names` that are ordinary; those that are `spared` only where they were given and wrong."""
    given, kept, stands, named = counts
    for key in names:
        if key in spared and given[key] < 2:
            continue
        if is_ordinary(given[key], kept[key], stands[key], named[key], small=key in small, word=key in words):
            yield key


if __name__ == "__main__":
    main()
