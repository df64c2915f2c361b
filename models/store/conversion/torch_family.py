"""PyTorch and transformers: what models of the hub need, and the default install leaves out (0.9 GB that a reading never imports).

    >>> missing(("json", "no_such_package_here"))
    ('no_such_package_here',)

Installed by pip when the reader agreed, in the versions that Rafiq itself requires; on Linux and Windows without an NVIDIA card
from PyTorch's own index of builds for the processor, for the others bring 3 GB of CUDA.
"""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from typing import Final

from models.store.conversion.pip_here import pip_here
from models.store.pinned import OFFLINE, is_offline
from nlp.errors import EngineUnavailableError, NetworkError, SetupError
from nlp.paths import command

__all__ = ["FAMILY", "SIZE", "install", "missing", "must_be_here", "pip_command"]

FAMILY: Final = ("torch", "transformers")
SIZE: Final = 900_000_000  # bytes on disk, of the builds for the processor
CPU_INDEX: Final = "https://download.pytorch.org/whl/cpu"
_SECONDS: Final = 3600


def missing(family: Sequence[str] = FAMILY) -> tuple[str, ...]:
    """Those of the packages that are not installed. Imports none of them."""
    return tuple(name for name in family if sys.modules.get(name, ...) is None or (name not in sys.modules and not find_spec(name)))


def must_be_here(what: str) -> None:
    """Raises `EngineUnavailableError` when `what` ("the model x") cannot be run for want of them."""
    if away := missing():
        raise EngineUnavailableError(
            f"{what} needs {' and '.join(away)}, which the default install leaves out ({SIZE / 1e9:.1f} GB): "
            f"`{command('engines torch')}` installs them."
        )


def pip_command() -> list[str]:
    """How pip is asked: Rafiq's own requirements, and PyTorch's index where its usual builds would bring CUDA for nothing."""
    try:
        listed = requires("rafiq") or []
    except PackageNotFoundError:
        listed = []
    own = {match[0]: each.split(";")[0].strip() for each in listed if (match := re.match(r"[A-Za-z0-9_-]+", each))}
    index = ["--extra-index-url", CPU_INDEX] if sys.platform in ("linux", "win32") and not shutil.which("nvidia-smi") else []
    return [*pip_here(), "install", "--quiet", *index, *(own.get(name, name) for name in FAMILY)]


def install() -> None:
    """Installs what is missing; the caller has the reader's yes. Raises `NetworkError`, `SetupError`."""
    if not missing():
        return
    if is_offline():
        raise NetworkError(f"{OFFLINE} is set, so nothing is installed: unset it, or install {' and '.join(FAMILY)} by yourself.")
    try:
        done = subprocess.run(pip_command(), capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NetworkError("Installing PyTorch took over an hour: check the network, then try again.") from error
    importlib.invalidate_caches()
    if done.returncode or missing():
        lines = (done.stderr.strip() or "pip did not say why").splitlines()
        raise SetupError(f"PyTorch could not be installed ({lines[-1][:200]}): check the network and the disk, then try again.")
