"""A sentence's two sides as HTML: tokens, names, highlights, links to the other side. The text inside is exactly the sentence.

A line may break only where a `<wbr>` follows white space, because a word is a button, and browsers would break beside one. What
runs against the line sits in one `<bdi>`, so that "Microsoft Azure" never turns into "Azure Microsoft".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from nlp.annotations import Annotation
from nlp.document import Mention, Sentence
from rafiq.render import escape
from rafiq.render.saved.cards import Cards
from rafiq.render.spans import Group, Piece, arabic_pieces, english_pieces, nested

__all__ = ["arabic_html", "english_html", "quoting"]

_LEFT_TO_RIGHT: Final = '<bdi dir="ltr" lang="en">'
_NAMED: Final = frozenset({"PERS", "LOC", "ORG", "MISC"})
_RIGHT_TO_LEFT: Final = '<bdi dir="rtl" lang="ar">'


def arabic_html(sentence: Sentence, notes: Sequence[Annotation], cards: Cards) -> str:
    """The Arabic side: every token has `data-token`, every mention `data-entity`."""
    groups = nested(arabic_pieces(sentence, notes))
    return "".join(_group(sentence, group, lambda piece: _arabic(sentence, piece, cards), arabic=True) for group in groups)


def english_html(sentence: Sentence, notes: Sequence[Annotation]) -> str:
    """The English side: names with `data-entity`, aligned stretches with `data-l` (the numbers of their tokens)."""
    return "".join(_group(sentence, group, _english, arabic=False) for group in nested(english_pieces(sentence, notes)))


def quoting(value: str) -> str:
    """English with Arabic quotations in it as HTML, each set apart.

    >>> quoting("«لا» and «لم» & more")
    '<bdi>«لا»</bdi> and <bdi>«لم»</bdi> &amp; more'
    """
    return re.sub(r"«[^«»]*»", lambda match: f"<bdi>{match[0]}</bdi>", escape.text(value))


def _group(sentence: Sentence, group: Group, piece_html: Callable[[Piece], str], *, arabic: bool) -> str:
    """A group of one side as HTML: a run against the line in an element that keeps it in one piece, a name under its English."""
    made = [
        piece_html(each) if isinstance(each, Piece) else _group(sentence, each, piece_html, arabic=arabic) for each in group.inside
    ]
    inner = "".join(made)
    if group.run >= 0:
        return f"{_LEFT_TO_RIGHT if arabic else _RIGHT_TO_LEFT}{inner}</bdi>"
    if group.mention < 0:
        return inner
    mention = sentence.entities[group.mention]
    over = arabic and mention.type in _NAMED and _first(group).token == _first_token(sentence, mention)
    gloss = f' data-g="{escape.attribute(mention.english)}"' if over and mention.english else ""
    last = group.inside[-1]
    gap = made.pop() if isinstance(last, Piece) and last.text.isspace() else ""  # a space at the end of a box is not drawn
    return f'<span class="n {mention.type}" data-entity="{mention.entity}"{gloss}>{"".join(made)}</span>{gap}'


def _first(group: Group | Piece) -> Piece:
    return group if isinstance(group, Piece) else _first(group.inside[0])


def _first_token(sentence: Sentence, mention: Mention) -> int:
    """The number of the token that a name begins with: a name that a run cuts in two has its English over the first part."""
    return next((n for n, token in enumerate(sentence.tokens) if token.end > mention.start), -1)


def _english(piece: Piece) -> str:
    names = [f"hl {piece.colour}"] if piece.colour else []
    names += ["doubt"] if piece.doubt else []
    shown = f' class="{" ".join(names)}"' if names else ""
    linked = f' data-l="{" ".join(str(token) for token in piece.links)}"' if piece.links else ""
    text = escape.text(piece.text)
    return f"<span{shown}{linked}>{text}</span>" if shown or linked else text


def _arabic(sentence: Sentence, piece: Piece, cards: Cards) -> str:
    text = escape.text(piece.text)
    colour = f"hl {piece.colour}" if piece.colour else ""
    if piece.token < 0:
        broken = text + "<wbr>" if piece.text[-1:].isspace() else text
        return f'<span class="{colour}">{broken}</span>' if colour else broken
    token = sentence.tokens[piece.token]
    mention = sentence.entities[piece.mention] if piece.mention >= 0 else None
    name, brief = cards.card(token, mention)
    if not name:
        kind = f"{colour} long".strip() if len(piece.text) > 30 else colour
        return f'<span{f" class={chr(34)}{kind}{chr(34)}" if kind else ""} data-token="{piece.token}">{text}</span>'
    gloss = f' data-g="{escape.attribute(brief)}"' if brief and not (mention and mention.type in _NAMED) else ""
    shown = f' class="{colour}"' if colour else ""
    return f'<button type="button"{shown} data-token="{piece.token}" popovertarget="{name}"{gloss}>{text}</button>'
