"""The words that exports share: who translated, and where names' English comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.document import BY_ENTITY, READER, Article, BilingualDocument, NameSource, Sentence
from rafiq.render.labels import credit, source_label


def test_the_credit_names_an_engine_and_never_what_no_engine_wrote() -> None:
    rows = tuple(Sentence(n, n, "", english="x", engine=engine) for n, engine in enumerate((BY_ENTITY, READER, "embedded")))
    document = BilingualDocument(Article(""), rows)
    assert credit(document) == (
        "English by machine (engine embedded); 1 of 3 sentences in the reader's own words. Made with Rafiq."
    )
    assert credit(replace(document, sentences=rows[:2])) == "Made with Rafiq."


@pytest.mark.parametrize("language", ["en", "xx"])
def test_every_source_of_a_name_has_a_label(language: str) -> None:
    for source in NameSource:
        assert bool(source_label(source, language)) == (source is not NameSource.UNKNOWN)
    assert source_label(NameSource("a newer list"), language) == "a newer list"
