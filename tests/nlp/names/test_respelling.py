"""People's names in the English are spelt as the article's entity is; what is not the name stays, and offsets follow."""

from __future__ import annotations

import pytest

from nlp.document import Alignment, Mark, Mention, Sentence
from nlp.names.in_english.respelling import respelt


def sentence(english: str, written: str, name: str, kind: str = "PERS") -> Sentence:
    start = english.index(written)
    mention = Mention(0, 4, "فلان", kind, english=name, english_start=start, english_end=start + len(written))  # type: ignore[arg-type]
    return Sentence(0, 4, "فلان", english=english, machine_english=english, entities=(mention,))


@pytest.mark.parametrize(
    ("english", "written", "name", "expected"),
    [
        ("Speaking with Ahmy Godman, the editor", "Ahmy Godman", "Amy Goodman", "Speaking with Amy Goodman, the editor"),
        ("Amy Goodman said", "Amy Goodman", "Amy Goodman", "Amy Goodman said"),
        ("Mr. Naser added", "Naser", "Hossam Nasr", "Mr. Nasr added"),
        ("Albanezi's report", "Albanezi's", "Francesca Albanese", "Albanese's report"),
        ("the minister said", "minister", "Hossam Nasr", "the minister said"),
        ("Brown said", "Brown", "Hossam Nasr", "Brown said"),
        ("Omar al-Bashir was deposed", "Bashir", "Omar al-Bashir", "Omar al-Bashir was deposed"),
        ("Mr. Al-Sharhen said", "Sharhen", "Ahmed al-Sharhan", "Mr. Al-Sharhan said"),
        ("Abdel Fatah Al-Sisi said", "Abdel Fatah Al-Sisi", "Abdel Fattah el-Sisi", "Abdel Fattah el-Sisi said"),
    ],
)
def test_names_are_spelt_as_the_entity_is(english: str, written: str, name: str, expected: str) -> None:
    assert respelt(sentence(english, written, name)).english == expected


def test_the_iraqi_army_is_not_made_the_iraq_army() -> None:
    assert respelt(sentence("the Iraqi army", "Iraqi", "Iraq", "LOC")).english == "the Iraqi army"


def test_every_span_after_the_name_moves_with_it() -> None:
    row = sentence("Ahmy Godman spoke", "Ahmy Godman", "Amy Goodman")
    more = Sentence(
        row.start, row.end, row.arabic, english=row.english, machine_english=row.english, entities=row.entities,
        alignment=(Alignment(0, 0, 11, 1.0), Alignment(0, 12, 17, 1.0)), marks=(Mark("unsure", "m", 0, 4, 12, 17),),
    )  # fmt: skip
    done = respelt(more)
    spans = [done.english[a.english_start : a.english_end] for a in done.alignment]
    assert (done.english, spans) == ("Amy Goodman spoke", ["Amy Goodman", "spoke"])
    assert done.english[done.marks[0].english_start : done.marks[0].english_end] == "spoke"
    assert done.english[done.entities[0].english_start : done.entities[0].english_end] == "Amy Goodman"
    assert done.machine_english == done.english


def test_a_name_longer_than_what_was_written_moves_the_spans_on() -> None:
    row = sentence("Nsr and Godmn", "Godmn", "Goodman")
    other = Mention(0, 4, "فلان", "PERS", english="Nasr", english_start=0, english_end=3)
    both = Sentence(0, 4, "فلان", english=row.english, machine_english=row.english, entities=(other, *row.entities))
    done = respelt(both)
    assert done.english == "Nasr and Goodman"
    assert [done.english[m.english_start : m.english_end] for m in done.entities] == ["Nasr", "Goodman"]


def test_a_guess_that_was_spelt_over_is_no_longer_doubted() -> None:
    row = sentence("Ahmy Godman spoke", "Ahmy Godman", "Amy Goodman")
    marked = Sentence(
        0, 4, "فلان", english=row.english, entities=row.entities,
        marks=(Mark("unsure", "a", 0, 4, 0, 4), Mark("unsure", "b", 0, 4, 12, 17)),
    )  # fmt: skip
    assert [mark.message for mark in respelt(marked).marks] == ["b"]
