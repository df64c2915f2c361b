"""Firefox's own Arabic–English model (31 M parameters, MPL-2.0), run by `fxtranslate`, Mozilla's engine in Rust.

A `fxtranslate.Translator` belongs to the thread that made it, cuts silently what is past its context, and gives neither scores nor
word links: so it has a thread of its own, sentences are split before they reach it, and links come from elsewhere
(`models.pipeline.links.forced`). The files are pinned here; `models.store.pinned` fetches them when the reader asks.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final

from models.pipeline.agreement import Speak, must_agree, recorded
from models.pipeline.engine import NeuralTranslator
from models.pipeline.links.attention import piece_spans
from models.pipeline.search import DecodingOptions, Generator, Output, Pieces
from models.store import mozilla_list, pinned
from models.store.added import folder_of
from models.store.cards import CARDS, Card
from models.store.files import FileSum, digest
from models.store.pinned import PinnedFile, Progress
from nlp.errors import ArtefactError, EngineError, EngineUnavailableError

__all__ = [
    "FILES",
    "MODEL",
    "SHORTLIST",
    "VOCABULARY",
    "FirefoxGenerator",
    "SurfacePieces",
    "check",
    "fetch",
    "load_runtime",
    "open_engine",
    "open_folder",
    "record",
    "speaker",
    "take_from",
]

_COMMIT: Final = CARDS["firefox"].revision
_PLACE: Final = f"https://media.githubusercontent.com/media/mozilla/firefox-translations-models/{_COMMIT}/models/base-memory/aren"
MODEL, VOCABULARY, SHORTLIST = "model.aren.intgemm.alphas.bin", "vocab.aren.spm", "lex.50.50.aren.s2t.bin"
_CHECK: Final = Path(__file__).with_name("firefox_check.tsv")
_REFERENCE: Final = Path(__file__).with_name("firefox_check.en")
_LONGEST: Final = 96  # pieces of a stretch; Firefox's own page cuts at about as many words


class SurfacePieces:
    """A sentencepiece model as a cutter that loses nothing: its pieces are stretches of the text itself, so that joined they are
    it."""

    def __init__(self, vocabulary: Path) -> None:
        import sentencepiece

        try:
            self._model = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        except (OSError, RuntimeError) as error:
            raise ArtefactError(f"The sentencepiece model {vocabulary} cannot be read: {error}.") from error

    @property
    def specials(self) -> frozenset[str]:
        return frozenset()

    def encode(self, text: str) -> list[str]:
        starts = [start for start, _ in piece_spans(text, self._model.encode(text, out_type=str))]
        bounds = [0, *starts[1:], len(text)]
        return [text[start:end] for start, end in pairwise(bounds)]

    def decode(self, pieces: list[str]) -> str:
        return "".join(pieces).strip()


def load_runtime() -> Any:
    """The package `fxtranslate`. Raises `EngineUnavailableError` where it has no build."""
    try:
        import fxtranslate
    except ImportError as error:
        raise EngineUnavailableError(
            "The engine 'firefox' needs the package fxtranslate, which is not installed or has no build for this machine."
        ) from error
    return fxtranslate


def check(folder: Path) -> tuple[float, ...]:
    """chrF of what the files in `folder` say against what Mozilla's engine said with them, by sentence; `EngineError` where they do
    not agree. The sentences go in bare, as they did there: nothing normalised, no names put in."""
    return must_agree("firefox", FirefoxGenerator(folder).translate, recorded(_CHECK))


def record() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The sentences of `check`: Arabic, what Mozilla's engine said, and FLORES-200's human English."""
    arabic, english = zip(*recorded(_CHECK), strict=True)
    reference = tuple(line for line, _ in recorded(_REFERENCE))
    return arabic, english, reference


def speaker(folder: Path) -> Speak:
    """The network in `folder` by itself, without what is done around it."""
    return FirefoxGenerator(folder).translate


class FirefoxGenerator:
    """The network. Sources are the pieces of `SurfacePieces`; an output is one piece, its whole English.

    The translator lives and dies in one thread of its own: `fxtranslate` keeps Python's lock while it translates, so that more
    threads would cost memory and bring nothing.
    """

    def __init__(self, folder: Path) -> None:
        runtime = load_runtime()
        try:
            model, vocabulary, shortlist = ((folder / name).read_bytes() for name in (MODEL, VOCABULARY, SHORTLIST))
        except OSError as error:
            raise ArtefactError(f"The engine 'firefox' in {folder} cannot be read: {error.strerror or error}.") from error

        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        opened: Future[str] = Future()
        make = partial(runtime.Translator, model, vocabulary, vocabulary, shortlist)
        Thread(target=_serve, args=(make, opened, self._jobs), name="rafiq-firefox", daemon=True).start()
        weakref.finalize(self, self._jobs.put, None)
        _answer(opened, f"could not be opened from {folder}")

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        """One output per source, in order. Raises `EngineError`. Of `options` nothing is used: the engine has one way to search."""
        del options
        return [Output([english]) for english in self.translate(["".join(pieces) for pieces in batch])]

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The English of each text, as the network says it. Raises `EngineError`."""
        jobs: list[_Job] = [(text, Future()) for text in texts]
        for job in jobs:
            self._jobs.put(job)
        return [_answer(answer, f"failed on a sentence of {len(text)} characters") for text, answer in jobs]


_Job = tuple[str, "Future[str]"]


def _serve(make: Callable[[], Any], opened: Future[str], jobs: SimpleQueue[_Job | None]) -> None:
    """Makes a translator and answers with it until told None."""
    try:
        translator = make()
        opened.set_result(translator.backend())
    except BaseException as error:  # Rust's panics are no `Exception`
        opened.set_exception(error)
        return
    while (job := jobs.get()) is not None:
        text, answer = job
        try:
            answer.set_result(translator.translate(text))
        except BaseException as error:
            answer.set_exception(error.with_traceback(None))  # whose frames would carry the translator into another thread


def _answer(future: Future[str], what: str) -> str:
    """What the translator's thread answered. Raises `EngineError`, also where the Rust code panicked."""
    error = future.exception()
    if error is not None:
        raise EngineError(f"The engine 'firefox' {what}: {error}.") from error
    return future.result()


def open_engine(card: Card, *, options: DecodingOptions | None = None) -> NeuralTranslator:
    """The engine of an installed card, unopened."""
    return open_folder(folder_of(card), card.files, name=card.name, options=options)


def open_folder(
    folder: Path,
    files: dict[str, FileSum],
    *,
    name: str = "firefox",
    options: DecodingOptions | None = None,
) -> NeuralTranslator:
    """The three files of such a model in `folder` as an engine; its network is opened at the first sentence."""

    def open_network() -> tuple[Generator, Pieces]:
        return FirefoxGenerator(folder), SurfacePieces(folder / VOCABULARY)

    settings = options or DecodingOptions(max_source=_LONGEST, links=False)
    return NeuralTranslator(name, digest(files), open_network, options=settings, read_as=as_written, searches=False)


def as_written(text: str) -> tuple[str, list[int]]:
    """The text itself: this network learnt from text as people write it, vowel signs and all, and was measured on that.

    >>> as_written("قائلًا")
    ('قائلًا', [0, 1, 2, 3, 4, 5, 6])
    """
    return text, list(range(len(text) + 1))


def _file(name: str, size: int, sha256: str, unpacked: FileSum | None = None) -> PinnedFile:
    return PinnedFile(name, FileSum(sha256, size), (f"{_PLACE}/{name}.gz",), unpacked)


FILES: Final = (
    _file(
        MODEL,
        23_224_456,
        "31e032a402a8463a1e19c8e355529f73c0732926b22b1eadc8bade39ecc23a80",
        FileSum("7b7af0282dc5f4d8805b9a298c2fa828967e3f09ca10f1942ebeea0b2cfc12fa", 31_561_787),
    ),
    _file(VOCABULARY, 416_700, "c379c52857c2f0886ae52a255ac770e5992524782ee20bb0966deca079e9595f"),
    _file(SHORTLIST, 2_259_861, "59335a02934f19f5e9bf171de9db8b73b5e95a69dce03a7d2fe6e9e43e3f849e"),
)
"""What the engine is made of, as published at that commit."""


def fetch(folder: Path, progress: Progress | None = None) -> dict[str, FileSum]:
    """The files into `folder`, from the first address that has them; their sums."""
    return pinned.fetch(FILES, folder, progress, further=mozilla_list.addresses)


def take_from(source: Path, folder: Path) -> dict[str, FileSum]:
    """The files into `folder`, from a folder that has them, packed or not; their sums."""
    return pinned.take_from(source, FILES, folder)
