"""A process that writes to a library until it is killed, and prints what was acknowledged. For the fault tests and the benchmark.

`python -m tests.support.library_writer LIBRARY COPY NAME [COUNT]` adds notes NAME-0, NAME-1, … to COPY and edits its first
sentence; a line is printed only after the library said that the change is saved.
"""

from __future__ import annotations

import sys

from nlp.annotations import Annotation
from rafiq.library import Library

__all__ = ["main"]


def main(place: str, copy_id: str, name: str, count: int) -> None:
    """Writes `count` notes (0: without end), an edit of sentence 0 after each third."""
    with Library.open(place) as library:
        number = 0
        while not count or number < count:
            library.annotate(copy_id, Annotation(sentence=0, text=f"{name}-{number}"))
            sys.stdout.write(f"note {name}-{number}\n")
            sys.stdout.flush()
            if number % 3 == 2:
                library.edit(copy_id, 0, f"{name} edit {number}")
                sys.stdout.write(f"edit {name} edit {number}\n")
                sys.stdout.flush()
            number += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 0)
