"""`nlp.words.transliterate`: words by letter, whole readings by clitic, sentences."""

from __future__ import annotations

import pytest

from nlp.document import CliticSegment, Reading, Token
from nlp.words.transliterate import transliterate, transliterate_reading, transliterate_tokens


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("كِتَاب", "kitāb"),
        ("كِتاب", "kitāb"),
        ("الشَّمْس", "ash-shams"),
        ("الشَمْس", "ash-shams"),
        ("القَمَر", "al-qamar"),
        ("مَدْرَسَة", "madrasah"),
        ("مَدْرَسَةٌ", "madrasatun"),
        ("يَكْتُبُونَ", "yaktubūna"),
        ("كَتَبُوا", "katabū"),
        ("عَرَبِيّ", "ʿarabī"),
        ("عَرَبِيَّة", "ʿarabiyyah"),
        ("رَئِيس", "raʾīs"),
        ("أَمِير", "amīr"),
        ("إِسْلام", "islām"),
        ("آمَال", "āmāl"),
        ("قُرْآن", "qurʾān"),
        ("هٰذا", "hādhā"),
        ("عَلَى", "ʿalā"),
        ("كِتاباً", "kitāban"),
        ("يَوْم", "yawm"),
        ("بَيْت", "bayt"),
        ("وَزِير", "wazīr"),
        ("اِسْتِقْبال", "istiqbāl"),
        ("مُدَرِّس", "mudarris"),
        ("سُؤال", "suʾāl"),
        ("أَوَّل", "awwal"),
        ("كتب", ""),
    ],
)
def test_words(arabic: str, latin: str) -> None:
    assert transliterate(arabic) == latin


def _reading(diacritized: str, *pieces: tuple[str, str, str], source: str = "morphology") -> Reading:
    segments = tuple(CliticSegment(t, k, p, "") for t, k, p in pieces)  # type: ignore[arg-type]
    return Reading("", "", "noun", (), segments, diacritized, source=source)


def test_clitics_are_set_off() -> None:
    with_article = (("و", "proclitic", "conjunction"), ("ب", "proclitic", "preposition"), ("ال", "proclitic", "article"))
    assert transliterate_reading(_reading("وَبِالكِتاب", *with_article, ("كتاب", "stem", "noun"))) == "wa-bi-l-kitāb"
    assert transliterate_reading(_reading("وَبِالشَّمْس", *with_article, ("شمس", "stem", "noun"))) == "wa-bi-sh-shams"
    lam = (("ل", "proclitic", "preposition"), ("ل", "proclitic", "article"), ("حكومة", "stem", "noun"))
    assert transliterate_reading(_reading("لِلحُكُومَة", *lam)) == "li-l-ḥukūmah"
    assert transliterate_reading(_reading("سَيَكْتُب", ("س", "proclitic", "future"), ("يكتب", "stem", "verb"))) == "sa-yaktub"
    assert transliterate_reading(_reading("الَّذِي", ("الذي", "stem", "relative pronoun"))) == "alladhī"


def test_a_guess_is_not_romanised() -> None:
    assert transliterate_reading(_reading("زَغْف", ("زغف", "stem", "noun"), source="backoff")) == ""


def test_sentence() -> None:
    reading = _reading("كَتَبَ", ("كتب", "stem", "verb"))
    tokens = (Token(3, 6, "كتب", readings=(reading,)), Token(7, 10, "زغف"), Token(10, 11, "؟", "punctuation"))
    assert transliterate_tokens(tokens) == "kataba زغف?"
    assert transliterate_tokens(()) == ""
