"""Glosses that are more than a word's readings: the reader's own entries, and expressions of several words.

`ReaderGlossary` holds what the reader has decided; `Expressions` the list in `data/mwe_news.tsv`. Both implement `Glossary`, are
immutable and match folded words: spelling variants, diacritics and clitics do not matter, «وعلى الرغم من» is «على الرغم من».
Ask them in order, the reader's first: `look_up_all`. Leaves out: single words (`nlp.words.lexicon`) and names.

>>> words = "وعلى الرغم من الحرب".split()
>>> own = ReaderGlossary({"الحرب": "the war"})
>>> [(gloss.first, gloss.last, gloss.english) for gloss in look_up_all((own, Expressions.load()), words, [""] * 4)]
[(0, 3, 'despite; although'), (3, 4, 'the war')]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final, Literal

import msgspec

from nlp.document import Token
from nlp.errors import InputError, TooLargeError
from nlp.protocols import Gloss, Glossary
from nlp.text.normalize import fold, strip_diacritics
from nlp.text.tables import rows

__all__ = ["MAX_ENTRIES", "Entry", "Expressions", "ReaderGlossary", "from_glossary", "look_up_all", "with_glosses"]

MAX_ENTRIES: Final = 50_000
MAX_WORDS: Final = 12
MAX_LETTERS: Final = 300
_FILE: Final = "mwe_news.tsv"
_LEADING: Final = ("و", "ف", "ب", "ل", "ك")  # clitics that may stand before an expression
_ARTICLE: Final = "ال"
# Words that match only themselves: «إلى تلك» is not «إلى ذلك» ("moreover"), nor «عليه أن» «على أن» ("provided that").
_SMALL: Final = frozenset(
    map(
        fold,
        "من إلى على في عن مع حتى منذ خلال بين بعد قبل عند لدى دون بدون بلا تحت فوق حول أمام وراء كما ما لا لم لن ليس إن أن لو "
        "إذا قد هل كل أي ذلك تلك هذا هذه بما مما عما فيما إلا بل ثم حين حيث كيف متى".split(),
    )
)
_ENDINGS: Final = ("ه", "ها", "هم", "هن", "هما", "نا", "كم", "ك", "ي")


Scope = Literal["", "form", "lemma"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the reader decided: `arabic` means `english`.

    Without a `scope` `arabic` is a word, a lemma or a phrase as typed, found with any clitics. A "form" is a word exactly as it is
    spelled, where it is read as `lemma`; a "lemma" is every form of one word, and of no other word with the same letters.
    """

    arabic: str
    english: str
    note: str = ""
    scope: Scope = ""
    lemma: str = ""


class _Matcher:
    """Phrases by their first folded word; the longest phrase that begins at a word wins."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, english in phrases:
            self._by_first.setdefault(words[0], []).append((words, english))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, words: Sequence[str], lemmas: Sequence[str], *, endings: bool) -> list[tuple[int, int, str]]:
        """(first, last, English) of the phrases found, disjoint, left to right. `endings`: the last word may bear a pronoun."""
        folded = [fold(word) for word in words]
        roots = [fold(lemma) for lemma in lemmas] if len(lemmas) == len(words) else [""] * len(words)
        phrases: list[tuple[int, int, str]] = []
        at = 0
        while at < len(folded):
            hit = self._at(folded, roots, at, endings=endings)
            if hit is None:
                at += 1
                continue
            phrases.append((at, at + hit[0], hit[1]))
            at += hit[0]
        return phrases

    def _at(self, words: list[str], lemmas: list[str], at: int, *, endings: bool) -> tuple[int, str] | None:
        for start in _starts(words[at], lemmas[at]):
            for phrase, english in self._by_first.get(start, ()):
                end = at + len(phrase)
                if end > len(words):
                    continue
                if phrase[0] in _SMALL and not endings:
                    if words[at] in _joined(phrase[0]) and tuple(words[at + 1 : end]) == phrase[1:]:
                        return len(phrase), english
                elif all(
                    _same(phrase[k], words[at + k], lemmas[at + k], last=endings and k == len(phrase) - 1)
                    for k in range(1, len(phrase))
                ):
                    return len(phrase), english
        return None


@lru_cache(maxsize=50_000)
def _starts(word: str, lemma: str) -> tuple[str, ...]:
    """What a phrase that begins at `word` may begin with: the word, the word without a leading clitic or two, its lemma."""
    forms = [word]
    for _ in range(2):
        if forms[-1].startswith(_LEADING) and len(forms[-1]) > 3:
            forms.append(forms[-1][1:])
    forms += [_ARTICLE + form[2:] for form in list(forms) if form.startswith("لل")]
    forms += [form.removeprefix(_ARTICLE) for form in list(forms) if form.startswith(_ARTICLE)]
    return tuple(dict.fromkeys([*forms, lemma] if lemma else forms))


def _joined(word: str) -> tuple[str, ...]:
    """A small word by itself and after "and" or "so"."""
    return (word, f"و{word}", f"ف{word}")


def _same(wanted: str, word: str, lemma: str, *, last: bool) -> bool:
    """Whether `word` stands for the word of a phrase: itself, or another form of its lemma that bears no clitic in front."""
    other = wanted == lemma and wanted not in _SMALL and (not word.startswith(_LEADING) or word[:1] == wanted[:1])
    if wanted == word or other or (word.startswith("لل") and wanted == _ARTICLE + word[2:]):
        return True
    return last and any(word == wanted.removesuffix("ه") + e or word == wanted + e for e in _ENDINGS) and len(wanted) > 2


class Expressions:
    """Multi-word expressions of Arabic news with their English. No names: those are entities."""

    name = "expressions"

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._matcher = _Matcher((tuple(fold(w) for w in arabic.split()), english) for arabic, english in phrases.items())
        self._count = len(phrases)

    @classmethod
    @cache
    def load(cls) -> Expressions:
        """The list that comes with Rafiq."""
        return cls({row[0]: row[1] for row in rows(_FILE, columns=2)})

    def __len__(self) -> int:
        return self._count

    def look_up(self, words: Sequence[str], lemmas: Sequence[str]) -> list[Gloss]:
        """The expressions in a sentence's tokens (`lemmas`: one a token, "" where unknown), disjoint, in order."""
        return [Gloss(a, b, english, self.name) for a, b, english in self._matcher.find(words, lemmas, endings=False)]


class ReaderGlossary:
    """The reader's own entries. A later entry for the same Arabic replaces an earlier one; a form is asked first, then a lemma.

    >>> own = ReaderGlossary([Entry("لكنها", "but it", scope="form", lemma="لٰكِنَّ"), Entry("كانَ", "be", scope="lemma")])
    >>> words, lemmas = ["لكنها", "وكانت", "لكنها"], ["لٰكِنَّ", "كانَ", "لَكَن"]
    >>> [(gloss.first, gloss.english) for gloss in own.look_up(words, lemmas)]
    [(0, 'but it'), (1, 'be')]
    """

    name = "your glossary"

    def __init__(self, entries: Iterable[Entry] | Mapping[str, str] = ()) -> None:
        if isinstance(entries, Mapping):
            entries = [Entry(arabic, english) for arabic, english in entries.items()]
        kept: dict[tuple[str, str, str, tuple[str, ...]], Entry] = {}
        for entry in entries:
            key = (entry.scope, entry.arabic if entry.scope else "", entry.lemma, _checked(entry))
            kept.pop(key, None)
            kept[key] = entry
            if len(kept) > MAX_ENTRIES:
                raise TooLargeError(f"A glossary holds up to {MAX_ENTRIES:,} entries; this one has more.")
        self._entries = tuple(kept.values())
        forms = [entry for entry in self._entries if entry.scope == "form"]
        self._forms = {(strip_diacritics(entry.arabic), entry.lemma): entry.english.strip() for entry in forms}
        self._lemmas = {entry.arabic: entry.english.strip() for entry in self._entries if entry.scope == "lemma"}
        self._matcher = _Matcher((key[3], entry.english.strip()) for key, entry in kept.items() if not entry.scope)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, oldest first."""
        return self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def look_up(self, words: Sequence[str], lemmas: Sequence[str]) -> list[Gloss]:
        """What the reader's entries say of a sentence's tokens; a phrase may bear clitics in front and a pronoun behind."""
        glosses = [Gloss(a, b, english, self.name) for a, b, english in self._matcher.find(words, lemmas, endings=True)]
        if not (self._forms or self._lemmas) or len(lemmas) != len(words):
            return glosses
        single = {}
        for at, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
            english = self._forms.get((strip_diacritics(word), lemma)) or self._lemmas.get(lemma)
            if english:
                single[at] = Gloss(at, at + 1, english, self.name)
        rest = [gloss for gloss in glosses if single.keys().isdisjoint(range(gloss.first, gloss.last))]
        return sorted([*rest, *single.values()], key=lambda gloss: gloss.first)

    def to_json(self) -> str:
        """The entries as a JSON list; `from_json` gives them back."""
        return msgspec.json.encode(list(self._entries)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> ReaderGlossary:
        """The glossary in `text`: a list of entries as `to_json` gives them, or an object of Arabic to English."""
        try:
            data: Any = msgspec.json.decode(text)
            if isinstance(data, dict):
                data = [{"arabic": arabic, "english": english} for arabic, english in data.items()]
            return cls(msgspec.convert(data, list[Entry]))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise InputError(f"This is not a glossary: {error}.") from error


def _checked(entry: Entry) -> tuple[str, ...]:
    """The key of an entry, or `InputError` in one sentence."""
    key = tuple(fold(entry.arabic).split())
    if not key:
        raise InputError("A glossary entry needs an Arabic word or phrase.")
    if not entry.english.strip():
        raise InputError(f"The glossary entry for «{entry.arabic[:60]}» has no English.")
    if len(key) > MAX_WORDS or max(len(entry.arabic), len(entry.english)) > MAX_LETTERS:
        raise TooLargeError(
            f"A glossary entry has up to {MAX_WORDS} words and {MAX_LETTERS} letters: «{entry.arabic[:60]}…» has more."
        )
    return key


def look_up_all(glossaries: Sequence[Glossary], words: Sequence[str], lemmas: Sequence[str]) -> list[Gloss]:
    """The glosses of all `glossaries`, where an earlier one's gloss keeps later ones off its words; in order of the words."""
    taken: set[int] = set()
    glosses: list[Gloss] = []
    for glossary in glossaries:
        for gloss in glossary.look_up(words, lemmas):
            span = range(gloss.first, gloss.last)
            if taken.isdisjoint(span):
                taken.update(span)
                glosses.append(gloss)
    return sorted(glosses, key=lambda gloss: gloss.first)


def from_glossary(token: Token) -> bool:
    """Whether the first gloss of a word is an expression's or a glossary's, not its reading's own."""
    own = token.readings[0].glosses[:1] if token.readings else ()
    return token.kind == "word" and bool(token.glosses) and token.glosses[:1] != own


def with_glosses(glossaries: Sequence[Glossary], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A sentence's tokens with what the glossaries say put before the glosses of the single words; the first that speaks wins."""
    out = list(tokens)
    for gloss in look_up_all(glossaries, [token.text for token in tokens], [token.lemma for token in tokens]):
        for index in range(gloss.first, gloss.last):
            rest = tuple(each for each in out[index].glosses if each != gloss.english)
            out[index] = replace(out[index], glosses=(gloss.english, *rest), own=gloss.source == ReaderGlossary.name)
    return tuple(out)
