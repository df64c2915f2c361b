"""Bookmarks and highlights, kept as the reader's notes are: a sentence is marked or not; a stretch of one side of a sentence gets a
colour, another one, or none.

The browser counts UTF-16 units inside the sentence; an annotation counts characters, on the Arabic side in the whole article.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from nlp.annotations import COLOURS, Annotation
from nlp.errors import InputError
from rafiq.library.values import new_id
from rafiq.page.desk import Desk
from rafiq.page.reader.events.checks import Event, Events, Replies, document_of, number_in, say, sentence_in, text_in
from rafiq.page.work.job import Job

__all__ = ["EVENTS", "span_of"]

_AROUND: Final = 32  # characters of context that are kept


def _highlight(desk: Desk, job: Job, event: Event) -> Replies:
    colour = text_in(event, "colour")
    if colour not in COLOURS:
        raise InputError(f"There is no colour {colour!r} for a highlight; choose one of: {', '.join(COLOURS)}.")
    with job.lock:
        wanted = _stretch(job, event)
        place = (wanted.side, wanted.sentence, wanted.start, wanted.end)
        old = next((note for note in job.notes if (note.side, note.sentence, note.start, note.end) == place), None)
        mine = old or wanted
        new = replace(mine, colour="" if mine.colour == colour else colour, changed=wanted.created)
        job.notes = (*(note for note in job.notes if note.id != new.id), *((new,) if new.colour or new.text else ()))
        desk.keep(job)
    return []


def _bookmark(desk: Desk, job: Job, event: Event) -> Replies:
    """Marks a sentence, or takes its mark off."""
    with job.lock:
        number = sentence_in(job, event)
        old = [note for note in job.notes if note.bookmark and note.sentence == number]
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        new = () if old else (Annotation(id=new_id(), sentence=number, bookmark=True, created=moment, changed=moment),)
        job.notes = (*(note for note in job.notes if note not in old), *new)
        desk.keep(job)
    return say("bookmarkSet" if new else "bookmarkGone")


def _stretch(job: Job, event: Event) -> Annotation:
    """What is to be highlighted, without a colour yet."""
    number, side = sentence_in(job, event), event.get("side")
    sentence = document_of(job).sentences[number]
    if side not in ("arabic", "english"):
        raise InputError(f"A highlight is on the arabic or the english side, not {side!r}.")
    text = sentence.arabic if side == "arabic" else sentence.english
    start, end = (_characters(text, number_in(event, name)) for name in ("start", "end"))
    if not 0 <= start < end <= len(text):
        raise InputError(f"Sentence {number} has nothing to highlight from {start} to {end}.")
    whole, before = (document_of(job).article.text, sentence.start) if side == "arabic" else (text, 0)
    start, end = start + before, end + before
    return Annotation(
        id=new_id(),
        sentence=number,
        side="arabic" if side == "arabic" else "english",
        start=start,
        end=end,
        quote=whole[start:end],
        prefix=whole[max(0, start - _AROUND) : start],
        suffix=whole[end : end + _AROUND],
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _characters(text: str, units: int) -> int:
    """How many characters of `text` the first `units` UTF-16 units are; past its end, more than it has.

    >>> _characters("🙂 سلام", 3), _characters("سلام", 9)
    (2, 9)
    """
    whole = text.encode("utf-16-le", "surrogatepass")
    if units * 2 > len(whole) or units < 0:
        return units
    return len(whole[: units * 2].decode("utf-16-le", "ignore"))


def span_of(note: Annotation, job: Job) -> dict[str, Any]:
    """Where a note stands for the component: its side, and UTF-16 units inside its sentence, [] for the whole of it."""
    if job.document is None or note.start < 0 or not 0 <= note.sentence < len(job.document.sentences):
        return {"side": note.side, "span": []}
    sentence = job.document.sentences[note.sentence]
    text, before = (sentence.english, 0) if note.side == "english" else (sentence.arabic, sentence.start)
    here = text[note.start - before : note.end - before] if note.start >= before else ""
    if here != note.quote:
        return {"side": note.side, "span": []}  # the English is another one now
    units = [len(text[: at - before].encode("utf-16-le", "surrogatepass")) // 2 for at in (note.start, note.end)]
    return {"side": note.side, "span": units}


EVENTS: Final[Events] = {"highlight": _highlight, "bookmark": _bookmark}
