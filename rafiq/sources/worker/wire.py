"""What passes between Rafiq and the process that reads a document: a job and the document's bytes in, its articles out, as JSON.

JSON and never pickle: a reader that was taken over must not be able to hand back more than text.

>>> unpacked(packed(Job("a.html"), b"<p>"))
(Job(name='a.html', source='', media_type='', whole=False, limits=Limits(memory=536870912, seconds=20.0, output=33554432)), b'<p>')
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from nlp.annotations import encoded
from nlp.document import Article
from nlp.errors import InputError

__all__ = ["Answer", "Job", "Limits", "Part", "packed", "unpacked"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take."""

    memory: int = 512 * 1024 * 1024  # bytes of data; a book of 500 pages takes about 150 MB
    seconds: float = 20.0  # by the clock, and of the processor: the latter ends a process whose Rafiq is gone
    output: int = 32 * 1024 * 1024  # bytes of the answer; War and Peace in Arabic is about 6 MB


@dataclass(frozen=True, slots=True)
class Job:
    """One document: `name` decides its reader, or `media_type` says it is a page or text; `source` is what the article names.

    `whole`: the parts of a book as one article.
    """

    name: str
    source: str = ""
    media_type: str = ""
    whole: bool = False
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a document, and its name in a list of several; or the sentence that says why this one cannot be read."""

    name: str
    found: Article | None = None
    error: str = ""
    of: int = 1  # how many parts of the document are in it

    def article(self) -> Article:
        """The article. Raises `InputError`."""
        if self.found is None:
            raise InputError(self.error)
        return self.found


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of a document, or the sentence that says why it cannot be read; `kind` is the name of the error's class."""

    parts: tuple[Part, ...] = ()
    error: str = ""
    kind: str = ""


def packed(job: Job, data: bytes) -> bytes:
    """A line of JSON, then the document as it is."""
    return encoded(job) + b"\n" + data


def unpacked(data: bytes) -> tuple[Job, bytes]:
    """What `packed` put together."""
    head, _, document = data.partition(b"\n")
    return msgspec.json.decode(head, type=Job), document
