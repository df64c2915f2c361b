"""Which meaning the English beside a word uses: its own, another reading's, a translator's, a name; nothing is overruled."""

from __future__ import annotations

from dataclasses import replace

from nlp.document import Alignment, Reading, Sentence, Token
from nlp.names.in_english.told import with_names_of_english
from nlp.words.context.english import BY_ENGLISH, IN_ENGLISH, with_english
from nlp.words.context.translations import is_of_translators, translations
from nlp.words.readings import BEFORE_CHOICE


def reading(glosses: str, pos: str = "noun", lemma: str = "كَلِمَة", source: str = "morphology") -> Reading:
    return Reading(lemma, "", pos, tuple(glosses.split("; ")) if glosses else (), (), "", source=source)


def beside(english: str, linked: str, *readings: Reading, text: str = "كلمة") -> Token:
    """The word's token after its sentence got this English, in which `linked` is linked with it."""
    token = Token(0, len(text), text, readings=readings, lemma=readings[0].lemma, pos=readings[0].pos, glosses=readings[0].glosses)
    start = english.index(linked)
    row = Sentence(0, len(text), text, english=english, tokens=(token,), alignment=(Alignment(0, start, start + len(linked), 0.9),))
    return with_english(row).tokens[0]


def test_a_proper_nouns_reading_comes_first_beside_its_name() -> None:
    word = beside("By 1563, Venice's population fell.", "Venice's", reading("rifle"), reading("Venice", "proper noun"))
    assert (word.pos, word.glosses, word.readings[0].reason) == ("proper noun", ("Venice",), IN_ENGLISH)
    assert beside("The venice glass fell.", "venice", reading("rifle"), reading("Venice", "proper noun")).glosses == ("rifle",)


def test_a_translators_word_comes_first_where_the_dictionary_lacks_it() -> None:
    lemma, english = next(
        (lemma, english) for lemma in ("تَوَقُّف", "مَلْعَب", "صَحِيفَة", "شِعْب", "إِعْصار") for english in translations(lemma, "noun")
    )
    word = beside(f"They saw the {english} there.", english, reading("sundry", lemma=lemma))
    assert word.glosses == (english, "sundry")
    assert word.readings[0].reason == IN_ENGLISH


def test_a_linked_word_that_translators_never_used_for_it_changes_nothing() -> None:
    assert beside("The visitor is there.", "visitor", reading("sundry", lemma="لا لا لا")).glosses == ("sundry",)


def test_a_first_meaning_that_stands_elsewhere_is_left() -> None:
    lemma = next(lemma for lemma in ("صَحِيفَة", "مَلْعَب") if translations(lemma, "noun"))
    english = translations(lemma, "noun")[0]
    assert beside(f"Sundry things and {english}.", english, reading("sundry", lemma=lemma)).glosses == ("sundry",)


def test_a_word_of_no_dictionary_is_told_by_the_word_it_is_linked_with() -> None:
    word = beside("He studied the newspaper later.", "newspaper", reading("", source="backoff"))
    assert (word.glosses, word.readings[0].source, word.readings[0].reason) == (("newspaper",), BY_ENGLISH, IN_ENGLISH)
    assert beside("He studied antorologist later.", "antorologist", reading("", source="backoff")).glosses == ()
    assert not is_of_translators("antorologist")


def test_another_english_takes_back_what_only_the_first_told() -> None:
    told = beside("He studied the newspaper later.", "newspaper", reading("", source="backoff"))
    row = Sentence(0, 4, "كلمة", english="He left.", tokens=(told,), alignment=(Alignment(0, 0, 2, 0.9),))
    again = with_english(row).tokens[0]
    assert again.glosses == ()
    assert [each.source for each in again.readings] == ["backoff"]


def test_what_the_reader_chose_stays() -> None:
    chosen = reading("sundry")
    other = replace(reading("session"), reason=BEFORE_CHOICE)
    assert beside("The session ended.", "session", chosen, other).glosses == ("sundry",)


def test_a_word_that_sounds_like_its_english_name_is_that_name() -> None:
    token = Token(0, 5, "ستارك", readings=(reading("veil"),), lemma="سِتار", pos="noun", glosses=("veil",))
    for english, linked, expected in (
        ("Old Stark fell.", "Stark", ("Stark",)),
        ("Stark fell.", "Stark", ("veil",)),  # the first word has its capital for nothing
        ("Old Gridley fell.", "Gridley", ("veil",)),  # sounds otherwise
        ("The veil of Stark fell.", "Stark", ("veil",)),  # the dictionary's meaning is there
    ):
        start = english.index(linked)
        links = (Alignment(0, start, start + len(linked), 0.9),)
        row = with_names_of_english(Sentence(0, 5, "ستارك", english=english, tokens=(token,), alignment=links))
        assert row.tokens[0].glosses == expected, english
