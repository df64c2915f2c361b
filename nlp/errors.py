"""Every error Rafiq raises on purpose, as one tree.

`str(error)` is one sentence for the reader: what happened, the offending value, what would be right.
`RafiqError.exit_code` is what the command line answers with: 2 for bad usage or input, 1 for anything else.
"""

from __future__ import annotations

from typing import Final

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
    "one_line",
]


MAX_LENGTH: Final = 300  # characters of a sentence for the reader


class RafiqError(Exception):
    """Root of the tree: catch this to show the reader a sentence in place of a traceback.

    >>> str(RafiqError("The file 'a\\x1b[2J\\nb' is damaged."))
    "The file 'a\\\\x1b[2J b' is damaged."
    """

    exit_code = 1

    def __str__(self) -> str:
        return one_line(super().__str__())


def one_line(message: str) -> str:
    """`message` on one line of at most `MAX_LENGTH` characters, cut in its middle; what would move a terminal's cursor or turn the
    direction of the text is shown as its number."""
    shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in " ".join(message.split()))
    half = (MAX_LENGTH - 3) // 2
    return shown if len(shown) <= MAX_LENGTH else f"{shown[: half + 1]} … {shown[-half:]}"


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
