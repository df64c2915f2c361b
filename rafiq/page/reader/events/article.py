"""What the reader does with the whole article: where they are in it, its engine, stopping and going on, keeping and exporting."""

# ruff: noqa: ARG001  (the events of the table share one signature)
from __future__ import annotations

from base64 import b64encode
from typing import Final

from nlp.annotations import Place
from nlp.document import written_by_reader
from nlp.errors import InputError
from rafiq.page.desk import Desk
from rafiq.page.reader.events.checks import Event, Events, Replies, document_of, say, sentence_in, text_in
from rafiq.page.reader.events.settings import checked_settings
from rafiq.page.work.job import Job
from rafiq.render import formats

__all__ = ["EVENTS"]


def _place(desk: Desk, job: Job, event: Event) -> Replies:
    number = sentence_in(job, event)
    with job.lock:
        job.work.looking, job.place = number, Place(number)
    if job.saved:
        desk.library.set_place(job.saved, number)
    return []


def _settings(desk: Desk, job: Job, event: Event) -> Replies:
    good = checked_settings(event.get("patch"))
    if good:
        desk.set(good)
    return []


def _cancel(desk: Desk, job: Job, event: Event) -> Replies:
    desk.jobs.cancel(job)
    return say("stopped")


def _resume(desk: Desk, job: Job, event: Event) -> Replies:
    desk.jobs.translate(job)
    return []


def _engine(desk: Desk, job: Job, event: Event) -> Replies:
    """Another engine for this article and the next ones; what the reader wrote stays, what an engine wrote is in the cache."""
    name = text_in(event, "engine")
    if name not in desk.engines():
        raise InputError(f"The engine {name!r} is not installed here; installed: {', '.join(desk.engines())}.")
    desk.set({"engine": name})
    desk.jobs.cancel(job)
    with job.lock:
        job.engine = name
        rows = [n for n, each in enumerate(document_of(job).sentences) if each.engine != name and not written_by_reader(each)]
        job.clear(rows)
    desk.jobs.translate(job)
    return []


def _save(desk: Desk, job: Job, event: Event) -> Replies:
    """Saves it; where the library has a copy of the same text, that is said first (`again`: another is wanted all the same)."""
    if not job.saved and event.get("again") is not True:
        alike = desk.library.same_text(document_of(job).article.text)
        if alike:
            first = alike[0]
            return [{"kind": "duplicate", "copy": first.id, "title": first.title, "saved": first.created[:10]}]
    desk.save(job)
    return say("saved")


def _export(desk: Desk, job: Job, event: Event) -> Replies:
    form = formats.find(text_in(event, "format"))
    copy = desk.copy_of(job)
    data = form.render(copy)
    return [
        {
            "kind": "download",
            "name": formats.file_name(copy, form),
            "media": form.media_type,
            "base64": b64encode(data).decode(),
        }
    ]


def _nothing(desk: Desk, job: Job, event: Event) -> Replies:
    """ "home", "library", "words", "engines", "copy", "sync", "resync": the session answers these (session.py)."""
    return []


EVENTS: Final[Events] = {
    "place": _place,
    "settings": _settings,
    "cancel": _cancel,
    "resume": _resume,
    "engine": _engine,
    "save": _save,
    "export": _export,
    "home": _nothing,
    "library": _nothing,
    "words": _nothing,
    "engines": _nothing,
    "copy": _nothing,
    "sync": _nothing,
    "resync": _nothing,
}
