"""Two engines on one sentence, side by side, with their differences marked word by word: data for the page, which shows them.

>>> [(p.kind, p.left, p.right) for p in differences("He said no.", "He said yes.")]
[('same', 'He said ', 'He said '), ('changed', 'no', 'yes'), ('same', '.', '.')]
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from nlp.protocols import SourceSentence, Translation, Translator

__all__ = ["Opinion", "Part", "differences", "second_opinion"]

_PIECES = re.compile(r"\w+(?:['’.,-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch where the two agree or not. Joined in order, `left` and `right` give the two texts."""

    kind: Literal["same", "changed", "left only", "right only"]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """Both translations, who wrote them, and where they part."""

    left_engine: str
    right_engine: str
    left: Translation
    right: Translation
    parts: tuple[Part, ...]


def differences(left: str, right: str) -> tuple[Part, ...]:
    """The two texts in parts, by words, spaces and marks; capitals count as a difference."""
    a, b = _PIECES.findall(left), _PIECES.findall(right)
    kinds: dict[str, Literal["same", "changed", "left only", "right only"]] = {
        "equal": "same",
        "replace": "changed",
        "delete": "left only",
        "insert": "right only",
    }
    codes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return tuple(Part(kinds[tag], "".join(a[i:j]), "".join(b[k:m])) for tag, i, j, k, m in codes)


def second_opinion(sentence: SourceSentence, left: Translator, right: Translator) -> Opinion:
    """Translates one sentence with both engines. Errors of either engine are raised."""
    one = next(iter(left.translate([sentence])))[1]
    two = next(iter(right.translate([sentence])))[1]
    return Opinion(left.name, right.name, one, two, differences(one.english, two.english))
