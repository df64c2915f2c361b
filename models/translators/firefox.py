"""Firefox's own Arabic–English model (31 M parameters, MPL-2.0), run by `fxtranslate`, Mozilla's engine in Rust.

A `fxtranslate.Translator` belongs to the thread that made it, cuts silently what is past its context, and gives neither scores nor
word links: so each worker thread makes its own, sentences are split before they reach it, and links come from elsewhere
(`models.pipeline.forced`). The files are pinned here; `models.store.pinned` fetches them when the reader asks.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Generator, Output, Pieces
from models.store.added import folder_of
from models.store.cards import Card
from models.store.files import FileSum, digest
from models.store.pinned import PinnedFile
from models.translators.ctranslate import cores
from nlp.errors import ArtefactError, EngineError, EngineUnavailableError

__all__ = ["FILES", "FirefoxGenerator", "SurfacePieces", "open_engine", "open_folder"]

_COMMIT: Final = "e7957fc407441a5e3e35bbcbf9d60d9b35764618"
_PLACE: Final = f"https://media.githubusercontent.com/media/mozilla/firefox-translations-models/{_COMMIT}/models/base-memory/aren"
_STORAGE: Final = (
    "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/models/ar-en/base-memory/exported"
)


MODEL, VOCABULARY, SHORTLIST = "model.aren.intgemm.alphas.bin", "vocab.aren.spm", "lex.50.50.aren.s2t.bin"
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
        return [piece.surface for piece in self._model.encode_as_immutable_proto(text).pieces]

    def decode(self, pieces: list[str]) -> str:
        return "".join(pieces).strip()


class FirefoxGenerator:
    """The network, a translator a thread. Sources are the pieces of `SurfacePieces`; an output is one piece, its whole English."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        try:
            import fxtranslate
        except ImportError as error:
            raise EngineUnavailableError(
                "The engine 'firefox' needs the package fxtranslate, which has no build for this machine: use another engine."
            ) from error
        try:
            self._model, self._vocabulary, self._shortlist = (
                (folder / name).read_bytes() for name in (MODEL, VOCABULARY, SHORTLIST)
            )
        except OSError as error:
            raise ArtefactError(f"The engine 'firefox' in {folder} cannot be read: {error.strerror or error}.") from error
        self._make: Any = fxtranslate.Translator
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(threads or cores(), thread_name_prefix="rafiq-firefox")

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        """One output per source, in order. Raises `EngineError`. Of `options` nothing is used: the engine has one way to search."""
        del options
        return list(self._pool.map(self._one, ("".join(pieces) for pieces in batch)))

    def _one(self, text: str) -> Output:
        try:
            translator = getattr(self._own, "translator", None)
            if translator is None:
                translator = self._make(self._model, self._vocabulary, self._vocabulary, self._shortlist)
                self._own.translator = translator
            return Output([str(translator.translate(text))])
        except (ValueError, RuntimeError) as error:
            raise EngineError(f"The engine 'firefox' failed on a sentence of {len(text)} characters: {error}.") from error


def open_engine(card: Card, *, threads: int = 0, options: DecodingOptions | None = None) -> NeuralTranslator:
    """The engine of an installed card, unopened."""
    return open_folder(folder_of(card), card.files, name=card.name, threads=threads, options=options)


def open_folder(
    folder: Path,
    files: dict[str, FileSum],
    *,
    name: str = "firefox",
    threads: int = 0,
    options: DecodingOptions | None = None,
) -> NeuralTranslator:
    """The three files of such a model in `folder` as an engine; its network is opened at the first sentence."""

    def open_network() -> tuple[Generator, Pieces]:
        return FirefoxGenerator(folder, threads=threads), SurfacePieces(folder / VOCABULARY)

    return NeuralTranslator(name, digest(files), open_network, options=options or DecodingOptions(max_source=_LONGEST, links=False))


def _file(name: str, size: int, sha256: str, unpacked: FileSum | None = None) -> PinnedFile:
    return PinnedFile(name, FileSum(sha256, size), tuple(f"{place}/{name}.gz" for place in (_PLACE, _STORAGE)), unpacked)


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
