"""One open article: what the page shows of it (`Job`), and what the threads that work on it need to know (`Work`).

A job keeps the document as it is now, and for each row the revision at which it last changed: whoever shows the article
(any tab, any number of them) asks for what changed since the revision it has. Nothing here depends on a session, so a
rerun, a second tab or a closed one loses nothing.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from nlp.annotations import Annotation, Place, SavedCopy
from nlp.document import READER, Article, BilingualDocument, Sentence, written_by_reader
from nlp.names.english_name import OwnName
from nlp.reader import untranslated, with_sentence
from rafiq.page.work.analysis import Analysis
from rafiq.page.work.choices import blank

__all__ = ["BROKEN", "NOT_ARABIC", "Job", "State", "Work"]

State = Literal["analysing", "translating", "done", "stopped", "failed"]
# Keys of sentences in rafiq/page/strings: an error that is Rafiq's own, and a text with nothing to translate.
BROKEN: Final = "broken"
NOT_ARABIC: Final = "notArabic"


@dataclass
class Work:
    """Where the work on an article is. Guarded by the lock of its job; none of it is shown as it is."""

    looking: int = 0  # the row at the top of the reader's window: analysed and translated first
    analysis: Analysis | None = None  # None: everything is analysed, or there is no document yet
    names: dict[str, OwnName] = field(default_factory=dict)  # names that the reader changed here: Arabic → English, type
    looked: float = field(default_factory=time.monotonic)  # when somebody looked at it last
    waiting: bool = False  # the engine has done what is analysed and waits for more
    held: bool = False  # the analysis goes on once the engine has made the first English
    closed: bool = False
    beginning: Article | None = None  # what can be read of an article that is too long
    opinions: dict[tuple[int, str], Sentence] = field(default_factory=dict)  # (row, engine) → what that engine says
    asked: int = 0  # opinions and second translations that are still to come
    began: float = 0.0  # when translating began, and how many sentences had English then: for the time left
    began_at: int = 0
    over_at: float = 0.0  # when all will have English, by all that was seen so far; 0 while nobody can say

    def expect(self, now: float, made: int, todo: int) -> float:
        """Seconds until all is translated, from `made` sentences since `began` and `todo` to come.

        A new guess moves what was said before by a fifth only: sentences are short and long, and a clock that leaps tells nothing.

        >>> work = Work(began=0.0)
        >>> [round(work.expect(now, made, 100 - made)) for now, made in ((10, 10), (20, 14), (30, 30))]
        [90, 89, 77]
        """
        guess = now + (now - self.began) / made * todo
        self.over_at = 0.8 * self.over_at + 0.2 * guess if self.over_at else guess
        return max(self.over_at - now, 0.0)


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
    answers: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=32))  # for the component, from other threads
    notes: tuple[Annotation, ...] = ()
    tags: tuple[str, ...] = ()
    place: Place | None = None
    saved: str = ""  # id of the copy in the library, "" while there is none
    stored: BilingualDocument | None = None  # the document as that copy has it
    stored_notes: tuple[Annotation, ...] = ()  # the notes as that copy has them
    copy: SavedCopy | None = None
    given: str = ""  # what the reader gave, as a checksum, and what it was called: the same is not opened twice
    title_given: str = ""
    work: Work = field(default_factory=Work)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

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
            if written_by_reader(now) and sentence.engine != READER:
                return
            if engine and _named(now) != _named(sentence):
                return  # its names have changed since the engine was asked: it will be asked again
            if engine:
                sentence = _english_on(now, sentence)
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
        """Whether something of the article is still to come without the reader's asking again."""
        analysing = self.work.analysis is not None and not self.work.analysis.failed
        return self.work.asked > 0 or self.state in ("analysing", "translating") or analysing

    @property
    def begun(self) -> bool:
        """Whether a row of it has been through an engine."""
        return self.document is not None and any(row.engine for row in self.document.sentences)

    def todo(self) -> list[int]:
        """The rows that an engine could translate now: analysed, and without English."""
        if self.document is None:
            return []
        rows, analysis = untranslated(self.document), self.work.analysis
        return rows if analysis is None else [row for row in rows if analysis.knows(row)]

    def ahead(self) -> list[int]:
        """Of `todo` the rows from the one on that the reader is at; all where there is none."""
        rows = self.todo()
        return [row for row in rows if row >= self.work.looking] or rows

    def status(self) -> dict[str, Any]:
        """What the page shows of the work: state, sentences done and in all, seconds left (None when not known), error."""
        with self.lock:
            document, work = self.document, self.work
            total = len(document.sentences) if document else 0
            done = total - len(untranslated(document)) if document else 0
            left: float | None = None
            made = done - work.began_at
            if self.state == "translating" and made > 1:
                left = round(work.expect(time.monotonic(), made, total - done))
            return {
                "state": self.state,
                "done": done,
                "known": work.analysis.known if work.analysis else total,
                "total": total,
                "left": left,
                "error": self.error,
                "saved": self.saved,
            }


def _named(sentence: Sentence) -> list[tuple[int, str]]:
    return [(mention.start, mention.english) for mention in sentence.entities]


def _english_on(now: Sentence, translated: Sentence) -> Sentence:
    """The English of `translated`, made by a thread that began from an older document, on the words and names as they are now."""
    spans = {mention.start: (mention.english_start, mention.english_end) for mention in translated.entities}
    mentions = []
    for mention in now.entities:
        start, end = spans.get(mention.start, (mention.english_start, mention.english_end))
        mentions.append(replace(mention, english_start=start, english_end=end))
    return replace(translated, tokens=now.tokens, entities=tuple(mentions))
