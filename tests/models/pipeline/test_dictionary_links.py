"""Links put right by the dictionary: the first verb, names, small words, expressions."""

from __future__ import annotations

from models.pipeline.links.dictionary import with_dictionary
from nlp.protocols import Meaning, Name, SourceSentence, TokenLink

ARABIC = "وصل الوزير إلى بيروت"
ENGLISH = "The minister arrived in Beirut"


def pairs(source: SourceSentence, english: str, links: list[TokenLink]) -> list[tuple[str, str]]:
    """(Arabic, English) of each link, the strongest first for each Arabic word."""
    made = sorted(with_dictionary(source, english, links), key=lambda link: (link.start, -link.weight))
    return [(source.text[link.start : link.end], english[link.english_start : link.english_end]) for link in made]


def to(arabic: str, english: str, weight: float, *, source: str = ARABIC, target: str = ENGLISH) -> TokenLink:
    start, at = source.index(arabic), target.index(english)
    return TokenLink(start, start + len(arabic), at, at + len(english), weight)


def meaning(arabic: str, *glosses: str, source: str = ARABIC) -> Meaning:
    start = source.index(arabic)
    return Meaning(start, start + len(arabic), glosses)


def test_a_first_verb_that_attention_gave_the_subject_gets_its_own_word() -> None:
    source = SourceSentence(ARABIC, meanings=(meaning("وصل", "to arrive", "receipt"), meaning("الوزير", "minister")))
    links = [to("وصل", "minister", 0.6), to("الوزير", "minister", 0.5), to("وصل", "in", 0.3)]
    assert pairs(source, ENGLISH, links)[0] == ("وصل", "arrived")
    assert ("وصل", "minister") not in pairs(source, ENGLISH, links)
    assert ("الوزير", "minister") in pairs(source, ENGLISH, links)


def test_irregular_forms_and_derived_words_are_seen() -> None:
    text, english = "حفر لصوص نفقا", "Thieves dug a tunnel"
    words = (meaning("حفر", "to dig", source=text), meaning("لصوص", "thieves", source=text))
    links = [to("حفر", "Thieves", 0.4, source=text, target=english), to("لصوص", "Thieves", 0.3, source=text, target=english)]
    assert pairs(SourceSentence(text, meanings=words), english, links) == [("حفر", "dug"), ("لصوص", "Thieves")]
    text, english = "تدمير البيوت", "The destructive houses"
    words = (meaning("تدمير", "destruction", source=text), meaning("البيوت", "houses", source=text))
    links = [to("تدمير", "houses", 0.4, source=text, target=english)]
    assert ("تدمير", "destructive") in pairs(SourceSentence(text, meanings=words), english, links)


def test_a_name_that_stands_there_belongs_to_nobody_else() -> None:
    source = SourceSentence(ARABIC, names=(Name(15, 20, "Beirut", "LOC"),), meanings=(meaning("وصل", "to come"),))
    assert pairs(source, ENGLISH, [to("وصل", "Beirut", 0.7), to("بيروت", "in", 0.3)])[-2:] == [("بيروت", "Beirut"), ("بيروت", "in")]
    assert ("وصل", "Beirut") not in pairs(source, ENGLISH, [to("وصل", "Beirut", 0.7)])


def test_a_verb_with_nothing_gets_the_verb_that_nobody_claims() -> None:
    source = SourceSentence(ARABIC, meanings=(meaning("وصل", "to join"), meaning("الوزير", "minister")))
    assert pairs(source, ENGLISH, [to("الوزير", "minister", 0.9), to("وصل", "The", 0.4)])[0:2] == [
        ("وصل", "The"),
        ("وصل", "arrived"),
    ]
    other = SourceSentence(ARABIC, meanings=(meaning("وصل", "junction"), meaning("الوزير", "minister")))
    assert ("وصل", "arrived") not in pairs(other, ENGLISH, [to("الوزير", "minister", 0.9), to("وصل", "The", 0.4)])


def test_the_second_word_of_an_expression_shares_the_first_ones_word() -> None:
    text, english = "أطلق سراحه", "They released him"
    words = (meaning("أطلق", "to release", source=text), meaning("سراحه", "pasture", source=text))
    links = [to(word, "released", 0.4, source=text, target=english) for word in ("أطلق", "سراحه")]
    assert pairs(SourceSentence(text, meanings=words), english, links) == [("أطلق", "released"), ("سراحه", "released")]


def test_small_words_stay_beside_the_word_they_go_with_and_fade_elsewhere() -> None:
    text, english = "باع بيته", "He has sold off his house"
    words = (meaning("باع", "to sell", source=text), meaning("بيته", "house", source=text))
    links = [
        to("بيته", "his", 0.3, source=text, target=english),
        to("بيته", "He", 0.3, source=text, target=english),
        to("بيته", "house", 0.7, source=text, target=english),
    ]
    assert pairs(SourceSentence(text, meanings=words), english, links) == [("باع", "sold"), ("بيته", "house"), ("بيته", "his")]


def test_without_a_dictionary_or_links_nothing_changes() -> None:
    links = [to("وصل", "minister", 0.6)]
    assert with_dictionary(SourceSentence(ARABIC), ENGLISH, links) == links
    assert with_dictionary(SourceSentence(ARABIC, meanings=(meaning("وصل", "to arrive"),)), ENGLISH, []) == []
