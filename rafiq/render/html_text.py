"""A sentence's two sides as HTML: tokens, names, highlights, links to the other side. The text inside is exactly the sentence.

A line may break only where a `<wbr>` follows white space, because a word is a button, and browsers would break beside one. Latin
runs sit in a `<bdi>`, so that "Microsoft Azure" never turns into "Azure Microsoft".
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.annotations import Annotation
from nlp.document import Sentence
from rafiq.render import escape
from rafiq.render.html_cards import Cards
from rafiq.render.spans import Piece, arabic_pieces, english_pieces, grouped

__all__ = ["arabic_html", "english_html"]


def arabic_html(sentence: Sentence, notes: Sequence[Annotation], cards: Cards) -> str:
    """The Arabic side: every token has `data-token`, every mention `data-entity`."""
    out = []
    for number, run in grouped(arabic_pieces(sentence, notes)):
        inner = _runs(sentence, run, cards)
        if number < 0:
            out.append(inner)
            continue
        mention = sentence.entities[number]
        out.append(f'<span class="n {mention.type}" data-entity="{mention.entity}">{inner}</span>')
    return "".join(out)


def english_html(sentence: Sentence, notes: Sequence[Annotation]) -> str:
    """The English side: names with `data-entity`, aligned stretches with `data-l` (the numbers of their tokens)."""
    out = []
    for number, run in grouped(english_pieces(sentence, notes)):
        inner = "".join(_english(piece) for piece in run)
        if number < 0:
            out.append(inner)
            continue
        mention = sentence.entities[number]
        out.append(f'<span class="n {mention.type}" data-entity="{mention.entity}">{inner}</span>')
    return "".join(out)


def _english(piece: Piece) -> str:
    names = [f"hl {piece.colour}"] if piece.colour else []
    names += ["doubt"] if piece.doubt else []
    shown = f' class="{" ".join(names)}"' if names else ""
    linked = f' data-l="{" ".join(str(token) for token in piece.links)}"' if piece.links else ""
    text = escape.text(piece.text)
    return f"<span{shown}{linked}>{text}</span>" if shown or linked else text


def _runs(sentence: Sentence, pieces: Sequence[Piece], cards: Cards) -> str:
    """Pieces as HTML, each Latin run (with the numbers and marks inside it) isolated."""
    out, n = [], 0
    while n < len(pieces):
        last = _latin_run(sentence, pieces, n)
        if last > n:
            out.append(f'<bdi dir="ltr">{"".join(_arabic(sentence, piece, cards) for piece in pieces[n:last])}</bdi>')
            n = last
        else:
            out.append(_arabic(sentence, pieces[n], cards))
            n += 1
    return "".join(out)


def _latin_run(sentence: Sentence, pieces: Sequence[Piece], first: int) -> int:
    """Where the Latin run that begins at `first` ends; `first` when none does."""
    if _kind(sentence, pieces[first]) not in ("latin", "address"):
        return first
    end = first
    for n in range(first, len(pieces)):
        kind = _kind(sentence, pieces[n])
        if kind == "word" or "\n" in pieces[n].text:
            break
        if kind in ("latin", "number", "address"):
            end = n + 1
    return end


def _kind(sentence: Sentence, piece: Piece) -> str:
    return sentence.tokens[piece.token].kind if piece.token >= 0 else ""


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
    gloss = f' data-g="{escape.attribute(brief)}"' if brief else ""
    shown = f' class="{colour}"' if colour else ""
    return f'<button type="button"{shown} data-token="{piece.token}" popovertarget="{name}"{gloss}>{text}</button>'
