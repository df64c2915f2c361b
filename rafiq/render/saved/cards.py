"""The cards of a saved page: what a word means, who a name is. Tokens that say the same share one, so the file stays small."""

from __future__ import annotations

from typing import Final

from nlp.document import BilingualDocument, Entity, Mention, Reading, Token
from nlp.words.context.english import IN_ENGLISH
from rafiq.render import escape
from rafiq.render.labels import ENTITY_LABELS, segments_line, source_label

__all__ = ["Cards"]

_BRIEF: Final = 28
_OTHERS: Final = 4


class Cards:
    """Gathers cards while the text is written, then gives their HTML."""

    def __init__(self, document: BilingualDocument) -> None:
        self._entities = {entity.id: entity for entity in document.entities}
        self._names: dict[object, str] = {}
        self._html: list[str] = []

    def card(self, token: Token, mention: Mention | None) -> tuple[str, str]:
        """(id of the token's card, its meaning in brief); ("", "") when there is nothing to say about it."""
        if not (token.readings or token.glosses or (mention is not None and token.kind == "word")):
            return "", ""
        brief = mention.english if mention is not None and mention.english else (token.glosses[0] if token.glosses else "")
        who = (mention.entity, mention.type, mention.english, mention.gloss, mention.value) if mention is not None else None
        # A token's own text stands in for the readings it was looked up by: the same word has the same ones nearly always.
        key = (token.text, token.lemma, token.pos, token.glosses, token.diacritized, token.readings, who)
        if key not in self._names:
            self._names[key] = f"w{len(self._names)}"
            self._html.append(self._card(self._names[key], token, mention))
        return self._names[key], brief if len(brief) <= _BRIEF else brief[: _BRIEF - 1].rstrip() + "…"

    def html(self) -> list[str]:
        """The cards, each a popover."""
        return self._html

    def _card(self, name: str, token: Token, mention: Mention | None) -> str:
        parts = [self._who(mention, self._entities.get(mention.entity))] if mention is not None else []
        parts.append(_word(token))
        others = [reading for reading in token.readings[1 : _OTHERS + 1] if reading.glosses or reading.reason]
        if others:
            parts.append(f"<ul>{''.join(_other(reading) for reading in others)}</ul>")
        label = escape.attribute(token.text)
        return f'<div popover id="{name}" role="dialog" aria-label="{label}">{"".join(parts)}</div>'

    @staticmethod
    def _who(mention: Mention, entity: Entity | None) -> str:
        english = mention.english or (entity.english if entity else "")
        about = segments_line(entity) if entity else " · ".join(part for part in (mention.gloss, mention.value) if part)
        source = f"<small>{escape.text(source_label(entity.english_source))}</small>" if entity and entity.english_source else ""
        return (
            f'<p class="who {mention.type}"><b>{escape.text(english or mention.text)}</b> <i>{ENTITY_LABELS[mention.type]}</i>'
            f"{f'<br>{escape.text(about)}' if about else ''}{f'<br>{source}' if source else ''}</p>"
        )


def _word(token: Token) -> str:
    facts = [escape.text(token.pos)] if token.pos else []
    facts += [f"{label} {_arabic(value)}" for label, value in (("lemma", token.lemma), ("root", token.root)) if value]
    parts = [f'<p class="w">{_arabic(token.diacritized or token.text)}</p>']
    used = f" <small>{escape.text(IN_ENGLISH)}</small>" if token.readings and token.readings[0].reason == IN_ENGLISH else ""
    parts += [f"<p>{escape.text('; '.join(token.glosses))}{used}</p>"] if token.glosses else []
    if len(token.segments) > 1:
        pieces = (f"<span>{_arabic(s.text)} {escape.text(s.gloss or s.pos)}</span>" for s in token.segments)
        parts.append(f'<p class="seg">{" + ".join(pieces)}</p>')
    parts += [f"<p><small>{' · '.join(facts)}</small></p>"] if facts else []
    return "".join(parts)


def _other(reading: Reading) -> str:
    reason = f" <small>{escape.text(reading.reason)}</small>" if reading.reason else ""
    return f"<li>{_arabic(reading.diacritized or reading.lemma)} {escape.text('; '.join(reading.glosses[:3]))}{reason}</li>"


def _arabic(value: str) -> str:
    return f'<bdi lang="ar" dir="rtl">{escape.text(value)}</bdi>'
