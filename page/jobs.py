"""Articles at work: one `Job` an open article, filled in by threads that never call Streamlit.

A job keeps the document as it is now, and for each row the revision at which it last changed: whoever shows the article
(any tab, any number of them) asks for what changed since the revision it has. Nothing here depends on a session, so a
rerun, a second tab or a closed one loses nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, Protocol

from nlp.annotations import Annotation, Place, SavedCopy
from nlp.document import Article, BilingualDocument, Sentence
from nlp.errors import RafiqError
from nlp.protocols import Translator
from nlp.reader import Reader, untranslated, with_sentence
from page.choices import blank

__all__ = ["Job", "Jobs", "State"]

State = Literal["analysing", "translating", "done", "stopped", "failed"]
CHUNK: Final = 6  # sentences an engine gets at a time: small enough to follow the reader and to stop soon
BROKEN: Final = "broken"  # the key of the sentence for an error that is Rafiq's own (page/strings.py)
_log = logging.getLogger("rafiq.page")


class Prepare(Protocol):
    """What a job needs to analyse: an article → the document with everything but the English."""

    def __call__(self, article: Article) -> BilingualDocument: ...


@dataclass
class Job:
    """One open article. Every change goes through `change`, under the lock; `document` is a value and safe to read."""

    id: str
    title: str
    engine: str
    document: BilingualDocument | None = None
    state: State = "analysing"
    error: str = ""
    revision: int = 0
    rows: dict[int, int] = field(default_factory=dict)  # row → revision at which anything of it changed
    words: dict[int, int] = field(default_factory=dict)  # row → revision at which its tokens changed
    heads: int = 0  # revision at which entities changed
    notes: tuple[Annotation, ...] = ()
    tags: tuple[str, ...] = ()
    place: Place | None = None
    saved: str = ""  # id of the copy in the library, "" while there is none
    stored: BilingualDocument | None = None  # the document as that copy has it
    copy: SavedCopy | None = None
    looking: int = 0  # the row at the top of the reader's window: translated first
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    began: float = 0.0
    began_at: int = 0

    def change(self, document: BilingualDocument, rows: Iterable[int], *, words: bool = False, entities: bool = False) -> None:
        """Takes `document` as the present one; `rows` are those that differ."""
        with self.lock:
            self.revision += 1
            self.document = document
            for number in rows:
                self.rows[number] = self.revision
                if words:
                    self.words[number] = self.revision
            if entities:
                self.heads = self.revision

    def put(self, number: int, sentence: Sentence, engine: str = "") -> None:
        """One row's new sentence; a translation never writes over what the reader wrote meanwhile."""
        with self.lock:
            if self.document is None:
                return
            now = self.document.sentences[number]
            if now.engine == "reader" and sentence.engine != "reader":
                return
            if engine:  # by a thread that began from an older document: words and names as they are now, English from there
                mentions = {mention.start: mention for mention in sentence.entities}
                kept = tuple(
                    replace(m, english_start=mentions[m.start].english_start, english_end=mentions[m.start].english_end)
                    if m.start in mentions else m
                    for m in now.entities
                )  # fmt: skip
                sentence = replace(sentence, tokens=now.tokens, entities=kept)
            self.change(with_sentence(self.document, number, sentence, engine), [number])

    def clear(self, numbers: Sequence[int]) -> None:
        """Takes the translation away from these rows, so that the next pass makes it again."""
        with self.lock:
            if self.document is None:
                return
            rows = list(self.document.sentences)
            for number in numbers:
                rows[number] = blank(rows[number])
            self.change(replace(self.document, sentences=tuple(rows)), numbers)

    @property
    def busy(self) -> bool:
        return self.state in ("analysing", "translating")

    def status(self) -> dict[str, Any]:
        """What the page shows of the work: state, sentences done and in all, seconds left (None when not known), error."""
        with self.lock:
            document = self.document
            total = len(document.sentences) if document else 0
            done = total - len(untranslated(document)) if document else 0
            left: float | None = None
            made = done - self.began_at
            if self.state == "translating" and made > 1:
                left = round((time.monotonic() - self.began) / made * (total - done))
            return {"state": self.state, "done": done, "total": total, "left": left, "error": self.error, "saved": self.saved}


class Jobs:
    """All open articles of this process, and the threads that work on them."""

    def __init__(self, translator: Callable[[str], Translator], reader: Callable[[], Reader]) -> None:
        self._translator, self._reader = translator, reader
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._analysts = ThreadPoolExecutor(max_workers=2, thread_name_prefix="rafiq-analyse")
        # One at a time: an engine uses every core by itself. Articles take turns, a chunk each.
        self._engine = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rafiq-translate")
        self.finished: Callable[[Job], None] = lambda _: None

    def all(self) -> list[Job]:
        """Open articles, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, job_id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(job_id)

    def close(self, job_id: str) -> None:
        """Stops the article's work and forgets it (a saved copy stays saved)."""
        with self._lock:
            job = self._jobs.pop(job_id, None)
        if job:
            job.state = "stopped"

    def add(self, job: Job) -> Job:
        """Takes a job as it is, for a saved copy."""
        with self._lock:
            self._jobs[job.id] = job
        return job

    def start(self, job: Job, article: Callable[[], Article], outline: Prepare, prepare: Prepare) -> Job:
        """Shows what `article()` gives (it may raise `RafiqError`) by its `outline` at once, analyses it, then translates it."""
        self.add(job)
        self._analysts.submit(self._analyse, job, article, (outline, prepare))
        return job

    def translate(self, job: Job) -> None:
        """Goes on translating what has no English yet."""
        with job.lock:
            if job.document is None or job.state in ("analysing", "translating"):
                return
            if not untranslated(job.document):
                job.state = "done"
                return
            job.state, job.error = "translating", ""
            job.began, job.began_at = time.monotonic(), len(job.document.sentences) - len(untranslated(job.document))
        self._engine.submit(self._chunk, job)

    def cancel(self, job: Job) -> None:
        """Stops after the sentences an engine is at; what is translated stays."""
        with job.lock:
            if job.state == "translating":
                job.state = "stopped"

    def _analyse(self, job: Job, article: Callable[[], Article], steps: tuple[Prepare, ...]) -> None:
        try:
            text = article()
            for step in steps:
                document = step(text)
                with job.lock:
                    job.title = document.title or document.article.title or job.title
                    job.change(document, range(len(document.sentences)), words=True, entities=True)
        except RafiqError as error:
            self._failed(job, str(error))
        except Exception:
            _log.exception("An article could not be analysed.")
            self._failed(job, BROKEN)
        else:
            with job.lock:
                if job.state != "analysing":
                    return
                job.state = "stopped"
            self.translate(job)

    def _chunk(self, job: Job) -> None:
        try:
            with job.lock:
                if job.state != "translating" or job.document is None:
                    return
                document, engine = job.document, job.engine
                todo = untranslated(document)
                ahead = [n for n in todo if n >= job.looking]
                chosen = (ahead or todo)[:CHUNK]
            if chosen:
                translator = self._translator(engine)
                for number, sentence in self._reader().translate(document, translator, chosen):
                    if job.engine != engine or job.state != "translating":
                        return
                    job.put(number, sentence, translator.name)
            with job.lock:
                if job.state != "translating":
                    return
                over = job.document is None or not untranslated(job.document)
                if over:
                    job.state = "done"
            if over:
                self.finished(job)
            else:
                self._engine.submit(self._chunk, job)
        except RafiqError as error:
            self._failed(job, str(error))
        except Exception:
            _log.exception("A translation failed.")
            self._failed(job, BROKEN)

    @staticmethod
    def _failed(job: Job, sentence: str) -> None:
        with job.lock:
            job.error = sentence
            job.state = "failed"
