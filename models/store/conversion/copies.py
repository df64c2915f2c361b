"""A transformers folder → a CTranslate2 folder in the reader's cache: made once, checked always.

The copy's name carries the checksum of its source. It is made again when the source, CTranslate2's major version or the
quantisation changes, and when its own files are damaged. The embedded network is converted without torch (bart.py); others need
torch and transformers for it. Using a copy needs neither.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import shutil
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import filelock
import msgspec

from models.store.checkpoint import tie_output
from models.store.conversion.bart import convert_bart, is_bart
from models.store.conversion.english_pieces import write_choice
from models.store.conversion.torch_family import must_be_here
from models.store.files import FileSum, digest, measure, stat_signature, verify, write_text
from models.store.judging import check_memory
from nlp.errors import ArtefactError, EngineError, RafiqError, SetupError
from nlp.paths import cache_folder

__all__ = ["by_transformers", "convert", "convert_for_english", "converted", "engines_cache"]

STAMP: Final = "rafiq.json"
# Raised when the same source would be converted differently.
RECIPE: Final = 3
_LOCK_SECONDS: Final = 900
_quiet = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Stamp:
    source: str
    signature: str  # of the source folder when it was last verified
    ctranslate2: str
    quantization: str
    recipe: int
    files: dict[str, FileSum]


def engines_cache() -> Path:
    """Where converted engines are kept."""
    return cache_folder() / "engines"


def converted(
    name: str,
    folder: Path,
    files: dict[str, FileSum],
    *,
    quantization: str = "int8",
    in_passing: bool = False,
    make: Callable[..., None] | None = None,
) -> Path:
    """The CTranslate2 copy of the transformers `folder`, made now when there is none; `make`: by something else than `convert`.

    `files` states the source's sums: a damaged source raises `ChecksumError`. A disk that cannot be written raises `SetupError`,
    or with `in_passing` the copy is a private temporary one, as long as this process lives. An architecture CTranslate2 does not
    know raises `EngineError`.
    """
    source = digest(files)
    label = name if quantization == "int8" else f"{name}.{quantization}"
    target = engines_cache() / f"{label}-{source[:12]}"
    make = make or convert
    wanted = _Stamp(source, stat_signature(folder, files), _ctranslate2_major(), quantization, RECIPE, {})
    if _usable(target, wanted):
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(str(target.parent / f".{name}.lock"), timeout=_LOCK_SECONDS)
        with lock:
            stamp = _read(target)
            verify(folder, files)
            if stamp is not None and _same(stamp, wanted) and _sound(target, stamp):
                _write(target, replace(stamp, signature=wanted.signature))
                return target
            _make(folder, target, wanted, make)
            for other in target.parent.glob(f"{label}-{'?' * 12}"):
                if other != target:
                    shutil.rmtree(other, ignore_errors=True)
    except filelock.Timeout as error:
        raise SetupError(
            f"Another Rafiq has been preparing the engine {name!r} for over {_LOCK_SECONDS // 60} minutes: try again later."
        ) from error
    except OSError as error:
        why = f"The engine {name!r} cannot be prepared in {target.parent}: {error.strerror or error}"
        if not in_passing:
            raise SetupError(f"{why}.") from error
        return _in_passing(folder, target, replace(wanted, files=files), why, make)
    return target


def _in_passing(folder: Path, target: Path, wanted: _Stamp, why: str, make: Callable[..., None]) -> Path:
    """What is in a cache that cannot be written, where it is right, else a copy for this process alone."""
    verify(folder, wanted.files)
    stamp = _read(target)
    if stamp is not None and _same(stamp, wanted) and _sound(target, stamp):
        return target
    try:
        private = _private() / target.name
        if not private.exists():
            logging.getLogger(__name__).warning("%s; it is prepared again at each start, which takes some seconds.", why)
            make(folder, private, quantization=wanted.quantization)
    except OSError as error:
        raise SetupError(f"{why}, nor among temporary files: {error.strerror or error}.") from error
    return private


@cache
def _private() -> Path:
    """A folder of this process alone, gone when it ends."""
    made = Path(tempfile.mkdtemp(prefix="rafiq-engine-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def convert(folder: Path, output: Path, *, quantization: str = "int8") -> None:
    """Converts a transformers seq2seq folder (safetensors only, no remote code) into `output`, which must not exist.

    The alignment asked of the copy is the mean over all heads of the last decoder layer: one head alone aligns worse.
    """
    if is_bart(folder):
        convert_bart(folder, output, quantization=quantization)
    else:
        by_transformers(folder, output, quantization)
    path = output / "config.json"
    config = {key: value for key, value in json.loads(path.read_text()).items() if value is not None}
    config.setdefault("bos_token", config.get("decoder_start_token", "<pad>"))
    path.write_text(json.dumps(config, indent=1) + "\n")


def convert_for_english(folder: Path, output: Path, *, quantization: str = "int8") -> None:
    """`convert`, with the choice of pieces that English is written with; for networks whose English is our own to answer for."""
    convert(folder, output, quantization=quantization)
    write_choice(output)


def by_transformers(folder: Path, output: Path, quantization: str) -> None:
    """The conversion of any architecture that both libraries know."""
    must_be_here(f"The model in {folder}")
    import ctranslate2.converters
    import numpy as np
    import transformers

    if not any(folder.glob("*.safetensors")):
        raise EngineError(f"The folder {folder} holds no .safetensors weights; Rafiq opens no other kind.")

    class Converter(ctranslate2.converters.TransformersConverter):  # type: ignore[misc]
        def load_model(self, model_class: Any, path: str, **options: Any) -> Any:
            options["config"] = _completed(options["config"])
            return tie_output(model_class.from_pretrained(path, use_safetensors=True, local_files_only=True, **options))

        def load_tokenizer(self, tokenizer_class: Any, path: str, **options: Any) -> Any:
            return tokenizer_class.from_pretrained(path, local_files_only=True, **options)

        def _load(self) -> Any:
            spec = super()._load()
            decoder: Any = getattr(spec, "decoder", None)
            if hasattr(decoder, "alignment_heads"):
                decoder.alignment_heads = np.dtype("int16").type(0)
            return spec

    level = transformers.logging.get_verbosity()
    with _quiet, warnings.catch_warnings(), _no_bars(transformers):
        warnings.simplefilter("ignore")
        transformers.logging.set_verbosity_error()
        try:
            Converter(str(folder), trust_remote_code=False).convert(str(output), quantization=quantization)
        except RafiqError:
            raise
        except Exception as error:  # whatever a strange checkpoint makes the two libraries raise
            raise EngineError(f"The checkpoint {folder} cannot be converted for CTranslate2: {error}") from error
        finally:
            transformers.logging.set_verbosity(level)


def _completed(config: Any) -> Any:
    """BART checkpoints saved by transformers 5 lack three fields that CTranslate2 asks for."""
    if getattr(config, "model_type", "") == "bart":
        for key, value in (("normalize_before", False), ("normalize_embedding", True), ("add_final_layer_norm", False)):
            if not hasattr(config, key):
                setattr(config, key, value)
    return config


@contextlib.contextmanager
def _no_bars(transformers: Any) -> Iterator[None]:
    bars = transformers.logging.is_progress_bar_enabled() if hasattr(transformers.logging, "is_progress_bar_enabled") else True
    transformers.logging.disable_progress_bar()
    try:
        yield
    finally:
        if bars:
            transformers.logging.enable_progress_bar()


def _make(folder: Path, target: Path, wanted: _Stamp, make: Callable[..., None]) -> None:
    check_memory(target.name, sum(path.stat().st_size for path in folder.glob("*.safetensors")))
    work = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        make(folder, work / "model", quantization=wanted.quantization)
        _write(work / "model", replace(wanted, files=measure(work / "model")))
        if target.is_symlink():  # a copy that is borrowed stays as it is for its owner
            target.unlink()
        shutil.rmtree(target, ignore_errors=True)
        (work / "model").replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    logging.getLogger(__name__).info("prepared %s", target)


def _usable(target: Path, wanted: _Stamp) -> bool:
    stamp = _read(target)
    return stamp is not None and _same(stamp, wanted) and stamp.signature == wanted.signature and _sound(target, stamp)


def _same(stamp: _Stamp, wanted: _Stamp) -> bool:
    return (stamp.source, stamp.ctranslate2, stamp.quantization, stamp.recipe) == (
        wanted.source,
        wanted.ctranslate2,
        wanted.quantization,
        wanted.recipe,
    )


def _sound(target: Path, stamp: _Stamp) -> bool:
    try:
        verify(target, stamp.files)
    except ArtefactError:
        return False
    return True


def _read(target: Path) -> _Stamp | None:
    try:
        return msgspec.json.decode((target / STAMP).read_bytes(), type=_Stamp)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(target: Path, stamp: _Stamp) -> None:
    write_text(target / STAMP, msgspec.json.encode(stamp).decode())


def _ctranslate2_major() -> str:
    from importlib.metadata import version

    return version("ctranslate2").split(".")[0]
