"""Fetches a model from the hub: only when the reader asked, only named files, resumed where it broke off, checked when it is there.

huggingface_hub asks the hub what there is. Rafiq pins the commit it resolved, asks the disk first, takes `.safetensors` and the
small files beside them and nothing else, and compares every large file with the sha256 that the hub states for it. The files come
by `models.store.download`: huggingface_hub 2 no longer goes on with a download that an earlier process began.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from models.store.download import download, mb
from models.store.files import FileSum, sha256
from nlp.errors import InputError, NetworkError, NotFoundError, RafiqError, SetupError

__all__ = ["Offer", "RemoteFile", "fetch", "inquire"]

Progress = Callable[[str, int, int], None]
_WANTED: Final = re.compile(
    r"(?:model(?:-\d{5}-of-\d{5})?\.safetensors|model\.safetensors\.index\.json|config\.json|generation_config\.json|tokenizer\.json"
    r"|tokenizer_config\.json|special_tokens_map\.json|added_tokens\.json|vocab\.json|vocab\.txt|merges\.txt|[\w.-]+\.spm"
    r"|sentencepiece[\w.-]*\.model|spiece\.model|tokenizer\.model)"
)
_ROOM: Final = 1.15  # of the download must be free on the disk, and the converted copy besides
_BOT: Final = "SFconvertbot"  # the hub's own converter to safetensors
_TIMEOUT: Final = 30.0


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

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)


def inquire(repository: str, revision: str = "") -> Offer:
    """Asks the hub what a repository holds. Raises `NotFoundError`, `NetworkError`, or `InputError`: not for Rafiq."""
    if not re.fullmatch(r"[\w.-]{1,96}(?:/[\w.-]{1,96})?", repository) or ".." in repository:
        raise InputError(f"{repository!r} is not a repository of the hub: it should look like owner/name.")
    with _hub_errors(repository):
        api = _api()
        info = api.model_info(repository, revision=revision or None, files_metadata=True, timeout=_TIMEOUT)
        converted = False
        if not _has_safetensors(info):
            info, converted = _converted_by_the_hub(api, repository), True
    if info is None or not _has_safetensors(info):
        raise InputError(f"{repository} offers no .safetensors weights, and Rafiq opens no other kind.")
    files = tuple(_remote(sibling) for sibling in info.siblings or () if _WANTED.fullmatch(sibling.rfilename))
    licence = _licence(info)
    return Offer(repository, str(info.sha), licence, files, str(info.pipeline_tag or ""), converted)


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
            f"{_endpoint()}/{offer.repository}/resolve/{offer.revision}/{file.name}",
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
    except (errors.GatedRepoError, errors.RepositoryNotFoundError) as error:
        raise NotFoundError(f"The hub has no public repository {repository!r}.") from error
    except (errors.RevisionNotFoundError, errors.EntryNotFoundError) as error:
        raise NotFoundError(f"The hub has {repository}, but not the version or file that was asked for.") from error
    except RafiqError:
        raise
    except Exception as error:  # its HTTP client, and so the errors, differ by version; a strange answer raises anything
        reason = str(error).strip().split("\n", 1)[0][:200] or type(error).__name__
        raise NetworkError(f"The hub did not deliver {repository} ({reason}): try again, what came so far is kept.") from error


def _has_safetensors(info: Any) -> bool:
    return any(_WANTED.fullmatch(s.rfilename) and s.rfilename.endswith(".safetensors") for s in info.siblings or ())


def _converted_by_the_hub(api: Any, repository: str) -> Any:
    """The pull request in which the hub's converter offers safetensors of the same weights, as model info; None without one."""
    for discussion in api.get_repo_discussions(repository, author=_BOT, discussion_type="pull_request"):
        if discussion.author != _BOT:  # anyone may open a pull request; only the hub's own is taken
            continue
        info = api.model_info(repository, revision=f"refs/pr/{discussion.num}", files_metadata=True, timeout=_TIMEOUT)
        if _has_safetensors(info):
            return info
    return None


def _remote(sibling: Any) -> RemoteFile:
    stated = sibling.lfs.sha256 if sibling.lfs else ""
    return RemoteFile(sibling.rfilename, int(sibling.size or 0), str(stated or ""))


def _licence(info: Any) -> str:
    data = info.card_data.to_dict() if info.card_data else {}
    named = data.get("license") or next((tag.split(":", 1)[1] for tag in info.tags or () if tag.startswith("license:")), "")
    return ", ".join(map(str, named)) if isinstance(named, list) else str(named or "none stated")
