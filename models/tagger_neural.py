"""The neural tagger: an e5-small encoder cut to its lower layers, fine-tuned (recipe: `models/recipes/tagger_neural.py`), run by
CTranslate2 in int8, its probabilities multiplied with the small tagger's (weighted), the best valid BIO sequence taken (Viterbi).

Folder: `model.bin` + `config.json` (CTranslate2), `pieces.tsv`, `head.npz` (float32 `weight` [tags, width], `bias` [tags],
`transitions` [tags + 1, tags]: 0 where a tag may follow a tag, else -inf; the last row is the start), `tags.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from models.tagger_crf import CrfTagger
from models.tagger_pieces import BOS, EOS, read_pieces

__all__ = ["NeuralTagger", "viterbi"]

_Floats = npt.NDArray[np.float32]
_WINDOW: Final = 250  # pieces, as in training; the encoder has 512 positions
_LEAST: Final = 1e-6  # probability that stands for none
_BATCH: Final = 32  # windows


def viterbi(scores: _Floats, transitions: _Floats) -> list[int]:
    """The best sequence: `scores` [words, tags] and `transitions` [tags + 1, tags], both log probabilities; -inf forbids."""
    best = scores[0] + transitions[-1]
    back: list[npt.NDArray[np.int64]] = []
    for row in scores[1:]:
        through = best[:, None] + transitions[:-1]
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]


class NeuralTagger:
    """Thread-safe. `crf` is the second voice; `share` its weight in the product (chosen on ANERcorp dev)."""

    name = "rafiq"

    def __init__(self, folder: Path, crf: CrfTagger | None, *, threads: int = 2) -> None:
        import ctranslate2

        settings = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
        self.tags: list[str] = settings["tags"]
        self._share = float(settings["crf_share"]) if crf else 0.0
        self._crf = crf
        self._bias_of_tags = np.array([settings["outside_bias"] if tag == "O" else 0.0 for tag in self.tags], np.float32)
        self._pieces = read_pieces(folder / "pieces.tsv")
        with np.load(folder / "head.npz", allow_pickle=False) as head:
            self._weight: _Floats = head["weight"]
            self._bias: _Floats = head["bias"]
            self._transitions: _Floats = head["transitions"]
        self._encoder: Any = ctranslate2.Encoder(str(folder), compute_type="int8", intra_threads=threads)

    def _windows(self, words: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """Piece ids (with start and end) and each word's span in them; long sentences in several windows."""
        windows: list[tuple[list[int], list[tuple[int, int]]]] = []
        ids, spans = [BOS], list[tuple[int, int]]()
        for word in words:
            found = self._pieces.ids(word)
            if len(ids) + len(found) > _WINDOW:
                windows.append(([*ids, EOS], spans))
                ids, spans = [BOS], []
            spans.append((len(ids), len(ids) + len(found)))
            ids.extend(found)
        windows.append(([*ids, EOS], spans))
        return windows

    def probabilities(self, sentences: Sequence[Sequence[str]]) -> list[_Floats]:
        """For each sentence [words, tags], the network's alone."""
        import ctranslate2

        windows = [(index, *window) for index, words in enumerate(sentences) if words for window in self._windows(words)]
        parts: dict[int, _Floats] = {}
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][1]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            output = self._encoder.forward_batch([windows[i][1] for i in chosen]).last_hidden_state
            states = np.asarray(output.to(ctranslate2.DataType.float32) if output.dtype != ctranslate2.DataType.float32 else output)
            for row, index in enumerate(chosen):
                spans = windows[index][2]
                words = np.stack([states[row, a:b].mean(0) for a, b in spans])
                logits = words @ self._weight.T + self._bias
                logits -= logits.max(1, keepdims=True)
                exp = np.exp(logits)
                parts[index] = (exp / exp.sum(1, keepdims=True)).astype(np.float32)
        out: list[_Floats] = [np.zeros((0, len(self.tags)), np.float32) for _ in sentences]
        for index, window in enumerate(windows):
            out[window[0]] = np.concatenate([out[window[0]], parts[index]])
        return out

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """BIO tags for words already split as `nlp.words` does."""
        found = self.probabilities(sentences)
        if self._crf is not None and self._share > 0:
            second = self._crf.marginals(sentences, self.tags)
            scores = [
                (1 - self._share) * np.log(own + _LEAST)
                + self._share * np.log(np.asarray(other, np.float32).reshape(own.shape) + _LEAST)
                for own, other in zip(found, second, strict=True)
            ]
        else:
            scores = [np.log(own + _LEAST) for own in found]
        return [[self.tags[i] for i in viterbi(row + self._bias_of_tags, self._transitions)] if len(row) else [] for row in scores]
