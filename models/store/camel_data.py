"""Where camel-tools keeps its data, and its own disambiguator as the chooser of readings, which is off unless asked for by name.

`camel_data -i disambig-mle-calima-msa-r13` installs a word model: for each of many words the analysis that is most often meant in
the treebanks. `RAFIQ_READINGS=camel-tools` lets it settle the words it has; others are ranked as ever
(`nlp.words.context.ranking`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from nlp.errors import InputError, SetupError, TooLargeError
from nlp.paths import command

__all__ = ["CHOICE", "MSA_NAMES", "camel_data", "camel_home", "chosen", "model_path"]

CHOICE: Final = "RAFIQ_READINGS"
_CHOICES: Final = ("rafiq", "camel-tools")
MSA_NAMES: Final = ("calima-msa-r13", "calima-msa-s31")
_MAX_BYTES: Final = 1 << 30


def camel_home() -> Path:
    """camel-tools' own folder, by its own rules: `CAMELTOOLS_DATA`, else `.camel_tools` in the home folder. It need not exist."""
    named = os.environ.get("CAMELTOOLS_DATA", "")
    home = Path.home() / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")
    return Path(named).expanduser() if named else home


def camel_data() -> Path:
    """Where camel-tools keeps its data, in `camel_home()`. It need not exist."""
    return camel_home() / "data"


def model_path() -> Path | None:
    """The word model of an MSA disambiguator that camel_data has installed, or None."""
    folder = camel_data() / "disambig_mle"
    return next((path for name in MSA_NAMES if (path := folder / name / "model.json").is_file()), None)


def chosen() -> Path | None:
    """The word model when the reader chose camel-tools, None for Rafiq's own ranking.

    Raises `InputError` for another choice, `SetupError` when what was chosen is not installed, `TooLargeError` over 1 GB.
    """
    choice = os.environ.get(CHOICE, "").strip() or _CHOICES[0]
    if choice not in _CHOICES:
        raise InputError(f"{CHOICE} is {choice!r}; choose {' or '.join(_CHOICES)}.")
    if choice == _CHOICES[0]:
        return None
    path = model_path()
    if path is None:
        raise SetupError(
            f"{CHOICE} asks for camel-tools' disambiguator, which is not installed: "
            f"run `{command('-i disambig-mle-calima-msa-r13', 'camel_data')}`."
        )
    if path.stat().st_size > _MAX_BYTES:
        raise TooLargeError(f"The disambiguator {path} is larger than {_MAX_BYTES >> 20} MB.")
    return path
