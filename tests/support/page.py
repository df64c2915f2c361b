"""What tests of the page share: articles at work without an engine or a morphology, and a desk over a library in memory."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

from nlp.annotations import SavedCopy
from nlp.document import Article
from nlp.reader import Reader, Seen
from nlp.text.clean import clean
from rafiq.page.work.cache import CachedTranslator, TranslationCache
from rafiq.page.work.job import Job
from rafiq.page.work.jobs import Jobs
from rafiq.page.work.keeping import keep_in
from tests.support.documents import sample_document
from tests.support.fakes import FakeTagger, UpperTranslator

__all__ = ["FakeDesk", "NoMorphology", "Readings", "forget_desks", "in_pieces", "message", "numbered", "opened", "wait_for"]


class NoMorphology:
    def annotate(self, tokens: Any, tags: Any = None) -> Any:
        return tuple(tokens)


class SampleMorphology:
    """Reads the words of the sample as the sample has them."""

    def annotate(self, tokens: Any, tags: Any = None) -> Any:
        known = {token.text: token for sentence in sample_document().sentences for token in sentence.tokens}
        return tuple(replace(known[token.text], start=token.start, end=token.end) for token in tokens)


def wait_for(condition: Callable[[], bool]) -> None:
    """Until another thread has done it; a test that waits for nothing fails after ten seconds."""
    pause = Event()
    for _ in range(1000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("It never came true.")


def opened(translated: bool = True, **more: Any) -> Job:
    document = sample_document(translated=translated)
    return Job("job", "title", "fake", document, "stopped", stored=None, **more)


class Readings:
    """A morphology that notes which words it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate: Event | None = None

    def annotate(self, tokens: Any, tags: Any = None) -> Any:
        if self.gate:
            self.gate.wait(10)
        self.asked.append(" ".join(token.text for token in tokens))
        return tuple(replace(token, glosses=("known",)) for token in tokens)


def numbered(count: int) -> Article:
    """An article of `count` sentences, a number in each."""
    return clean("\n\n".join(f"قال الرئيس محمد علي الجملة {number} في القاهرة." for number in range(count)))


def in_pieces(engine: UpperTranslator) -> tuple[Jobs, Readings]:
    known = Readings()
    return Jobs(lambda name: engine, lambda: Reader(known, FakeTagger())), known


class FakeDesk:
    """The desk's surface that events use, over a real library in memory."""

    def __init__(self) -> None:
        from rafiq.library import Library

        self.library = Library.open(":memory:")
        self.engine = UpperTranslator()
        self.jobs = Jobs(lambda name: UpperTranslator(), lambda: Reader(NoMorphology(), FakeTagger()))
        self.kept = 0

    def translator(self, name: str) -> CachedTranslator:
        return CachedTranslator(self.engine, TranslationCache(":memory:"))

    def engines(self) -> dict[str, str]:
        return {"fake": "A fake", "other": "Another"}

    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = self.library.setting("page", {})
        return found

    def set(self, patch: dict[str, Any]) -> None:
        self.library.set_setting("page", {**self.settings(), **patch})

    def save(self, job: Job) -> str:
        assert job.document is not None
        return keep_in(self.library, job, SavedCopy(job.document, job.saved, job.title, job.notes, job.tags, job.place))

    keep = save

    def chosen(self, seen: list[Seen]) -> list[Seen]:
        return seen

    def reader(self) -> Reader:
        return Reader(SampleMorphology(), FakeTagger())


def message(*listed: dict[str, Any], client: str = "c") -> dict[str, Any]:
    return {"doc": "job", "client": client, "events": [{"seq": n, **event} for n, event in enumerate(listed, 1)]}


def forget_desks() -> None:
    """After a test that ran the page's script: its desk goes, with the hundreds of MB that it hid from the collector for good."""
    import streamlit as st

    st.cache_resource.clear()
    for thread in threading.enumerate():
        if thread.name == "rafiq-warm":  # a process that ends while an engine is being opened aborts
            thread.join(60)
    gc.unfreeze()
    gc.collect()
