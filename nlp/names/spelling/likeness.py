"""Whether two spellings are one name: «عبد الناصر» is Abdel Nasser, Abd al-Nasir, Abdul-Nasser.

>>> sound("Mohammed") == sound("Muhammad"), name_is_in("Iraq", "Iraqi forces advanced.")
(True, True)
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Set
from typing import Final

from nlp.text.english import stop_words
from nlp.text.normalize import fold

__all__ = ["heard_alike", "likeness", "name_is_in", "place_of", "plain", "skeleton", "sound"]

_SAME_SOUND: Final = str.maketrans({"غ": "ج", "ق": "ج", "گ": "ج", "ڨ": "ج", "پ": "ب", "ڤ": "ف", "چ": "ش", "ط": "ت", "ص": "س"})
_BONES: Final = {**_SAME_SOUND, **dict.fromkeys(map(ord, "اويءئؤ"))}
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def sound(word: str) -> str:
    """Consonants of a Latin word, doubled ones once: spellings of one Arabic name share them."""
    plain = re.sub(r"^al(?=[a-z]{4})|[^a-z]", "", word.lower())
    plain = (
        plain.replace("ph", "f")
        .replace("q", "k")
        .replace("ck", "k")
        .replace("c", "k")
        .replace("v", "f")
        .replace("z", "s")
        .replace("p", "b")
        .replace("j", "g")
    )
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouyhw]", "", plain))


def plain(word: str) -> str:
    """The letters of `word`, small and without their marks.

    >>> plain("Al-Ba’ath"), plain("Pelé")
    ('albaath', 'pele')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if c.isalpha())


def likeness(a: str, b: str) -> float:  # not rapidfuzz: of 6,621 pairs of names 20 change sides of `respelling._LIKE` by its ratio
    """How much of the letters of two spellings stands in one order in both, 0–1."""
    return difflib.SequenceMatcher(None, plain(a), plain(b), autojunk=False).ratio()


def name_is_in(name: str, english: str) -> bool:
    """Whether any telling word of `name` is in the English: as it is, in another (Iraqi), or spelt otherwise; or its initials.

    >>> name_is_in("United Nations", "The UN said so."), name_is_in("France", "The UN said so.")
    (True, False)
    >>> name_is_in("United Arab Emirates", "The first Arab country"), name_is_in("United Arab Emirates", "Emirati planes")
    (False, True)
    """
    words = _LETTERS.findall(english)
    own = _LETTERS.findall(name)
    initials = "".join(word[0] for word in own if word[0].isupper())
    if len(initials) > 1 and initials in words:
        return True
    small = stop_words("in names")
    long = [word for word in own if word.lower() not in small and len(word) > 1] or [name]
    telling = [word for word in long if word.lower() not in stop_words("shared by names")] or long
    written = {fold(word) for word in words}
    sounds = {sound(word) for word in words if word[:1].isupper()}
    return any(_is_written(fold(word), written) or _sounds(sound(word), sounds) for word in telling)


def _is_written(word: str, words: Set[str]) -> bool:
    """Whether a folded word, or one made from it, is among folded words.

    >>> _is_written("iraq", {"iraqi"}), _is_written("iran", {"iraqi"})
    (True, False)
    """
    return word in words or (len(word) > 3 and any(_begins_alike(word, other) for other in words))


def _begins_alike(word: str, other: str) -> bool:
    return len(other) > 3 and (other.startswith(word[:4]) or word.startswith(other))


def _sounds(skeleton: str, skeletons: Set[str]) -> bool:
    """Whether consonants, or the first of them, are among those of other words (`sound`).

    >>> _sounds("nsr", {"nsr"}), _sounds("nsr", {"nsrllh"}), _sounds("n", {"n"})
    (True, True, False)
    """
    if len(skeleton) < 2:
        return False
    longer = (other for other in skeletons if len(other) > 2 and len(skeleton) > 2)
    return skeleton in skeletons or any(other.startswith(skeleton) or skeleton.startswith(other) for other in longer)


def place_of(name: str, english: str, after: int = 0) -> int:
    """Where `english` has `name`, letter for letter and as whole words, from `after` on; -1 where it has not.

    >>> place_of("Iran", "Iranians left Iran"), place_of("Iran", "Iranians left")
    (14, -1)
    """
    match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(english, after)
    return match.start() if match else -1


def heard_alike(word: str) -> str:
    """A folded word with the letters made one that a foreign sound is written with either way.

    >>> heard_alike("غوغل") == heard_alike("جوجل")
    True
    """
    return word.translate(_SAME_SOUND)


def skeleton(word: str) -> str:
    """The consonants of a folded word, letters that foreign names are written with either way made one: «غوغل» and «جوجل» agree."""
    return word.translate(_BONES)
