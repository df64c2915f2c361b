"""Every sentence that a reader sees about a doubt, in one place: for a second language of the page, this table is translated.

What stands in braces is filled in from the two texts. A sentence says what may be wrong, never how likely.

>>> tell("number lost", arabic="15").message
'The number «15» of the Arabic is not in the English.'
"""

from __future__ import annotations

from typing import Final

from nlp.document import Mark, MarkKind

__all__ = ["MESSAGES", "tell"]

MESSAGES: Final[dict[str, tuple[MarkKind, str]]] = {
    "number lost": ("number", "The number «{arabic}» of the Arabic is not in the English."),
    "number added": ("number", "The number “{english}” of the English is not in the Arabic."),
    "number differs": ("number", "The Arabic says «{arabic}» where the English says “{english}”: check this number."),
    "date lost": ("date", "The month or day «{arabic}» of the Arabic is not in the English."),
    "date added": ("date", "The month or day “{english}” of the English is not in the Arabic."),
    "date differs": ("date", "The Arabic says «{arabic}» where the English says “{english}”: check this month or day."),
    "negation lost": ("negation", "The Arabic denies something («{arabic}») and the English does not."),
    "negation added": ("negation", "The English denies something (“{english}”) and the Arabic does not."),
    "name lost": ("name", "The name «{arabic}» ({name}) does not seem to be in the English."),
    "place unfounded": ("name", "The English says “{english}”, which nothing in the Arabic names."),
    "word invented": ("word", "“{english}” is no English word: the engine put it together."),
    "word invented for": (
        "word",
        "“{english}” is no English word: the engine put it together for «{arabic}»; see the gloss of the Arabic.",
    ),
    "omission": ("omission", "Nothing in the English seems to say «{arabic}»."),
    "literal lost": ("omission", "«{arabic}» of the Arabic is not in the English, where it should stand as it is."),
    "omission of": ("omission", "Nothing in the English seems to say «{arabic}» ({meaning})."),
    "roles": ("roles", "In the Arabic «{doer}» does what «{verb}» says: the English seems to turn round who does it to whom."),
    "roles of": ("roles", "The English seems to turn round who does to whom what «{verb}» says."),
    "opposite": ("opposite", "The Arabic says «{arabic}» ({meaning}) and the English the opposite: “{english}”."),
    "empty": ("empty", "The engine gave no English for this sentence."),
    "failed": ("empty", "This sentence could not be translated: {reason}"),
    "empty in part": ("empty", "The engine gave no English for a part of this sentence."),
    "unfinished": ("cut", "The engine did not come to an end here, so the English may be cut off or made up towards the end."),
    "ends open": ("cut", "The English stops at “{english}”: it seems to be cut off."),
    "repetition": ("repetition", "“{english}” is said again in the English and not in the Arabic."),
    "copied": ("copied", "The engine copied the Arabic in place of translating it."),
    "copied in part": ("untranslated", "«{english}» was left in Arabic."),
    "too short": ("length", "The English is much shorter than the Arabic: something may be missing."),
    "too long": ("length", "The English is much longer than the Arabic: something may have been added."),
    "unlike": ("similarity", "The English and the Arabic seem to speak of different things."),
    "unsure sentence": (
        "unsure",
        "The engine was unsure of this whole sentence: take it as a rough guess and check it by the glosses.",
    ),
    "may mislead": (
        "unsure",
        "The engine was unsure of several things here; such sentences mislead more often than not. Check it by the glosses.",
    ),
    "may mislead, unfounded": (
        "unsure",
        "The engine was unsure of words that are not the dictionary's; such sentences mislead more often than not.",
    ),
    "may mislead, long": (
        "unsure",
        "A long sentence with several verbs: in this engine's English such mislead more often than not. Check who does what.",
    ),
    "unsure word": ("unsure", "The engine guessed at “{english}”."),
    "unsure word for": ("unsure", "The engine guessed at “{english}” for «{arabic}»: see the gloss of the Arabic."),
    "several lines": (
        "length",
        "The server answered with more than a translation here; only its first line is shown, so check it against the Arabic.",
    ),
}
"""Key → (kind of the mark, its sentence)."""


def tell(key: str, *, start: int = -1, end: int = -1, english_start: int = -1, english_end: int = -1, **words: str) -> Mark:
    """The mark that says `key` of `MESSAGES` with `words` in it, over the given spans."""
    kind, sentence = MESSAGES[key]
    return Mark(kind, sentence.format(**words), start, end, english_start, english_end)
