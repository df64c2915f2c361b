"""What the article itself says someone or something is, beside the name: «مهندس الحاسبات المصري حسام نصر», «شركة مايكروسوفت».

Roles (`nlp/data/entities_roles.tsv`) and adjectives of origin (`entities_nationalities.tsv`) are put into English; the Arabic
words are kept to be shown with it. Leaves out: anything it cannot name in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.english_name import bare_forms
from nlp.names.mentions import origins, roles
from nlp.text.normalize import fold

__all__ = ["Apposition", "apposition"]

_REACH: Final = 6  # words a role may stand before the name
_AFTER: Final = 14  # words of a description after the name
_STOPS: Final = {fold(w) for w in "في من إلى على عن مع إن أن الذي التي كان كانت قال قالت وقال هو هي".split()}
_FORMER: Final = {fold(w): "former" for w in "السابق السابقة الأسبق الراحل الراحلة".split()}
_FORMER[fold("الراحل")] = _FORMER[fold("الراحلة")] = "late"


@dataclass(frozen=True, slots=True)
class Apposition:
    """`english` of the words `arabic` beside a name; `head` and `origin` are the folded role and adjective without the article."""

    english: str
    arabic: str
    head: str = ""
    origin: str = ""


def _role_at(words: Sequence[str], at: int, most: int) -> tuple[int, str, str, str] | None:
    """(words it takes, folded head without article, English, kind) of a role that begins at `at`."""
    for length in range(min(3, most), 0, -1):
        tail = words[at + 1 : at + length]
        for form in bare_forms(words[at]):
            for head in (form, form.removeprefix("ال")):
                for rest in (tail, [w.removeprefix("ال") for w in tail]):
                    found = roles().get(" ".join((head, *rest)))
                    if found is not None:
                        return length, head.removeprefix("ال"), *found
    return None


def _describe(tokens: Sequence[Token], first: int, last: int, kinds: frozenset[str]) -> Apposition | None:
    """The role at `first` with what follows it up to `last`."""
    words = [fold(token.text) for token in tokens]
    role = _role_at(words, first, last - first)
    if role is None or role[3] not in kinds:
        return None
    length, head, english, _ = role
    extra: list[str] = []
    origin = ""
    for word in words[first + length : last]:
        bare = word.removeprefix("ال")
        if bare in origins() and (word != bare or not extra):
            origin = origin or bare
            extra.append(origins()[bare])
        elif word in _FORMER:
            extra.insert(0, _FORMER[word])
    shown = " ".join(token.text for token in tokens[first:last])
    text = " ".join(dict.fromkeys([*extra, english]))
    return Apposition(text, shown, head, origin)


def apposition(sentence: Sentence, first: int, last: int, kind: EntityType) -> Apposition | None:
    """What stands beside the name `first:last`: a role before it, or after it between commas."""
    tokens = sentence.tokens
    kinds = {"PERS": frozenset({"person"}), "ORG": frozenset({"thing"}), "LOC": frozenset({"place"})}.get(
        kind, frozenset({"thing", "work"})
    )
    begin = first
    while begin > 0 and tokens[begin - 1].text in {"«", '"', "“", "(", "."}:
        begin -= 1
    best: Apposition | None = None
    for at in range(begin - 1, max(begin - 1 - _REACH, -1), -1):
        if tokens[at].kind != "word" or fold(tokens[at].text) in _STOPS:
            break
        if kind != "PERS" and at < begin - 1 and fold(tokens[at + 1].text).removeprefix("ال") not in origins():
            break  # what stands between may be another name
        found = _describe(tokens, at, begin, kinds)
        if found is not None:
            best = found
            if kind != "PERS":
                break
    if best is not None:
        return best
    after = last
    while after < len(tokens) and tokens[after].text in {"»", '"', "”", ")"}:
        after += 1
    if (
        kind == "PERS"
        and after + 1 < len(tokens)
        and tokens[after].text in {"،", ",", "-", "–"}
        and fold(tokens[after + 1].text).startswith("ال")
    ):
        end = after + 1
        while end < len(tokens) and end - after <= _AFTER and tokens[end].kind in {"word", "latin", "number"}:
            if end > after + 1 and fold(tokens[end].text) in {"الذي", "التي"}:
                break
            end += 1
        return _describe(tokens, after + 1, end, kinds)
    return None
