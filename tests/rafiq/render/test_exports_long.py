"""Exports of long copies: the work grows as the copy does, and a copy four times as long is four times the work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from nlp.annotations import Annotation, SavedCopy
from nlp.document import Mark
from rafiq.render import formats
from tests.support.copies_sample import long_copy


def annotated(words: int) -> SavedCopy:
    """A long copy with a note and a doubt on every sentence."""
    copy = long_copy(words)
    rows = tuple(replace(row, marks=(Mark("number", "A number is lost."),)) for row in copy.document.sentences)
    notes = tuple(Annotation(sentence=n, text=f"note {n}", id=f"n{n}") for n in range(len(rows)))
    return replace(copy, document=replace(copy.document, sentences=rows), annotations=notes)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called in `work`: unlike seconds, the same on every machine."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", formats.names())
def test_work_grows_no_faster_than_the_copy(name: str) -> None:
    form = formats.find(name)
    short, long = annotated(1_000), annotated(4_000)
    form.render(short)  # imports and tables are no work of a copy
    ratio = len(long.document.sentences) / len(short.document.sentences)
    assert calls(lambda: form.render(long)) < 1.3 * ratio * calls(lambda: form.render(short))
