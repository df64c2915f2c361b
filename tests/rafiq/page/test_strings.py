"""The words of the page in both languages, and what the data says in English as an Arabic page says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from nlp.document import NameSource, Reading
from nlp.doubts.messages import MESSAGES, tell
from nlp.text.tables import rows
from nlp.words import readings
from nlp.words.context.english import IN_ENGLISH
from rafiq.page.strings import STRINGS
from rafiq.page.strings.told import DOUBTS, TERMS, told
from rafiq.render import page
from rafiq.render.formats import FORMATS
from rafiq.render.labels import source_label

# Names and standards that Arabic readers write in Latin letters too.
LATIN = {
    "PDF",
    "EPUB",
    "HTML",
    "https",
    "CSV",
    "JSON",
    "TMX",
    "XLIFF",
    "W3C",
    "Web",
    "Annotation",
    "CoNLL",
    "U",
    "CLDR",
    "RAFIQ_OFFLINE",
    "chrF",
    "English",
}


def latin_in(words: str) -> set[str]:
    return set(re.findall(r"[A-Za-z][A-Za-z0-9_]*", re.sub(r"{\w+}", "", words))) - LATIN


def test_every_string_is_there_in_both_languages_with_the_same_places() -> None:
    for key, (english, arabic) in STRINGS.items():
        assert english.strip(), key
        assert arabic.strip(), key
        assert sorted(re.findall(r"{(\w+)}", english)) == sorted(re.findall(r"{(\w+)}", arabic)), key


def test_nothing_is_left_in_english_on_an_arabic_page() -> None:
    for key, (_, arabic) in STRINGS.items():
        assert not latin_in(arabic), key
    for table in (TERMS, DOUBTS):
        for key, arabic in table.items():
            assert not latin_in(arabic), key


@pytest.mark.parametrize("key", MESSAGES)
def test_every_doubt_is_told_in_arabic_with_what_it_names(key: str) -> None:
    names = re.findall(r"{(\w+)}", MESSAGES[key][1])
    assert sorted(re.findall(r"{(\w+)}", DOUBTS[key])) == sorted(names)
    words: dict[str, Any] = {name: f"«{n}» (x.y) {{{name}}}" for n, name in enumerate(names)}
    message = tell(key, **words).message
    assert told(message, "ar") == DOUBTS[key].format(**words)
    assert told(message, "en") == message


def what_the_data_says() -> Iterator[str]:
    """Everything of the data that a page shows as words of its own."""
    yield from readings._POS.values()
    yield from page._FEATURES.values()
    yield from (source_label(source) for source in NameSource if source_label(source))
    yield from (row[2] for row in rows("entities_kinds.tsv", columns=3))
    for table in ("entities_places.tsv", "organisations_list.tsv", "names_people.tsv", "entities_world.tsv.xz"):
        yield from (row[3] for row in rows(table, columns=5) if row[3])
    yield from (row[2] for row in rows("words_proclitics.tsv", columns=4))
    yield from (each.title for each in FORMATS.values())
    yield from (readings.BEFORE_CHOICE, IN_ENGLISH)


def test_every_word_of_the_data_is_told_in_arabic() -> None:
    assert {words for words in what_the_data_says() if words != "PDF" and told(words, "ar") == words} == set()


def test_every_reason_of_a_reading_is_told_in_arabic() -> None:
    first = Reading("كَتَب", "ك.ت.ب", "verb", ("write",), (), "كَتَبَ", features=(("asp", "p"), ("num", "s"), ("vox", "a")))
    noun = Reading("كِتاب", "ك.ت.ب", "noun", ("book",), (), "كِتاب", features=(("num", "s"),))
    others = [
        (noun, first), (Reading("كَتَب", "ك.ت.ب", "adjective", (), (), "كَتَبَ"), first),
        (Reading("كَتَب", "ك.ت.م", "verb", (), (), "كَتَبَ", features=first.features), first),
        (Reading("كَتَّب", "ك.ت.ب", "verb", (), (), "كَتَّبَ", features=first.features), first),
        (Reading("كَتَب", "ك.ت.ب", "verb", (), (), "كُتِبَ", features=(("asp", "p"), ("num", "s"), ("vox", "p"))), first),
        (first, Reading("كَتَب", "ك.ت.ب", "verb", (), (), "كُتِبَ", features=(("asp", "p"), ("num", "s"), ("vox", "p")))),
        (Reading("x", "", "noun", (), (), "", source="backoff"), first),
        (Reading("كَتَب", "ك.ت.ب", "verb", (), (), "كَتَبَ", features=first.features), first),
        (Reading("كَتَب", "ك.ت.ب", "verb", (), (), "كَتَبْ", features=first.features), first),
        *((Reading("كَتَب", "ك.ت.ب", "verb", (), (), "ك", features=(("asp", a), ("num", "s"), ("vox", "a"))), first) for a in "icx"),
        *((Reading("كِتاب", "ك.ت.ب", "noun", (), (), "ك", features=(("num", number),)), noun) for number in "dpx"),
    ]  # fmt: skip
    for one, other in others:
        words = readings.reason(one, other)
        assert not re.search("[a-z]", told(words, "ar").replace("(x)", "")), words
    for words in ("with ب read as “with”", "with ك as a pronoun", "with ف read as part of the word", "taken apart otherwise"):
        assert told(words, "ar") != words
