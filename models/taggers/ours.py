"""Finds the names in tokenised sentences: `load()` gives the best tagger that is installed, `Names` is what it gives.

Any tokens go in (with marks attached, empty, a lone U+200F, a thousand of them) and one BIO tag for each comes out, always valid
BIO (no I- without its B-). Inside, tokens are split as `nlp.text.tokens` splits and normalised by `nlp.text.normalize.for_model`,
which is how the models were trained. Weights: `models/weights/tagger/`, listed with their sha256 in its `manifest.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from models.store.files import WEIGHTS as ALL_WEIGHTS
from models.store.files import read_manifest, verify
from models.taggers.crf import CrfTagger
from models.taggers.neural import NeuralTagger
from nlp.errors import UnknownNameError
from nlp.text.normalize import for_model
from nlp.text.tokens import tokenize

__all__ = ["WEIGHTS", "Names", "load", "names", "repair"]

WEIGHTS: Final = ALL_WEIGHTS / "tagger"


class _Model(Protocol):
    """A model on our own words."""

    @property
    def name(self) -> str: ...
    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]: ...


def repair(tags: Sequence[str]) -> list[str]:
    """Valid BIO: an I- that continues nothing of its type becomes B-."""
    out: list[str] = []
    for tag in tags:
        before = out[-1] if out else "O"
        out.append(f"B-{tag[2:]}" if tag.startswith("I-") and before[1:] != tag[1:] else tag)
    return out


def _words(token: str) -> list[tuple[str, bool]]:
    """The words of a token and whether each is more than a mark."""
    return [(part.text, part.kind not in {"punctuation", "symbol"}) for part in tokenize(for_model(token))]


_Split = list[list[list[tuple[str, bool]]]]


class Names:
    """The Tagger of `nlp.protocols` around a model on words: shapes are equal, always. Thread-safe."""

    def __init__(self, model: _Model, version: str) -> None:
        self._model = model
        self.version = version

    @property
    def name(self) -> str:
        return self._model.name

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """One BIO tag (O, B-PERS, I-LOC, …; PERS LOC ORG MISC) for every token of every sentence."""
        split, flat = _flat(sentences)
        return _joined(split, self._model.tag_words(flat))


def _flat(sentences: Sequence[Sequence[str]]) -> tuple[_Split, list[list[str]]]:
    """(The words of each token, the words of each sentence)."""
    split = [[_words(token) for token in sentence] for sentence in sentences]
    return split, [[word for parts in sentence for word, _ in parts] for sentence in split]


def _joined(split: _Split, tagged: list[list[str]]) -> list[list[str]]:
    """Words' tags put on the tokens they are of: the first that names something counts."""
    out: list[list[str]] = []
    for number, sentence in enumerate(split):
        own = iter(tagged[number])
        tags: list[str] = []
        for parts in sentence:
            words = [(next(own), named) for _, named in parts]
            tags.append(next((tag for tag, named in words if named and tag != "O"), words[0][0] if len(words) == 1 else "O"))
        out.append(repair(tags))
    return out


def names() -> tuple[str, ...]:
    """Names that `load` takes, the best first."""
    return ("rafiq", "crf") if (WEIGHTS / "neural").is_dir() else ("crf",)


def load(name: str | None = None, *, folder: Path = WEIGHTS) -> Names:
    """The tagger `name` ("rafiq": neural with the CRF's second opinion; "crf": the small one alone), or the best one installed.

    Raises `UnknownNameError` for another name, `ArtefactError` when weights are missing, `ChecksumError` when they are damaged.
    """
    choices = ("rafiq", "crf") if (folder / "neural").is_dir() else ("crf",)
    chosen = name or choices[0]
    if chosen not in choices:
        raise UnknownNameError("tagger", chosen, choices)
    manifest = read_manifest(folder)
    verify(folder, manifest.files)
    crf = CrfTagger(folder / "crf.bin")
    model: _Model = crf if chosen == "crf" else NeuralTagger(folder / "neural", crf)
    return Names(model, f"{chosen}-{manifest.version}")
