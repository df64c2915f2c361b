"""A model's folder as the hub publishes one: its configuration, its files with their sums, its tokenizer and language tags.

Opens `.safetensors` weights only, never runs a model's own code (`auto_map` is refused), and opens no socket. A Marian checkpoint's
output layer is its embeddings, whatever else the file holds (`tie_output`): a conversion of the hub's left a stray `lm_head` in some,
which transformers would use, and speak nonsense (its issue 26216).
"""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any, Final

from models.store.files import FileSum, measure, stat_signature, write_text
from nlp.errors import ArtefactError, InputError
from nlp.paths import cache_folder

__all__ = ["checkpoint_files", "guess_tags", "load_tokenizer", "read_config", "tie_output"]

_MODEL_FILES: Final = re.compile(r".+\.(?:safetensors|safetensors\.index\.json|spm|model|json|txt|bpe)")
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
    if not any(name.endswith(".safetensors") for name in names):
        raise InputError(f"The folder {folder} holds no .safetensors weights; Rafiq opens no other kind.")
    import msgspec

    signature = stat_signature(folder, dict.fromkeys(names, FileSum("", 0)))
    kept = cache_folder() / "sums" / f"{signature[:32]}.json"
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, FileSum])
    except (OSError, msgspec.MsgspecError):
        files = measure(folder, names)
        write_text(kept, msgspec.json.encode(files).decode())
        return files


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
