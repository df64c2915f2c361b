"""Which meaning of a word stands first, by the words beside it: «نحو 168» is "about", «عناوين الصحف» are headlines.

The table is `data/words_context.tsv`: a lemma, where to look, what must stand there, the English that comes first then; "form"
looks at the word's own letters («أواخر» is the end, «خمسين» fifty) and gives its English as it stands. Besides, a word of
comparison is told by its form: «الأكثر» is "most", «أكثر من» "more". Works on tokens whose reading is chosen; adds to glosses and
takes none away. Leaves out: the English sentence (`nlp.words.context.english`).

>>> from nlp.document import Reading, Token
>>> more = Reading("أَكْثَر", "", "adjective", ("more", "most"), (), "")
>>> token = Token(0, 6, "الأكثر", lemma="أَكْثَر", pos="adjective", glosses=("more", "most"), readings=(more,))
>>> with_meanings((token,))[0].glosses
('most', 'more')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from nlp.document import CliticSegment, Token
from nlp.text.normalize import fold, strip_diacritics
from nlp.text.tables import rows
from nlp.words.senses import first_of

__all__ = ["asked_beside", "asked_of", "put_first", "with_meanings"]

_FILE: Final = "words_context.tsv"
_NEAR: Final = 4
_BESIDE: Final = frozenset({"next", "before"})
_NUMERALS: Final = frozenset(
    fold(word)
    for word in (
        "ألف مليون مليار مئة مائة مئتان عشرة عشر عشرون ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة "
        "ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون نصف ثلث ربع"
    ).split()
)
_WHAT: Final = "ما"
_OF_DEGREE: Final = frozenset(fold(word) for word in "أكثر أقل أشد".split())
_QUALITY: Final = re.compile(
    r"(?:ness|ity|ety|ency|ancy|ance|ence|ngth|rth|cy|ship|hood|tion|sion|ment|ism|our|dom|nce|fort|lth|city)$"
)
_SUPERLATIVE: Final = re.compile(r"(?:most|best|least|worst|\w+est)(?: .*)?$")


@dataclass(frozen=True, slots=True)
class _Rule:
    pos: str
    where: str
    what: frozenset[str]
    english: tuple[str, ...]

    @property
    def of_form(self) -> bool:
        """Whether the word's own letters decide."""
        return self.where == "form"


@cache
def _rules() -> Mapping[str, tuple[_Rule, ...]]:
    """The table by folded lemma, in its order."""
    by_lemma: dict[str, list[_Rule]] = {}
    for lemma, pos, where, what, english in rows(_FILE, columns=5):
        wanted = frozenset(each if each.startswith("<") else fold(each) for each in what.split())
        by_lemma.setdefault(fold(lemma), []).append(_Rule(pos, where, wanted, tuple(each.strip() for each in english.split(";"))))
    return {lemma: tuple(listed) for lemma, listed in by_lemma.items()}


@cache
def _by_form() -> Mapping[str, tuple[int, ...]]:
    """The words that rules of any lemma ask for → which of these rules: there are many, and few for one word."""
    asked: dict[str, list[int]] = {}
    for number, rule in enumerate(_rules()["*"]):
        for form in rule.what:
            asked.setdefault(form, []).append(number)
    return {form: tuple(numbers) for form, numbers in asked.items()}


def _of_any(forms: frozenset[str]) -> list[_Rule]:
    """The rules of any lemma, all of which ask for forms, that one of `forms` may fit, in the table's order."""
    return [_rules()["*"][number] for number in sorted({number for form in forms for number in _by_form().get(form, ())})]


def with_meanings(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence, the meanings that their neighbours ask for put first."""
    keys = [_keys(token) for token in tokens]
    return tuple(_asked(tokens, keys, at) for at in range(len(tokens)))


def _asked(tokens: Sequence[Token], keys: Sequence[frozenset[str]], at: int) -> Token:
    if not _is_read(tokens[at]):
        return tokens[at]
    rule = _rule_for(tokens[at], keys, at)
    return put_first(tokens[at], rule.english, shaped=rule.of_form) if rule else _compared(tokens, at)


def _is_read(token: Token) -> bool:
    """Whether a token is a word of which readings are known."""
    return token.kind == "word" and bool(token.readings)


def _rule_for(token: Token, keys: Sequence[frozenset[str]], at: int) -> _Rule | None:
    """The first rule that fits a word where it stands."""
    forms = _forms(token)
    fitting = (*_rules().get(fold(token.lemma), ()), *_of_any(forms))
    return next((rule for rule in fitting if _fits(rule, token, keys, at, forms)), None)


def asked_of(tokens: Sequence[Token]) -> dict[int, str]:
    """The places of the words of a sentence that a rule speaks of → the meaning that their neighbours ask for; "" where the word's
    own letters decide. Words whose lemma no rule names are passed over: no neighbour can decide them."""
    keys = [_keys(token) for token in tokens]
    ruled = ((at, token) for at, token in enumerate(tokens) if _is_read(token) and fold(token.lemma) in _rules())
    rules = ((at, _rule_for(token, keys, at)) for at, token in ruled)
    return {at: "" if rule.of_form else rule.english[0] for at, rule in rules if rule}


def asked_beside(tokens: Sequence[Token]) -> list[int]:
    """The places of the words of which the very next word, or the one before, asks for a meaning: «سعر الفائدة» is of interest.

    Rules about words further off are left out: among four on each side one may merely look like what a rule means.

    >>> from nlp.document import Reading
    >>> words = (("سعر", "noun"), ("فائدة", "noun"))
    >>> tokens = [Token(0, 3, w, lemma=w, pos=pos, readings=(Reading(w, "", pos, (), (), ""),)) for w, pos in words]
    >>> asked_beside(tokens), asked_beside(tokens[1:])
    ([1], [])
    """
    keys = [_keys(token) for token in tokens]
    return [at for at, token in enumerate(tokens) if _is_read(token) and _is_asked(token, keys, at)]


def _is_asked(token: Token, keys: Sequence[frozenset[str]], at: int) -> bool:
    """Whether the first rule that fits a word is about the word next to it."""
    fits = (rule.where for rule in _rules().get(fold(token.lemma), ()) if _fits(rule, token, keys, at))
    return next(fits, "") in _BESIDE


def _fits(rule: _Rule, token: Token, keys: Sequence[frozenset[str]], at: int, forms: frozenset[str] = frozenset()) -> bool:
    """Whether a rule speaks of a word where it stands; without `forms` of the word none about its letters does."""
    return rule.pos in {"*", token.pos} and not rule.what.isdisjoint(forms if rule.of_form else _seen(keys, at, rule.where))


def _forms(token: Token) -> frozenset[str]:
    """The word as written, without "and" before it, and without any clitic."""
    word = fold(strip_diacritics(token.text))
    joined = any(part.pos == "conjunction" for part in token.segments if part.kind == "proclitic")
    article = any(part.pos == "article" for part in token.segments)
    stem = fold(strip_diacritics("".join(part.text for part in token.segments if part.kind == "stem")))
    return frozenset({word, word[1:] if joined else word, f"ال{stem}" if article else stem})


def _seen(keys: Sequence[frozenset[str]], at: int, where: str) -> frozenset[str]:
    """The keys of the tokens that `where` speaks of."""
    if where == "self":
        return keys[at]
    if where == "next":
        return keys[at + 1] if at + 1 < len(keys) else frozenset()
    if where == "before":
        return keys[at - 1] if at else frozenset()
    return frozenset().union(*keys[max(0, at - _NEAR) : at], *keys[at + 1 : at + 1 + _NEAR])


def _keys(token: Token) -> frozenset[str]:
    """What rules may ask of a token: its lemma, its proclitic prepositions, its classes."""
    if token.kind == "number":
        return frozenset({"<number>", "<year>"} if re.fullmatch(r"[0-9٠-٩]{3,4}", token.text) else {"<number>"})
    if token.kind != "word":
        return frozenset()
    keys = {fold(token.lemma)} if token.lemma else {fold(token.text)}
    keys.update(fold(part.text) for part in token.segments if part.kind == "proclitic" and part.pos.startswith("preposition"))
    if strip_diacritics(token.text).endswith(("ة", "ات")):
        keys.add("<feminine>")
    if keys & _NUMERALS or token.pos == "number":
        keys.add("<number>")
    if token.pos == "verb" and token.readings:
        aspect = dict(token.readings[0].features).get("asp")
        keys.update({"p": ("<past>",), "i": ("<present>",)}.get(aspect or "", ()))
    return frozenset(keys)


def _compared(tokens: Sequence[Token], at: int) -> Token:
    """A word of comparison with the degree that its form and the next word tell: «أكبر قارة» largest, «أكبر من» larger."""
    token = tokens[at]
    lemma = fold(strip_diacritics(token.lemma))
    if not lemma.startswith("ا") or lemma == fold("آخر") or token.pos not in {"adjective", "noun"}:
        return token
    most = [gloss for gloss in token.glosses if _SUPERLATIVE.fullmatch(gloss)]
    more = [gloss for gloss in token.glosses if re.fullmatch(r"(?:more|better|less|worse|\w+er)(?: .*)?", gloss)]
    if not most or not more:
        return token
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    article = any(part.pos == "article" for part in token.segments) or "ال" in token.text[:4]
    return put_first(token, most if article or (after is not None and _governs(lemma, after)) else more)


def _governs(lemma: str, after: Token) -> bool:
    """Whether a folded word of comparison without the article is of the word after it, a superlative: «أكبر قارة», «أكثر ما»;
    not «أسرع بكثير», nor «أكثر قوة», where the word after says in what.

    >>> strong = Token(0, 3, "قوة", pos="noun", glosses=("strength",))
    >>> _governs(fold("أكثر"), strong), _governs(fold("أعظم"), strong), _governs(fold("أكثر"), Token(0, 2, "ما"))
    (False, True, True)
    """
    if after.text == _WHAT:
        return True
    apart = after.text.endswith(("اً", "ًا")) or any(part.pos.startswith("preposition") for part in after.segments)
    if apart or after.pos not in {"noun", "proper noun"}:
        return False
    quality = bool(after.glosses) and _QUALITY.search(after.glosses[0]) is not None and not after.text.startswith("ال")
    return not (lemma in _OF_DEGREE and quality)


def put_first(token: Token, english: Sequence[str], *, shaped: bool = False) -> Token:
    """`token` with `english` as its first glosses, in its first reading and its stem as well; plural where the word is.

    `shaped`: the English has the word's number already.
    """
    reading = token.readings[0]
    number = dict(reading.features).get("num") if token.pos == "noun" and not shaped else None
    glosses = first_of(english, token.glosses, plural=number == "p", dual=number == "d")
    segments = tuple(
        CliticSegment(part.text, part.kind, part.pos, "; ".join(glosses[:2])) if part.kind == "stem" else part
        for part in token.segments
    )
    first = replace(reading, glosses=glosses, segments=segments)
    return replace(token, glosses=glosses, segments=segments, readings=(first, *token.readings[1:]))
