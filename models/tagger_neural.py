"""The neural tagger: an e5-small encoder cut to its lower layers, fine-tuned (recipe: `models/recipes/tagger_neural.py`), run by
CTranslate2 in int8, its probabilities multiplied with the small tagger's (weighted), the best valid BIO sequence taken (Viterbi).

Consecutive sentences are read together, as many as fit a window: what a text said before tells who a name is. So the tags of a
sentence may differ with the sentences given beside it; give those of one text in their order.

Folder: `model.bin` + `config.json` (CTranslate2), `pieces.tsv`, `head.npz` (float32 `weight` [tags, 2·width], `bias` [tags],
`fine_weight` [fine types, 2·width], `fine_bias`, `transitions` [tags + 1, tags]: 0 where a tag may follow a tag, else -inf; the
last row is the start), `tags.json` (tags, fine types of each coarse type, how the two taggers are mixed).
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
_WINDOW: Final = 250  # pieces, as in training; the encoder has 256 positions
_LEAST: Final = 1e-6  # probability that stands for none
_BATCH: Final = 8  # windows


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


def _softmax(logits: _Floats) -> _Floats:
    exp = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(exp / exp.sum(-1, keepdims=True), np.float32)


class NeuralTagger:
    """Thread-safe. `crf` is the second voice; `share` its weight in the product (chosen on ANERcorp dev)."""

    name = "rafiq"

    def __init__(self, folder: Path, crf: CrfTagger | None, *, threads: int = 2) -> None:
        import ctranslate2

        settings = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
        self.tags: list[str] = settings["tags"]
        self.fine: list[str] = settings.get("fine", [])
        self._fine_of = {kind: np.array([self.fine.index(f) for f in of]) for kind, of in settings.get("fine_of", {}).items()}
        self._share = float(settings["crf_share"]) if crf else 0.0
        self._crf = crf
        self._bias_of_tags = np.array([settings["outside_bias"] if tag == "O" else 0.0 for tag in self.tags], np.float32)
        self._pieces = read_pieces(folder / "pieces.tsv")
        with np.load(folder / "head.npz", allow_pickle=False) as head:
            both = "fine_weight" in head
            self._weight: _Floats = np.concatenate([head["weight"], head["fine_weight"]]) if both else head["weight"]
            self._bias: _Floats = np.concatenate([head["bias"], head["fine_bias"]]) if both else head["bias"]
            self._transitions: _Floats = head["transitions"]
        self._encoder: Any = ctranslate2.Encoder(str(folder), compute_type="int8", intra_threads=threads)

    def _windows(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[int], list[int]]]:
        """(piece ids, first piece of each word, end of each word), all words of all sentences in order, whole sentences together
        where they fit."""
        windows: list[tuple[list[int], list[int], list[int]]] = []
        ids, firsts, ends = [BOS], list[int](), list[int]()

        def close() -> None:
            nonlocal ids, firsts, ends
            if firsts:
                windows.append(([*ids, EOS] if ids[-1] != EOS else ids, firsts, ends))
            ids, firsts, ends = [BOS], [], []

        for words in sentences:
            found = [self._pieces.ids(word) for word in words]
            if len(ids) + sum(map(len, found)) + 1 > _WINDOW:
                close()
            for piece in found:
                if len(ids) + len(piece) + 1 > _WINDOW:
                    close()
                firsts.append(len(ids))
                ids += piece
                ends.append(len(ids))
            if found:
                ids.append(EOS)
            if not self.fine:
                close()
        close()
        return windows

    def _logits(self, sentences: Sequence[Sequence[str]]) -> list[_Floats]:
        """For each sentence [words, tags and fine types]."""
        import ctranslate2

        windows = self._windows(sentences)
        parts: dict[int, _Floats] = {}
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][0]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            output = self._encoder.forward_batch([windows[i][0] for i in chosen]).last_hidden_state
            states = np.asarray(output.to(ctranslate2.DataType.float32) if output.dtype != ctranslate2.DataType.float32 else output)
            for row, index in enumerate(chosen):
                ids, firsts, ends = windows[index]
                first, end = np.array(firsts), np.array(ends)
                sums = np.concatenate([np.zeros((1, states.shape[2]), np.float32), states[row, : len(ids)].cumsum(0)])
                mean = (sums[end] - sums[first]) / (end - first)[:, None]
                words = np.concatenate([states[row, first], mean], 1) if self.fine else mean
                parts[index] = words @ self._weight.T + self._bias
        width = len(self._bias)
        flat = np.concatenate([parts[i] for i in range(len(windows))]) if windows else np.zeros((0, width), np.float32)
        bounds = np.cumsum([len(words) for words in sentences])[:-1]
        return list(np.split(flat, bounds)) if sentences else []

    def _tags(self, sentences: Sequence[Sequence[str]], logits: Sequence[_Floats]) -> list[list[str]]:
        found = [_softmax(row[:, : len(self.tags)]) for row in logits]
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

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """BIO tags for words already split as `nlp.words` does."""
        return self._tags(sentences, self._logits(sentences))

    def tag_words_fine(self, sentences: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[list[tuple[str, float]]]]:
        """(BIO tags, for each word of a name the likeliest fine type that goes with the name's type and its probability over the
        whole name; ("", 0.0) outside)."""
        logits = self._logits(sentences)
        tags = self._tags(sentences, logits)
        kinds: list[list[tuple[str, float]]] = []
        for row, own in zip(logits, tags, strict=True):
            kinds.append([("", 0.0)] * len(own))
            start = 0
            while start < len(own):
                end = start + 1
                while end < len(own) and own[start] != "O" and own[end] == f"I-{own[start][2:]}":
                    end += 1
                allowed = self._fine_of.get(own[start][2:])
                if allowed is not None and len(allowed):
                    chances = _softmax(row[start:end, len(self.tags) :][:, allowed].mean(0))
                    best = int(chances.argmax())
                    kinds[-1][start:end] = [(self.fine[allowed[best]], float(chances[best]))] * (end - start)
                start = end
        return tags, kinds
