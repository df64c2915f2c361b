"""The document types and their JSON form."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.document import (
    FORMAT_VERSION,
    Article,
    BilingualDocument,
    Block,
    CliticSegment,
    Entity,
    Mark,
    Mention,
    NameSource,
    Reading,
    Sentence,
    Token,
    from_json,
    to_json,
)
from nlp.errors import InputError

# JSON cannot carry lone surrogates: the text of an article never has them (clean drops them).
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TOKENS = st.builds(
    Token,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    text=TEXT,
    glosses=st.lists(TEXT, max_size=2).map(tuple),
    readings=st.lists(
        st.builds(
            Reading,
            lemma=TEXT,
            root=TEXT,
            pos=TEXT,
            glosses=st.tuples(TEXT),
            segments=st.tuples(st.builds(CliticSegment, text=TEXT, kind=st.just("stem"), pos=TEXT, gloss=TEXT)),
            diacritized=TEXT,
            frequency=st.floats(allow_nan=False, allow_infinity=False),
            features=st.tuples(st.tuples(TEXT, TEXT)),
        ),
        max_size=2,
    ).map(tuple),
)
SENTENCES = st.builds(
    Sentence,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    arabic=TEXT,
    english=TEXT,
    tokens=st.lists(TOKENS, max_size=2).map(tuple),
    marks=st.lists(st.builds(Mark, kind=st.just("number"), message=TEXT), max_size=2).map(tuple),
    entities=st.lists(
        st.builds(Mention, start=st.integers(), end=st.integers(), text=TEXT, type=st.just("PERS")).filter(
            lambda mention: abs(mention.start) < 2**60 and abs(mention.end) < 2**60
        ),
        max_size=2,
    ).map(tuple),
)
DOCUMENTS = st.builds(
    BilingualDocument,
    article=st.builds(
        Article, text=TEXT, blocks=st.tuples(st.builds(Block, start=st.just(0), end=st.just(1), kind=st.just("title")))
    ),
    sentences=st.lists(SENTENCES, max_size=3).map(tuple),
    entities=st.lists(st.builds(Entity, id=st.integers(0, 9), arabic=TEXT, type=st.just("LOC")), max_size=2).map(tuple),
    versions=st.dictionaries(TEXT, TEXT, max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_json_round_trip(document: BilingualDocument) -> None:
    assert from_json(to_json(document)) == document
    assert from_json(to_json(document, indent=2).encode()) == document


def test_values_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article("نص").text = "غيره"  # type: ignore[misc]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"x"', "{}", '{"format":"one"}', '{"article":1,"format":1}', "\ud800", "[" * 9999]
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError, match="not a Rafiq document"):
        from_json(text)


def test_a_newer_format_is_refused_by_name() -> None:
    newer = to_json(BilingualDocument(Article("نص"), format=FORMAT_VERSION + 1))
    with pytest.raises(InputError, match="please update"):
        from_json(newer)


def test_unknown_fields_of_a_later_minor_version_are_ignored() -> None:
    text = to_json(BilingualDocument(Article("نص"))).replace('"title":""', '"title":"","mood":"calm"', 1)
    assert from_json(text) == BilingualDocument(Article("نص"))


# What documents of every version so far say: a saved copy must go on meaning the same.
SOURCES = {
    "": NameSource.UNKNOWN,
    "the article": NameSource.ARTICLE,
    "your glossary": NameSource.GLOSSARY,
    "Rafiq's list": NameSource.OURS,
    "CLDR": NameSource.CLDR,
    "GeoNames": NameSource.GEONAMES,
    "Wikidata": NameSource.WIKIDATA,
    "translated news": NameSource.NEWS,
    "word by word": NameSource.WORDS,
    "transliteration": NameSource.TRANSLITERATION,
    "the translation": NameSource.ENGINE,
}


@pytest.mark.parametrize(("text", "source"), SOURCES.items())
def test_the_source_of_a_name_is_the_same_text_in_json(text: str, source: NameSource) -> None:
    entity = Entity(0, "نص", "LOC", english_source=source, gloss_source=source)
    written = to_json(BilingualDocument(Article("نص"), entities=(entity,)))
    listed = json.loads(written)["entities"][0]
    assert (listed["english_source"], listed["gloss_source"]) == (text, text)
    assert from_json(written).entities[0].english_source is source
    assert set(SOURCES.values()) == set(NameSource)


@given(TEXT)
def test_the_source_of_a_name_of_another_version_is_read_and_written_as_it_is(text: str) -> None:
    entity = Entity(0, "نص", "LOC", english_source=NameSource(text))
    written = to_json(BilingualDocument(Article("نص"), entities=(entity,)))
    assert json.loads(written)["entities"][0]["english_source"] == text
    again = from_json(written).entities[0].english_source
    assert again == entity.english_source == text
    assert to_json(from_json(written)) == written
    assert (again in set(NameSource)) == (text in SOURCES)


def test_a_source_that_is_no_text_is_refused() -> None:
    written = to_json(BilingualDocument(Article("نص"), entities=(Entity(0, "نص", "LOC"),)))
    with pytest.raises(InputError, match="not a Rafiq document"):
        from_json(written.replace('"english_source":""', '"english_source":3'))
