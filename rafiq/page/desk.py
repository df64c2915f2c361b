"""What all sessions of one reader share: the workbench, the library, the open articles, cached translations.

The desk of whoever runs Rafiq is made once a process. A guest's (`rafiq app --lan`) is made from it: the same engines, threads and
cache, but open articles, drafts and, unless it is shared, a library of the guest's own (`Desks`).
"""

from __future__ import annotations

import gc
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp.annotations import SavedCopy
from nlp.document import Article, BilingualDocument
from nlp.errors import InputError, RafiqError
from nlp.paths import cache_folder, data_folder
from nlp.reader import Reader, Seen
from nlp.text.clean import clean
from nlp.words.glossary import ReaderGlossary
from rafiq.library.values import new_id
from rafiq.page.work import choices
from rafiq.page.work.better import BetterEngine
from rafiq.page.work.cache import CachedTranslator, TranslationCache
from rafiq.page.work.drafts import Draft, Drafts
from rafiq.page.work.job import Job
from rafiq.page.work.jobs import Jobs
from rafiq.page.work.keeping import Keeping, keep_in
from rafiq.workbench import Workbench

if TYPE_CHECKING:
    from rafiq.library import Library

__all__ = ["Desk", "Desks"]

GUESTS: Final = 50  # desks of guests at a time; an idle one makes room, its drafts stay on disk

_log = logging.getLogger("rafiq.page")


class Desk:
    """Everything on it is thread-safe. `library` None: the reader's own; `host`: the desk whose engines this one uses."""

    def __init__(
        self,
        workbench: Workbench | None = None,
        *,
        library: Library | None = None,
        drafts: Path | None = None,
        host: Desk | None = None,
    ) -> None:
        from rafiq.library import Library

        self.workbench: Workbench = host.workbench if host else workbench or Workbench()
        self.library: Library = library or Library.open(keep=True)
        self.guest = host is not None
        self._cache: TranslationCache = host._cache if host else TranslationCache(cache_folder() / "translations.sqlite3")
        self.jobs: Jobs = Jobs(self.translator, self.reader, host.jobs.threads if host else None)
        self.jobs.finished = self._finished
        self.jobs.analysed = self._analysed
        self.jobs.chosen = self.chosen
        self.better: BetterEngine = host.better if host else BetterEngine()
        self.drafts = Drafts(drafts or data_folder() / "drafts")
        self.jobs.shown = self._shown
        self.jobs.gone = lambda job: self.drafts.drop(job.id)
        self._keeping = Keeping(self.save)
        self.jobs.kept = self._kept
        if host is None:
            threading.Thread(target=self._warm, name="rafiq-warm", daemon=True).start()

    def _warm(self) -> None:
        """Loads what the first article will need while its reader is still looking for it. Problems wait for the reading itself.

        What is loaded here stays for good: the garbage collector is told to leave it alone, or each full pass takes a second.
        """
        try:
            reader = self.reader()
            document = reader.analyse(clean("قال أحمد زغبلوط في القاهرة إن 3 كتب وصلت."))
            gc.freeze()
            for _ in reader.translate(document, self.workbench.translator(self.engine)):  # engines open at their first sentence
                pass
        except RafiqError as error:
            _log.info("Not ready yet: %s", error)
        except Exception:
            _log.exception("The workbench could not be made ready.")
        gc.freeze()

    def translator(self, name: str) -> CachedTranslator:
        """The engine called `name`, asked through the cache. Raises as `Workbench.translator` does."""
        return CachedTranslator(self.workbench.translator(name), self._cache)

    def reader(self) -> Reader:
        """A reader with this library's glossary and names as they are now."""
        return self.workbench.reader(names=self.library.glossary_names(), entries=self.library.glossary_words())

    # -- settings

    def settings(self) -> dict[str, Any]:
        """The reader's settings of the page: plain values by name; {} before anything was set."""
        kept = self.library.setting("page", {})
        return kept if isinstance(kept, dict) else {}

    def set(self, patch: dict[str, Any]) -> None:
        """Changes some settings and keeps them."""
        self.library.set_setting("page", {**self.settings(), **patch})

    @property
    def engine(self) -> str:
        """The engine chosen on the page; before anything was chosen, the best that is installed."""
        from models.registry import best_engine

        return str(self.settings().get("engine") or best_engine())

    def engines(self) -> dict[str, str]:
        """The translation engines that are installed here: name → what it is."""
        from models import registry

        return {name: registry.card(name).title for name in registry.names() if registry.is_installed(name)}

    # -- articles

    def read(self, article: Callable[[], Article], title: str, given: str | bytes = b"") -> Job:
        """Opens an article: analysis and translation begin, and the job is there at once.

        `given` is what the reader pasted or dropped, if anything: the same once more is the article that is open already.
        """
        mark = sha256(given.encode("utf-8", "replace") if isinstance(given, str) else given).hexdigest() if given else ""
        for job in self.jobs.all():
            if mark and job.given == mark and job.title_given == title and job.state != "failed":
                return job
        return self.jobs.start(Job(new_id(12), title, self.engine, given=mark, title_given=title), article)

    def chosen(self, seen: list[Seen]) -> list[Seen]:
        """What was analysed, with the readings and glosses that this library remembers."""
        rows = BilingualDocument(Article(""), tuple(each.sentence for each in seen))
        rows, _ = choices.with_readings(rows, self.library.chosen_readings())
        rows, _ = choices.own_glosses(rows, ReaderGlossary(self.library.glossary_words()))
        return [replace(each, sentence=row) for each, row in zip(seen, rows.sentences, strict=True)]

    def _shown(self, job: Job) -> None:
        if job.document is not None and not job.saved:
            self.drafts.keep(Draft(job.id, job.title, job.engine, job.document.article))

    def _kept(self, job: Job) -> bool:
        return not self._keeping.waits(job) and (bool(job.saved) or self.drafts.get(job.id) is not None)

    def left(self) -> list[Draft]:
        """Articles that were open and not saved when an earlier process ended."""
        here = {job.id for job in self.jobs.all()}
        return [draft for draft in self.drafts.all() if draft.id not in here]

    def resume(self, draft_id: str) -> Job | None:
        """The open article of a draft, under its old number; None when there is no such draft."""
        if (job := self.jobs.get(draft_id)) is not None:
            return job
        draft = self.drafts.get(draft_id)
        if draft is None:
            return None
        return self.jobs.start(Job(draft.id, draft.title, draft.engine), lambda: draft.article)

    def reopen(self, copy_id: str) -> Job:
        """The open article of a saved copy; opens it when it is not. Raises `NotFoundError`."""
        for job in self.jobs.all():
            if job.saved == copy_id:
                return job
        return self.jobs.add(self._job_of(self.library.get(copy_id)))

    def _job_of(self, copy: SavedCopy) -> Job:
        document = copy.document
        job = Job(new_id(12), copy.title, document.engine or self.engine, document, saved=copy.id, stored=document, copy=copy)
        job.notes, job.stored_notes, job.tags, job.place = copy.annotations, copy.annotations, copy.tags, copy.place
        job.state = "stopped" if any(not sentence.engine for sentence in document.sentences) else "done"
        return job

    def copy_of(self, job: Job) -> SavedCopy:
        """The article as it is now, with notes, tags and place: for saving and exporting."""
        with job.lock:
            if job.document is None:
                raise InputError("This article is still being read; try again in a moment.")
            title = job.copy.title if job.copy else (job.document.title or job.document.article.title)
            collection = job.copy.collection if job.copy else ""
            return SavedCopy(job.document, job.saved, title, job.notes, job.tags, job.place, collection=collection)

    def save(self, job: Job) -> str:
        """Saves the article, or what changed of it since it was saved; gives the copy's id."""
        with job.lock:
            saved = keep_in(self.library, job, self.copy_of(job))
            self.drafts.drop(job.id)
            return saved

    def keep(self, job: Job) -> None:
        """After the reader did something to the article: saves it, so that nothing of theirs can be lost."""
        self._keeping.keep(job)

    def _finished(self, job: Job) -> None:
        with job.lock:
            if job.document is not None:
                name, version = job.engine, self.workbench.translator(job.engine).version
                job.change(replace(job.document, versions={**job.document.versions, "engine": f"{name} {version}"}), [])
        self._analysed(job)

    def _analysed(self, job: Job) -> None:
        if job.saved:
            try:
                self.keep(job)
            except RafiqError as error:
                job.error = str(error)


class Desks:
    """The desks of one process: the reader's own, and one for each guest that is here. Thread-safe.

    `shared`: guests read with the reader's own library; otherwise each has one of their own, under `data/guests`.
    """

    def __init__(self, host: Desk | None = None, *, shared: bool = False) -> None:
        self.host = host or Desk()
        self._shared, self._lock = shared, threading.Lock()
        self._guests: OrderedDict[str, Desk] = OrderedDict()

    def of(self, guest: str) -> Desk:
        """The desk of the guest of that number; "": the reader's own. Raises as `Library.open` does."""
        if not guest:
            return self.host
        with self._lock:
            if guest not in self._guests:
                self._make_room()
                self._guests[guest] = self._made(guest)
            self._guests.move_to_end(guest)
            return self._guests[guest]

    def _made(self, guest: str) -> Desk:
        from rafiq.library import Library

        home = data_folder() / "guests" / guest
        library = self.host.library if self._shared else Library.open(str(home / "library.sqlite3"), keep=True)
        return Desk(library=library, drafts=home / "drafts", host=self.host)

    def _make_room(self) -> None:
        idle = [guest for guest, desk in self._guests.items() if not any(job.busy for job in desk.jobs.all())]
        for guest in idle[: max(0, len(self._guests) - GUESTS + 1)]:
            del self._guests[guest]
        if len(self._guests) >= GUESTS:
            raise InputError("Too many readers are here now; try again in a few minutes.")
