"""What the reader does to a sentence: edits it, has it translated again, asks another engine, takes that one's English, notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from nlp.annotations import Annotation
from nlp.document import READER, Sentence
from nlp.errors import InputError
from nlp.reader import completed, with_sentence
from rafiq.library.values import new_id
from rafiq.page.desk import Desk
from rafiq.page.reader.engines import opinion
from rafiq.page.reader.events.checks import Event, Events, Replies, document_of, number_in, say, sentence_in, text_in
from rafiq.page.work import choices
from rafiq.page.work.job import Job

__all__ = ["EVENTS"]


def _edit(desk: Desk, job: Job, event: Event) -> Replies:
    number, english = sentence_in(job, event), text_in(event, "english")
    with job.lock:
        old = document_of(job).sentences[number]
        before = old.machine_english or old.english
        new = replace(old, english=english, engine=READER, machine_english=before, marks=(), alignment=())
        job.put(number, completed(new))
    desk.keep(job)
    return say("editSaved")


def _again(desk: Desk, job: Job, event: Event) -> Replies:
    job.clear([sentence_in(job, event)])
    desk.jobs.translate(job)
    return []


def _opinion(desk: Desk, job: Job, event: Event) -> Replies:
    """Another engine's English of one sentence; the answer comes with a later feed, when that engine has it."""
    number, name = sentence_in(job, event), text_in(event, "engine")
    if name not in desk.engines():
        raise InputError(f"The engine {name!r} is not installed here; installed: {', '.join(desk.engines())}.")
    client = str(event.get("client", ""))

    def answer(other: Sentence | str) -> None:
        with job.lock:
            now = document_of(job).sentences[number]
            what = {"error": other} if isinstance(other, str) else opinion(now, other)
            job.answers.append({"kind": "opinion", "client": client, "id": f"o{new_id()}", "n": number, "engine": name, **what})

    desk.jobs.ask(job, number, name, answer)
    return []


def _take(desk: Desk, job: Job, event: Event) -> Replies:
    """The other engine's English instead of what stands there: kept like an edit, and said to be from that engine."""
    number, name = sentence_in(job, event), text_in(event, "engine")
    with job.lock:
        document, new = document_of(job), job.work.opinions.get((number, name))
        old = document.sentences[number]
        if new is None:
            raise InputError(f"{name!r} was not asked about sentence {number}.")
        taken = replace(
            old,
            english=new.english,
            engine=name,
            machine_english=old.machine_english or old.english,
            marks=new.marks,
            alignment=new.alignment,
        )
        job.change(with_sentence(document, number, completed(taken)), [number])
    desk.keep(job)
    return say("taken")


def _note(desk: Desk, job: Job, event: Event) -> Replies:
    number, place, text = sentence_in(job, event), number_in(event, "token"), text_in(event, "text", empty=True)
    with job.lock:
        document = document_of(job)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        old = next((note for note in job.notes if note.id and note.id == event.get("id")), None)
        if old is None:
            old = Annotation(id=new_id(), sentence=number, created=moment)
            if place >= 0:
                token = choices.token_at(document, number, place)
                whole = document.article.text
                before, after = whole[max(0, token.start - 32) : token.start], whole[token.end : token.end + 32]
                old = replace(old, side="arabic", start=token.start, end=token.end, quote=token.text, prefix=before, suffix=after)
        new = replace(old, text=text, changed=moment)
        job.notes = (*(note for note in job.notes if note.id != new.id), *((new,) if text or new.colour else ()))
        desk.keep(job)
    return say("noteSaved")


EVENTS: Final[Events] = {
    "edit": _edit,
    "restore": _again,
    "again": _again,
    "opinion": _opinion,
    "take": _take,
    "note": _note,
}
