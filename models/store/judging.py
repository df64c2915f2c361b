"""Whether a model is one that Rafiq can use: judged by its small files, before gigabytes are fetched.

A translator must be of an architecture that both runtimes run alike, translate from Arabic to English as far as its files tell, and
fit into this machine's memory when it is converted. What its publisher claims of its quality is not judged.

>>> judge("Helsinki-NLP/opus-mt-ar-en", {"model_type": "marian"}, {"source_lang": "ar", "target_lang": "en"})
>>> judge("Helsinki-NLP/opus-mt-en-ar", {"model_type": "marian"}, {"source_lang": "en", "target_lang": "ar"})
Traceback (most recent call last):
nlp.errors.InputError: Helsinki-NLP/opus-mt-en-ar translates from 'en' to 'ar', not from Arabic to English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from models.store.download import mb
from nlp.errors import InputError, SetupError

__all__ = ["CONVERTING", "check_memory", "judge", "must_translate", "task_of"]

CONVERTING: Final = 1.6  # times the weights, in memory, while they are converted
_ARCHITECTURES: Final = ("marian", "bart", "mbart", "m2m_100")  # as `model_type` has them; NLLB is m2m_100
_WORDS: Final = {
    "t5": "is a T5 model, which Rafiq does not run",
    "mt5": "is a T5 model, which Rafiq does not run",
    "umt5": "is a T5 model, which Rafiq does not run",
}
_TALKERS: Final = ("gemma", "qwen")  # language models that see pictures too, and are not called CausalLM
_ARABIC: Final = frozenset({"ar", "ara", "arb", "arz", "apc", "ary", "ajp", "acm"})
_ENGLISH: Final = frozenset({"en", "eng"})
_GROUPS: Final = frozenset({"mul", "multi", "sem", "afa", "gem", "gmw", "ine", "zle", "xx"})  # families, and all that there are
_FROM_ENGLISH: Final = re.compile(r"(?<![a-z])(?:en|eng|english)[-_](?:to[-_])?(?:ar|ara|arb|arabic)(?![a-z])", re.IGNORECASE)
_SMALL: Final = 256 << 20  # bytes of weights that fit anywhere


def judge(
    name: str,
    config: Mapping[str, Any],
    tokenizer: Mapping[str, Any] | None = None,
    *,
    weights: int = 0,
    tags_given: bool = False,
    task: str = "",
) -> None:
    """Raises `InputError` for a model that is not for Rafiq, `SetupError` for one that this machine cannot convert.

    `config` and `tokenizer` are its `config.json` and `tokenizer_config.json`, `weights` its bytes; `tags_given`: the reader named
    the languages; `task`: what the reader or the hub says it is for, where its architecture does not tell.
    """
    if "auto_map" in config:
        raise InputError(f"The model {name} needs code of its own to run, which Rafiq never runs.")
    if task_of(config, task) == "translation":
        must_translate(name, config)
        if not tags_given:
            _must_be_arabic_to_english(name, tokenizer or {})
    check_memory(name, weights, "total")


def task_of(config: Mapping[str, Any], task: str = "") -> str:
    """ "tagging" for a token classifier, else "translation".

    >>> task_of({"architectures": ["BertForTokenClassification"]})
    'tagging'
    """
    named = " ".join(map(str, config.get("architectures") or ()))
    return "tagging" if task == "token-classification" or "TokenClassification" in named else "translation"


def must_translate(name: str, config: Mapping[str, Any]) -> None:
    """Raises `InputError` for an architecture that is none of the translators that Rafiq runs."""
    kind = str(config.get("model_type", ""))
    if kind in _ARCHITECTURES:
        return
    named = " ".join(map(str, config.get("architectures") or ()))
    if "CausalLM" in named or kind.startswith(_TALKERS):
        raise InputError(
            f"The model {name} ({kind}) is a language model, not a translation (seq2seq) model: run it with llama.cpp, Ollama or "
            "vLLM, and add that server with --address."
        )
    what = _WORDS.get(kind, f"({kind or 'unknown kind'}) is not a translation (seq2seq) model of a kind that Rafiq runs")
    raise InputError(f"The model {name} {what}; it runs {', '.join(_ARCHITECTURES)}.")


def _must_be_arabic_to_english(name: str, tokenizer: Mapping[str, Any]) -> None:
    source, target = (str(tokenizer.get(key) or "") for key in ("source_lang", "target_lang"))
    if (source and not _is(source, _ARABIC)) or (target and not _is(target, _ENGLISH)):
        raise InputError(
            f"{name} translates from {source or 'several languages'!r} to {target or 'several languages'!r}, "
            "not from Arabic to English."
        )
    if not (source or target) and _FROM_ENGLISH.search(name.rsplit("/", 1)[-1]):
        raise InputError(
            f"{name} seems by its name to translate from English to Arabic; if it does the other way round too, name the languages "
            "as it spells them with --source-tag and --target-tag."
        )


def _is(code: str, wanted: frozenset[str]) -> bool:
    """
    >>> _is("ar_AR", _ARABIC), _is("mul", _ARABIC), _is("fr", _ARABIC)
    (True, True, False)
    """
    base = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    return base in wanted or base in _GROUPS


def check_memory(name: str, weights: int, kind: str = "available") -> None:
    """Raises `SetupError` where the memory of this machine (`kind` "total", or "available" now) is too little to convert `weights`
    bytes. Says nothing where that cannot be known."""
    if weights < _SMALL:
        return
    import psutil

    have, need = int(getattr(psutil.virtual_memory(), kind)), int(CONVERTING * weights)
    if have and need > have:
        told = {
            "total": f"this machine has {mb(have)}: a model that somebody has converted for CTranslate2 can be added as it is, "
            "with --folder or by its owner/name",
            "available": f"{mb(have)} are free now: close other programs and try again",
        }[kind]
        raise SetupError(f"The engine {name} needs {mb(need)} of memory while it is converted, and {told}.")
