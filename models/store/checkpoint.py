"""A model's folder as the hub publishes one: its configuration, its files with their sums, its tokenizer and language tags.

A folder holds `.safetensors` weights, or is ready for CTranslate2 (`model.bin` beside a `…_vocabulary.json`); nothing else is
opened, no code of a model's own is run, no socket opened. A Marian checkpoint's output layer is its embeddings, whatever else the
file holds (`tie_output`): the hub's own converter left a stray `lm_head` in some, which transformers would use, and speak nonsense
(its issue 26216).

>>> is_ready(["model.bin", "shared_vocabulary.json", "config.json"]), is_ready(["model.bin", "model.safetensors"])
(True, False)
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from models.store.files import FileSum, measure, stat_signature, write_text
from nlp.errors import ArtefactError, InputError
from nlp.paths import cache_folder

__all__ = ["READY", "VOCABULARY", "checkpoint_files", "guess_tags", "is_ready", "load_tokenizer", "read_config", "tie_output"]

_MODEL_FILES: Final = re.compile(r".+\.(?:safetensors|safetensors\.index\.json|spm|model|json|txt|bpe)")
READY: Final = "model.bin"
VOCABULARY: Final = re.compile(r"(?:shared|source|target)_vocabulary\.(?:json|txt)")
_FORMATS: Final = range(1, 32)  # the number that CTranslate2 writes first into a model.bin
_MAX_JSON: Final = 64 << 20


def read_config(folder: Path) -> dict[str, Any]:
    """`config.json` of a checkpoint. Raises `ArtefactError`."""
    path = folder / "config.json"
    try:
        if path.stat().st_size > _MAX_JSON:
            raise ArtefactError(f"The file {path} is too large to be a model's configuration.")
        config = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ArtefactError(
            f"The folder {folder} holds no model: its config.json cannot be read ({error.strerror or error})."
        ) from error
    except ValueError as error:
        raise ArtefactError(f"The file {path} is damaged: {error}.") from error
    if not isinstance(config, dict):
        raise ArtefactError(f"The file {path} is not a model's configuration.")
    return config


def checkpoint_files(folder: Path) -> dict[str, FileSum]:
    """Sums of a checkpoint's files; hashed once and remembered in the cache while the files stay as they are."""
    config = read_config(folder)
    if "auto_map" in config:
        raise InputError(f"The model in {folder} needs code of its own to run, which Rafiq never runs.")
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and _MODEL_FILES.fullmatch(p.name) and p.name != "card.json")
    if is_ready([path.name for path in folder.iterdir()]):
        _must_be_ready(folder)
        names.append(READY)
    elif not any(name.endswith(".safetensors") for name in names):
        raise InputError(
            f"The folder {folder} holds no .safetensors weights, nor a {READY} with its vocabulary as CTranslate2 writes them; "
            "Rafiq opens no other kind."
        )
    import msgspec

    signature = stat_signature(folder, dict.fromkeys(names, FileSum("", 0)))
    kept = cache_folder() / "sums" / f"{signature[:32]}.json"
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, FileSum])
    except (OSError, msgspec.MsgspecError):
        files = measure(folder, names)
        write_text(kept, msgspec.json.encode(files).decode())
        return files


def is_ready(names: Iterable[str]) -> bool:
    """Whether files of these names are a model that CTranslate2 opens as it is."""
    listed = list(names)
    return READY in listed and any(map(VOCABULARY.fullmatch, listed)) and not any(n.endswith(".safetensors") for n in listed)


def _must_be_ready(folder: Path) -> None:
    with (folder / READY).open("rb") as stream:
        number = int.from_bytes(stream.read(4), "little")
    if number not in _FORMATS:
        raise InputError(f"The file {READY} in {folder} is not one that CTranslate2 wrote.")
    if not any((folder / name).is_file() for name in ("tokenizer_config.json", "tokenizer.json")):
        raise InputError(
            f"The folder {folder} has no tokenizer: put the original model's tokenizer_config.json, and the files it needs, beside "
            f"its {READY}."
        )


def guess_tags(folder: Path) -> tuple[str, str]:
    """(source, target) tags of a multilingual checkpoint: NLLB and M2M-100 are told by their kind; others need none."""
    config = read_config(folder)
    kind = config.get("model_type")
    try:
        tokenizer = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        tokenizer = {}
    name = str(tokenizer.get("tokenizer_class", ""))
    if name.startswith("Nllb"):
        return "arb_Arab", "eng_Latn"
    if kind == "m2m_100":
        return "ar", "en"
    if kind == "mbart":
        return "ar_AR", "en_XX"
    return _tags_of_vocabulary(folder)


def _tags_of_vocabulary(folder: Path) -> tuple[str, str]:
    """The languages in the vocabulary of a folder that is ready for CTranslate2, whose configuration does not tell its kind."""
    for path in folder.glob("shared_vocabulary.*"):
        pieces = path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < _MAX_JSON else ""
        for source, target in (("arb_Arab", "eng_Latn"), ("__ar__", "__en__"), ("ar_AR", "en_XX")):
            if all(re.search(rf"^\W*{tag}\W*$", pieces, re.MULTILINE) or f'"{tag}"' in pieces for tag in (source, target)):
                return source.strip("_"), target.strip("_")
    return "", ""


def tie_output(model: Any) -> Any:
    """`model` (of transformers) with the output layer it was trained with: for Marian with shared embeddings, those embeddings."""
    config = model.config
    if getattr(config, "model_type", "") == "marian" and getattr(config, "share_encoder_decoder_embeddings", True):
        model.lm_head.weight = model.model.shared.weight
    return model


def load_tokenizer(folder: Path, **options: Any) -> Any:
    """`AutoTokenizer` on a local folder. Raises `ArtefactError` in one sentence whatever transformers makes of it."""
    import transformers

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return transformers.AutoTokenizer.from_pretrained(
                str(folder), local_files_only=True, trust_remote_code=False, **options
            )
        except Exception as error:  # a strange folder makes it raise anything
            raise ArtefactError(f"The tokenizer in {folder} cannot be opened: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).split("\n", 1)[0][:300]
