"""When a card of the reader's words comes back: the free spaced repetition scheduler (FSRS), which needs no network.

A card is the scheduler's own JSON, "" before its first review. Left out: fitting the scheduler to one reader (their reviews are
kept for that), and what a card shows.

>>> from datetime import UTC, datetime
>>> moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
>>> card, due = reviewed("", 3, moment)
>>> due
'2026-03-01T12:10:00.000000Z'
>>> waits("", moment)[4].days
8
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from nlp.errors import InputError, LibraryError

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

__all__ = ["RATINGS", "reviewed", "waits"]

RATINGS: Final = {1: "again", 2: "hard", 3: "good", 4: "easy"}


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False)  # so that what a button promises is what happens


def _card(card: str, moment: datetime) -> Card:
    from fsrs import Card

    if not card:
        return Card(card_id=0, due=moment)
    try:
        return Card.from_json(card)
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError("The schedule of this word is damaged; forget the word and look it up again.") from error


def reviewed(card: str, rating: int, moment: datetime) -> tuple[str, str]:
    """The card after a review at `moment` with one of `RATINGS`, and when it comes back (ISO 8601, UTC)."""
    from fsrs import Rating

    if rating not in RATINGS:
        raise InputError(f"A review is rated from 1 (again) to 4 (easy), not {rating!r}.")
    after, _ = _scheduler().review_card(_card(card, moment), Rating(rating), moment)
    return after.to_json(), after.due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def waits(card: str, moment: datetime) -> dict[int, timedelta]:
    """How long the card would stay away after each rating."""
    return {rating: datetime.fromisoformat(reviewed(card, rating, moment)[1]) - moment for rating in RATINGS}
