"""What Rafiq knows about its engines before opening any: the table of cards.

A new engine is one file with an opening function and one line in `CARDS`. Scores are published figures with their source, or ours
with the command that gives them; Rafiq shows no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from models.files import FileSum

__all__ = ["CARDS", "Card", "Score", "Task"]

Task = Literal["translation", "tagging"]


@dataclass(frozen=True, slots=True)
class Score:
    """One figure for people: `test` is the data, `metric` its name, `source` who measured it."""

    test: str
    metric: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """An engine. `opener` is "module:function"; `repository` and `revision` say what to fetch; `size` is in bytes.

    `source_tag` and `target_tag` are the languages as the checkpoint spells them ("": it needs none); `target_prefix` is text set
    before the source by models that are told the language that way. `files` is empty until the engine is installed.
    """

    name: str
    task: Task
    title: str
    licence: str
    opener: str
    source: str = ""
    recipe: str = ""
    languages: tuple[str, ...] = ("ar", "en")
    scores: tuple[Score, ...] = ()
    files: dict[str, FileSum] = field(default_factory=dict)
    repository: str = ""
    revision: str = ""
    size: int = 0
    parameters: int = 0  # millions
    source_tag: str = ""
    target_tag: str = ""
    target_prefix: str = ""
    folder: str = ""  # where an installed engine lies; "" for those that ship with Rafiq
    note: str = ""


_HUB = "models.translators.hub:open_engine"
_TAGGER = "models.token_classifier:open_engine"
_OPUS = "Helsinki-NLP, model card on the hub"

CARDS: Final[dict[str, Card]] = {
    card.name: card
    for card in (
        Card(
            "embedded",
            "translation",
            "Rafiq's own small translator",
            "MIT (weights: see models/weights/CARDS.md)",
            "models.translators.embedded:open_engine",
            source="ships with Rafiq",
            recipe="models/recipes/",
            parameters=28,
            note="a private, instant first reading; install a larger engine for more",
        ),
        Card(
            "opus-mt",
            "translation",
            "OPUS-MT Arabic–English",
            "Apache-2.0",
            _HUB,
            source="https://huggingface.co/Helsinki-NLP/opus-mt-ar-en",
            repository="Helsinki-NLP/opus-mt-ar-en",
            parameters=77,
            scores=(Score("Tatoeba test", "BLEU", 49.4, _OPUS), Score("Tatoeba test", "chrF", 66.1, _OPUS)),
        ),
        Card(
            "opus-mt-big",
            "translation",
            "OPUS-MT Arabic–English, large",
            "CC-BY-4.0",
            _HUB,
            source="https://huggingface.co/Helsinki-NLP/opus-mt-tc-big-ar-en",
            repository="Helsinki-NLP/opus-mt-tc-big-ar-en",
            parameters=239,
            scores=(
                Score("FLORES-101 devtest", "BLEU", 42.6, _OPUS),
                Score("FLORES-101 devtest", "chrF", 67.0, _OPUS),
                Score("TICO-19 test", "BLEU", 44.4, _OPUS),
            ),
        ),
        Card(
            "nllb",
            "translation",
            "NLLB-200 distilled, 600 M",
            "CC-BY-NC-4.0 (not for commercial use)",
            _HUB,
            source="https://huggingface.co/facebook/nllb-200-distilled-600M",
            repository="facebook/nllb-200-distilled-600M",
            parameters=615,
            source_tag="arb_Arab",
            target_tag="eng_Latn",
        ),
        Card(
            "nllb-1.3b",
            "translation",
            "NLLB-200 distilled, 1.3 B",
            "CC-BY-NC-4.0 (not for commercial use)",
            _HUB,
            source="https://huggingface.co/facebook/nllb-200-distilled-1.3B",
            repository="facebook/nllb-200-distilled-1.3B",
            parameters=1370,
            source_tag="arb_Arab",
            target_tag="eng_Latn",
        ),
        Card(
            "m2m100",
            "translation",
            "M2M-100, 418 M",
            "MIT",
            _HUB,
            source="https://huggingface.co/facebook/m2m100_418M",
            repository="facebook/m2m100_418M",
            parameters=484,
            source_tag="ar",
            target_tag="en",
        ),
        Card(
            "madlad",
            "translation",
            "MADLAD-400, 3 B",
            "Apache-2.0",
            _HUB,
            source="https://huggingface.co/google/madlad400-3b-mt",
            repository="google/madlad400-3b-mt",
            parameters=2940,
            target_prefix="<2en> ",
        ),
        Card(
            "camelbert-ner",
            "tagging",
            "CAMeLBERT-MSA names",
            "Apache-2.0",
            _TAGGER,
            source="https://huggingface.co/CAMeL-Lab/bert-base-arabic-camelbert-msa-ner",
            repository="CAMeL-Lab/bert-base-arabic-camelbert-msa-ner",
            languages=("ar",),
            parameters=109,
        ),
        Card(
            "camel-tools-ner",
            "tagging",
            "camel-tools' own names",
            "MIT (code), Apache-2.0 (weights)",
            "models.camel_ner:open_engine",
            source="https://camel-tools.readthedocs.io: camel_data -i ner-arabert",
            languages=("ar",),
            parameters=135,
            note="used when camel_data has installed it",
        ),
    )
}
