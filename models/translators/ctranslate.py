"""Networks run by CTranslate2, on a GPU when there is one, and the sentencepiece cutter. Imports neither torch nor transformers."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.pipeline.search import DecodingOptions, Output
from models.store.conversion.english_pieces import CHOICE
from models.store.conversion.instructions import use_widest
from nlp.errors import ArtefactError, EngineError

__all__ = ["CTranslateGenerator", "SentencePieces", "batch_pieces", "cores"]

_MIN_BATCH, _MAX_BATCH, _GPU_BATCH = 128, 256, 8192  # pieces; at beam 8, 512 took a quarter longer on two cores
_FORCED_BATCH = 1024  # pieces
_BYTES_PER_PIECE = 1 << 18  # of working memory at beam 4, generously


def cores() -> int:
    """Cores this process may use; `RAFIQ_THREADS` says fewer, where several processes share the machine."""
    told = os.environ.get("RAFIQ_THREADS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def batch_pieces() -> int:
    """How many pieces to run at once: 256 on a CPU, fewer where under 512 MB are free; `RAFIQ_BATCH_PIECES` decides otherwise.

    What stands in one batch changes the last digits of a network's numbers, and so, rarely, a word.
    """
    told = os.environ.get("RAFIQ_BATCH_PIECES", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        free = 1 << 30
    return max(_MIN_BATCH, min(_MAX_BATCH, free // 4 // _BYTES_PER_PIECE))


class SentencePieces:
    """A sentencepiece model for each side, Marian fashion: the end mark closes the source."""

    def __init__(self, source: Path, target: Path | None = None, *, end: str = "</s>") -> None:
        import sentencepiece

        try:
            self._source = sentencepiece.SentencePieceProcessor(model_file=str(source))
            self._target = self._source if target is None else sentencepiece.SentencePieceProcessor(model_file=str(target))
        except (OSError, RuntimeError) as error:
            raise ArtefactError(f"The sentencepiece model {source} cannot be read: {error}.") from error
        self._end = end
        self._unknown: str = self._source.id_to_piece(self._source.unk_id())

    @property
    def specials(self) -> frozenset[str]:
        return frozenset({self._end, "<pad>", "<s>", "<unk>", self._unknown})

    def encode(self, text: str) -> list[str]:
        return [*self._source.encode(text, out_type=str), self._end]

    def encode_target(self, text: str) -> list[str]:
        """English as the network writes it, without the end mark."""
        return list(self._target.encode(text, out_type=str))

    def decode(self, pieces: list[str]) -> str:
        specials = self.specials
        return str(self._target.decode([piece for piece in pieces if piece not in specials])).strip()


class CTranslateGenerator:
    """A converted folder, opened. Thread-safe. `prefix` pieces (a language tag) start every output and are taken off again.

    `never`: pieces that are never written.
    """

    def __init__(
        self,
        folder: Path,
        *,
        prefix: tuple[str, ...] = (),
        end: str = "</s>",
        device: str = "auto",
        threads: int = 0,
        compute: str = "int8",
        never: tuple[str, ...] = (),
    ) -> None:
        import ctranslate2

        use_widest()
        gpu = device != "cpu" and ctranslate2.get_cuda_device_count() > 0
        self.device = "cuda" if gpu else "cpu"
        workers = 1 if gpu else max(1, (threads or cores()) // 2 if (threads or cores()) > 2 else (threads or cores()))
        try:
            self._model: Any = ctranslate2.Translator(
                str(folder),
                device=self.device,
                compute_type="int8_float16" if gpu and compute == "int8" else compute,
                inter_threads=workers,
                intra_threads=max(1, (threads or cores()) // workers),
            )
        except (RuntimeError, ValueError) as error:
            raise ArtefactError(f"The converted engine {folder} cannot be opened: {error}.") from error
        self._prefix, self._end, self._workers = list(prefix), end, workers
        self._chooses = (folder / CHOICE).is_file()
        self._never = [[piece] for piece in never]
        self._shrunk = 1
        self._lock = threading.Lock()

    @property
    def beside(self) -> int:
        """Two where there are two workers: while one batch is looked at in Python, the other keeps the cores at work."""
        return min(2, self._workers)

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        """One output per source, in order. Short of memory, the batch is halved until it fits. Raises `EngineError`."""
        if not batch:
            return []
        pieces = options.max_batch_pieces or (_GPU_BATCH if self.device == "cuda" else batch_pieces())
        while True:
            try:
                return self._run(batch, options, max(1, pieces // self._shrunk))
            except (RuntimeError, ValueError, MemoryError) as error:
                if "memory" not in str(error).lower() and not isinstance(error, MemoryError):
                    raise EngineError(f"The engine failed on a batch of {len(batch)} sentences: {error}.") from error
                if pieces // self._shrunk <= _MIN_BATCH // 8:
                    raise EngineError("There is too little memory to translate even one sentence at a time.") from error
                with self._lock:
                    self._shrunk *= 2

    def _run(self, batch: list[list[str]], options: DecodingOptions, max_pieces: int) -> list[Output]:
        longest = max(map(len, batch))
        share = sum(map(len, batch)) // self._workers + longest  # so that every worker has a batch
        results = self._model.translate_batch(
            batch,
            target_prefix=[self._prefix] * len(batch) if self._prefix else None,
            max_batch_size=max(min(max_pieces, share), longest),
            batch_type="tokens",
            beam_size=options.beam_size,
            num_hypotheses=min(options.hypotheses, options.beam_size),
            return_scores=options.hypotheses > 1,
            length_penalty=options.length_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram,
            repetition_penalty=options.repetition_penalty,
            max_decoding_length=int(longest * options.length_factor) + options.length_extra,
            max_input_length=0,
            disable_unk=True,
            suppress_sequences=[*self._never, *map(list, options.never)] or None,
            return_end_token=True,
            return_attention=options.links,
            use_vmap=self._chooses,
        )
        return [self._outputs(result) for result in results]

    def score(self, batch: list[list[str]], outputs: list[Output], options: DecodingOptions) -> list[list[float]]:
        """The log probability of each piece of each output, from one more pass of the decoder."""
        whole = [[*self._prefix, *output.pieces] for output in outputs]
        pieces = options.max_batch_pieces or (_GPU_BATCH if self.device == "cuda" else batch_pieces())
        longest = max(map(len, [*batch, *whole]), default=0)
        try:
            scored = self._model.score_batch(
                batch, whole, max_batch_size=max(longest, pieces // self._shrunk), batch_type="tokens", max_input_length=0
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"The engine failed on a batch of {len(batch)} sentences: {error}.") from error
        skipped = len(self._prefix)
        return [list(one.log_probs)[skipped : len(pieces_)] for one, pieces_ in zip(scored, whole, strict=True)]

    def force(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[list[float]]]:
        """attention[sentence][target piece][source piece] while each target is written for its source. Raises `EngineError`."""
        whole = [[*self._prefix, *target] for target in targets]
        try:
            results = self._model.translate_batch(
                sources,
                target_prefix=whole,
                max_batch_size=_FORCED_BATCH,
                batch_type="tokens",
                beam_size=1,
                max_decoding_length=max(map(len, whole)) + 1,
                max_input_length=0,
                return_attention=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"The engine failed on a batch of {len(sources)} sentences: {error}.") from error
        skipped = len(self._prefix)
        return [[list(row) for row in one.attention[0][skipped : len(pieces)]] for one, pieces in zip(results, whole, strict=True)]

    def _outputs(self, result: Any) -> Output:
        hypotheses, scores, attention = result.hypotheses, result.scores, result.attention  # each is made anew when it is asked for
        empty: list[list[float]] = []
        best, *others = [
            self._output(pieces, attention[at] if attention else empty, float(scores[at]) if scores else 0.0)
            for at, pieces in enumerate(hypotheses)
        ]
        return replace(best, others=tuple(others))

    def _output(self, pieces: list[str], attention: list[list[float]], score: float) -> Output:
        finished = bool(pieces) and pieces[-1] == self._end
        start = len(self._prefix) if pieces[: len(self._prefix)] == self._prefix else 0
        stop = len(pieces) - finished
        return Output(pieces[start:stop], finished, attention[start:stop], score)
