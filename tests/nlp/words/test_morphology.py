"""`nlp.words.morphology` over the real database: readings, segments, context, speed of the memo, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from models.store.morphology_data import fetch
from nlp.document import Token
from nlp.errors import ArtefactError
from nlp.text.tokens import tokenize
from nlp.words.morphology import MAX_READINGS, Morphology


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology(fetch())


def first(morphology: Morphology, text: str, word: str, tags: list[str] | None = None) -> Token:
    return next(t for t in morphology.annotate(tokenize(text), tags) if t.text == word)


@pytest.mark.parametrize(
    ("word", "segments"),
    [
        ("وبكتابهم", "و|ب|كتاب|هم"),
        ("وبالكتابات", "و|ب|ال|كتابات"),
        ("للحكومة", "ل|ل|حكومة"),
        ("للغة", "ل|لغة"),
        ("مدرستهم", "مدرست|هم"),
        ("سيكتبونها", "س|يكتبون|ها"),
        ("إنه", "إن|ه"),
        ("لي", "ل|ي"),
        ("كتاب", "كتاب"),
    ],
)
def test_segments(morphology: Morphology, word: str, segments: str) -> None:
    best = morphology.analyse(word)[0]
    assert "|".join(s.text for s in best.segments) == segments


def test_segment_glosses_follow_the_part_of_speech(morphology: Morphology) -> None:
    assert [s.gloss for s in morphology.analyse("وبكتابهم")[0].segments] == ["and", "with; by; in", "book", "their"]
    assert [s.gloss for s in morphology.analyse("سيكتبونها")[0].segments] == ["will", "to write", "her; it; them"]


def test_glosses_are_clean(morphology: Morphology) -> None:
    readings = morphology.analyse("كتب")
    assert {("books",), ("to write",)} <= {r.glosses for r in readings}
    for word in ["كتب", "السلام", "والحكومة", "مهندسون", "دولتان", "السحابية", "خوادم"]:
        for reading in morphology.analyse(word):
            assert not any(c in g for g in reading.glosses for c in "_[]<>+;"), reading
            assert "NO" not in " ".join(reading.glosses)


def test_readings_are_distinct_and_say_why(morphology: Morphology) -> None:
    readings = morphology.analyse("كتب")
    assert 2 <= len(readings) <= MAX_READINGS
    assert readings[0].reason == ""
    assert all(r.reason for r in readings[1:])
    assert {r.reason for r in readings} & {"a verb: كَتَبَ", "a noun: كُتُب"}
    assert len({(r.lemma, r.pos, r.glosses, r.diacritized) for r in readings}) == len(readings)


def test_written_diacritics_decide(morphology: Morphology) -> None:
    assert {r.pos for r in morphology.analyse("كَتَبَ")} == {"verb"}
    assert "".join(s.text for s in morphology.analyse("كَتَبَ")[0].segments) == "كَتَبَ"


def test_unknown_words_are_marked_as_guesses(morphology: Morphology) -> None:
    readings = morphology.analyse("زغفطقشكو")
    assert readings
    assert {r.source for r in readings} == {"backoff"}
    assert all(r.glosses == () for r in readings)


@pytest.mark.parametrize("word", ["", "abc", "123", "،", "ا" * 5000, "\u200f", "ﷺ", "پژگ"])
def test_what_is_no_word_has_no_nonsense(morphology: Morphology, word: str) -> None:
    for reading in morphology.analyse(word):
        assert "".join(s.text for s in reading.segments) == word


def test_other_kinds_stay_as_given(morphology: Morphology) -> None:
    tokens = tokenize("في 2025 أعلنت Microsoft، خطة.")
    done = morphology.annotate(tokens)
    assert [
        replace(t, lemma="", root="", pos="", segments=(), glosses=(), diacritized="", readings=(), level=0) for t in done
    ] == list(tokens)
    assert [t.text for t in done if t.readings] == ["في", "أعلنت", "خطة"]


def test_tags_must_match(morphology: Morphology) -> None:
    with pytest.raises(ValueError, match="1 tags for 2 tokens"):
        morphology.annotate(tokenize("كتب الولد"), ["O"])


def test_the_tagger_says_it_is_a_name(morphology: Morphology) -> None:
    text = "قال كريم للصحيفة"
    assert first(morphology, text, "كريم", ["O", "B-PERS", "O"]).pos == "proper noun"


def test_context_decides(morphology: Morphology) -> None:
    assert first(morphology, "وقال رئيس الوزراء إن الحكومة", "إن").glosses[0] == "that"
    assert first(morphology, "عملت على دعم الاقتصاد", "دعم").pos == "noun"
    assert first(morphology, "صدر التقرير السنوي", "التقرير").glosses[0] == "report"


def test_threads_agree(morphology: Morphology) -> None:
    words = [
        "وقال",
        "رئيس",
        "الوزراء",
        "إن",
        "الحكومة",
        "ستعلن",
        "خطة",
        "جديدة",
        "لدعم",
        "الاقتصاد",
        "في",
        "البلاد",
        "خلال",
        "العام",
        "المقبل",
    ] * 4
    fresh = Morphology(fetch())
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.analyse, words)) == [morphology.analyse(w) for w in words]


def test_a_broken_database_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "morphology.db"
    broken.write_text("###DEFINES###\nnonsense\n", encoding="utf-8")
    with pytest.raises(ArtefactError, match="cannot be read"):
        Morphology(broken).analyse("كتب")
