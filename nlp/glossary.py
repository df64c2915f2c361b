"""Glosses for words and phrases of a sentence: the reader's own, then multi-word expressions of news Arabic.

Both match over look-up keys (`nlp.normalize.fold`) of the words as written, of the words without clitics, and of the lemmas, so that «وعلى الرغم من» finds «على الرغم من». The longest entry at a place wins; matches of one source never overlap.

>>> [gloss.english for gloss in PhraseGlossary({"بما في ذلك": "including"}).look_up("يشمل بما في ذلك".split(), [""] * 4)]
['including']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Final, Self

from nlp.names import bare_forms
from nlp.normalize import fold
from nlp.protocols import Gloss

__all__ = ["PhraseGlossary", "ReaderGlossary"]

LONGEST: Final = 8  # words of an entry
ENTRIES: Final = 50_000


class PhraseGlossary:
    """A table of phrases → English. Immutable, thread-safe."""

    name = "phrases"

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries: dict[tuple[str, ...], str] = {}
        for arabic, english in list(entries.items())[:ENTRIES]:
            key = tuple(fold(arabic).split())
            if 0 < len(key) <= LONGEST and english.strip():
                self._entries[key] = " ".join(english.split())
        self._longest = max(map(len, self._entries), default=0)
        self._starts = {key[:length] for key in self._entries for length in range(1, len(key) + 1)}

    @classmethod
    def load(cls) -> Self:
        """The phrases that ship with Rafiq (`nlp/data/glossary_phrases.tsv`)."""
        text = (files("nlp") / "data" / "glossary_phrases.tsv").read_text(encoding="utf8")
        rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
        return cls({row[0]: row[1] for row in rows if len(row) == 2})

    def __len__(self) -> int:
        return len(self._entries)

    def look_up(self, words: Sequence[str], lemmas: Sequence[str]) -> list[Gloss]:
        """Every match in the sentence, in order and disjoint. `lemmas` is as long as `words`; "" where there is none."""
        forms = [_forms(word, lemma) for word, lemma in zip(words, lemmas, strict=True)]
        out: list[Gloss] = []
        at = 0
        while at < len(forms):
            found = self._match(forms, at)
            if found is None:
                at += 1
            else:
                out.append(found)
                at = found.last
        return out

    def _match(self, forms: Sequence[tuple[str, ...]], at: int) -> Gloss | None:
        """The longest entry that starts at word `at`: beginnings of entries are followed word by word."""
        beginnings: list[tuple[str, ...]] = [()]
        best: Gloss | None = None
        for last in range(at, min(at + self._longest, len(forms))):
            # Only the first word may carry a conjunction or preposition that the entry lacks.
            options = forms[last] if last == at else forms[last][:1] + forms[last][-1:]
            beginnings = [(*start, form) for start in beginnings for form in options if (*start, form) in self._starts]
            if not beginnings:
                break
            whole = next((key for key in beginnings if key in self._entries), None)
            if whole is not None:
                best = Gloss(at, last + 1, self._entries[whole], self.name)
        return best


class ReaderGlossary(PhraseGlossary):
    """The reader's own words, lemmas and phrases → English; asked before everything else."""

    name = "your glossary"

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Self:
        """A glossary of these entries (as `library.Library.glossary_words` gives them)."""
        return cls(entries)


def _forms(word: str, lemma: str) -> tuple[str, ...]:
    """The look-up keys of a token, the most literal first."""
    written = fold(word)
    options = [written, *bare_forms(written)] if written else []
    for form in list(options):
        if form.startswith("ال") and len(form) > 4:
            options.append(form[2:])
    if lemma:
        options.append(fold(lemma))
    return tuple(dict.fromkeys(options))
