"""What an event is, and how its parts are read: it comes from a browser, so each is checked like any input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from nlp.document import BilingualDocument, Token
from nlp.errors import InputError
from rafiq.page.desk import Desk
from rafiq.page.work import choices
from rafiq.page.work.job import Job

__all__ = ["Event", "Events", "Replies", "document_of", "number_in", "say", "sentence_in", "text_in", "word_in"]

Event = dict[str, Any]
Replies = list[dict[str, Any]]  # for the component
Events = dict[str, Callable[[Desk, Job, Event], Replies]]  # kind → what it does
MAX_ENGLISH: Final = 20_000


def number_in(event: Event, name: str) -> int:
    """The whole number that `event` has under `name`."""
    value = event.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"The page sent {name} {value!r}; a number was expected.")
    return value


def text_in(event: Event, name: str, *, empty: bool = False) -> str:
    """The text that `event` has under `name`, without space around it; `empty`: it may be none."""
    value = event.get(name)
    if not isinstance(value, str) or len(value) > MAX_ENGLISH or not (empty or value.strip()):
        raise InputError(f"The page sent no usable {name}: a text of 1 to {MAX_ENGLISH:,} characters was expected.")
    return value.strip()


def document_of(job: Job) -> BilingualDocument:
    """The article as it is now, or `InputError` while there is none."""
    if job.document is None:
        raise InputError("This article is still being read.")
    return job.document


def sentence_in(job: Job, event: Event) -> int:
    """The number of the sentence that `event` is about."""
    number = number_in(event, "n")
    if job.document is None or not 0 <= number < len(job.document.sentences):
        raise InputError(f"This article has no sentence {number}.")
    return number


def word_in(job: Job, event: Event) -> tuple[BilingualDocument, Token]:
    """The article as it is now, and the word of it that `event` is about. For use under the job's lock."""
    number, place = sentence_in(job, event), number_in(event, "token")
    document = document_of(job)
    return document, choices.token_at(document, number, place)


def say(key: str) -> Replies:
    """A word to the reader: `key` is one of rafiq/page/strings."""
    return [{"kind": "say", "text": key}]
