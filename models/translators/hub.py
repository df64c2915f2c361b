"""Seq2seq checkpoints of the hub's kinds (Marian, BART, mBART, M2M-100, NLLB), from an added engine's folder or any other.

Tokenised by transformers' `AutoTokenizer`; run by CTranslate2 int8 where it knows the architecture, by transformers where not
(or when `runtime="transformers"` asks for it; the two give the same up to quantisation, which a test holds). Never opens a socket:
`models.store.hub_files` fetches, and only when the reader says so. Safetensors or what is ready for CTranslate2, no remote code.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, Literal

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Generator, Pieces
from models.store.added import folder_of
from models.store.cards import Card
from models.store.checkpoint import checkpoint_files, guess_tags, is_ready, load_tokenizer, read_config
from models.store.conversion.copies import converted
from models.store.files import FileSum, digest, verify
from models.store.judging import must_translate
from models.translators.ctranslate import CTranslateGenerator
from nlp.document import engine_name
from nlp.errors import EngineError, InputError

__all__ = ["Runtime", "TokenizerPieces", "open_engine", "open_folder"]

Runtime = Literal["auto", "ctranslate2", "transformers"]
_LONGEST_SOURCE: Final = 200  # pieces: sentence models were trained on no longer ones


def open_engine(
    card: Card, *, runtime: Runtime = "auto", options: DecodingOptions | None = None, threads: int = 0
) -> NeuralTranslator:
    """The engine of an installed card. Its files are checked when it is converted, and when they changed since."""
    return _engine(card, folder_of(card), card.files, runtime=runtime, options=options, threads=threads)


def open_folder(
    folder: Path,
    *,
    source_tag: str = "",
    target_tag: str = "",
    runtime: Runtime = "auto",
    quantization: str = "int8",
    options: DecodingOptions | None = None,
    threads: int = 0,
) -> NeuralTranslator:
    """Any local folder of a seq2seq checkpoint. Language tags are guessed from its tokenizer when none are given.

    Raises `InputError` for one whose name no engine may bear.
    """
    files = checkpoint_files(folder)
    if not (source_tag or target_tag):
        source_tag, target_tag = guess_tags(folder)
    card = Card(
        engine_name(re.sub(r"[^a-z0-9._-]+", "-", folder.resolve().name.lower()) or "folder"),
        "translation",
        folder.name,
        "as its publisher states",
        "models.translators.hub:open_engine",
        source_tag=source_tag,
        target_tag=target_tag,
        folder=str(folder.resolve()),
    )
    return _engine(card, folder, files, runtime=runtime, options=options, threads=threads, quantization=quantization)


class TokenizerPieces:
    """A transformers tokenizer as `Pieces`: tags and end marks included, as the network saw them in training."""

    def __init__(self, tokenizer: Any, *, prefix: str = "") -> None:
        self._tokenizer = tokenizer
        self._prefix = prefix
        self._specials = frozenset(map(str, tokenizer.all_special_tokens)) | frozenset(
            map(str, getattr(tokenizer, "additional_special_tokens", ()))
        )

    @property
    def tokenizer(self) -> Any:
        return self._tokenizer

    @property
    def specials(self) -> frozenset[str]:
        return self._specials | ({self._prefix.strip()} if self._prefix else frozenset())

    def encode(self, text: str) -> list[str]:
        ids = self._tokenizer(self._prefix + text, add_special_tokens=True, truncation=False, verbose=False)["input_ids"]
        return list(self._tokenizer.convert_ids_to_tokens(ids))

    def decode(self, pieces: list[str]) -> str:
        ids = self._tokenizer.convert_tokens_to_ids([piece for piece in pieces if piece not in self._specials])
        return str(self._tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)).strip()


def _engine(
    card: Card,
    folder: Path,
    files: dict[str, FileSum],
    *,
    runtime: Runtime,
    options: DecodingOptions | None,
    threads: int,
    quantization: str = "int8",
) -> NeuralTranslator:
    config, ready = read_config(folder), is_ready(files)
    if not ready:
        must_translate(f"in {folder}", config)
    if options is None:
        room = int(config.get("max_position_embeddings") or config.get("n_positions") or 512) - 4
        options = DecodingOptions(max_source=max(8, min(_LONGEST_SOURCE, room // 2)))

    def open_network() -> tuple[Generator, Pieces]:
        tags = {"src_lang": card.source_tag, "tgt_lang": card.target_tag} if card.source_tag else {}
        tokenizer = load_tokenizer(folder, **tags)
        pieces = TokenizerPieces(tokenizer, prefix=card.target_prefix)
        forced = _target_piece(tokenizer, card.target_tag)
        end = str(tokenizer.eos_token or "</s>")
        if ready:
            verify(folder, files)
        if ready or runtime != "transformers":
            try:
                copy = folder if ready else converted(card.name, folder, files, quantization=quantization)
                network = CTranslateGenerator(
                    copy, prefix=(forced,) if forced else (), end=end, threads=threads, compute=quantization
                )
                return network, pieces
            except EngineError:
                if ready or runtime == "ctranslate2":
                    raise
        from models.translators.transformer import TransformersGenerator

        return TransformersGenerator(folder, tokenizer, files, forced=forced, threads=threads), pieces

    how = f"{runtime}:{quantization}"
    version = digest(files) if how == "auto:int8" else digest({**files, how: FileSum(how, 0)})
    return NeuralTranslator(card.name, version, open_network, options=options)


def _target_piece(tokenizer: Any, tag: str) -> str:
    """The piece that tells the decoder its language: `eng_Latn` for NLLB, `__en__` for M2M-100."""
    if not tag:
        return ""
    get = getattr(tokenizer, "get_lang_token", None)
    for piece in (get(tag) if callable(get) and tag in getattr(tokenizer, "lang_code_to_token", {}) else "", tag, f"__{tag}__"):
        if piece and tokenizer.convert_tokens_to_ids(piece) not in (None, tokenizer.unk_token_id):
            return str(piece)
    raise InputError(f"This model does not know the language tag {tag!r}.")
