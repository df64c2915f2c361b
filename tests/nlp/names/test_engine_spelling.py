"""A guessed name is spelt as a good engine spells it; a sure one is not. The engine replays recorded English."""

from __future__ import annotations

import pytest

from nlp.document import BilingualDocument, Entity, NameSource
from nlp.reader import Reader, with_sentence
from nlp.text.clean import clean
from tests.support.fakes import FakeTagger
from tests.support.page import NoMorphology
from tests.support.replay import Replay

ARABIC = "وصل زغبول كردان إلى القاهرة مساء أمس. ثم غادر زغبول كردان المدينة في الصباح."
FIRST, SECOND = "وصل زغبول كردان إلى القاهرة مساء أمس.", "ثم غادر زغبول كردان المدينة في الصباح."
TAGS = {"زغبول": "B-PERS", "كردان": "I-PERS", "القاهرة": "B-LOC"}


def read(english: str, engine: str, names: dict[str, str] | None = None) -> tuple[BilingualDocument, BilingualDocument]:
    """The document before and after the first sentence has this English by this engine."""
    reader = Reader(NoMorphology(), FakeTagger(TAGS), names=names or {})
    before = reader.analyse(clean(ARABIC))
    replay = Replay({FIRST: english, SECOND: "He left."}, engine)
    after = before
    for index, sentence in reader.translate(before, replay, [0]):
        after = with_sentence(after, index, sentence, engine)
    return before, after


def person(document: BilingualDocument) -> Entity:
    (entity,) = [each for each in document.entities if each.type == "PERS"]
    return entity


def test_a_guess_gives_way_to_the_engines_spelling_everywhere() -> None:
    before, after = read("Zaghbool Kerdaan arrived in Cairo last night.", "firefox")
    assert person(before).english_source is NameSource.TRANSLITERATION
    assert (person(after).english, person(after).english_source) == ("Zaghbool Kerdaan", NameSource.ENGINE)
    assert [m.english for row in after.sentences for m in row.entities if m.type == "PERS"] == ["Zaghbool Kerdaan"] * 2
    assert after.sentences[0].english.startswith("Zaghbool Kerdaan")


@pytest.mark.parametrize(
    "english",
    ["He arrived in Cairo last night.", "Boris Johnson arrived in Cairo last night.", "Zaghbool arrived in Cairo last night."],
)
def test_without_a_sure_link_the_guess_stays(english: str) -> None:
    before, after = read(english, "firefox")
    assert person(after) == person(before)


def test_the_embedded_engines_spelling_changes_no_name() -> None:
    before, after = read("Zaghbool Kerdaan arrived in Cairo last night.", "embedded")
    assert person(after) == person(before)


def test_the_readers_own_spelling_stays() -> None:
    before, after = read("Zaghbool Kerdaan arrived in Cairo last night.", "firefox", {"زغبول كردان": "Zaghloul Kardan"})
    assert person(after) == person(before) and person(after).english == "Zaghloul Kardan"
