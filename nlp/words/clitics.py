"""A written word taken apart into clitics and stem, each with its English: و|ب|ال|كتاب|هم.

The letters are always those of the word as written, diacritics and tatweel staying with the letter they follow: the segments joined
give the word back. Where the spelling hides a clitic (للغة = ل + ال + لغة) the letters are shared out and the gloss says both.
Leaves out: finding the clitics; an analysis of camel-tools names them.

>>> analysis = {"prc2": "wa_conj", "prc1": "bi_prep", "enc0": "3mp_poss"}
>>> [(part.text, part.gloss) for part in segment("وبكتابهم", analysis, "noun", ("book",))]
[('و', 'and'), ('ب', 'with; by; in'), ('كتاب', 'book'), ('هم', 'their')]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from nlp.document import CliticSegment
from nlp.text.normalize import ARABIC_MARKS, fold
from nlp.text.tables import rows

__all__ = ["letters", "segment"]

_PERSONS: Final[dict[str, tuple[tuple[str, ...], str, str, str]]] = {  # letters, after a noun, after a verb, after a particle
    "1s": (("ني", "ي"), "my", "me", "me"),
    "1p": (("نا",), "our", "us", "us"),
    "2ms": (("ك",), "your", "you", "you"),
    "2fs": (("ك",), "your", "you", "you"),
    "2d": (("كما",), "your (of two)", "you (two)", "you (two)"),
    "2mp": (("كم", "كمو"), "your", "you", "you"),
    "2fp": (("كن",), "your", "you", "you"),
    "3ms": (("ه",), "his; its", "him; it", "him; it"),
    "3fs": (("ها",), "her; its; their", "her; it; them", "her; it; them"),
    "3d": (("هما",), "their (of two)", "them (two)", "them (two)"),
    "3mp": (("هم",), "their", "them", "them"),
    "3fp": (("هن",), "their", "them", "them"),
}
_SUBJECTS: Final = {
    "1s": "I",
    "1p": "we",
    "3ms": "he; it",
    "3fs": "she; it; they",
    "3d": "they (two)",
    "3mp": "they",
    "3fp": "they",
}
_OTHER_ENCLITICS: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "mA_rel": (("ما", "م"), "relative pronoun", "what"),
    "mA_sub": (("ما",), "particle", "that"),
    "ma_sub": (("ما",), "particle", "that"),
    "ma_rel": (("م", "ما"), "relative pronoun", "what"),
    "mA_interrog": (("ما", "م"), "question word", "what?"),
    "ma_interrog": (("م", "ما"), "question word", "what?"),
    "man_rel": (("من", "ن"), "relative pronoun", "whom"),
    "man_interrog": (("من", "ن"), "question word", "whom?"),
    "lA_neg": (("لا",), "negation", "not"),
    "Ah_voc": (("اه",), "particle", "oh!"),
}
# What a preposition means by itself, where the database glosses it together with its pronoun.
_PREPOSITIONS: Final = {
    "ل": "to; for",
    "ب": "with; by; in",
    "ك": "like; as",
    "عن": "about; from",
    "من": "from; of",
    "في": "in",
    "على": "on",
    "الى": "to",
    "إلى": "to",
    "مع": "with",
    "لدى": "with; at",
    "بين": "between",
}
_UNIT = re.compile(rf".[{ARABIC_MARKS}ـ\u200c\u200d]*", re.DOTALL)
_LEADING = re.compile(rf"^[{ARABIC_MARKS}ـ\u200c\u200d]+")


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[str, str, str]]:
    """camel-tools' value of a proclitic → (letters as written, part of speech, English)."""
    return {value: (letters, pos, english) for value, letters, pos, english in rows("words_proclitics.tsv", columns=4)}


def letters(word: str) -> list[str]:
    """`word` as letters, each with the marks and tatweel that follow it; what precedes the first letter goes with it."""
    lead = _LEADING.match(word)
    units = _UNIT.findall(word[lead.end() :] if lead else word)
    if lead and units:
        units[0] = lead.group() + units[0]
    return units or ([word] if word else [])


def segment(
    word: str, analysis: Mapping[str, object], pos: str, glosses: tuple[str, ...], lemma: str = ""
) -> tuple[CliticSegment, ...]:
    """The segments of `word` (as written) for a camel-tools `analysis`; `pos` and `glosses` are those of its stem.

    Always at least the stem, never an empty segment, and the texts joined equal `word`.
    """
    units = letters(word)
    keys = [fold(unit) or unit for unit in units]
    before, start = _proclitics(units, keys, analysis)
    gloss = "; ".join(glosses[:2])
    after, end = _enclitic(units, keys, start, analysis, pos)
    if after and pos in {"preposition", "relative pronoun"}:
        gloss = _PREPOSITIONS.get(fold(lemma)) or _PREPOSITIONS.get(lemma, gloss)
    stem = CliticSegment("".join(units[start:end]), "stem", pos, gloss)
    return (*before, stem, *after)


def _proclitics(units: list[str], keys: list[str], analysis: Mapping[str, object]) -> tuple[list[CliticSegment], int]:
    segments: list[CliticSegment] = []
    at = 0
    for feature in ("prc3", "prc2", "prc1", "prc0"):
        known = _written().get(str(analysis.get(feature, "0")))
        if known is None:
            continue
        written, pos, gloss = known
        width = len(written)
        if "".join(keys[at : at + width]) != fold(written):
            if written != "ال" or not segments:
                break  # spelled as part of the word: what is left is the stem
            if keys[at : at + 1] == ["ل"] and len(keys) > at + 1 and not _lam_is_stem(keys[at:], analysis):
                width = 1  # للكتاب: the article's alef is not written
            else:
                last = segments[-1]  # للغة: nothing of the article is written
                segments[-1] = CliticSegment(last.text, last.kind, f"{last.pos} + article", f"{last.gloss} … the")
                continue
        if at + width >= len(units):
            break
        segments.append(CliticSegment("".join(units[at : at + width]), "proclitic", pos, gloss))
        at += width
    return segments, at


def _lam_is_stem(rest: list[str], analysis: Mapping[str, object]) -> bool:
    """Whether the ل that follows is the stem's own: the stem begins with ل and only one is left."""
    stem = fold(str(analysis.get("stem", "")))
    return stem.startswith("ل") and rest[1:2] != ["ل"]


def _enclitic(
    units: list[str], keys: list[str], start: int, analysis: Mapping[str, object], pos: str
) -> tuple[tuple[CliticSegment, ...], int]:
    end = len(units)
    value = str(analysis.get("enc0", "0"))
    if value in _OTHER_ENCLITICS:
        choices, kind, gloss = _OTHER_ENCLITICS[value]
    else:
        person, _, role = value.partition("_")
        if person not in _PERSONS or not role:
            return (), end
        choices, possessive, direct, other = _PERSONS[person]
        kind = "pronoun"
        gloss = {"poss": possessive, "dobj": direct}.get(role, other)
        if role == "pron" and pos in {"conjunction", "particle"}:
            gloss = _SUBJECTS.get(person, "you")  # إنه: "that he"
    for written in choices:
        width = len(fold(written))
        if end - width > start and "".join(keys[end - width : end]) == fold(written) and units[-1][0] != "ة":
            return (CliticSegment("".join(units[end - width :]), "enclitic", kind, gloss),), end - width
    return (), end
