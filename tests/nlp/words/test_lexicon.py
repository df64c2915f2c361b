"""`nlp.words.lexicon`: the list of modern words is well formed, and its words are found with their clitics and endings."""

from __future__ import annotations

import pytest

from nlp.text.tables import rows
from nlp.words.lexicon import Lexicon


@pytest.mark.parametrize(
    ("word", "gloss", "segments"),
    [
        ("السحابية", "cloud", "ال|سحابية"),
        ("السيبراني", "cyber", "ال|سيبراني"),
        ("خوادم", "servers", "خوادم"),
        ("وخوادمها", "servers", "و|خوادم|ها"),
        ("للخوارزميات", "algorithms", "ل|ل|خوارزميات"),
        ("تغريدته", "tweet", "تغريدت|ه"),
        ("منصتان", "two platforms", "منصتان"),
        ("مستخدميها", "users", "مستخدمي|ها"),
        ("سيغرد", "to tweet", "س|يغرد"),
    ],
)
def test_listed_words(word: str, gloss: str, segments: str) -> None:
    found = Lexicon.load().look_up(word)
    assert [(c.reading.glosses[0], "|".join(s.text for s in c.reading.segments)) for c in found[:1]] == [(gloss, segments)]
    assert found[0].reading.source == "glossary"


@pytest.mark.parametrize("word", ["", "ا", "ال", "وال", "زغفطق", "abc", "كتب", "الـ"])
def test_nothing_is_guessed(word: str) -> None:
    assert Lexicon.load().look_up(word) == ()


def test_every_line_is_well_formed() -> None:
    lines = list(rows("glossary_modern.tsv"))
    assert len(lines) > 400
    assert {line[1] for line in lines} <= {"noun", "adjective", "verb", "proper noun", "adverb"}
    assert all(line[2].strip() for line in lines)
    assert all("=" in item for line in lines if len(line) > 3 for item in line[3].split())
