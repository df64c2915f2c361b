"""The database's English made readable: codes dropped, alternatives split, verbs as "to …", plurals as plurals.

>>> clean("write;make_write", "verb")
('to write', 'to make write')
>>> clean("to;for_+_me_(I_have)", "preposition")
('to me', 'for me')
>>> clean("engineer+[masc.pl.]", "noun", plural=True)
('engineers',)

It never adds a meaning. Plurals are by rule and by `data/english_plurals.txt`; the package inflect was tried for them (28 November
2026): of the 24,812 noun glosses of the database 7,439 came out otherwise, most of them plurals made plural again ("trailss") or
with the ending behind a remark ("iris (eye)s").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp.text.tables import rows, sections

__all__ = ["clean", "passive", "pluralise"]

_CODE = re.compile(r"\+?\[[^\]]*\]|\+?<[^>]*>|\(Arabic_letter\)|NO_ANALYSIS")
_ASIDE = re.compile(r"_?\([^()]*\)")
_ALL_ASIDE = re.compile(r"\([^()]*\)")
_SPLIT = re.compile(r"[;/](?![^()]*\))")
_ABBREVIATED = {"(Leb.)": "(Lebanon)", "(Egy.)": "(Egypt)", "(zool.)": "(zoology)"}
_MORE: Final = re.compile(r"\bmore[/;]most_([^;/]+)")
_TO_BE: Final = frozenset({"was", "were", "is", "are", "am", "be", "not be"})
# A verb's gloss that is already a form of its own and takes no "to".
_NOT_INFINITIVE: Final = re.compile(
    r"(?:was|were|is|are|am|not|isn't|aren't|would|may|might|can|must|should|let|has|have been|no longer)\b"
)
_NO_PASSIVE: Final = frozenset(
    "be die pass expire perish faint go come fall appear seem become happen occur exist arrive remain rise depart".split()
)
_UNCHANGED: Final = frozenset("cast cut hit hurt let put read rid set shed shut split spread thrust upset".split())
_DOUBLED: Final = frozenset(
    "admit commit compel control equip expel impel occur omit permit prefer refer regret submit transfer".split()
)
_PLURALS: Final = "english_plurals.txt"
_UNCOUNTABLE = re.compile(r"(?:ness|ity|ism)$")
_PLURAL_ENDING = re.compile(
    r"(?:men|women|people|children|feet|teeth|media|data|criteria|phenomena|ies|[^s]ses|[^aius']s|\w[edlnstmr]as|mankind)$"
)
# Adjectives and participles that stand for a noun: "dead", "required", "available" take no ending.
_NO_NOUN: Final = re.compile(r"(?:[^e]ed|dead|rich|poor|able|ible|ous)$")
_NOUNS_IN_ED: Final = frozenset({"bed", "shed", "sled", "hundred", "table", "cable", "vegetable", "bible", "fable", "variable"})


def clean(raw: str, pos: str, *, plural: bool = False) -> tuple[str, ...]:
    """The meanings in `raw` (a database gloss of a stem), best first, distinct. `pos` is in people's words ("verb").

    `plural`: the word's own ending makes it a plural or a dual that the gloss may not show.
    """
    for short, full in _ABBREVIATED.items():
        raw = raw.replace(short, full)
    raw = _CODE.sub("", raw)
    if _ALL_ASIDE.fullmatch(raw):
        raw = raw[1:-1]
    meanings: dict[str, None] = {}
    for meaning in _expand(raw):
        text = " ".join(meaning.replace("_", " ").split()).strip(" +,;")
        if not text:
            continue
        if pos == "verb":
            text = _infinitive(text)
        elif plural and pos == "noun":
            text = pluralise(text)
        meanings.setdefault(text)
    lowered: dict[str, str] = {}
    for text in meanings:
        lowered.setdefault(text.lower(), text)
    return tuple(lowered.values())


def _expand(raw: str) -> list[str]:
    """Alternatives of `raw`; "to;for_+_me" means "to me" and "for me", "more/most_famous" says "famous" twice."""
    raw = _MORE.sub(r"more_\1;most_\1", raw)
    if "_+_" not in raw:
        return _SPLIT.split(raw)
    done = [""]
    for part in _ASIDE.sub("", raw).split("_+_"):
        done = [f"{head} {tail}".strip() for head in done for tail in _SPLIT.split(part)]
    return done[:6]


def _infinitive(text: str) -> str:
    if text in _TO_BE:
        return "not to be" if text == "not be" else "to be"
    if text == "said":
        return "to say"
    if text.startswith("to ") or _NOT_INFINITIVE.match(text):
        return text
    return f"to {text}"


def passive(text: str) -> str:
    """The passive of a verb's meaning; unchanged where it is one already.

    >>> passive("to hold"), passive("to carry out"), passive("to stop"), passive("to put"), passive("to be born")
    ('to be held', 'to be carried out', 'to be stopped', 'to be put', 'to be born')
    >>> passive("to die")  # تُوُفِّي is a passive in Arabic alone
    'to die'
    """
    to, _, rest = text.partition(" ")
    verb, space, tail = rest.partition(" ")
    if to != "to" or verb in _NO_PASSIVE or not verb.isalpha():
        return text
    return f"to be {_participle(verb)}{space}{tail}"


@lru_cache(maxsize=1)
def _irregular_participles() -> dict[str, str]:
    return {verb: forms.split()[-1] for verb, forms in rows("english_irregular.tsv")}


def _participle(verb: str) -> str:
    if verb in _UNCHANGED:
        return verb
    if verb in _irregular_participles():
        return _irregular_participles()[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search("[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    doubled = re.fullmatch("[^aeiou]*[aeiou][bdgklmnprt]", verb) or verb in _DOUBLED
    return verb + (verb[-1] if doubled else "") + "ed"


def pluralise(text: str) -> str:
    """The plural of an English noun phrase by its last word, or of its first before "of"; unchanged when it is plural already."""
    head, of, tail = text.partition(" of ")
    aside = ""
    if not of and (opened := head.find(" (")) > 0:
        head, aside = head[:opened], head[opened:]
    words = head.split(" ")
    if words[-1] in sections(_PLURALS)["no noun"]:
        return text
    words[-1] = _plural_word(words[-1])
    return " ".join(words) + aside + of + tail


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Singular → plural, where no rule gives it."""
    return dict(line.split() for line in sections(_PLURALS)["irregular"])


def _plural_word(word: str) -> str:
    low = word.lower()
    if low in _irregular():
        return word[0] + _irregular()[low][1:]
    adjective = _NO_NOUN.search(low) and low not in _NOUNS_IN_ED
    uncountable = adjective or low in sections(_PLURALS)["uncountable"] or _UNCOUNTABLE.search(low)
    if low.endswith("man") and low not in {"human", "german", "roman", "ottoman", "shaman", "talisman"}:
        return word[:-2] + "en"
    if not low.isalpha() or uncountable or _PLURAL_ENDING.search(low):
        return word
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
