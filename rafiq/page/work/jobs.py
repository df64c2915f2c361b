"""The threads that work on open articles: they analyse, translate and answer, and never call Streamlit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final
from weakref import WeakSet

from models.translators.steady import not_translated
from nlp.document import Article, Sentence
from nlp.errors import InputError, RafiqError, TooLongError
from nlp.protocols import Translator
from nlp.reader import Reader, Seen, fill, outline, untranslated
from nlp.text import length
from nlp.text.normalize import has_arabic
from rafiq.page.work.analysis import Analysis, finished, joined, relinked, unfinished
from rafiq.page.work.job import BROKEN, NOT_ARABIC, Job
from rafiq.page.work.turns import Turns

__all__ = ["Jobs", "Threads"]

CHUNK: Final = 6  # sentences an engine gets at a time: small enough to follow the reader and to stop soon
FIRST: Final = 2  # of an article without English: its reader waits for them
UNSEEN: Final = 3_600.0  # seconds until an article that nobody looks at is put away
OPEN: Final = 100  # articles of all readers that stay open
_log = logging.getLogger("rafiq.page")


class Threads:
    """The threads of one process: two that analyse, one that translates (an engine uses every core by itself).

    Readers take turns, and the articles of each, a chunk at a time: a long one delays no other for long. What nobody has looked at
    for an hour, and the longest unseen of more than a hundred, is put away: its draft or saved copy is opened when asked for.
    """

    def __init__(self) -> None:
        self.analysts = Turns(2, "rafiq-analyse")
        self.engine = Turns(1, "rafiq-translate")
        self._readers: WeakSet[Jobs] = WeakSet()

    def joined_by(self, jobs: Jobs) -> None:
        """Another reader's articles are worked on by these threads."""
        self._readers.add(jobs)

    def tidy(self) -> None:
        """Puts away what may be."""
        idle = sorted(
            ((job.work.looked, jobs, job.id) for jobs in list(self._readers) for job in jobs.all() if jobs.may_rest(job)),
            key=lambda each: each[0],
        )
        count, long_ago = sum(len(jobs.all()) for jobs in list(self._readers)), time.monotonic() - UNSEEN
        for number, (looked, jobs, job_id) in enumerate(idle):
            if looked < long_ago or number < count - OPEN:
                jobs.rest(job_id)


class Jobs:
    """The open articles of one reader, and the threads that work on them (shared with other readers' where they are given)."""

    def __init__(
        self, translator: Callable[[str], Translator], reader: Callable[[], Reader], threads: Threads | None = None
    ) -> None:
        self._translator, self._reader = translator, reader
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self.threads = threads or Threads()
        self.threads.joined_by(self)
        # What the desk does at each step of an article.
        self.chosen: Callable[[list[Seen]], list[Seen]] = lambda seen: seen  # puts in what the reader decided about words
        self.shown: Callable[[Job], None] = lambda _: None  # its text is there
        self.analysed: Callable[[Job], None] = lambda _: None  # all its words and names are known
        self.finished: Callable[[Job], None] = lambda _: None  # all its sentences have English
        self.gone: Callable[[Job], None] = lambda _: None  # it was closed
        self.kept: Callable[[Job], bool] = lambda _: False  # whether it can be opened again as it is

    def all(self) -> list[Job]:
        """Open articles, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, job_id: str) -> Job | None:
        """The open article of that id, which somebody looks at now."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is not None:
            job.work.looked = time.monotonic()
        return job

    def may_rest(self, job: Job) -> bool:
        """Whether the article can be put away and opened again without loss: nothing is done to it, and it is kept somewhere."""
        return not job.busy and self.kept(job)

    def rest(self, job_id: str) -> None:
        """Forgets an open article whose draft or saved copy stays."""
        with self._lock:
            job = self._jobs.pop(job_id, None)
        if job:
            job.work.closed = True

    def close(self, job_id: str) -> None:
        """Stops the article's work and forgets it (a saved copy stays saved)."""
        with self._lock:
            job = self._jobs.pop(job_id, None)
        if job:
            with job.lock:
                job.work.closed, job.state = True, "stopped"
            self.gone(job)

    def add(self, job: Job) -> Job:
        """Takes a job as it is, for a saved copy. One whose analysis had not ended goes on with it."""
        self.threads.tidy()
        with self._lock:
            self._jobs[job.id] = job
        document = job.document
        if document is not None and unfinished(document):
            job.state, job.work.analysis = "analysing", Analysis(len(document.sentences))
            self._submit(self.threads.analysts, self._guarded, job, self._read_on)
        return job

    def start(self, job: Job, article: Callable[[], Article]) -> Job:
        """Shows what `article()` gives (it may raise `RafiqError`) at once, analyses it and translates what is analysed."""
        self.threads.tidy()
        with self._lock:
            self._jobs[job.id] = job
        self._submit(self.threads.analysts, self._guarded, job, lambda each: self._show(each, article), urgent=True)
        return job

    def ask(self, job: Job, number: int, engine: str, answer: Callable[[Sentence | str], None]) -> None:
        """Another engine's English of row `number`, as soon as the engines have time: `answer` gets it, or why there is none."""
        with job.lock:
            job.work.asked += 1
        self._submit(self.threads.engine, self._opinion, job, number, engine, answer)

    def _opinion(self, job: Job, number: int, engine: str, answer: Callable[[Sentence | str], None]) -> None:
        try:
            document = job.document
            if document is None or job.work.closed:
                return
            for _, sentence in self._reader().translate(document, self._translator(engine), [number]):
                job.work.opinions[number, engine] = sentence
                answer(sentence)
        except RafiqError as error:
            answer(str(error))
        except Exception:
            _log.exception("A second opinion failed.")
            answer(BROKEN)
        finally:
            with job.lock:
                job.work.asked -= 1

    def again(self, job: Job, numbers: Sequence[int]) -> None:
        """Translates these rows once more; their English stays until the new one is ready, and what the reader decided stays."""
        with job.lock:
            job.work.asked += 1
        self._submit(self.threads.engine, self._again, job, tuple(numbers))

    def _again(self, job: Job, numbers: Sequence[int]) -> None:
        try:
            document, engine = job.document, job.engine
            if document is None or job.work.closed:
                return
            translator = self._translator(engine)
            rows = [number for number in numbers if document.sentences[number].engine]  # the others are still to be translated
            for number, sentence in self._reader().translate(document, translator, rows):
                if job.engine != engine or job.work.closed:
                    return
                if sentence.english or not document.sentences[number].english:  # what it had is better than nothing
                    job.put(number, sentence, translator.name)
        except Exception:
            _log.exception("Sentences could not be translated again; their English is as it was.")
        finally:
            with job.lock:
                job.work.asked -= 1
            if job.document is not None and not job.work.closed:
                self.finished(job)

    def _submit(self, pool: Turns, work: Callable[..., None], *given: object, urgent: bool = False) -> None:
        with suppress(RuntimeError):  # the process is ending
            pool.submit(work, *given, reader=id(self), urgent=urgent)

    def translate(self, job: Job) -> None:
        """Goes on translating what has no English yet."""
        with job.lock:
            if job.document is None or job.state in ("analysing", "translating"):
                return
            if not untranslated(job.document):
                job.state = "done"
                return
            if job.work.analysis is not None and job.work.analysis.failed:
                job.work.analysis.failed = False
                self._submit(self.threads.analysts, self._guarded, job, self._read_on)
            job.state, job.error, job.work.waiting = "translating", "", False
            job.work.over_at = 0.0
            job.work.began, job.work.began_at = time.monotonic(), len(job.document.sentences) - len(untranslated(job.document))
            begun = job.begun
        self._submit(self.threads.engine, self._chunk, job, urgent=not begun)

    def cancel(self, job: Job) -> None:
        """Stops after the sentences an engine is at; what is translated stays."""
        with job.lock:
            if job.state == "translating":
                job.state = "stopped"

    def _guarded(self, job: Job, work: Callable[[Job], None]) -> None:
        """`work` on `job`, unless it is closed; what goes wrong is said on the page."""
        try:
            if not job.work.closed:
                work(job)
        except RafiqError as error:
            self._failed(job, str(error), analysis=True)
        except Exception:
            _log.exception("An article could not be analysed.")
            self._failed(job, BROKEN, analysis=True)

    def _show(self, job: Job, article: Callable[[], Article]) -> None:
        whole = article()
        if not has_arabic(whole.text):
            self._failed(job, NOT_ARABIC, analysis=True)
            return
        try:
            document = outline(whole)
        except TooLongError as error:
            job.work.beginning = length.beginning(whole, error.end) if error.first else None
            raise
        if not document.sentences:
            raise InputError("There is no article text here: paste or open a text with at least one Arabic sentence.")
        with job.lock:
            job.title = document.title or job.title
            job.work.analysis = Analysis(len(document.sentences))
            job.change(document, range(len(document.sentences)), words=True, entities=True)
        self._submit(self.threads.analysts, self._guarded, job, self._read_on, urgent=True)
        self.shown(job)

    def _read_on(self, job: Job) -> None:
        """Analyses the next piece, then lets other articles have their turn."""
        with job.lock:
            document, analysis = job.document, job.work.analysis
            if document is None or analysis is None:
                return
            rows, names = analysis.next(job.work.looking), dict(job.work.names)
        reader = self._reader()
        reader = replace(reader, names={**reader.names, **names})
        if rows:
            seen = self.chosen(reader.annotate([document.sentences[row] for row in rows]))
            linked, entities = reader.link(seen)
            with job.lock:
                analysis.take(rows, seen)
                job.change(joined(job.document or document, rows, linked, entities), rows, words=True, entities=True)
        else:
            linked, entities = reader.link(analysis.all())
            with job.lock:
                renamed = job.work.names != names  # by the reader, meanwhile: the names are joined once more
                if not renamed:
                    now, changed = relinked(job.document or document, linked, entities)
                    job.work.analysis = None
                    job.change(finished(now, reader.parts()), changed, entities=True)
            if not renamed:
                self.analysed(job)
        self._wake(job)
        with job.lock:  # what the engine needs for the first English it has: it has the processor to itself for that
            more = job.work.analysis is not None
            job.work.held = held = more and job.state == "translating" and not job.work.waiting and not job.begun
        if more and not held:
            self._submit(self.threads.analysts, self._guarded, job, self._read_on)

    def _wake(self, job: Job) -> None:
        """Sets the engine to work on what was analysed now."""
        with job.lock:
            first, waiting = job.state == "analysing", job.state == "translating" and job.work.waiting
            if first:
                job.state = "stopped"
            job.work.waiting = job.work.waiting and not waiting
        if first:
            self.translate(job)
        elif waiting:
            self._submit(self.threads.engine, self._chunk, job)

    def _chunk(self, job: Job, most: int = CHUNK) -> None:
        """Translates the next rows, `most` at a time, then lets other articles have their turn, and an analysis that is held."""
        self._translate_next(job, most)
        with job.lock:
            held, job.work.held = job.work.held, False
        if held:
            self._submit(self.threads.analysts, self._guarded, job, self._read_on)

    def _translate_next(self, job: Job, most: int) -> None:
        """The next rows and what follows from them.

        What goes wrong in Rafiq itself is one row's matter: rows that failed together are taken one by one, and the one that fails
        by itself is marked.
        """
        at: list[int] = []  # the rows that are being translated
        try:
            with job.lock:
                if job.state != "translating" or job.document is None:
                    return
                document, engine = job.document, job.engine
                chosen = job.ahead()[: most if job.begun else min(most, FIRST)]
            if chosen:
                translator, reader = self._translator(engine), self._reader()
                at = chosen
                for number, sentence in reader.translate(document, translator, chosen):
                    if job.engine != engine or job.state != "translating":
                        return
                    job.put(number, sentence, translator.name)
            with job.lock:
                if job.state != "translating":
                    return
                more = bool(job.todo())
                over = not more and job.work.analysis is None
                job.work.waiting = not more and not over
                if over:
                    job.state = "done"
            if over:
                self.finished(job)
            elif more:
                self._submit(self.threads.engine, self._chunk, job, min(2 * most, CHUNK))
        except RafiqError as error:
            self._failed(job, str(error))
        except Exception as error:
            _log.exception("A translation failed.")
            if not at:
                self._failed(job, BROKEN)
                return
            if len(at) == 1 and job.document is not None:
                why = not_translated(f"Rafiq failed on it ({type(error).__name__}).")
                job.put(at[0], fill(job.document.sentences[at[0]], why, job.engine), job.engine)
            self._submit(self.threads.engine, self._chunk, job, 1)

    @staticmethod
    def _failed(job: Job, sentence: str, *, analysis: bool = False) -> None:
        with job.lock:
            job.error = sentence
            if analysis and job.work.analysis is not None:
                job.work.analysis.failed = True
            job.state = "failed"
