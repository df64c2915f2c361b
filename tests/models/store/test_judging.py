"""A model is judged by its small files: what it is, what it translates, and whether this machine can convert it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from models.store.judging import check_memory, judge
from nlp.errors import InputError, SetupError

MARIAN = {"model_type": "marian", "architectures": ["MarianMTModel"]}


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"model_type": "t5", "architectures": ["T5ForConditionalGeneration"]}, "is a T5 model, which Rafiq does not run"),
        ({"model_type": "llama", "architectures": ["LlamaForCausalLM"]}, "language model.*--address"),
        ({"model_type": "gemma3", "architectures": ["Gemma3ForConditionalGeneration"]}, "language model.*--address"),
        ({"model_type": "bert", "architectures": ["BertForMaskedLM"]}, r"\(bert\) is not a translation \(seq2seq\) model"),
        ({}, "unknown kind"),
        (MARIAN | {"auto_map": {"AutoModel": "evil.Model"}}, "code of its own"),
    ],
)
def test_what_rafiq_does_not_run_is_refused(config: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        judge("owner/name", config)


@pytest.mark.parametrize("kind", ["marian", "bart", "mbart", "m2m_100"])
def test_what_rafiq_runs_is_not(kind: str) -> None:
    judge("owner/name", {"model_type": kind})


def test_a_tagger_is_no_translator_and_not_judged_as_one() -> None:
    judge("owner/name-en-ar", {"model_type": "bert", "architectures": ["BertForTokenClassification"]})


@pytest.mark.parametrize(
    ("name", "source", "target", "words"),
    [
        ("Helsinki-NLP/opus-mt-en-ar", "en", "ar", "from 'en' to 'ar', not from Arabic"),
        ("Helsinki-NLP/opus-mt-fr-en", "fr", "en", "from 'fr' to 'en'"),
        ("Helsinki-NLP/opus-mt-ar-fr", "ar", "fr", "from 'ar' to 'fr'"),
        ("somebody/mt_en_to_ar", "", "", "seems by its name"),
        ("somebody/bart-english-arabic", "", "", "seems by its name"),
    ],
)
def test_another_pair_of_languages_is_refused(name: str, source: str, target: str, words: str) -> None:
    tokenizer = {"source_lang": source, "target_lang": target}
    with pytest.raises(InputError, match=words):
        judge(name, MARIAN, tokenizer)
    judge(name, MARIAN, tokenizer, tags_given=True)


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("Helsinki-NLP/opus-mt-ar-en", "ar", "en"),
        ("Helsinki-NLP/opus-mt-tc-big-ar-en", "ara", "eng"),
        ("Helsinki-NLP/opus-mt-mul-en", "mul", "en"),
        ("somebody/golden-arch", "", ""),
    ],
)
def test_arabic_to_english_is_taken(name: str, source: str, target: str) -> None:
    judge(name, MARIAN, {"source_lang": source, "target_lang": target})


def test_what_this_machine_cannot_convert_is_refused_before_it_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SimpleNamespace(total=8_000_000_000, available=3_000_000_000)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    with pytest.raises(SetupError, match="needs 8,768 MB of memory while it is converted, and this machine has 8,000 MB"):
        judge("facebook/nllb-200-distilled-1.3B", {"model_type": "m2m_100"}, weights=5_480_000_000)
    judge("Helsinki-NLP/opus-mt-ar-en", MARIAN, weights=2_000_000_000)
    with pytest.raises(SetupError, match="3,000 MB are free now: close other programs"):
        check_memory("opus-mt-big", 2_000_000_000)


def test_small_weights_are_converted_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=1, available=1))
    check_memory("embedded", 112_000_000)
