"""The translator that ships with Rafiq: its transformers folder in `models/weights/embedded`, run through CTranslate2 int8."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.pipeline.doubt import Doubt
from models.pipeline.engine import NeuralTranslator
from models.pipeline.estimate import Estimates, read_estimate
from models.pipeline.search import DecodingOptions, Generator, Pieces
from models.store.conversion.copies import convert_for_english, converted
from models.store.files import WEIGHTS, digest, find, read_manifest
from models.translators.ctranslate import CTranslateGenerator, SentencePieces
from nlp.engine_input.insertion import HINT_MARK

__all__ = ["DOUBT", "ESTIMATE", "SEARCH", "open_engine", "open_for_links", "prepare"]

DOUBT: Final = Doubt(word=-3.0, sentence=-0.6, unsaid=-1.3)
"""Set on the tuning half of `benchmarks/faults.py` for the weights that ship."""
ESTIMATE: Final = WEIGHTS / "estimates" / "embedded.json"
"""How likely its English misleads, fitted to these weights by `models/recipes/estimate`."""
SEARCH: Final = DecodingOptions(beam_size=4, hypotheses=4, coverage=0.5, repetition_penalty=1.1, max_source=96)
"""Chosen on parts of dev, see the table of searches in `models/recipes/RUNS.md`."""


def prepare(folder: Path | None = None, *, in_passing: bool = False) -> Path:
    """Makes the int8 copy in the cache when it is not there yet (set-up does this), and returns its folder.

    `in_passing`: where the cache cannot be written, a copy for this process alone.
    """
    folder = folder or find("embedded")
    return converted("embedded", folder, read_manifest(folder).files, in_passing=in_passing, make=convert_for_english)


def open_engine(
    *,
    options: DecodingOptions | None = None,
    folder: Path | None = None,
    threads: int = 0,
    doubt: Doubt = DOUBT,
    estimate: Estimates | None = None,
) -> NeuralTranslator:
    """The embedded engine; its network is opened at the first sentence. `folder`: other weights of the same kind. `estimate`:
    another than what was fitted to these weights."""
    where = folder or find("embedded")
    manifest = read_manifest(where)
    version = digest(manifest.files)

    def open_network() -> tuple[Generator, Pieces]:
        pieces = SentencePieces(where / "source.spm", where / "target.spm")
        return CTranslateGenerator(prepare(where, in_passing=True), threads=threads, never=(f"▁{HINT_MARK}", HINT_MARK)), pieces

    return NeuralTranslator(
        "embedded",
        version,
        open_network,
        options=options or SEARCH,
        names=manifest.names,
        hints=manifest.hints,
        doubt=doubt,
        estimate=estimate or read_estimate(ESTIMATE, version),
    )


def open_for_links(*, threads: int = 0) -> tuple[CTranslateGenerator, SentencePieces]:
    """The network and its pieces, opened now, to be told what to write (`models.pipeline.links.forced`)."""
    where = find("embedded")
    return CTranslateGenerator(prepare(in_passing=True), threads=threads), SentencePieces(
        where / "source.spm", where / "target.spm"
    )
