"""camel-tools' own disambiguator as the chooser of readings: off unless its data is here and the reader asks for it by name.

`camel_data -i disambig-mle-calima-msa-r13` installs a word model: for each of many words the analysis that is most often meant in
the treebanks. `RAFIQ_READINGS=camel-tools` lets it settle the words it has; others are ranked as ever (`nlp.context`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from models.camel_ner import camel_data
from nlp.errors import InputError, SetupError, TooLargeError

__all__ = ["CHOICE", "chosen", "model_path"]

CHOICE: Final = "RAFIQ_READINGS"
_CHOICES: Final = ("rafiq", "camel-tools")
_NAMES: Final = ("calima-msa-r13", "calima-msa-s31")
_MAX_BYTES: Final = 1 << 30


def model_path() -> Path | None:
    """The word model of an MSA disambiguator that camel_data has installed, or None."""
    folder = camel_data() / "disambig_mle"
    return next((path for name in _NAMES if (path := folder / name / "model.json").is_file()), None)


def chosen() -> Path | None:
    """The word model when the reader chose camel-tools, None for Rafiq's own ranking.

    Raises `InputError` for another choice, `SetupError` when what was chosen is not installed, `TooLargeError` over 1 GB.
    """
    choice = os.environ.get(CHOICE, "").strip() or _CHOICES[0]
    if choice not in _CHOICES:
        raise InputError(f"{CHOICE} is {choice!r}; choose {' or '.join(_CHOICES)}.")
    if choice == _CHOICES[0]:
        return None
    found = model_path()
    if found is None:
        raise SetupError(
            f"{CHOICE} asks for camel-tools' disambiguator, which is not installed: "
            "run `camel_data -i disambig-mle-calima-msa-r13`."
        )
    if found.stat().st_size > _MAX_BYTES:
        raise TooLargeError(f"The disambiguator {found} is larger than {_MAX_BYTES >> 20} MB.")
    return found
