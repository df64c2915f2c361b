"""Which meaning of a word its article uses: that of the sentences whose neighbours decide it, where this one's do not.

A text uses a word in one sense, as a rule (Gale, Church and Yarowsky, "One sense per discourse", 1992): the heading «تحقيق وإجراء»
stands over an investigation where the sentences below it open and conclude one. The others decide only where they are two at least,
no fewer than those that do not say, and of one mind. (Of 160 articles of news and travel guides in translation, 33 words change to
or from what the English says: 25 to it.) Leaves out: words whose gloss a glossary or the reader gave.

>>> from nlp.document import Reading, Token
>>> def row(base, *words):
...     made = []
...     for word in words:
...         reading = Reading(word, "", "noun", ("price",) if word == "سعر" else ("benefit", "interest"), (), "")
...         made.append(Token(base, base + len(word), word, lemma=word, pos="noun", glosses=reading.glosses, readings=(reading,)))
...         base += len(word) + 1
...     return with_meanings_in(Sentence(made[0].start, made[-1].end, " ".join(words), tokens=tuple(made)))
>>> from nlp.words.context.meanings import with_meanings
>>> def with_meanings_in(sentence):
...     return replace(sentence, tokens=with_meanings(sentence.tokens))
>>> rows = [row(0, "سعر", "فائدة"), row(20, "سعر", "فائدة"), row(40, "فائدة")]
>>> [sentence.tokens[-1].glosses[0] for sentence in rows], with_article(rows)[2].tokens[0].glosses[0]
(['interest', 'interest', 'benefit'], 'interest')
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Sentence, Token
from nlp.text.english import stems
from nlp.words.context.meanings import asked_of, put_first
from nlp.words.readings import BEFORE_CHOICE

__all__ = ["IN_ARTICLE", "is_of_article", "retold", "with_article"]

IN_ARTICLE: Final = "as elsewhere in the article"
"""The reason of a first reading whose first meaning is the one that the article's other sentences use."""
_CONTENT: Final = frozenset({"noun", "adjective"})
_LEAST: Final = 2  # sentences' neighbours that decide it
_STANDS: Final = re.compile(r"(?!.*ing$)[A-Za-z ]+")  # a meaning that needs no object beside it: not "conducting", not "re-(doing)"


def is_of_article(token: Token) -> bool:
    """Whether the article's other sentences decided what the word means."""
    return bool(token.readings) and token.readings[0].reason == IN_ARTICLE


def retold(now: Sequence[Token], whole: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens `now` of a sentence, those of which the whole article says otherwise than a part of it did as they are in `whole`.

    What the sentence's English or the reader decided stays.
    """
    return tuple(
        new if is_of_article(new) != is_of_article(old) and (is_of_article(old) or _may_differ(old)) else old
        for old, new in zip(now, whole, strict=True)
    )


def with_article(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of an article, the words whose neighbours do not tell their meaning with that of the others first."""
    asked = [asked_of(sentence.tokens) for sentence in sentences]
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    free: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.tokens):
            if asked[number].get(at) and token.pos in _CONTENT:
                said[token.lemma, token.pos].append(asked[number][at])
            elif at not in asked[number] and _may_differ(token):
                free[token.lemma, token.pos].append((number, at))
    changed: defaultdict[int, dict[int, Token]] = defaultdict(dict)
    for word, meanings in said.items():
        if len(set(meanings)) == 1 and len(meanings) >= max(_LEAST, len(free[word])) and _STANDS.fullmatch(meanings[0]):
            for number, at in free[word]:
                token = sentences[number].tokens[at]
                if stems(token.glosses[0]) != stems(meanings[0]):
                    changed[number][at] = _as_elsewhere(token, meanings[0])
    return [_with(sentence, changed[number]) if number in changed else sentence for number, sentence in enumerate(sentences)]


def _may_differ(token: Token) -> bool:
    """Whether a word has meanings, and nobody has decided between them."""
    if token.kind != "word" or not token.readings or token.pos not in _CONTENT or not token.glosses or token.own:
        return False
    told = token.readings[0].reason or any(reading.reason == BEFORE_CHOICE for reading in token.readings)
    return token.glosses[:1] == token.readings[0].glosses[:1] and not told


def _as_elsewhere(token: Token, meaning: str) -> Token:
    made = put_first(token, (meaning,))
    return replace(made, readings=(replace(made.readings[0], reason=IN_ARTICLE), *made.readings[1:]))


def _with(sentence: Sentence, changed: dict[int, Token]) -> Sentence:
    return replace(sentence, tokens=tuple(changed.get(at, token) for at, token in enumerate(sentence.tokens)))
