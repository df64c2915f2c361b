"""More from the same pairs: names passed through as Latin text, other names in place, joined sentences, small noise; and word
lists.

Every function takes the `random.Random` it draws from, so a seed gives the same data again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from models.recipes.corpora.lines import Pair
from models.recipes.corpora.names import Found
from nlp.text.normalize import for_model, strip_diacritics

__all__ = ["joined", "lexicon", "listed", "noisy", "other_names", "passed_through"]

# Stem categories of the database whose stem is a word as written, is one with ta marbuta, or takes «سي» and is one.
_WHOLE: Final = frozenset({"N", "Nall", "N-ap", "N/ap", "N/At", "Ndip", "N0", "N0_Nh", "Ndu", "NduAt"})
_WITH_TA: Final = frozenset({"Nap", "NapAt", "Napdu"})
_IMPERFECT: Final = frozenset({"IV", "IV_yu", "IV_intr"})
_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _with_names(pair: Pair, names: Sequence[tuple[Found, str, str]]) -> tuple[str, str]:
    """The pair with each (found, Arabic put in place, English put in place)."""
    arabic, english = pair.arabic, pair.english
    for name_at, text, _ in sorted(names, key=lambda n: -n[0].start):
        arabic = arabic[: name_at.start] + text + arabic[name_at.end :]
    for name_at, _, name in sorted(names, key=lambda n: -n[0].english_start):
        english = english[: name_at.english_start] + name + english[name_at.english_end :]
    return arabic, english


def passed_through(pair: Pair, placed: Sequence[Found], pool: Sequence[str], draw: random.Random) -> Pair:
    """Some Arabic names of the pair written in Latin letters, as serving inserts the names it has decided on.

    A clitic before the name stays, with a space: «وبالقاهرة» → «وب Cairo». Half of the names are another name on both sides, so
    that the model learns to copy what stands there and not to remember whom the sentence is about.
    """
    chosen = [f for f in placed if draw.random() < 0.75] or [draw.choice(list(placed))]
    names = []
    for f in chosen:
        same = [n for n in pool if n.count(" ") == f.english.count(" ")] if draw.random() < 0.5 else []
        english = draw.choice(same) if same else f.english
        clitic = f.start > 0 and not pair.arabic[f.start - 1].isspace() and pair.arabic[f.start - 1].isalpha()
        names.append((f, " " + english if clitic else english, english))
    arabic, english = _with_names(pair, names)
    return replace(pair, arabic=arabic, english=english)


def other_names(pair: Pair, placed: Sequence[Found], people: Sequence[tuple[str, str]], draw: random.Random) -> Pair:
    """The people of the pair (names of two or more words) as other people, in Arabic and in English: rare names in real
    sentences."""
    names = []
    for f in placed:
        if " " in f.english:
            arabic, english = draw.choice(people)
            names.append((f, arabic, english))
    arabic, english = _with_names(pair, names)
    return replace(pair, arabic=arabic, english=english)


def joined(first: Pair, second: Pair) -> Pair:
    """Two adjacent sentences as one longer input."""
    return replace(first, arabic=f"{first.arabic} {second.arabic}", english=f"{first.english} {second.english}")


def noisy(pair: Pair, draw: random.Random) -> Pair:
    """One slip that real articles have, on the Arabic side: other digits, quotation marks, comma, hamza, no final stop."""
    arabic, english = pair.arabic, pair.english
    match draw.randrange(5):
        case 0:
            arabic = arabic.translate(_ARABIC_DIGITS)
        case 1:
            arabic = re.sub(r'"([^"]*)"', r"«\1»", arabic) if '"' in arabic else re.sub(r"«([^»]*)»", r'"\1"', arabic)
        case 2:
            arabic = arabic.replace("،", ",") if "،" in arabic else arabic.replace(",", "،")
        case 3:
            arabic = arabic.translate(str.maketrans("أإآ", "ااا"))
        case _:
            arabic, english = arabic.rstrip(" ."), english.rstrip(" .")
    return replace(pair, arabic=arabic, english=english)


def listed(entries: Sequence[tuple[str, str]], source: str, weight: float, draw: random.Random, *, size: int = 5) -> Iterator[Pair]:
    """Single entries shuffled into lists of `size`: «أ، ب، ج» → "a, b, c". As long as a sentence, and each word has one partner."""
    order = list(entries)
    draw.shuffle(order)
    for at in range(0, len(order), size):
        group = order[at : at + size]
        yield Pair("، ".join(a for a, _ in group), ", ".join(e for _, e in group), source, weight)


def lexicon(database: Path, draw: random.Random, *, rarest: float = -6.5) -> list[tuple[str, str]]:
    """(inflected Arabic word, English) from a morphology database in the almor format: nouns and adjectives bare or with the
    article, imperfect verbs with «سي» ("will …"). `rarest`: log10 frequency of the lemma below which a word is left out.
    """
    entries: dict[str, tuple[float, str]] = {}
    section = ""
    with database.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("###"):
                section = line.strip()
            elif section == "###STEMS###":
                entry = _entry(line, draw)
                if entry and entry[2] >= rarest and entry[2] > entries.get(entry[0], (-99.0, ""))[0]:
                    entries[entry[0]] = entry[2], entry[1]
    return [(arabic, english) for arabic, (_, english) in entries.items()]


def _entry(line: str, draw: random.Random) -> tuple[str, str, float] | None:  # noqa: PLR0911 - one a kind of word
    """(Arabic, English, log10 frequency) of one stem line, or None where its English would be a guess."""
    cells = line.rstrip("\n").split("\t")
    if len(cells) < 3:
        return None
    features = dict(f.split(":", 1) for f in cells[2].split(" ") if ":" in f)
    gloss = features.get("gloss", "").split(";")[0].replace("_", " ").strip()
    if not re.fullmatch(r"[A-Za-z][A-Za-z' -]{1,30}", gloss) or features.get("lex_freq", "-99") == "-99":
        return None
    word = for_model(strip_diacritics(features.get("diac", ""))).replace("ٱ", "ا")
    category, pos = cells[1], features.get("pos", "")
    frequency = float(features.get("pos_lex_freq", "-99"))
    if pos == "verb" and category in _IMPERFECT and features.get("vox") == "a":
        return f"سي{word}", f"will {gloss}", frequency
    if pos in {"noun", "adj"} and category in _WHOLE | _WITH_TA and len(word) > 2:
        word += "ة" if category in _WITH_TA else ""
        if draw.random() < 0.5 and not word.startswith("ال"):
            return f"ال{word}", f"the {gloss}" if pos == "noun" else gloss, frequency
        return word, gloss, frequency
    if pos == "noun_prop" and gloss[:1].isupper() and len(word) > 2:
        return word, gloss, frequency
    return None
