"""camel-tools' own names (a fine-tuned AraBERT), used where the reader's `camel_data -i ner-arabert` has put its weights.

The weights are run by `models.taggers.hub`, not by camel-tools' `NERecognizer`, which drops tokens without pieces and so
shifts the labels of those after them. They are older than safetensors: torch opens them with its restricted
unpickler (`weights_only`).
"""

from __future__ import annotations

from pathlib import Path

from models.store.camel_data import camel_data
from models.store.cards import Card
from models.store.files import measure
from models.taggers.hub import TokenClassifier
from nlp.errors import EngineUnavailableError
from nlp.paths import command

__all__ = ["data_folder", "data_is_installed", "open_engine"]


def data_folder() -> Path:
    """Where camel-tools keeps this tagger. It need not exist."""
    return camel_data() / "ner" / "arabert"


def data_is_installed() -> bool:
    """Whether the weights are there."""
    folder = data_folder()
    return (folder / "config.json").is_file() and any(
        (folder / name).is_file() for name in ("model.safetensors", "pytorch_model.bin")
    )


def open_engine(card: Card, *, threads: int = 0) -> TokenClassifier:
    """The tagger, unopened. Raises `EngineUnavailableError` when its data is not installed."""
    if not data_is_installed():
        raise EngineUnavailableError(f"camel-tools' names are not installed here: run `{command('-i ner-arabert', 'camel_data')}`.")
    folder = data_folder()
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    return TokenClassifier(card.name, folder, measure(folder, names), threads=threads, safetensors=False)
