"""Text → tokens with offsets, losing nothing: what lies between two tokens is white space and only that.

A clitic stays in its word («وبكتابهم» is one token); `nlp.words.morphology` takes it apart. A letter written onto a number is its
own token («2025م» → 2025, م), as are a Latin run glued to an Arabic article («الـGPS») and a word glued to one that ends with ة.

>>> [token.text for token in tokenize("بلغ ٣٫٥٪ في 2025م.")]
['بلغ', '٣٫٥', '٪', 'في', '2025', 'م', '.']
"""

from __future__ import annotations

from typing import Final, cast

import regex

from nlp.document import Token, TokenKind
from nlp.text.normalize import ARABIC_LETTERS, ARABIC_MARKS

__all__ = ["MAX_LENGTH", "pieces", "tokenize"]

MAX_LENGTH: Final = 100  # characters of a token: what is longer nobody wrote as one word, and it becomes several
_MAX_ADDRESS: Final = 2_000
_SPACE: Final = r"\s\x1c-\x1f"  # exactly what str.isspace() accepts
_TLD = (
    "com|net|org|info|edu|gov|mil|int|io|co|tv|me|ly|ai|app|dev|eu|uk|us|fr|de|ps|eg|sa|ae|qa|kw|om|bh|jo|lb|sy|iq|ma|dz|tn|sd|ye"
)
_LATIN = r"(?!\p{Arabic}|ـ)[\p{L}\p{Nd}]"
_DIGIT = r"\p{Nd}"
_IN_URL = rf"[^{_SPACE}«»\"<>،؛؟]*[^{_SPACE}«»\"<>،؛؟.,:;!?)\]'’”…*]"  # an address ends before closing punctuation
_SIGNS: Final = rf"{ARABIC_MARKS}ـ\u200c\u200d"
_IN_WORD: Final = rf"[[{ARABIC_LETTERS}{_SIGNS}]--[ة]]"  # with a ة a word ends: «الشارقةيقول» lacks a space
_EMOJI = r"\p{Extended_Pictographic}[\ufe0f\U0001f3fb-\U0001f3ff]*"

_TOKEN: Final = regex.compile(
    rf"""
    (?P<word>ـ*(?=[{ARABIC_LETTERS}]){_IN_WORD}*(?:ة[{_SIGNS}]*)?)  # first: most tokens are words and spaces
  | (?P<space>[{_SPACE}]+)
  | (?P<address>
        (?:https?|ftp)://{_IN_URL}
      | (?<![\p{{L}}\p{{Nd}}@.])[\w.+-]{{1,64}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,5}}
      | (?<![\p{{L}}\p{{Nd}}@.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}(?i:{_TLD})(?![A-Za-z0-9-])(?:/{_IN_URL})?
      | [\#@](?=[\p{{L}}_])[\w\u200c\u0640{ARABIC_MARKS}]+
    )
  | (?P<number>
        (?<!{_DIGIT}[/-]){_DIGIT}{{1,4}}(?P<sep>[/-]){_DIGIT}{{1,2}}(?P=sep){_DIGIT}{{1,4}}(?!(?P=sep)?{_DIGIT})(?!{_LATIN})
      | {_DIGIT}{{1,2}}:{_DIGIT}{{2}}(?::{_DIGIT}{{2}})?(?![:{_DIGIT}])(?!{_LATIN})
      | (?<!{_DIGIT}،)(?:{_DIGIT}{{1,3}}(?:،{_DIGIT}{{3}})+|{_DIGIT}+،{_DIGIT}{{1,2}})(?!،?{_DIGIT})(?!{_LATIN})  # «5،8%»
      | {_DIGIT}+(?:[.,٫٬'’]{_DIGIT}+)*(?!{_LATIN})
      | \p{{No}}+|\p{{Nl}}+
    )
  | (?P<latin>(?:{_LATIN})(?:(?:{_LATIN})|\p{{M}}|[-'’.&_](?={_LATIN})|\+(?!\p{{Nd}}))*)
  | (?P<ellipsis>[.…۔]+)
  | (?P<closing>[!?؟⁇⁈⁉‼]+)
  | (?P<emoji>\p{{RI}}\p{{RI}}|{_EMOJI}(?:\u200d{_EMOJI})*)
  | (?P<mark>\p{{P}}\p{{M}}*)
  | (?P<tatweel>ـ+)
  | (?P<other>.\p{{M}}*)
    """,
    regex.VERBOSE | regex.DOTALL | regex.V1,
)
_KINDS: Final[dict[str, TokenKind]] = {
    "address": "address",
    "number": "number",
    "latin": "latin",
    "word": "word",
    "ellipsis": "punctuation",
    "closing": "punctuation",
    "mark": "punctuation",
    "tatweel": "punctuation",
    "emoji": "symbol",
    "other": "symbol",
}
_SYMBOLS: Final = frozenset("%٪‰؉٪#@&*§†‡")


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The tokens of `text`, in order; `offset` is where `text` begins in the article and is added to every `start` and `end`.

    Kinds: word (Arabic script), latin (any other script, with its digits: G20, Wi-Fi), number (both digit systems, with
    separators; dates and clock times as 24/9/2025 and 14:05), address (URL, e-mail, hashtag, handle), punctuation, symbol.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        group = cast("str", match.lastgroup)
        if group == "space":
            continue
        written = match.group()
        kind: TokenKind = "symbol" if group == "mark" and written in _SYMBOLS else _KINDS[group]
        at, most = offset + match.start(), _MAX_ADDRESS if group == "address" else MAX_LENGTH
        if len(written) <= most:
            tokens.append(Token(at, at + len(written), written, kind))
            continue
        for first in range(0, len(written), most):
            part = written[first : first + most]
            tokens.append(Token(at + first, at + first + len(part), part, kind))
    return tuple(tokens)


def pieces(text: str) -> tuple[str, ...]:
    """Every token and every run of white space of `text`: `"".join(pieces(text)) == text`, always."""
    return tuple(match.group() for match in _TOKEN.finditer(text))
