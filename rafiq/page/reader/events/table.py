"""The one table of everything the page can send: kind → function.

Each function takes the desk, the job and the event, and gives replies for the component.
"""

from __future__ import annotations

from typing import Final

from nlp.errors import InputError
from rafiq.page.desk import Desk
from rafiq.page.reader.events import article, highlights, sentences, study, words
from rafiq.page.reader.events.checks import Event, Events, Replies
from rafiq.page.work.job import Job

__all__ = ["EVENTS", "apply"]

EVENTS: Final[Events] = {**words.EVENTS, **study.EVENTS, **highlights.EVENTS, **sentences.EVENTS, **article.EVENTS}


def apply(desk: Desk, job: Job, event: Event) -> Replies:
    """Does what `event` says. Raises `RafiqError`; an unknown kind is an `InputError`."""
    kind = event.get("kind")
    if not isinstance(kind, str) or kind not in EVENTS:
        raise InputError(f"The page sent something this Rafiq does not know: {kind!r}.")
    return EVENTS[kind](desk, job, event)
