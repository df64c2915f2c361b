"""How pip is run in this environment: one made by `uv tool install` has none of its own, but Python brings one along.

>>> pip_here()[-1]
'pip'
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from nlp.errors import SetupError

__all__ = ["pip_here"]


def pip_here() -> list[str]:
    """The command that is pip for this Python. Raises `SetupError` where there is none."""
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    spec = find_spec("ensurepip")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for wheel in sorted(Path(folder).glob("_bundled/pip-*.whl"), reverse=True):
            return [sys.executable, str(wheel / "pip")]
    raise SetupError(
        f"This Python ({sys.executable}) has no pip to fetch anything with: install pip for it, or `uv pip install pip` there."
    )
