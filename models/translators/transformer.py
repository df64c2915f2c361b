"""Seq2seq networks run by transformers itself: the fallback where CTranslate2 does not know an architecture, and its check."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final

from models.pipeline.search import DecodingOptions, Output
from models.store.checkpoint import tie_output
from models.store.conversion.torch_family import must_be_here
from models.store.files import FileSum, verify
from models.translators.ctranslate import cores
from nlp.errors import ArtefactError, EngineError

__all__ = ["TransformersGenerator"]

_BATCH: Final = 16  # sentences


class TransformersGenerator:
    """`AutoModelForSeq2SeqLM.generate` on pieces. On the GPU when there is one. Calls are one at a time."""

    def __init__(self, folder: Path, tokenizer: Any, files: dict[str, FileSum], *, forced: str = "", threads: int = 0) -> None:
        must_be_here(f"The model in {folder}")
        import torch
        import transformers

        verify(folder, files)
        self._tokenizer = tokenizer
        self._lock = threading.Lock()
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        if self.device == "cpu":
            torch.set_num_threads(threads or cores())
        bars = transformers.logging.is_progress_bar_enabled()
        transformers.logging.disable_progress_bar()
        try:
            model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                str(folder),
                local_files_only=True,
                use_safetensors=True,
                trust_remote_code=False,
                attn_implementation="eager",
                dtype=torch.float16 if self.device == "cuda" else torch.float32,
            )
        except Exception as error:  # a strange folder makes it raise anything
            raise ArtefactError(f"The model in {folder} cannot be opened: {str(error).strip().splitlines()[0][:300]}") from error
        finally:
            if bars:
                transformers.logging.enable_progress_bar()
        self._model: Any = tie_output(model).to(self.device).eval()
        self._forced = tokenizer.convert_tokens_to_ids(forced) if forced else None

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        """One output per source, in order; sentences of like length are run together. Raises `EngineError`."""
        order = sorted(range(len(batch)), key=lambda i: len(batch[i]))
        done: dict[int, Output] = {}
        size = _BATCH
        first = 0
        while first < len(order):
            chosen = order[first : first + size]
            try:
                outputs = self._run([batch[i] for i in chosen], options)
            except (RuntimeError, ValueError, IndexError, MemoryError) as error:
                if "memory" in str(error).lower() and size > 1:
                    size //= 2
                    continue
                raise EngineError(
                    f"The engine failed on a batch of {len(chosen)} sentences: {str(error).splitlines()[0]}."
                ) from error
            done.update(zip(chosen, outputs, strict=True))
            first += len(chosen)
        return [done[i] for i in range(len(batch))]

    def _run(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        import torch

        ids = [self._tokenizer.convert_tokens_to_ids(pieces) for pieces in batch]
        longest = max(map(len, ids))
        pad = self._tokenizer.pad_token_id
        x = torch.tensor([row + [pad] * (longest - len(row)) for row in ids], device=self.device)
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids], device=self.device)
        room = int(getattr(self._model.config, "max_position_embeddings", 0) or 10**9) - 2
        unknown = self._tokenizer.unk_token_id
        extra: dict[str, Any] = {} if self._forced is None else {"forced_bos_token_id": self._forced}
        with self._lock, torch.inference_mode():
            result = self._model.generate(
                input_ids=x,
                attention_mask=mask,
                num_beams=options.beam_size,
                do_sample=False,
                length_penalty=options.length_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram,
                repetition_penalty=options.repetition_penalty,
                max_new_tokens=min(room, int(longest * options.length_factor) + options.length_extra),
                max_length=None,
                min_length=0,
                forced_eos_token_id=None,
                suppress_tokens=None if unknown is None else [unknown],
                **extra,
            )
            rows = [self._trim(row) for row in result.tolist()]
            attention = self._attention(x, mask, result) if options.links else []
        return [
            Output(
                self._tokenizer.convert_ids_to_tokens(row[start:stop]),
                finished,
                [line[: len(source)] for line in attention[i][start - 1 : stop - 1]] if attention else [],
            )
            for i, ((row, start, stop, finished), source) in enumerate(zip(rows, ids, strict=True))
        ]

    def _trim(self, row: list[int]) -> tuple[list[int], int, int, bool]:
        """(row, start, stop, finished): without the decoder's start, the language piece, the end mark and padding."""
        start = 1
        while start < len(row) and self._forced is not None and row[start] == self._forced:
            start += 1
        end = self._tokenizer.eos_token_id
        stop = next((i for i in range(start, len(row)) if row[i] == end), -1)
        return row, start, stop if stop >= 0 else len(row), stop >= 0

    def _attention(self, x: Any, mask: Any, result: Any) -> list[list[list[float]]]:
        """Mean over heads of the last layer's cross-attention: row t is where the network looked to write piece t + 1."""
        made = self._model(
            input_ids=x,
            attention_mask=mask,
            decoder_input_ids=result[:, :-1],
            output_attentions=True,
            use_cache=False,
            return_dict=True,
        ).cross_attentions
        if not made or made[-1] is None:
            return []
        rows: list[list[list[float]]] = made[-1].float().mean(1).tolist()
        return rows
