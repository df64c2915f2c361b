"""Names put into a sentence in English before it is translated, the same way at training and at serving.

The Arabic letters of the name are replaced by the plain Latin name and nothing else: no tags. Letters of the same word that stay
before or after it (clitics) are set apart by one space: «ومايكروسوفت» → «و Microsoft». The model learns to copy what is Latin.

A hint (`nlp.engine_input.hints`) stands behind its word after a mark and a space, and replaces nothing: «مسيرات» → «مسيرات
^drones».

>>> insert_names(SourceSentence("قالت مايكروسوفت اليوم", (Name(5, 15, "Microsoft"),))).text
'قالت Microsoft اليوم'
>>> insert_names(SourceSentence("هاجمت مسيرات اليوم", (), (Hint(6, 12, "drones"),))).text
'هاجمت مسيرات ^drones اليوم'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.protocols import Hint, Name, SourceSentence
from nlp.text.normalize import has_arabic

__all__ = ["HINT_MARK", "Passed", "hidden", "insert_names", "without_hints"]

_MAX_NAME = 80
_HIDDEN: Final = "\ue000"
HINT_MARK: Final = "^"
"""Opens a hint in the text a network reads; the hint ends where the next Arabic word or mark begins."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence with names put in. `origin[i]` is the span of the original text that character `i` comes from.

    `names` are those put in, with offsets into the new `text`; `original` holds, for each, its span in the original text.
    """

    text: str
    origin: tuple[tuple[int, int], ...]
    names: tuple[Name, ...] = ()
    original: tuple[tuple[int, int], ...] = ()

    def without(self, others: Sequence[Name]) -> Passed:
        """The same, with `others` no longer counted among the names, though they stand in the text."""
        spans = {(other.start, other.end) for other in others}
        kept = [at for at, span in enumerate(self.original) if span not in spans]
        return replace(self, names=tuple(self.names[at] for at in kept), original=tuple(self.original[at] for at in kept))


def insert_names(sentence: SourceSentence) -> Passed:
    """The sentence with each usable name in English, and each usable hint behind its word.

    Names out of range, overlapping, empty or not Latin are left as they are. No hint is given within a name, before Latin text (it
    would run into it), or in a sentence that has the hint's mark itself.
    """
    text = sentence.text
    out: list[str] = []
    origin: list[tuple[int, int]] = []
    names: list[Name] = []
    original: list[tuple[int, int]] = []

    def put(piece: str, start: int, end: int, *, whole: bool = False) -> None:
        out.append(piece)
        origin.extend([(start, end)] * len(piece) if whole else [(start + i, start + i + 1) for i in range(len(piece))])

    done = 0
    given: list[Name | Hint] = [*sentence.names, *(sentence.hints if HINT_MARK not in text else ())]
    for name in sorted(given, key=lambda n: (n.start, -n.end)):
        english = " ".join(name.english.split())
        if not (done <= name.start < name.end <= len(text)) or not _usable(english):
            continue
        if isinstance(name, Hint):
            if not _latin_follows(text, name.end, sentence.names):
                put(text[done : name.end], done, name.end)
                put(f" {HINT_MARK}{english}", name.start, name.end, whole=True)
                done = name.end
            continue
        put(text[done : name.start], done, name.start)
        if origin and not out[-1][-1:].isspace() and _letter(text, name.start - 1):
            put(" ", name.start, name.start, whole=True)
        names.append(Name(len(origin), len(origin) + len(english), english))
        original.append((name.start, name.end))
        put(english, name.start, name.end, whole=True)
        if _letter(text, name.end):
            put(" ", name.end, name.end, whole=True)
        done = name.end
    put(text[done:], done, len(text))
    return Passed("".join(out), tuple(origin), tuple(names), tuple(original))


def _usable(english: str) -> bool:
    return 0 < len(english) <= _MAX_NAME and any(c.isascii() and c.isalpha() for c in english) and not has_arabic(english)


_HINT: Final = re.compile(rf" \{HINT_MARK}[A-Za-z](?:[A-Za-z' -]*[A-Za-z])?")


def hidden(text: str) -> str:
    """A text for a network with its hints as a run of one private letter: as long, and one word with what they explain."""
    return _HINT.sub(lambda hint: _HIDDEN * len(hint.group()), text)


def without_hints(text: str) -> str:
    """A text for a network, or what `hidden` made of it, without its hints."""
    return _HINT.sub("", text).replace(_HIDDEN, "")


def _latin_follows(text: str, at: int, names: tuple[Name, ...]) -> bool:
    """Whether the next word after `at` is Latin or will be: then the end of a hint could not be told."""
    while at < len(text) and text[at].isspace():
        at += 1
    return (at < len(text) and text[at].isascii() and text[at].isalpha()) or any(name.start <= at < name.end for name in names)


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
