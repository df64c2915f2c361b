"""The sample article of the start page, the first thing a new reader sees: the engine that ships with Rafiq reads it well."""

from __future__ import annotations

from pathlib import Path

from nlp.text.clean import clean
from rafiq.page.screens import home
from rafiq.workbench import Workbench

SAMPLE = Path(home.__file__).parent / "sample.txt"


def test_the_embedded_engine_reads_the_sample_well(workbench: Workbench) -> None:
    """The headline is right, and nothing is doubted but words: no number, date, name or negation is lost."""
    reader = workbench.reader()
    document = reader.analyse(clean(SAMPLE.read_text(encoding="utf-8")))
    english = dict(reader.translate(document, workbench.translator("embedded")))
    headline = english[0].english
    assert document.sentences[0].kind == "title" and not english[0].marks
    assert all(words in headline.lower() for words in ("first arab probe", "mars"))
    doubts = {mark.kind for sentence in english.values() for mark in sentence.marks}
    assert doubts <= {"unsure"}
    assert sum(bool(sentence.marks) for sentence in english.values()) <= 2
