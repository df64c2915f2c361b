"""The menu of translation engines, as the component shows it: what each is, its licence, size, scores, whether it is here."""

from __future__ import annotations

from typing import Any

from nlp.document import Sentence

__all__ = ["menu", "opinion"]


def menu() -> list[dict[str, Any]]:
    """Every engine known here, those that are installed first. `size` in bytes on disk, or to fetch; 0: not known before it is
    asked for. What is not here is fetched on the engines' page."""
    from models.manage import rows

    return [
        {
            "name": row.card.name,
            "title": row.card.title,
            "installed": row.installed,
            "size": row.size or row.card.download,
            "licence": row.card.licence,
            "scores": [f"{score.test}: {score.value:.1f} {score.metric} ({score.source})" for score in row.card.scores[:2]],
            "note": row.card.note,
        }
        for row in sorted(rows("translation"), key=lambda row: not row.installed)
    ]


def opinion(now: Sentence, other: Sentence) -> dict[str, Any]:
    """Two English sentences for one Arabic, and where they part: [kind, left, right] by words, as `differences` gives it."""
    from rafiq.page.reader.differences import differences

    return {
        "left": now.english,
        "leftEngine": now.engine,
        "right": other.english,
        "marks": [mark.message for mark in other.marks],
        "parts": [[part.kind, part.left, part.right] for part in differences(now.english, other.english)],
    }
