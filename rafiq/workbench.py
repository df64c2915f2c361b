"""Builds the reading desk from what is installed here: morphology, tagger, engines, library. Used by the page and the command line.

Each part is made once, on first use, under a lock; making the desk itself costs nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, TypeVar

from nlp.errors import RafiqError
from nlp.paths import cache_folder, command

if TYPE_CHECKING:
    from nlp.names.english_name import OwnName
    from nlp.protocols import SourceSentence, Tagger, Translator
    from nlp.reader import Reader
    from nlp.words.glossary import Entry
    from nlp.words.morphology import Morphology
    from rafiq.library import Library

__all__ = ["Workbench", "rafiq_version", "set_up"]

T = TypeVar("T")


def rafiq_version() -> str:
    """The installed version, or "source" when run from an uninstalled checkout."""
    try:
        return version("rafiq")
    except PackageNotFoundError:
        return "source"


class Workbench:
    """The parts a reading needs, made when first asked for. Thread-safe: sessions of the page share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}
        self._made: dict[str, object] = {}

    def _once(self, key: str, make: Callable[[], T]) -> T:
        with self._lock:
            lock = self._locks.setdefault(key, threading.RLock())
        with lock:  # one lock a part: an article can be analysed while the engine is still being made ready
            if key not in self._made:
                self._made[key] = make()
            made: T = self._made[key]  # type: ignore[assignment]  # the key decides the type
            return made

    @property
    def morphology(self) -> Morphology:
        def make() -> Morphology:
            from models.store import camel_data, morphology_data
            from nlp.words.morphology import Morphology

            return Morphology(
                morphology_data.locate(),
                disambiguator=camel_data.chosen(),
                compact=cache_folder() / "morphology" / morphology_data.NAME,
            )

        return self._once("morphology", make)

    def tagger(self, name: str | None = None) -> Tagger:
        """The tagger called `name` (None: the default). Raises `UnknownNameError`, `ArtefactError`."""
        from models import registry

        return self._once(f"tagger {name}", lambda: registry.tagger(name))

    def translator(self, name: str = "") -> Translator:
        """The engine called `name` ("": the best that is installed), with links where it gives none itself; one that fails is
        opened again.

        Raises `UnknownNameError`, `EngineUnavailableError`, `ArtefactError`.
        """
        from models import registry
        from models.pipeline.links.forced import Linked
        from models.translators import embedded
        from models.translators.steady import Steady

        name = name or registry.best_engine()

        def make() -> Translator:
            engine = registry.translator(name)
            return engine if name == "embedded" else Linked(engine, partial(self._once, "links", embedded.open_for_links))

        return self._once(f"engine {name}", lambda: Steady(make))

    def reader(self, *, names: Mapping[str, str | OwnName] | None = None, entries: Sequence[Entry] = ()) -> Reader:
        """A reader whose own glossary holds `entries` (words, lemmas, phrases) and `names` (names → English)."""
        from nlp.words.glossary import ReaderGlossary

        base = self._once("reader", self._make_reader)
        own = (ReaderGlossary(entries),) if entries else ()
        return replace(base, names=dict(names or {}), glossaries=(*own, *base.glossaries))

    def sources(self, texts: Sequence[str]) -> list[SourceSentence]:
        """Arabic sentences as a reading gives them to an engine, each by itself: with sure names and hints for rare words."""
        from nlp.document import Sentence
        from nlp.engine_input.source_sentence import source_of
        from nlp.text.tokens import tokenize

        reader = self.reader()
        rows = [Sentence(0, len(text), text, tokens=tokenize(text, 0)) for text in texts]
        linked = [reader.link([seen]) for seen in reader.annotate(rows)]
        return [source_of(row, {entity.id: entity for entity in entities}) for (row,), entities in linked]

    def _make_reader(self) -> Reader:
        from models.encoder import open_encoder
        from nlp.names.english_name import Namer
        from nlp.reader import Reader
        from nlp.words.glossary import Expressions

        encoder = open_encoder()
        return Reader(
            morphology=self.morphology,
            tagger=self.tagger(),
            namer=Namer(),
            glossaries=(Expressions.load(),),
            similarity=encoder.similarity if encoder else None,
            versions={"rafiq": rafiq_version()},
        )

    def library(self, *, to_read: bool = False) -> Library:
        """The reader's library; the caller closes it (`with`). `to_read`: one that is not there is not made, but empty."""
        from rafiq.library import Library

        return Library.open_to_read() if to_read else Library.open()


def set_up(progress: Callable[[str], None]) -> None:
    """All that a reading needs and a checkout has not: fetch and verify the morphology, convert the embedded engine. Idempotent.

    Firefox's engine is fetched too where it can be had; a reading does not need it.
    """
    from models import encoder
    from models.store import morphology_data
    from models.translators import embedded

    progress("Morphology database …")
    morphology_data.fetch(progress)
    Workbench().morphology.load()  # makes its compact form
    progress("Embedded translator …")
    embedded.prepare()
    encoder.prepare()
    _fetch_better_engine(progress)
    progress("Ready.")


def _fetch_better_engine(progress: Callable[[str], None]) -> None:
    """Firefox's engine, or one sentence that says why not."""
    from models import manage, registry
    from models.store import pinned

    if registry.is_installed("firefox"):
        return
    card = registry.card("firefox")
    if not pinned.is_offline():
        progress(f"{card.title} translator: {card.download / 1e6:.0f} MB, {card.licence} …")
    try:
        manage.add_pinned("firefox")
    except RafiqError as error:
        progress(f"No better translator than the embedded one: {error} `{command('engines add firefox')}` tries again.")
