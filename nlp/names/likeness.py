"""Whether two spellings are one name: «عبد الناصر» is Abdel Nasser, Abd al-Nasir, Abdul-Nasser.

>>> sound("Mohammed") == sound("Muhammad"), name_is_in("Iraq", "Iraqi forces advanced.")
(True, True)
"""

from __future__ import annotations

import re

from nlp.text.english import stop_words
from nlp.text.normalize import fold

__all__ = ["name_is_in", "place_of", "sound"]


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


def name_is_in(name: str, english: str) -> bool:
    """Whether any telling word of `name` is in the English: as it is, made into another (Iraqi), or spelt otherwise."""
    words = re.findall(r"[^\W\d_]+", english)
    have = {fold(word) for word in words}
    sounds = {sound(word) for word in words if word[:1].isupper()}
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    small = stop_words("in names")
    telling = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in small and len(word) > 1] or [name]
    for word in telling:
        key = fold(word)
        if key in have or any(
            len(key) > 3 and (other.startswith(key[:4]) or key.startswith(other)) and len(other) > 3 for other in have
        ):
            return True
        skeleton = sound(word)
        if len(skeleton) > 1 and (
            skeleton in sounds
            or any(len(s) > 2 and len(skeleton) > 2 and (s.startswith(skeleton) or skeleton.startswith(s)) for s in sounds)
        ):
            return True
    return len(initials) > 1 and initials in words


def place_of(name: str, english: str, after: int = 0) -> int:
    """Where `english` has `name`, letter for letter and as whole words, from `after` on; -1 where it has not.

    >>> place_of("Iran", "Iranians left Iran"), place_of("Iran", "Iranians left")
    (14, -1)
    """
    match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(english, after)
    return match.start() if match else -1
