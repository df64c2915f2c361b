"""Names by any token-classification checkpoint (BERT kind) in a folder: an added engine or the reader's own.

Each token is cut into pieces by itself, so that one without pieces (a lone U+200F) can never shift the labels of those after it;
long sentences go through in overlapping windows. Safetensors only, no remote code, no socket.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.store.added import folder_of
from models.store.cards import Card
from models.store.checkpoint import checkpoint_files, load_tokenizer, read_config
from models.store.conversion.torch_family import must_be_here
from models.store.files import FileSum, digest, verify
from models.taggers.ours import repair
from models.translators.ctranslate import cores
from nlp.errors import ArtefactError, InputError
from nlp.text.normalize import for_model

__all__ = ["TokenClassifier", "open_engine", "open_folder"]

_BATCH: Final = 16  # windows
_OVERLAP: Final = 0.25  # of a window is seen again in the next
_MAX_PIECES_A_TOKEN: Final = 48
_TYPES: Final = {
    "PER": "PERS",
    "PERSON": "PERS",
    "GPE": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
}
_KNOWN: Final = frozenset({"PERS", "LOC", "ORG", "MISC"})


def open_engine(card: Card, *, threads: int = 0) -> TokenClassifier:
    """The tagger of an installed card."""
    return TokenClassifier(card.name, folder_of(card), card.files, threads=threads)


def open_folder(folder: Path, *, threads: int = 0) -> TokenClassifier:
    """A tagger from any local folder of a token-classification checkpoint."""
    name = re.sub(r"[^a-z0-9._-]+", "-", folder.resolve().name.lower()) or "folder"
    return TokenClassifier(name, folder, checkpoint_files(folder), threads=threads)


class TokenClassifier:
    """A `nlp.protocols.Tagger`. The network is opened at the first sentence; one call runs at a time."""

    def __init__(self, name: str, folder: Path, files: dict[str, FileSum], *, threads: int = 0, safetensors: bool = True) -> None:
        self.name = name
        self.version = digest(files)[:12]
        self._folder, self._files, self._threads, self._safetensors = folder, files, threads, safetensors
        self._labels = _labels(folder)
        self._lock = threading.Lock()
        self._network: tuple[Any, Any] | None = None

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """One valid BIO tag for every token given: shapes are equal, always."""
        with self._lock:
            tokenizer, model = self._opened()
            longest = min(int(getattr(model.config, "max_position_embeddings", 512)), 512) - 2
            pieces = [[_cut(tokenizer, token) for token in sentence] for sentence in sentences]
            tags = [["O"] * len(sentence) for sentence in sentences]
            windows = [(i, window) for i, sentence in enumerate(pieces) for window in _windows([len(p) for p in sentence], longest)]
            windows.sort(key=lambda w: sum(len(pieces[w[0]][t]) for t in w[1]))
            for first in range(0, len(windows), _BATCH):
                chosen = windows[first : first + _BATCH]
                rows = [[pieces[i][t] for t in window] for i, window in chosen]
                for (i, window), labels in zip(chosen, self._run(tokenizer, model, rows), strict=True):
                    half = len(pieces[i]) and window.start > 0
                    for place, (t, label) in enumerate(zip(window, labels, strict=True)):
                        if pieces[i][t] and not (half and place < len(window) * _OVERLAP / 2):
                            tags[i][t] = label
        return [repair(row) for row in tags]

    def _opened(self) -> tuple[Any, Any]:
        if self._network is None:
            must_be_here(f"The tagger in {self._folder}")
            import torch
            import transformers

            verify(self._folder, self._files)
            tokenizer = load_tokenizer(self._folder)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    model = transformers.AutoModelForTokenClassification.from_pretrained(
                        str(self._folder),
                        local_files_only=True,
                        use_safetensors=self._safetensors or None,
                        weights_only=True,
                        trust_remote_code=False,
                    )
                except Exception as error:  # a strange folder makes it raise anything
                    raise ArtefactError(f"The tagger in {self._folder} cannot be opened: {str(error).strip()[:300]}") from error
            if torch.cuda.is_available():
                model = model.to("cuda")
            else:
                torch.set_num_threads(self._threads or cores())
            self._network = tokenizer, model.eval()
        return self._network

    def _run(self, tokenizer: Any, model: Any, rows: list[list[list[int]]]) -> list[list[str]]:
        """A label for every token of every window, read off the token's first piece."""
        import torch

        ids = [[tokenizer.cls_token_id, *(piece for token in row for piece in token), tokenizer.sep_token_id] for row in rows]
        longest = max(map(len, ids))
        pad = tokenizer.pad_token_id or 0
        x = torch.tensor([row + [pad] * (longest - len(row)) for row in ids], device=model.device)
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids], device=model.device)
        with torch.inference_mode():
            best = model(input_ids=x, attention_mask=mask).logits.argmax(-1).tolist()
        out = []
        for row, line in zip(rows, best, strict=True):
            at, labels = 1, []
            for token in row:
                labels.append(self._labels[line[at]] if token else "O")
                at += len(token)
            out.append(labels)
        return out


def _cut(tokenizer: Any, token: str) -> list[int]:
    ids: list[int] = tokenizer(for_model(token), add_special_tokens=False, verbose=False)["input_ids"] if token.strip() else []
    return ids[:_MAX_PIECES_A_TOKEN]


def _windows(lengths: list[int], longest: int) -> list[range]:
    """Ranges of tokens whose pieces fit together; each next one starts a quarter of a window back."""
    out: list[range] = []
    start = 0
    while start < len(lengths):
        stop, room = start, longest
        while stop < len(lengths) and (lengths[stop] <= room or stop == start):
            room -= lengths[stop]
            stop += 1
        out.append(range(start, stop))
        if stop == len(lengths):
            break
        start = max(start + 1, stop - int((stop - start) * _OVERLAP))
    return out


def _labels(folder: Path) -> list[str]:
    """The checkpoint's labels in Rafiq's spelling (PERS LOC ORG MISC); types Rafiq does not know become O. Raises `InputError`."""
    named = read_config(folder).get("id2label") or {}
    out = []
    for key in sorted(named, key=lambda k: int(k) if str(k).isdigit() else 0):
        label = str(named[key]).upper().replace("_", "-")
        place, _, kind = label.partition("-")
        kind = _TYPES.get(kind, kind)
        out.append(f"{place}-{kind}" if place in {"B", "I"} and kind in _KNOWN else "O")
    if all(label == "O" for label in out):
        raise InputError(
            f"The model in {folder} is not a tagger of names: its labels are {', '.join(map(str, named.values())) or 'missing'}."
        )
    return out
