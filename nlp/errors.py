"""Every error Rafiq raises on purpose, as one tree.

`str(error)` is one sentence for the reader: what happened, the offending value, what would be right.
`RafiqError.exit_code` is what the command line answers with: 2 for bad usage or input, 1 for anything else.
"""

from __future__ import annotations

__all__ = [
    "ArtefactError",
    "ChecksumError",
    "EngineError",
    "EngineUnavailableError",
    "InputError",
    "LibraryError",
    "LibraryNewerError",
    "NetworkError",
    "NotFoundError",
    "RafiqError",
    "SetupError",
    "TooLargeError",
    "TooLongError",
    "UnknownNameError",
]


class RafiqError(Exception):
    """Root of the tree: catch this to show the reader a sentence in place of a traceback."""

    exit_code = 1


class InputError(RafiqError):
    """What the reader gave cannot be used as it is (empty, not text, a broken file, a wrong option)."""

    exit_code = 2


class TooLargeError(InputError):
    """The input is over a stated limit."""


class TooLongError(TooLargeError):
    """An article of more sentences or words than are read at once; `first` sentences of it, up to character `end`, could be."""

    def __init__(self, message: str, first: int, end: int) -> None:
        self.first, self.end = first, end
        super().__init__(message)


class UnknownNameError(InputError):
    """A name (engine, format, …) that no table holds; the message lists the choices."""

    def __init__(self, what: str, name: str, choices: list[str] | tuple[str, ...]) -> None:
        self.what, self.name, self.choices = what, name, tuple(sorted(choices))
        super().__init__(f"There is no {what} named {name!r}; choose one of: {', '.join(self.choices)}.")


class NotFoundError(InputError):
    """A file, saved copy or address that is not there."""


class SetupError(RafiqError):
    """Something that set-up provides is missing; the message names the command that provides it."""


class ArtefactError(SetupError):
    """A model or data file is missing or unreadable."""


class ChecksumError(ArtefactError):
    """A model or data file is damaged: its sha256 is not the one its card states."""


class NetworkError(RafiqError):
    """A download or web address that the reader asked for did not answer as it should."""


class EngineError(RafiqError):
    """A translation engine or tagger failed on its input."""


class EngineUnavailableError(EngineError):
    """The engine is known but not installed here; the message says how to install it."""


class LibraryError(RafiqError):
    """The library could not be read or written (full disk, read-only file, locked, damaged)."""


class LibraryNewerError(LibraryError):
    """The library file was written by a newer Rafiq: it is opened read-only."""
