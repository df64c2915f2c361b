"""CoNLL-U: the tokens with lemma, part of speech, features, clitics as multiword tokens, glosses and names in MISC.

Rafiq does not parse, so HEAD and DEPREL are "_". `# text` has single spaces, as the format asks; the offsets of the article
are in MISC (`Span`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from nlp.annotations import SavedCopy
from nlp.document import CliticSegment, Mention, Reading, Sentence, Token

__all__ = ["render"]

_UPOS: Final = {
    "noun": "NOUN",
    "proper noun": "PROPN",
    "adjective": "ADJ",
    "adverb": "ADV",
    "verb": "VERB",
    "preposition": "ADP",
    "conjunction": "CCONJ",
    "article": "DET",
    "pronoun": "PRON",
    "relative pronoun": "PRON",
    "demonstrative": "DET",
    "question word": "PRON",
    "quantifier": "DET",
    "number": "NUM",
    "particle": "PART",
    "negation": "PART",
    "future particle": "AUX",
    "interjection": "INTJ",
    "abbreviation": "X",
}
_KINDS: Final = {"number": "NUM", "punctuation": "PUNCT", "symbol": "SYM", "address": "X", "latin": "X", "word": "X"}
_FEATURES: Final = {
    "asp": ("Aspect", {"p": "Perf", "i": "Imp"}),
    "cas": ("Case", {"n": "Nom", "a": "Acc", "g": "Gen"}),
    "stt": ("Definite", {"d": "Def", "i": "Ind", "c": "Cons"}),
    "gen": ("Gender", {"m": "Masc", "f": "Fem"}),
    "mod": ("Mood", {"i": "Ind", "s": "Sub", "j": "Jus"}),
    "num": ("Number", {"s": "Sing", "d": "Dual", "p": "Plur"}),
    "per": ("Person", {"1": "1", "2": "2", "3": "3"}),
    "vox": ("Voice", {"a": "Act", "p": "Pass"}),
}


def render(copy: SavedCopy) -> bytes:
    """The copy's tokens as CoNLL-U, UTF-8; a sentence without tokens is left out."""
    name = _comment(copy.id or copy.document.article.source or "article")
    lines: list[str] = []
    for number, sentence in enumerate(copy.document.sentences):
        tokens = [token for token in sentence.tokens if _form(token.text)]
        if not tokens:
            continue
        if not lines:
            lines.append(f"# newdoc id = {name}")
        lines += [f"# sent_id = {name}-{number}", f"# text = {_line(tokens)}"]
        if sentence.english.strip():
            lines.append(f"# text_en = {' '.join(sentence.english.split())}")
        lines += [*_rows(sentence, tokens), ""]
    whole = "\n".join(lines) + "\n" if lines else ""
    return unicodedata.normalize("NFC", whole).encode("utf-8", "replace")  # the format asks for NFC


def _rows(sentence: Sentence, tokens: Sequence[Token]) -> list[str]:
    rows, next_id = [], 1
    for n, token in enumerate(tokens):
        follows = n + 1 == len(tokens) or tokens[n + 1].start > token.end
        misc = _misc(token, sentence.entities, last=n + 1 == len(tokens), spaced=follows)
        parts = token.segments if len(token.segments) > 1 and all(_form(s.text) for s in token.segments) else ()
        if parts:
            last = next_id + len(parts) - 1
            rows.append("\t".join((f"{next_id}-{last}", _form(token.text), *"_______", misc)))
            rows += [_row(next_id + k, _form(s.text), _segment(token, s), "_") for k, s in enumerate(parts)]
        else:
            rows.append(_row(next_id, _form(token.text), (token.lemma or token.text, _upos(token), _features(token)), misc))
        next_id += max(len(parts), 1)
    return rows


def _row(number: int, form: str, analysis: tuple[str, str, str], misc: str) -> str:
    lemma, upos, features = analysis
    return "\t".join((str(number), form, _form(lemma) or "_", upos, "_", features, "_", "_", "_", misc))


def _segment(token: Token, segment: CliticSegment) -> tuple[str, str, str]:
    if segment.kind == "stem":
        return token.lemma or segment.text, _upos(token), _features(token)
    return segment.text, _UPOS.get(segment.pos, "X"), "_"


def _upos(token: Token) -> str:
    return _UPOS.get(token.pos) or _KINDS[token.kind]


def _features(token: Token) -> str:
    chosen: Reading | None = token.readings[0] if token.readings else None
    features = {}
    for name, value in chosen.features if chosen else ():
        feature, values = _FEATURES.get(name, ("", {}))
        if value in values:
            features[feature] = values[value]
    if features.get("Aspect"):
        features.pop("Definite", None)
    return "|".join(f"{name}={features[name]}" for name in sorted(features, key=str.lower)) or "_"


def _misc(token: Token, mentions: Sequence[Mention], *, last: bool, spaced: bool) -> str:
    entries = {"Span": f"{token.start}:{token.end}"}
    mention = next((m for m in mentions if m.start <= token.start < m.end), None)
    if mention is not None:
        entries["NER"] = f"{'B' if mention.start >= token.start else 'I'}-{mention.type}"
        if mention.english:
            entries["English"] = _value(mention.english)
    if token.glosses:
        entries["Gloss"] = _value("; ".join(token.glosses[:3]))
    if token.root:
        entries["Root"] = _value(token.root)
    if token.diacritized:
        entries["Vform"] = _value(token.diacritized)
    if not spaced and not last:
        entries["SpaceAfter"] = "No"
    return "|".join(f"{name}={entries[name]}" for name in sorted(entries, key=str.lower))


def _line(tokens: Sequence[Token]) -> str:
    out = []
    for n, token in enumerate(tokens):
        out.append(_form(token.text))
        if n + 1 < len(tokens) and tokens[n + 1].start > token.end:
            out.append(" ")
    return "".join(out)


def _form(value: str) -> str:
    """A field without white space or control characters, which would break a line apart."""
    return "".join(c for c in value if (c.isprintable() and not c.isspace()) or c in "\u200c\u200d")


def _value(value: str) -> str:
    """A value in MISC: no bar, and no white space at its ends or beyond single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).replace("|", "/").split()) or "_"


def _comment(value: str) -> str:
    return "-".join("".join(c if c.isprintable() and c not in "=/" else " " for c in value).split()) or "article"
