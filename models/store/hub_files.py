"""Fetches a model from the hub: only when the reader asked, only named files, resumed where it broke off, checked when it is there.

huggingface_hub asks the hub what there is. Rafiq pins the commit it resolved, asks the disk first, takes `.safetensors` (or what is
ready for CTranslate2) and the small files beside them and nothing else, and compares every large file with the sha256 that the hub
states for it. The files come by `models.store.download`: huggingface_hub 2 no longer goes on with what an earlier process began.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any, Final

from models.store.checkpoint import READY, VOCABULARY, is_ready
from models.store.download import LATER, download, mb, pause_of, read
from models.store.files import FileSum, sha256
from models.store.pinned import OFFLINE, is_offline
from nlp.errors import InputError, NetworkError, NotFoundError, RafiqError, SetupError

__all__ = ["Offer", "RemoteFile", "fetch", "inquire"]

Progress = Callable[[str, int, int], None]
_WANTED: Final = re.compile(
    r"(?:model(?:-\d{5}-of-\d{5})?\.safetensors|model\.safetensors\.index\.json|config\.json|generation_config\.json|tokenizer\.json"
    r"|tokenizer_config\.json|special_tokens_map\.json|added_tokens\.json|vocab\.json|vocab\.txt|merges\.txt|[\w.-]+\.spm"
    r"|sentencepiece[\w.-]*\.model|spiece\.model|tokenizer\.model|model\.bin|(?:shared|source|target)_vocabulary\.(?:json|txt))"
)
_ROOM: Final = 1.15  # of the download must be free on the disk, and the converted copy besides
_BOT: Final = "SFconvertbot"  # the hub's own converter to safetensors
_TIMEOUT: Final = 30.0
_TRIES: Final = 3  # of a question to the hub
_MOST_SETTINGS: Final = 8 << 20


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on the hub. `sha256` is "" for small files: the hub states one for large files only."""

    name: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be fetched: shown to the reader before anything is. `revision` is a full commit id."""

    repository: str
    revision: str
    licence: str
    files: tuple[RemoteFile, ...]
    pipeline: str = ""  # "translation", "token-classification", … as the hub calls it
    converted: bool = False  # the safetensors come from the hub's own converter, not from the publisher
    config: dict[str, Any] = field(default_factory=dict)  # config.json and tokenizer_config.json, read to judge the model by
    tokenizer: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)

    @property
    def weights(self) -> int:
        """Bytes of weights that have to be converted; 0 for a model that is ready for CTranslate2."""
        return sum(file.size for file in self.files if file.name.endswith(".safetensors"))


def inquire(repository: str, revision: str = "") -> Offer:
    """Asks the hub what a repository holds, and reads its small files of settings. Raises `NotFoundError`, `NetworkError`, or
    `InputError`: not for Rafiq, or given only to those who log in."""
    if not re.fullmatch(r"[\w.-]{1,96}(?:/[\w.-]{1,96})?", repository) or ".." in repository:
        raise InputError(f"{repository!r} is not a repository of the hub: it should look like owner/name.")
    if is_offline():
        raise NetworkError(f"{OFFLINE} is set, so the hub is not asked: unset it, or name a folder that has the model.")
    with _hub_errors(repository):
        api = _api()
        info = _patiently(lambda: api.model_info(repository, revision=revision or None, files_metadata=True, timeout=_TIMEOUT))
        if info.gated:
            raise InputError(_gated(repository))
        converted = False
        if not _has_weights(info):
            info, converted = _converted_by_the_hub(api, repository), True
    if info is None or not _has_weights(info):
        raise InputError(
            f"{repository} offers no .safetensors weights and nothing that is ready for CTranslate2; Rafiq opens no other kind."
        )
    names = _taken(info)
    if is_ready(names) and not {"tokenizer_config.json", "tokenizer.json"} & set(names):
        raise InputError(f"{repository} has no tokenizer beside its {READY}, and cannot be used without one.")
    files = tuple(_remote(sibling) for sibling in info.siblings or () if sibling.rfilename in names)
    revision = str(info.sha)
    config, tokenizer = (_settings(repository, revision, name, names) for name in ("config.json", "tokenizer_config.json"))
    return Offer(repository, revision, _licence(info), files, str(info.pipeline_tag or ""), converted, config, tokenizer)


def fetch(offer: Offer, folder: Path, progress: Progress | None = None) -> dict[str, FileSum]:
    """Fetches every file of `offer` into `folder`, going on where an earlier try broke off; returns their sums.

    Raises `SetupError` when the disk has no room, `NetworkError` when the hub fails (what came stays, for the next try), and
    `ChecksumError` for a file that is not what the hub states (it is deleted).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise SetupError(f"The folder {folder} cannot be written: {error.strerror or error}.") from error
    missing = sum(file.size for file in offer.files if not _is_there(folder, file))
    if missing * (_ROOM + 0.6) > free:
        raise SetupError(
            f"{offer.repository} needs {mb(int(missing * (_ROOM + 0.6)))} of disk in {folder}, and {mb(free)} are free."
        )
    done, sums = 0, {}
    for file in offer.files:
        if progress is not None:
            progress(file.name, done, offer.size)
        sums[file.name] = _here(folder, file) or download(
            _address(offer.repository, offer.revision, file.name),
            folder / file.name,
            FileSum(file.sha256, file.size),
            what=f"The file {file.name} of {offer.repository}",
            tell=partial(_tell, progress, file.name, done, offer.size),
        )
        done += file.size
    if progress is not None:
        progress("", offer.size, offer.size)
    return sums


def _tell(progress: Progress | None, name: str, before: int, total: int, have: int) -> None:
    if progress is not None:
        progress(name, before + have, total)


def _is_there(folder: Path, file: RemoteFile) -> bool:
    path = folder / file.name
    return path.is_file() and path.stat().st_size == file.size


def _here(folder: Path, file: RemoteFile) -> FileSum | None:
    """The sum of a file that an earlier try brought whole."""
    if not _is_there(folder, file):
        return None
    actual = sha256(folder / file.name)
    return FileSum(actual, file.size) if file.sha256 in {"", actual} else None


def _endpoint() -> str:
    """The hub, or what stands in for it: read at each use, as huggingface_hub reads it at import only."""
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"


def _api() -> Any:
    import huggingface_hub

    with _online():
        return huggingface_hub.HfApi(endpoint=_endpoint(), token=False)


@contextmanager
def _online() -> Iterator[None]:
    """Rafiq keeps huggingface_hub offline; for the length of a fetch that the reader asked for it is not."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE, constants.HF_HUB_DISABLE_TELEMETRY
    constants.HF_HUB_OFFLINE, constants.HF_HUB_DISABLE_TELEMETRY = False, True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, constants.HF_HUB_DISABLE_TELEMETRY = before


@contextmanager
def _hub_errors(repository: str) -> Iterator[None]:
    from huggingface_hub import errors

    try:
        with _online():
            yield
    except errors.GatedRepoError as error:
        raise InputError(_gated(repository)) from error
    except errors.RepositoryNotFoundError as error:
        raise NotFoundError(f"The hub has no public repository {repository!r}.") from error
    except (errors.RevisionNotFoundError, errors.EntryNotFoundError) as error:
        raise NotFoundError(f"The hub has {repository}, but not the version or file that was asked for.") from error
    except RafiqError:
        raise
    except Exception as error:  # its HTTP client, and so the errors, differ by version; a strange answer raises anything
        reason = str(error).strip().split("\n", 1)[0][:200] or type(error).__name__
        raise NetworkError(f"The hub did not deliver {repository} ({reason}): try again, what came so far is kept.") from error


def _taken(info: Any) -> list[str]:
    """The names of the files that are fetched: a model that is ready for CTranslate2 has a `model.bin`, and no other needs one."""
    names = [sibling.rfilename for sibling in info.siblings or () if _WANTED.fullmatch(sibling.rfilename)]
    return names if is_ready(names) else [name for name in names if name != READY and not VOCABULARY.fullmatch(name)]


def _has_weights(info: Any) -> bool:
    names = _taken(info)
    return is_ready(names) or any(name.endswith(".safetensors") for name in names)


def _settings(repository: str, revision: str, name: str, names: list[str]) -> dict[str, Any]:
    """A small JSON file of the repository; {} where it has none. Raises `InputError` for one that is none."""
    if name not in names:
        return {}
    try:
        settings = json.loads(read(_address(repository, revision, name), most=_MOST_SETTINGS))
    except ValueError as error:
        raise InputError(f"The {name} of {repository} is damaged: {error}.") from error
    return settings if isinstance(settings, dict) else {}


def _address(repository: str, revision: str, name: str) -> str:
    return f"{_endpoint()}/{repository}/resolve/{revision}/{name}"


def _patiently(ask: Callable[[], Any]) -> Any:
    """What `ask` gives, asked again where the hub says "later"."""
    from huggingface_hub import errors

    for left in reversed(range(_TRIES)):
        try:
            return ask()
        except errors.HfHubHTTPError as error:
            if not left or error.response is None or error.response.status_code not in LATER:
                raise
            sleep(pause_of(error.response.headers) or 1.0)
    return None


def _gated(repository: str) -> str:
    return (
        f"{repository} is gated: given only to those who log in to the hub and accept its publisher's terms. Rafiq logs in "
        f"nowhere: fetch it yourself at https://huggingface.co/{repository} and add it with --folder."
    )


def _converted_by_the_hub(api: Any, repository: str) -> Any:
    """The pull request in which the hub's converter offers safetensors of the same weights, as model info; None without one."""
    for discussion in api.get_repo_discussions(repository, author=_BOT, discussion_type="pull_request"):
        if discussion.author != _BOT:  # anyone may open a pull request; only the hub's own is taken
            continue
        info = api.model_info(repository, revision=f"refs/pr/{discussion.num}", files_metadata=True, timeout=_TIMEOUT)
        if _has_weights(info):
            return info
    return None


def _remote(sibling: Any) -> RemoteFile:
    stated = sibling.lfs.sha256 if sibling.lfs else ""
    return RemoteFile(sibling.rfilename, int(sibling.size or 0), str(stated or ""))


def _licence(info: Any) -> str:
    data = info.card_data.to_dict() if info.card_data else {}
    named = data.get("license") or next((tag.split(":", 1)[1] for tag in info.tags or () if tag.startswith("license:")), "")
    return ", ".join(map(str, named)) if isinstance(named, list) else str(named or "none stated")
