"""One browser tab's view of one open article: the snapshot its component began with, what to feed it, which events it has sent.

The component keeps what it drew. A feed holds what changed since a revision that was sent some seconds ago, so that a
feed the browser skipped does no harm; a component that finds a gap says what it has (`resync`).
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from nlp.annotations import Annotation
from nlp.errors import RafiqError
from rafiq.page.desk import Desk
from rafiq.page.reader import engines
from rafiq.page.reader.events.highlights import span_of
from rafiq.page.reader.events.table import apply
from rafiq.page.strings import strings_for, text
from rafiq.page.strings.told import fault, told, told_for
from rafiq.page.work.job import Job
from rafiq.render import formats
from rafiq.render.page import Words, entities_of, row_of, view_of

__all__ = ["Session"]

OVERLAP: Final = 2.5  # seconds of feeds that are sent again
MAX_EVENTS: Final = 200
_PATIENCE: Final = 5.0  # seconds that a reader looks out for the first English


@dataclass
class Session:
    """Lives in Streamlit's session state, one for each article the tab has shown."""

    job: Job
    interface: str
    snapshot: bytes = b""
    since: int = 0  # revision from which the next feed tells
    sent: deque[tuple[float, int]] = field(default_factory=deque)
    seen: dict[str, int] = field(default_factory=dict)  # client → the last event of it that was done
    replies: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=8))
    number: int = 0
    words: Words = field(default_factory=Words)  # the analyses that the component has
    sizes: list[tuple[int, int]] = field(default_factory=list)  # (revision, how many analyses the component had by then)
    extra: dict[str, Any] = field(default_factory=dict)  # notes, known words: sent with every feed once they changed
    opened: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, desk: Desk, job: Job, interface: str) -> Session:
        """A new view: the snapshot is the article as it is now."""
        session = cls(job, interface)
        with job.lock:
            document, revision = job.document, job.revision
            assert document is not None  # noqa: S101 (the page shows no article before it is analysed)
            key = f"{job.id}:{interface}:{revision}:{time.monotonic_ns()}"
            data = {
                "doc": job.id,
                "revision": revision,
                "ui": interface,
                "strings": strings_for(interface),
                "told": told_for(interface),
                "view": view_of(document, session.words),
                "settings": desk.settings(),
                "known": sorted(desk.library.known_words()),
                "learning": sorted(desk.library.learning_words()),
                "notes": session._notes(),
                "status": job.status(),
                "place": {"sentence": job.place.sentence, "token": job.place.token} if job.place else None,
                "engines": engines.menu(),
                "engine": job.engine,
                "formats": _forms(interface),
            }
        session.since = revision
        session.sizes = [(revision, len(session.words.table))]
        session.snapshot = key.encode() + b"\n" + msgspec.json.encode(data)
        return session

    @property
    def awaited(self) -> bool:
        """Whether the article was opened just now and none of its English has been sent."""
        return time.monotonic() - self.opened < _PATIENCE and not self.job.begun

    def take(self, desk: Desk, message: Any) -> str:
        """Does the events of one message, each once and in order; gives where the reader wants to go: a page, "copy ID", or ""."""
        if not isinstance(message, dict) or message.get("doc") != self.job.id:
            return ""
        have = message.get("have")
        if isinstance(have, int) and have <= self.job.revision:
            self.since = max(self.since, have)
        client, listed, goal = str(message.get("client"))[:40], message.get("events"), ""
        for event in listed[:MAX_EVENTS] if isinstance(listed, list) else []:
            sequence = event.get("seq") if isinstance(event, dict) else None
            if not isinstance(sequence, int) or sequence <= self.seen.get(client, 0):
                continue
            self.seen[client] = sequence
            kind = event.get("kind")
            try:
                answers = apply(desk, self.job, {**event, "client": client})
            except RafiqError as error:
                answers = [{"kind": "say", "text": fault(error, self.interface)}]
            for answer in answers:
                self.number += 1
                self.replies.append({**answer, "client": client, "id": self.number})
            if kind in ("note", "highlight", "bookmark"):
                self.extra["notes"] = self._notes()
            if kind == "state":
                self.extra["known"] = sorted(desk.library.known_words())
                self.extra["learning"] = sorted(desk.library.learning_words())
            if kind == "settings":
                self.interface = desk.settings().get("interface", self.interface)
            if kind == "resync":
                self.sent.clear()
                have = event.get("have")
                self.since = min(self.since, have) if isinstance(have, int) and have >= 0 else 0
            if kind in ("home", "library", "words", "engines"):
                goal = kind
            if kind == "copy" and isinstance(event.get("copy"), str):
                goal = f"copy {event['copy'][:40]}"
        return goal

    def feed(self) -> dict[str, Any]:
        """What has changed since the component last heard, with the answers to its events."""
        job, now = self.job, time.monotonic()
        job.work.looked = now
        while self.sent and self.sent[0][0] < now - OVERLAP:
            self.since = max(self.since, self.sent.popleft()[1])
        with job.lock:
            document, revision = job.document, job.revision
            changed = sorted(n for n, at in job.rows.items() if at > self.since)
            fresh_words = {n for n in changed if job.words.get(n, 0) > self.since}
            head = job.heads > self.since
            at = {n: job.rows[n] for n in changed}
            status = job.status()
        status["error"] = fault(status["error"], self.interface)
        if not self.sent or self.sent[-1][1] != revision:
            self.sent.append((now, revision))
        out: dict[str, Any] = {
            "doc": job.id,
            "from": self.since,
            "to": revision,
            "changes": [],
            "status": status,
            "ack": dict(self.seen),
            "replies": [*self.replies, *map(self._in_its_language, job.answers)],
            **self.extra,
        }
        if document is None:
            return out
        for number in changed:
            row = row_of(number, document.sentences[number], self.words if number in fresh_words else None)
            out["changes"].append({"revision": at[number], "row": row})
        table = self.words.table
        first = max((size for upto, size in self.sizes if upto <= self.since), default=0)
        if len(table) > self.sizes[-1][1]:
            self.sizes.append((revision, len(table)))
        if first < len(table):
            out["wordsFrom"], out["words"] = first, table[first:]
        if head:
            out["entities"] = entities_of(document)
        return out

    def _in_its_language(self, answer: dict[str, Any]) -> dict[str, Any]:
        return answer | {"error": fault(answer["error"], self.interface)} if "error" in answer else answer

    def _notes(self) -> list[dict[str, Any]]:
        return [note_view(note, self.job) for note in self.job.notes]


def _forms(interface: str) -> list[dict[str, str]]:
    """What the article can be exported as; "print" where no browser is installed that makes a PDF: the reader's own prints then."""
    forms = [{"name": each.name, "label": told(each.title, interface)} for each in formats.offered()]
    return forms if formats.PAPER in formats.offered() else [*forms, {"name": "print", "label": text("print", interface)}]


def note_view(note: Annotation, job: Job) -> dict[str, Any]:
    """A note as the component shows it: `token` is the word it stands on, -1 for the whole sentence."""
    token = -1
    if job.document is not None and note.side == "arabic" and 0 <= note.sentence < len(job.document.sentences):
        tokens = job.document.sentences[note.sentence].tokens
        token = next((i for i, each in enumerate(tokens) if each.start <= note.start < each.end), -1)
    same = {
        "id": note.id,
        "sentence": note.sentence,
        "text": note.text,
        "quote": note.quote,
        "colour": note.colour,
        "bookmark": note.bookmark,
    }
    return {**same, "token": token, **span_of(note, job)}
