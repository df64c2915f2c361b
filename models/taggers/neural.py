"""The neural tagger: an e5-small encoder cut to its lower layers, fine-tuned (recipe: `models/recipes/tagger/neural.py`), run by
CTranslate2 in int8. Its log probabilities, the small tagger's and what both make of the same word elsewhere in the text are mixed
linearly; the best valid BIO sequence is taken (Viterbi).

Consecutive sentences are read together, as many as fit a window: what a text said before tells who a name is. So the tags of a
sentence may differ with the sentences given beside it; give those of one text in their order.

Folder: `model.bin` + `config.json` (CTranslate2), `pieces.tsv`, `head.npz` (float32 `weight` [tags, 2·width], `bias` [tags],
`mix` [tags, 2·tags + 1 + types] and `mix_bias` (see `evidence`), `transitions` [tags + 1, tags]: 0 where a tag may follow a
tag, else -inf; the last row is the start), `tags.json` (tags). The second head, of fine types, is left over
from training and not read: its guesses were wrong too often to be told (`nlp.names.facts.kinds`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from models.store.conversion.instructions import use_widest
from models.taggers.crf import CrfTagger
from models.taggers.pieces import BOS, EOS, read_pieces
from nlp.text.normalize import fold

__all__ = ["NeuralTagger", "evidence", "viterbi"]

_Floats = npt.NDArray[np.float32]
_WINDOW: Final = 250  # pieces, as in training; the encoder has 256 positions
_LEAST: Final = 1e-6  # probability that stands for none
_BATCH: Final = 4  # windows; more take twice the time
_GROUP: Final = 16  # batches encoded before their words are scored; their states take some 25 MB
_FIRST: Final = 0.8  # the network's share in what a word is elsewhere in the text
_ELSEWHERE: Final = 1e-3


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


def evidence(sentences: Sequence[Sequence[str]], own: Sequence[_Floats], other: Sequence[_Floats]) -> list[_Floats]:
    """For each sentence [words, 2·tags + 1 + types]: log probabilities of the tags by the network (`own`) and by the second voice
    (`other`), both [words, tags], and of no name and each type over all places of `sentences` where the same word stands."""
    places: dict[str, list[_Floats]] = {}
    for words, first, second in zip(sentences, own, other, strict=True):
        both = _softmax(_FIRST * np.log(first + _LEAST) + (1 - _FIRST) * np.log(second + _LEAST))
        kinds = np.concatenate([both[:, :1], both[:, 1::2] + both[:, 2::2]], 1)
        for word, row in zip(words, kinds, strict=True):
            places.setdefault(fold(word), []).append(row)
    mean = {word: np.log(np.mean(rows, 0) + _ELSEWHERE) for word, rows in places.items()}
    none = np.zeros((0, own[0].shape[1] // 2 + 1 if own else 0), np.float32)
    return [
        np.concatenate([np.log(a + _LEAST), np.log(b + _LEAST), np.stack([mean[fold(w)] for w in words]) if words else none], 1)
        for words, a, b in zip(sentences, own, other, strict=True)
    ]


class NeuralTagger:
    """Thread-safe. `crf` is the second voice; without it the network speaks alone."""

    name = "rafiq"

    def __init__(self, folder: Path, crf: CrfTagger | None, *, threads: int = 2) -> None:
        import ctranslate2

        use_widest()
        settings = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
        self.tags: list[str] = settings["tags"]
        self._crf = crf
        self._pieces = read_pieces(folder / "pieces.tsv")
        with np.load(folder / "head.npz", allow_pickle=False) as head:
            self._weight: _Floats = head["weight"]
            self._bias: _Floats = head["bias"]
            self._mix: _Floats = head["mix"]
            self._mix_bias: _Floats = head["mix_bias"]
            self._transitions: _Floats = head["transitions"]
        # Two batches beside each other: two threads on one batch of this size wait for each other half of the time.
        self._encoder: Any = ctranslate2.Encoder(str(folder), compute_type="int8", inter_threads=threads, intra_threads=1)
        self._threads = threads

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
            word_ids = [self._pieces.ids(word) for word in words]
            if len(ids) + sum(map(len, word_ids)) + 1 > _WINDOW:
                close()
            for piece in word_ids:
                if len(ids) + len(piece) + 1 > _WINDOW:
                    close()
                firsts.append(len(ids))
                ids += piece
                ends.append(len(ids))
            if word_ids:
                ids.append(EOS)
        close()
        return windows

    def _words(self, states: _Floats, ids: list[int], firsts: list[int], ends: list[int]) -> _Floats:
        """[words, tags] of a window from its [pieces, width] states: each word's first piece and the mean of all."""
        first, end = np.array(firsts), np.array(ends)
        sums = np.concatenate([np.zeros((1, states.shape[1]), np.float32), states[: len(ids)].cumsum(0)])
        mean = (sums[end] - sums[first]) / (end - first)[:, None]
        return np.asarray(np.concatenate([states[first], mean], 1) @ self._weight.T + self._bias, np.float32)

    def logits(self, sentences: Sequence[Sequence[str]]) -> list[_Floats]:
        """For each sentence [words, tags], the network's alone."""
        import ctranslate2

        windows = self._windows(sentences)
        parts: dict[int, _Floats] = {}
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][0]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]

        def run(chosen: list[int]) -> _Floats:
            output = self._encoder.forward_batch([windows[i][0] for i in chosen]).last_hidden_state
            return np.asarray(output.to(ctranslate2.DataType.float32) if output.dtype != ctranslate2.DataType.float32 else output)

        with ThreadPoolExecutor(self._threads) as pool:
            # In groups, so that numpy's own threads are not in the encoder's way: first one, then the other.
            for at in range(0, len(batches), _GROUP):
                group = batches[at : at + _GROUP]
                for chosen, states in zip(group, list(pool.map(run, group)), strict=True):
                    parts.update((index, self._words(states[row], *windows[index])) for row, index in enumerate(chosen))
        width = len(self._bias)
        flat = np.concatenate([parts[i] for i in range(len(windows))]) if windows else np.zeros((0, width), np.float32)
        bounds = np.cumsum([len(words) for words in sentences])[:-1]
        return list(np.split(flat, bounds)) if sentences else []

    def evidence(self, sentences: Sequence[Sequence[str]], logits: Sequence[_Floats]) -> list[_Floats]:
        """`evidence` of the network's logits and the second voice; needs the latter."""
        if self._crf is None:
            raise ValueError("evidence needs the second voice")
        own = [_softmax(row) for row in logits]
        other = self._crf.marginals(sentences, self.tags)
        return evidence(sentences, own, [np.asarray(m, np.float32).reshape(p.shape) for m, p in zip(other, own, strict=True)])

    def _tags(self, sentences: Sequence[Sequence[str]], logits: Sequence[_Floats]) -> list[list[str]]:
        if self._crf is not None:
            scores = [row @ self._mix.T + self._mix_bias for row in self.evidence(sentences, logits)]
        else:
            scores = [np.log(_softmax(row) + _LEAST) for row in logits]
        return [[self.tags[i] for i in viterbi(row, self._transitions)] if len(row) else [] for row in scores]

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """BIO tags for words already split as `nlp.text.tokens` does."""
        return self._tags(sentences, self.logits(sentences))
