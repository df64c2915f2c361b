"""Takes rows out of the tables of people whose Latin says more than their Arabic: `python -m models.recipes.tables.mismatched`.

Wikidata's label of a person is often longer than the Arabic that a text has (حسن الظاهري, "Hassan Khalifa al-Dhaheri") or another
name altogether: a reader would see a name that the article does not say. A row goes where a Latin word sounds like no word of the
Arabic; the name is then spelt word by word. Rewrites `nlp/data/gazetteer_people.tsv.xz` and `gazetteer_units.tsv.xz`.

>>> unheard("حسن الظاهري", "Hassan Khalifa al-Dhaheri"), unheard("جمال الجلاوي", "Jamal Al-Jalwai"), unheard("واسقي", "Vasseghi")
(['Khalifa'], [], [])
>>> unsaid("راشد الخضر", "Rashed Khaled Al-Khadher"), unsaid("محمدرضا صدر", "Mohammad Reza Sadr")
(['Khaled'], [])
"""

from __future__ import annotations

import difflib
import itertools
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nlp.names.spelling.likeness import plain
from nlp.text.normalize import fold

DATA: Final = Path(__file__).resolve().parents[3] / "nlp" / "data"
_PEOPLE: Final = "gazetteer_people.tsv.xz"
_CLASSES: Final = {
    "b": "بپ", "t": "تثطٹ", "k": "جخغقكگڨک", "d": "دذضظڈ", "r": "رڑ", "s": "زسشصچژځ", "f": "فڤ", "l": "ل", "m": "م", "n": "ن",
}  # fmt: skip
_CLASS: Final = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_LATIN: Final = (
    ("dj", "k"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "k"),
    ("dh", "d"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("w", ""), ("p", "b"), ("j", "k"), ("g", "k"), ("zh", "s"),
)  # fmt: skip
_EITHER: Final = (("ch", "sk"), ("z", "sd"), ("v", ("f", "")), ("c", "ks"))  # letters with two sounds in Arab names
_SMALL: Final = frozenset(
    "a abd abdel abdul abou abu ad ait al allah ben bin bint de din du e eddine el i ibn la le mohammed ould ud ul ullah ur van "
    "von".split()
)
_ALIKE: Final = 0.5
_ARABIC_SMALL: Final = frozenset("بن ابن بنت ال ابو ام ابي عبد".split())
_MUHAMMADS: Final = frozenset({"mohammed"})
_JOINTS: Final = frozenset("aboul abol abul abdus abdur bani bim bel bnou iben khan mint mir pasha sayyed syed seyyed".split())
_TWO: Final = 7  # letters of an Arabic word that may be two Latin ones


def _once(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _of_arabic(word: str) -> str:
    return _once("".join(_CLASS.get(letter, "") for letter in word))


def _of_latin(word: str) -> Iterator[str]:
    """The consonants that a Latin word may have, by how its doubtful letters sound."""
    for letters, sound in _LATIN:
        word = word.replace(letters, sound)
    for sounds in itertools.product(*(each for _, each in _EITHER)):
        heard = word
        for (letters, _), sound in zip(_EITHER, sounds, strict=True):
            heard = heard.replace(letters, sound)
        heard = _once(re.sub("[aeiouyh]", "", heard))
        yield from {heard, heard.removeprefix("l")}


def unheard(arabic: str, latin: str) -> list[str]:
    """The words of a Latin name that sound like no word of the Arabic, nor like two together; particles are not asked for."""
    words = [_of_arabic(word) for word in fold(arabic).split()]
    words += [one + other for one, other in itertools.pairwise(words)]
    words += [word.removeprefix("l") for word in words]
    missing = []
    for word in re.split(r"[\s-]+", latin):
        key = re.sub("[^a-z]", "", plain(word).replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("ß", "ss"))
        sounds = set() if key in _SMALL else set(_of_latin(key))
        if any(len(sound) > 1 for sound in sounds) and not any(_like(sound, word) for sound in sounds for word in words):
            missing.append(word)
    return missing


def unsaid(arabic: str, latin: str) -> list[str]:
    """The words of a Latin name that has more of them than the Arabic and for which no word is left there, each standing for one
    (a long one for two: «محمدرضا»)."""
    words = [word for word in fold(arabic).split() if word not in _ARABIC_SMALL]
    left = [1 + (len(word) >= _TWO) for word in words]
    asked: list[tuple[str, list[str]]] = []
    for word in re.split(r"[\s-]+", latin):
        key = re.sub("[^a-z]", "", plain(word))
        sounds = [] if key in _SMALL - _MUHAMMADS or key in _JOINTS else [sound for sound in _of_latin(key) if len(sound) > 1]
        if sounds:
            asked.append((word, sounds))
    if len(asked) <= len(words):
        return []
    heard = [(_of_arabic(word), at) for at, word in enumerate(words)]
    pairs = sorted(
        (
            (max(_ratio(sound, part) for sound in sounds for part in (word, word.removeprefix("l"))), place, at)
            for place, (_, sounds) in enumerate(asked)
            for word, at in heard
        ),
        reverse=True,
    )
    met: set[int] = set()
    for ratio, place, at in pairs:
        if ratio >= _ALIKE and place not in met and left[at]:
            met.add(place)
            left[at] -= 1
    return [word for place, (word, _) in enumerate(asked) if place not in met]


def alike(arabic: str, latin: str) -> bool:
    """Whether one folded word and one Latin key may be the same name: by half of their consonants, of which the Latin lacks one at
    most.

    >>> alike("قيروف", "kadyrov"), alike("قيروف", "abdulhalim"), alike("دينصور", "sour")
    (True, False, False)
    """
    word = _of_arabic(arabic)
    return not word or any(_like(sound, word) and len(sound) >= len(word) - 1 for sound in _of_latin(latin))


def _like(one: str, other: str) -> bool:
    return _ratio(one, other) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def main() -> None:
    for name in (_PEOPLE, "gazetteer_units.tsv.xz"):
        with lzma.open(DATA / name, "rt", encoding="utf-8") as file:
            lines = file.readlines()
        named = ((line, *line.split("\t")[:2]) for line in lines if not line.startswith("#"))
        wrong = {line for line, *row in named if unheard(*row) or (" " in row[0] and name == _PEOPLE and unsaid(*row))}
        kept = [line for line in lines if line not in wrong]
        with lzma.open(DATA / name, "wt", encoding="utf-8", preset=9) as file:
            file.writelines(kept)
        print(f"{name}: {len(lines)} rows, {len(lines) - len(kept)} taken out")


if __name__ == "__main__":
    main()
