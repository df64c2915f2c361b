"""Articles at work: one `Job` an open article, filled in by threads that never call Streamlit.

A job keeps the document as it is now, and for each row the revision at which it last changed: whoever shows the article
(any tab, any number of them) asks for what changed since the revision it has. Nothing here depends on a session, so a
rerun, a second tab or a closed one loses nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from nlp.annotations import Annotation, Place, SavedCopy
from nlp.document import Article, BilingualDocument, Sentence
from nlp.errors import InputError, RafiqError
from nlp.protocols import Translator
from nlp.reader import Reader, Seen, outline, untranslated, with_sentence
from rafiq.page.work.analysis import UNFINISHED, Analysis, joined, relinked
from rafiq.page.work.choices import blank, readers_own

__all__ = ["Job", "Jobs", "State"]

State = Literal["analysing", "translating", "done", "stopped", "failed"]
CHUNK: Final = 6  # sentences an engine gets at a time: small enough to follow the reader and to stop soon
BROKEN: Final = "broken"  # the key of the sentence for an error that is Rafiq's own (rafiq/page/strings.py)
_log = logging.getLogger("rafiq.page")


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
    looking: int = 0  # the row at the top of the reader's window: analysed and translated first
    analysis: Analysis | None = None  # None: everything is analysed, or there is no document yet
    names: dict[str, str] = field(default_factory=dict)  # names that the reader changed here: Arabic → English
    waiting: bool = False  # the engine has done what is analysed and waits for more
    closed: bool = False
    opinions: dict[tuple[int, str], Sentence] = field(default_factory=dict)  # (row, engine) → what that engine says
    asked: int = 0  # opinions and second translations that are still to come
    answers: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=32))  # for the component, from other threads
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
            if readers_own(now) and sentence.engine != "reader":
                return
            if engine and _named(now) != _named(sentence):
                return  # its names have changed since the engine was asked: it will be asked again
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
        return (
            self.asked > 0 or self.state in ("analysing", "translating") or (self.analysis is not None and not self.analysis.failed)
        )

    def todo(self) -> list[int]:
        """The rows that an engine could translate now: analysed, and without English."""
        if self.document is None:
            return []
        rows, analysis = untranslated(self.document), self.analysis
        return rows if analysis is None else [row for row in rows if analysis.knows(row)]

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
            known = self.analysis.known if self.analysis else total if document else 0
            return {
                "state": self.state,
                "done": done,
                "known": known,
                "total": total,
                "left": left,
                "error": self.error,
                "saved": self.saved,
            }


def _named(sentence: Sentence) -> list[tuple[int, str]]:
    return [(mention.start, mention.english) for mention in sentence.entities]


class Jobs:
    """All open articles of this process, and the threads that work on them."""

    def __init__(self, translator: Callable[[str], Translator], reader: Callable[[], Reader]) -> None:
        self._translator, self._reader = translator, reader
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._analysts = ThreadPoolExecutor(max_workers=2, thread_name_prefix="rafiq-analyse")
        # One at a time: an engine uses every core by itself. Articles take turns, a chunk each.
        self._engine = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rafiq-translate")
        self.chosen: Callable[[list[Seen]], list[Seen]] = lambda seen: seen  # what the reader decided about words, put in
        self.finished: Callable[[Job], None] = lambda _: None
        self.analysed: Callable[[Job], None] = lambda _: None
        self.shown: Callable[[Job], None] = lambda _: None
        self.gone: Callable[[Job], None] = lambda _: None

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
            with job.lock:
                job.closed, job.state = True, "stopped"
            self.gone(job)

    def add(self, job: Job) -> Job:
        """Takes a job as it is, for a saved copy. One whose analysis had not ended goes on with it."""
        with self._lock:
            self._jobs[job.id] = job
        document = job.document
        if document is not None and UNFINISHED in document.versions:
            job.state, job.analysis = "analysing", Analysis(len(document.sentences))
            self._submit(self._analysts, self._guarded, job, self._read_on)
        return job

    def start(self, job: Job, article: Callable[[], Article]) -> Job:
        """Shows what `article()` gives (it may raise `RafiqError`) at once, analyses it and translates what is analysed."""
        with self._lock:
            self._jobs[job.id] = job
        self._submit(self._analysts, self._guarded, job, lambda each: self._show(each, article))
        return job

    def ask(self, job: Job, number: int, engine: str, told: Callable[[Sentence | str], None]) -> None:
        """Another engine's English of row `number`, as soon as the engines have time: `told` gets it, or why there is none."""
        with job.lock:
            job.asked += 1
        self._submit(self._engine, self._opinion, job, number, engine, told)

    def _opinion(self, job: Job, number: int, engine: str, told: Callable[[Sentence | str], None]) -> None:
        try:
            document = job.document
            if document is None or job.closed:
                return
            for _, sentence in self._reader().translate(document, self._translator(engine), [number]):
                job.opinions[number, engine] = sentence
                told(sentence)
        except RafiqError as error:
            told(str(error))
        except Exception:
            _log.exception("A second opinion failed.")
            told(BROKEN)
        finally:
            with job.lock:
                job.asked -= 1

    def again(self, job: Job, numbers: Sequence[int]) -> None:
        """Translates these rows once more; their English stays until the new one is ready, and what the reader decided stays."""
        with job.lock:
            job.asked += 1
        self._submit(self._engine, self._again, job, tuple(numbers))

    def _again(self, job: Job, numbers: Sequence[int]) -> None:
        try:
            document, engine = job.document, job.engine
            if document is None or job.closed:
                return
            translator = self._translator(engine)
            rows = [number for number in numbers if document.sentences[number].engine]  # the others are still to be translated
            for number, sentence in self._reader().translate(document, translator, rows):
                if job.engine != engine or job.closed:
                    return
                job.put(number, sentence, translator.name)
        except Exception:
            _log.exception("Sentences could not be translated again; their English is as it was.")
        finally:
            with job.lock:
                job.asked -= 1
            if job.document is not None and not job.closed:
                self.finished(job)

    @staticmethod
    def _submit(pool: ThreadPoolExecutor, work: Callable[..., None], *given: object) -> None:
        with suppress(RuntimeError):  # the process is ending
            pool.submit(work, *given)

    def translate(self, job: Job) -> None:
        """Goes on translating what has no English yet."""
        with job.lock:
            if job.document is None or job.state in ("analysing", "translating"):
                return
            if not untranslated(job.document):
                job.state = "done"
                return
            if job.analysis is not None and job.analysis.failed:
                job.analysis.failed = False
                self._submit(self._analysts, self._guarded, job, self._read_on)
            job.state, job.error, job.waiting = "translating", "", False
            job.began, job.began_at = time.monotonic(), len(job.document.sentences) - len(untranslated(job.document))
        self._submit(self._engine, self._chunk, job)

    def cancel(self, job: Job) -> None:
        """Stops after the sentences an engine is at; what is translated stays."""
        with job.lock:
            if job.state == "translating":
                job.state = "stopped"

    def _guarded(self, job: Job, work: Callable[[Job], None]) -> None:
        """`work` on `job`, unless it is closed; what goes wrong is said on the page."""
        try:
            if not job.closed:
                work(job)
        except RafiqError as error:
            self._failed(job, str(error), analysis=True)
        except Exception:
            _log.exception("An article could not be analysed.")
            self._failed(job, BROKEN, analysis=True)

    def _show(self, job: Job, article: Callable[[], Article]) -> None:
        document = outline(article())
        if not document.sentences:
            raise InputError("There is no article text here: paste or open a text with at least one Arabic sentence.")
        with job.lock:
            job.title = document.title or job.title
            job.analysis = Analysis(len(document.sentences))
            job.change(
                replace(document, versions={UNFINISHED: "analysis"}), range(len(document.sentences)), words=True, entities=True
            )
        self._submit(self._analysts, self._guarded, job, self._read_on)
        self.shown(job)

    def _read_on(self, job: Job) -> None:
        """Analyses the next piece, then lets other articles have their turn."""
        with job.lock:
            document, analysis = job.document, job.analysis
            if document is None or analysis is None:
                return
            rows, names = analysis.next(job.looking), dict(job.names)
        reader = self._reader()
        reader = replace(reader, names={**reader.names, **names})
        if rows:
            seen = self.chosen(reader.annotate([document.sentences[row] for row in rows]))
            linked, found = reader.link(seen)
            with job.lock:
                analysis.take(rows, seen)
                now = joined(job.document or document, rows, linked, found)
                job.change(replace(now, versions={**now.versions, **reader.parts()}), rows, words=True, entities=True)
        else:
            linked, found = reader.link(analysis.all())
            with job.lock:
                again = job.names != names  # the reader renamed meanwhile: once more
                if not again:
                    now, changed = relinked(job.document or document, linked, found)
                    job.analysis = None
                    job.change(now, changed, entities=True)
            if not again:
                self.analysed(job)
        self._wake(job)
        if job.analysis is not None:
            self._submit(self._analysts, self._guarded, job, self._read_on)

    def _wake(self, job: Job) -> None:
        """Sets the engine to work on what was analysed now."""
        with job.lock:
            first, waiting = job.state == "analysing", job.state == "translating" and job.waiting
            if first:
                job.state = "stopped"
            job.waiting = job.waiting and not waiting
        if first:
            self.translate(job)
        elif waiting:
            self._submit(self._engine, self._chunk, job)

    def _chunk(self, job: Job) -> None:
        try:
            with job.lock:
                if job.state != "translating" or job.document is None:
                    return
                document, engine = job.document, job.engine
                todo = job.todo()
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
                more = bool(job.todo())
                over = not more and job.analysis is None
                job.waiting = not more and not over
                if over:
                    job.state = "done"
            if over:
                self.finished(job)
            elif more:
                self._submit(self._engine, self._chunk, job)
        except RafiqError as error:
            self._failed(job, str(error))
        except Exception:
            _log.exception("A translation failed.")
            self._failed(job, BROKEN)

    @staticmethod
    def _failed(job: Job, sentence: str, *, analysis: bool = False) -> None:
        with job.lock:
            job.error = sentence
            if analysis and job.analysis is not None:
                job.analysis.failed = True
            job.state = "failed"
