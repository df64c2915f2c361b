"""What Rafiq knows about its engines before opening any: the table of cards.

A new engine is one file with an opening function and one line in `CARDS`. Scores are published figures with their source, or ours
with the command that gives them; Rafiq shows no other. `rafiq engines list --markdown` writes the README's table from here.

Licence, size and score were read in stored copies of the pages named (November 2026), not remembered; `facts` says where, and what
could not be verified. Parameters are the size of the weights over the bytes of one. `revision` pins what is fetched where a full
commit id with safetensors was found; elsewhere `engines add` pins the commit that the hub resolves then, on the added card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from models.store.files import FileSum

__all__ = ["CARDS", "SERVED", "Card", "Score", "Task"]

Task = Literal["translation", "tagging"]


@dataclass(frozen=True, slots=True)
class Score:
    """One figure for people: `test` is the data, `metric` its name, `source` who measured it, `address` where it was published."""

    test: str
    metric: str
    value: float
    source: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An engine. `opener` is "module:function"; `repository` and `revision` say what to fetch; `size` is in bytes on this disk,
    `download` in bytes to fetch, as the hub's pages state it; `facts` says where the row was read.

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
    scores: tuple[Score, ...] = ()
    files: dict[str, FileSum] = field(default_factory=dict)
    repository: str = ""
    revision: str = ""
    size: int = 0
    download: int = 0
    parameters: int = 0  # millions
    facts: str = ""
    source_tag: str = ""
    target_tag: str = ""
    target_prefix: str = ""
    pinned: str = ""  # the module that knows the files of an engine of no hub: fetch, take_from, check
    folder: str = ""  # where an installed engine lies; "" for those that ship with Rafiq
    note: str = ""
    form: str = ""  # how a server's model is asked, where the reader said so
    instead: str = ""  # the engine that scores higher and costs less


_HUB = "models.translators.hub:open_engine"
_TAGGER = "models.taggers.hub:open_engine"
_MB: Final = 1_000_000


def _card_of(repository: str) -> tuple[str, str]:
    return "its model card", f"https://huggingface.co/{repository}"


def _board(name: str, test: str) -> tuple[str, str]:
    """The public leaderboards of Helsinki-NLP (file in which the figures stand; sacreBLEU, one system a line)."""
    return name, f"https://github.com/Helsinki-NLP/{name}/tree/master/scores/ara-eng/{test}"


_OPUS: Final = _card_of("Helsinki-NLP/opus-mt-ar-en")
_OPUS_BIG: Final = _card_of("Helsinki-NLP/opus-mt-tc-big-ar-en")
_BOARD: Final = "OPUS-MT-leaderboard"
_MOZILLA: Final = "https://github.com/mozilla/firefox-translations-models"
_MOZILLA_COMMIT: Final = "e7957fc407441a5e3e35bbcbf9d60d9b35764618"
_RECORDED: Final = "ours, on the output that Mozilla recorded", f"{_MOZILLA}/tree/{_MOZILLA_COMMIT}/evaluation/ar-en"
_OTHERS: Final = "External-MT-leaderboard"
_CONVERTED: Final = "safetensors made by the hub's own converter from the publisher's older format"

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
            "firefox",
            "translation",
            "Firefox's Arabic–English",
            "MPL-2.0",
            "models.translators.firefox:open_engine",
            source=_MOZILLA,
            revision=_MOZILLA_COMMIT,
            pinned="models.translators.firefox",
            download=25_901_017,
            parameters=31,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 38.6, *_RECORDED),
                Score("FLORES-200 devtest", "chrF2++", 62.8, *_RECORDED),
            ),
            note="fetched at set-up where there is a network, and then the engine that Rafiq reads with",
            facts="Git LFS pointers of models/base-memory/aren at the pinned commit: sizes and sha256 of three files; licence and "
            "parameters of that repository; the files themselves could not be fetched where this was written",
        ),
        Card(
            "opus-mt-big",
            "translation",
            "OPUS-MT Arabic–English, large",
            "CC-BY-4.0",
            _HUB,
            source="https://huggingface.co/Helsinki-NLP/opus-mt-tc-big-ar-en",
            repository="Helsinki-NLP/opus-mt-tc-big-ar-en",
            revision="b59ec62dbea19d7b18d71008e0a9c452aa4362b5",
            download=482 * _MB,
            parameters=239,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 42.8, *_board(_BOARD, "flores200-devtest")),
                Score("FLORES-200 devtest", "chrF2++", 65.4, *_board(_BOARD, "flores200-devtest")),
                Score("FLORES-101 devtest", "BLEU", 42.6, *_OPUS_BIG),
                Score("TICO-19 test", "BLEU", 44.4, *_board(_BOARD, "tico19-test")),
                Score("Tatoeba test 2020-07-28", "BLEU", 47.3, *_OPUS_BIG),
            ),
            facts="hub pages: licence and scores at commit 4bcf62f; the pinned commit and its 478 MB of float16 weights (239 M of "
            "two bytes: the embeddings once) as an audit of the hub's pages told; the hub's own conversion (633b76a, "
            "603 MB) has a stray output layer and is reported as broken there (discussion 7; transformers issue 26216)",
        ),
        Card(
            "nllb-1.3b",
            "translation",
            "NLLB-200 distilled, 1.3 B",
            "CC-BY-NC-4.0 (not for commercial use)",
            _HUB,
            source="https://huggingface.co/facebook/nllb-200-distilled-1.3B",
            repository="facebook/nllb-200-distilled-1.3B",
            download=5_500 * _MB,
            parameters=1370,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 40.2, *_board(_BOARD, "flores200-devtest")),
                Score("FLORES-200 devtest", "chrF2++", 64.3, *_board(_BOARD, "flores200-devtest")),
            ),
            source_tag="arb_Arab",
            target_tag="eng_Latn",
            facts="hub pages: licence and 5.48 GB of float32 weights (refs/pr/5, SFconvertbot); no full commit id found",
        ),
        Card(
            "opus-mt",
            "translation",
            "OPUS-MT Arabic–English",
            "Apache-2.0",
            _HUB,
            source="https://huggingface.co/Helsinki-NLP/opus-mt-ar-en",
            repository="Helsinki-NLP/opus-mt-ar-en",
            revision="0a22ca0fe7fd0e314f4913e606ddc07d1ff9d718",
            download=312 * _MB,
            parameters=77,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 33.9, *_RECORDED),
                Score("FLORES-200 devtest", "chrF2++", 59.1, *_RECORDED),
                Score("Tatoeba test", "BLEU", 49.4, *_OPUS),
                Score("Tatoeba test", "chrF", 66.1, *_OPUS),
                Score("FLORES-101 devtest", "BLEU", 33.9, *_board(_BOARD, "flores101-devtest")),
                Score("FLORES-101 devtest", "chrF", 61.0, *_board(_BOARD, "flores101-devtest")),
            ),
            note=_CONVERTED,
            instead="firefox",
            facts="hub pages: licence at commit 9c5efff, 308 MB of float32 weights at the pinned commit (refs/pr/1, SFconvertbot); "
            "the leaderboard lists it as opus-2019-12-18, which the model card names",
        ),
        Card(
            "nllb",
            "translation",
            "NLLB-200 distilled, 600 M",
            "CC-BY-NC-4.0 (not for commercial use)",
            _HUB,
            source="https://huggingface.co/facebook/nllb-200-distilled-600M",
            repository="facebook/nllb-200-distilled-600M",
            download=2_480 * _MB,
            parameters=615,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 36.5, *_RECORDED),
                Score("FLORES-200 devtest", "chrF2++", 60.6, *_RECORDED),
                Score("FLORES-200 devtest", "BLEU", 37.4, *_board(_BOARD, "flores200-devtest")),
                Score("FLORES-200 devtest", "chrF2++", 61.2, *_board(_BOARD, "flores200-devtest")),
            ),
            source_tag="arb_Arab",
            target_tag="eng_Latn",
            instead="firefox",
            facts="hub pages: licence and 2.46 GB of float32 weights (refs/pr/29 and 39, SFconvertbot; main had none); no full "
            "commit id found",
        ),
        Card(
            "m2m100",
            "translation",
            "M2M-100, 418 M",
            "MIT",
            _HUB,
            source="https://huggingface.co/facebook/m2m100_418M",
            repository="facebook/m2m100_418M",
            download=1_950 * _MB,
            parameters=484,
            scores=(
                Score("FLORES-200 devtest", "BLEU", 29.2, *_board(_OTHERS, "flores200-devtest")),
                Score("FLORES-200 devtest", "chrF2++", 55.5, *_board(_OTHERS, "flores200-devtest")),
            ),
            source_tag="ar",
            target_tag="en",
            instead="firefox",
            facts="hub pages: licence and 1.94 GB of float32 weights (refs/pr/8 and 19, SFconvertbot); not pinned: the one full "
            "commit id found (17ef199) has a tokenizer_config.json that the publisher has since put right",
        ),
        Card(
            "camelbert-ner",
            "tagging",
            "CAMeLBERT-MSA names",
            "Apache-2.0",
            _TAGGER,
            source="https://huggingface.co/CAMeL-Lab/bert-base-arabic-camelbert-msa-ner",
            repository="CAMeL-Lab/bert-base-arabic-camelbert-msa-ner",
            download=436 * _MB,
            parameters=109,
            facts="hub pages: licence and 436 MB of float32 weights (refs/pr/1, SFconvertbot); no full commit id found; its card "
            "gives no score, and the paper's (arXiv 2103.06678) was looked for and not found",
        ),
        Card(
            "camel-tools-ner",
            "tagging",
            "camel-tools' own names",
            "MIT (code); that of the weights is not verified",
            "models.taggers.camel:open_engine",
            source="https://camel-tools.readthedocs.io: camel_data -i ner-arabert",
            download=542 * _MB,
            parameters=135,
            note="used when camel_data has installed it",
            facts="size as told in public code that installs it; parameters are that over 4; score not verified",
        ),
    )
}

SERVED: Final = Card(
    "translategemma",
    "translation",
    "TranslateGemma, 4 B",
    "Gemma Terms of Use",
    "models.translators.server:open_card",
    source="https://huggingface.co/google/translategemma-4b-it",
    parameters=4000,
    note="run by a server of yours: llama.cpp, Ollama or vLLM",
    facts="hub page (gated) and Ollama's page of the model; its report (arXiv 2601.09012) gives averages of 55 languages; a score "
    "from Arabic into English was looked for and not found; the size is that of the build that your server fetches",
)
"""A model that Rafiq knows how to ask (`models.translators.server_forms`) and does not run: for the README's table alone."""
