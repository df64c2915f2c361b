"""Word links put right by the dictionary: the word whose gloss is "to announce" belongs to "announced", wherever attention went.

A verb opens an Arabic sentence and its subject an English one, so attention leads from the verb to the subject or to small words.
Here each English word that a gloss of an Arabic word holds is tied to that word, one to one, the pairs first that attention sees as
well, that no other word could claim, or that stand near each other. What is tied loses its links to others; a word that says
something keeps links to small words only where it has no better one; a verb that is left with nothing gets the one verb of the
English that nothing else claims.

>>> words = (Meaning(0, 5, ("to announce",)), Meaning(6, 12, ("minister",)))
>>> links = [TokenLink(0, 5, 4, 12, 0.4), TokenLink(6, 12, 4, 12, 0.8)]
>>> source = SourceSentence("أعلن الوزير", meanings=words)
>>> [(link.start, link.english_start) for link in with_dictionary(source, "The minister announced", links)]
[(6, 4), (0, 13)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from models.pipeline.links.attention import KEEP, WORD
from nlp.names.spelling.likeness import place_of
from nlp.protocols import Meaning, SourceSentence, TokenLink
from nlp.text.english import all_stems, stems, stop_words

__all__ = ["with_dictionary"]

_ROOT: Final = 6  # letters that words derived from each other share ("destruction", "destructive")
_TOLD: Final = 0.8  # how well a word fits by which translators have said the Arabic one
_SURE, _LIKELY = 1.0, 0.8  # weights of a tied name and of a tied word
_LEAST: Final = 0.9  # merit from which a pair is tied
_WEAKER: Final = 0.5  # what is left of a link beside a likelier one
_BESIDE: Final = 0.9  # what a small word may have of the weight of the word that it goes with
_REACH: Final = 2  # words
_TRACE: Final = 0.2  # the most that a link to another's word has
_CLAIM: Final = 0.3  # weight from which an English word is taken

Span = tuple[int, int]

_senses = lru_cache(maxsize=50_000)(all_stems)


@dataclass(frozen=True)
class _English:
    """An English word, and whether it says something by itself."""

    start: int
    end: int
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        return _senses(self.text.lower())

    @cached_property
    def is_verb(self) -> bool:
        """Whether it has the form of a verb in the past, or an irregular form."""
        word = self.text.lower()
        return word.endswith("ed") or self.stems != stems(word)

    @cached_property
    def is_telling(self) -> bool:
        return self.text.lower() not in stop_words("function")


def with_dictionary(source: SourceSentence, english: str, links: Sequence[TokenLink]) -> list[TokenLink]:
    """`links` between `source` and `english` after the dictionary and the names had their say; in the order of the English."""
    words = [_English(*match.span(), match.group()) for match in WORD.finditer(english)]
    return _Pair(source, words, english).corrected(links) if words and links else list(links)


@dataclass(frozen=True, slots=True)
class _Tie:
    """An Arabic word and the English word that the dictionary gives it."""

    merit: float
    meaning: Meaning
    word: int


@dataclass(frozen=True, slots=True)
class _Glosses:
    """The stems of what an Arabic word may mean, the beginnings that words derived from these share with them, and the stems of how
    translators have said it."""

    senses: frozenset[str]
    roots: frozenset[str]
    told: frozenset[str]

    @staticmethod
    def of(meaning: Meaning) -> _Glosses:
        senses = _senses(" ".join(meaning.glosses))
        roots = frozenset(sense[:_ROOT] for sense in senses if len(sense) >= _ROOT)
        return _Glosses(senses, roots, _senses(" ".join(meaning.told)))

    def shared(self, word: _English) -> float:
        """How well a gloss fits a word: 1 for a form of it, less for how translators said it or one derived from it, 0 for none."""
        if self.senses & word.stems:
            return 1.0
        if self.told & word.stems:
            return _TOLD
        return 0.7 if any(each[:_ROOT] in self.roots for each in word.stems if len(each) >= _ROOT) else 0.0


class _Pair:
    """A sentence and the words of its English; places are numbers of these words."""

    def __init__(self, source: SourceSentence, words: Sequence[_English], english: str) -> None:
        self.source, self.words, self.english = source, words, english

    def corrected(self, links: Sequence[TokenLink]) -> list[TokenLink]:
        fixed = [*(link for link in links if link.weight >= _SURE), *self._named(links)]
        owners = {at: (link.start, link.end) for link in fixed for at in self._within(link)}
        ties = list(self._ties(links, owners))
        owners |= {tie.word: (tie.meaning.start, tie.meaning.end) for tie in ties}
        made = [
            *fixed,
            *(self._link(tie.meaning, tie.word, max(_LIKELY, _weight(links, tie.meaning, self.words[tie.word]))) for tie in ties),
        ]
        kept = [link for link in links if link not in fixed and self._may_stay(link, owners, made)]
        made += self._weighed(kept, made)
        made += list(self._lone_verbs(made))
        made += self._traces(links, made)
        return sorted(made, key=lambda link: (link.english_start, -link.weight))

    def _named(self, links: Sequence[TokenLink]) -> list[TokenLink]:
        """Names that stand in the English letter for letter and are not linked as such."""
        sure = [link for link in links if link.weight >= _SURE]
        made = []
        for name in self.source.names:
            at = place_of(name.english, self.english)
            is_free = not any(link.start < name.end and name.start < link.end for link in sure)
            if at >= 0 and is_free and name.end > name.start and self.english.count(name.english) == 1:
                made.append(TokenLink(name.start, name.end, at, at + len(name.english), _SURE))
        return made

    def _within(self, link: TokenLink) -> list[int]:
        return [at for at, word in enumerate(self.words) if word.start < link.english_end and link.english_start < word.end]

    def _ties(self, links: Sequence[TokenLink], owners: Mapping[int, Span]) -> Iterator[_Tie]:
        """The pairs of the dictionary, one to one, the likeliest first."""
        free = [each for each in self.source.meanings if not any(a < each.end and each.start < b for a, b in owners.values())]
        open_words = [(at, word) for at, word in enumerate(self.words) if at not in owners and word.is_telling]
        pairs = [
            (each, at, share)
            for each in free
            for glosses in (_Glosses.of(each),)
            for at, word in open_words
            if (share := glosses.shared(word))
        ]
        of_meaning, of_word = Counter(each.start for each, _, _ in pairs), Counter(at for _, at, _ in pairs)
        ranked = []
        for each, at, share in pairs:
            word = self.words[at]
            near = 1 - self._distance(each, at)
            alone = (of_meaning[each.start] == 1) + (of_word[at] == 1)
            ranked.append(_Tie(share * (_weight(links, each, word) + near / 2 + alone / 2), each, at))
        taken: set[int] = set()
        words: set[int] = set()
        for tie in sorted(ranked, key=lambda tie: -tie.merit):
            if tie.merit >= _LEAST and tie.meaning.start not in taken and tie.word not in words:
                taken.add(tie.meaning.start)
                words.add(tie.word)
                yield tie

    def _link(self, meaning: Meaning, at: int, weight: float) -> TokenLink:
        return TokenLink(meaning.start, meaning.end, self.words[at].start, self.words[at].end, weight)

    def _may_stay(self, link: TokenLink, owners: Mapping[int, Span], made: Sequence[TokenLink]) -> bool:
        """Whether a link leads to nothing that is another's, and is not made already. A word without one of its own may share that
        of the word before it, as expressions do («أطلق سراحه» "released")."""
        if any((each.start, each.end, each.english_start) == (link.start, link.end, link.english_start) for each in made):
            return False
        is_tied = any(each.start < link.end and link.start < each.end for each in made)

        def free(at: int) -> bool:
            start, end = owners.get(at, (link.start, link.end))
            shared = not is_tied and end <= link.start and not self.source.text[end : link.start].strip()
            return shared or (start < link.end and link.start < end)

        return all(free(at) for at in self._within(link))

    def _weighed(self, links: Sequence[TokenLink], made: Sequence[TokenLink]) -> list[TokenLink]:
        """Links of words that say something: those to small words are weaker beside others, unless these words go together ("its
        house"), and those of a verb to what has not the form of one, beside one that has."""
        content = {each.start: each for each in self.source.meanings}
        telling: dict[int, list[TokenLink]] = {}
        for link in (*links, *made):
            if link.start in content and self._is_telling(link):
                telling.setdefault(link.start, []).append(link)
        kept = []
        for link in links:
            weight, better = link.weight, telling.get(link.start, [])
            if better and not self._is_telling(link):
                beside = any(self._go_together(link, other) for other in better)
                most = max(other.weight for other in better)
                weight = min(weight, most * _BESIDE) if beside else weight * _WEAKER
            elif _is_verb(content.get(link.start)) and not self._is_verb(link) and any(map(self._is_verb, better)):
                weight *= _WEAKER
            if weight >= KEEP:
                kept.append(replace(link, weight=round(weight, 3)))
        return kept

    def _go_together(self, small: TokenLink, other: TokenLink) -> bool:
        """Whether nothing but small words stands between the two."""
        one, two = self._within(small), self._within(other)
        first, last = min(one[-1], two[-1]), max(one[0], two[0])
        return last - first <= _REACH and not any(word.is_telling for word in self.words[first + 1 : last])

    def _is_telling(self, link: TokenLink) -> bool:
        return any(self.words[at].is_telling for at in self._within(link))

    def _is_verb(self, link: TokenLink) -> bool:
        return any(self.words[at].is_verb for at in self._within(link))

    def _lone_verbs(self, links: Sequence[TokenLink]) -> Iterator[TokenLink]:
        """For each verb without a word that says something, the nearest verb of the English that nobody claims."""
        claimed = {at for link in links if self._is_telling(link) and link.weight >= _CLAIM for at in self._within(link)}
        telling = {link.start for link in links if self._is_telling(link)}
        for verb in self.source.meanings:
            free = [at for at, word in enumerate(self.words) if word.is_verb and word.is_telling and at not in claimed]
            if _is_verb(verb) and verb.start not in telling and free:
                nearest = min(free, key=lambda at: self._distance(verb, at))
                claimed.add(nearest)
                yield self._link(verb, nearest, _CLAIM)

    def _traces(self, links: Sequence[TokenLink], made: Sequence[TokenLink]) -> Iterator[TokenLink]:
        """The strongest link of each word, verbs apart, that is left with none: weak, but a trace of where it went."""
        left = {each.start for each in self.source.meanings if not _is_verb(each)} - {link.start for link in made}
        for start in sorted(left):
            best = max((link for link in links if link.start == start), key=lambda link: link.weight, default=None)
            if best is not None:
                yield replace(best, weight=min(best.weight, _TRACE))

    def _distance(self, meaning: Meaning, at: int) -> float:
        """How far apart two words stand in their sentences, 0–1."""
        return abs(meaning.start / max(1, len(self.source.text)) - self.words[at].start / max(1, len(self.english)))


def _is_verb(meaning: Meaning | None) -> bool:
    """Whether the likeliest reading of a word is a verb: its gloss is an infinitive."""
    return meaning is not None and meaning.glosses[0].startswith("to ")


def _weight(links: Iterable[TokenLink], meaning: Meaning, word: _English) -> float:
    """How strongly attention links the two."""
    return max(
        (
            k.weight
            for k in links
            if k.start < meaning.end and meaning.start < k.end and k.english_start < word.end and word.start < k.english_end
        ),
        default=0.0,
    )
