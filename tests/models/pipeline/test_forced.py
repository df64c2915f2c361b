"""Links for English that came without: the embedded network is made to say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from models.pipeline.links.forced import Linked, Opened, forced_links
from models.translators import embedded
from nlp.protocols import SourceSentence, TokenLink, Translation

ARABIC = "زار وزير الخارجية الفرنسي العاصمة اللبنانية بيروت يوم الأحد."
ENGLISH = "On Sunday the French foreign minister paid a visit to Beirut, the Lebanese capital."
FREE = (
    (
        ARABIC,
        ENGLISH,
        {"Beirut": "بيروت", "minister": "وزير", "French": "الفرنسي", "Lebanese": "اللبنانية", "Sunday": "الأحد"},
    ),
    (
        "أعلنت وزارة الصحة المصرية أمس إغلاق ثلاثة مستشفيات في القاهرة.",
        "Three hospitals in Cairo were shut down, the Egyptian health ministry said yesterday.",
        {
            "Three": "ثلاثة",
            "hospitals": "مستشفيات",
            "Cairo": "القاهرة",
            "Egyptian": "المصرية",
            "health": "الصحة",
            "yesterday": "أمس",
        },
    ),
    (
        "فاز الفريق البرازيلي على نظيره الألماني بهدفين في المباراة النهائية.",
        "In the final match, the team of Brazil beat Germany's by two goals.",
        {"final": "النهائية", "match": "المباراة", "team": "الفريق", "Brazil": "البرازيلي"},
    ),
    (
        "اشترت الشركة الكورية مصنعا للسيارات في تركيا العام الماضي.",
        "Last year a car plant in Turkey was bought by the Korean company.",
        {"year": "العام", "Turkey": "تركيا", "Korean": "الكورية", "company": "الشركة", "plant": "مصنعا"},
    ),
)
SHORT, PEACE = "وصل السلام إلى بيروت", "Peace came to Beirut"


@pytest.fixture(scope="module")
def network() -> Opened:
    return embedded.open_for_links(threads=1)


def linked_words(arabic: str, english: str, links: Sequence[TokenLink]) -> dict[str, str]:
    """Each English word with the Arabic it is linked to most."""
    best: dict[str, TokenLink] = {}
    for link in links:
        word = english[link.english_start : link.english_end]
        if word not in best or link.weight > best[word].weight:
            best[word] = link
    return {word: arabic[link.start : link.end] for word, link in best.items()}


def test_english_that_the_network_would_not_say_is_linked(network: Opened) -> None:
    pairs = [(arabic, english) for arabic, english, _ in FREE]
    found = [(linked_words(*pair, links), links) for pair, links in zip(pairs, forced_links(network, pairs), strict=True)]
    wrong = [
        (english, words.get(english), arabic)
        for (words, _), (_, _, expected) in zip(found, FREE, strict=True)
        for english, arabic in expected.items()
        if words.get(english) != arabic
    ]
    assert len(wrong) <= sum(len(expected) for _, _, expected in FREE) // 5, wrong  # the dictionary mends most (links.dictionary)
    assert all(0 < link.weight <= 1 for _, links in found for link in links)


def test_offsets_are_those_of_the_sentence_as_written(network: Opened) -> None:
    vowelled = "\u200fزَارَ  وزيرُ الخارجيّة بيروت"
    (links,) = forced_links(network, [(vowelled, "The foreign minister visited Beirut")])
    assert linked_words(vowelled, "The foreign minister visited Beirut", links)["Beirut"] == "بيروت"


def test_pairs_do_not_depend_on_their_neighbours(network: Opened) -> None:
    pairs = [(ARABIC, ENGLISH), (SHORT, PEACE), (ARABIC, "Beirut"), ("", "Nothing"), (ARABIC, ""), (ARABIC * 60, ENGLISH * 60)]
    together = forced_links(network, pairs)
    assert [bool(links) for links in together] == [True, True, True, False, False, False]
    for pair, links in zip(pairs[:3], together, strict=False):
        (alone,) = forced_links(network, [pair])
        assert linked_words(*pair, alone) == linked_words(*pair, links)
    assert forced_links(network, []) == []


@dataclass
class Bare:
    """An engine that links some of what it says."""

    answers: tuple[Translation, ...]
    name: str = "bare"
    version: str = "7"

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        yield from reversed([*enumerate(self.answers)])


def test_only_what_has_no_links_gets_some(network: Opened) -> None:
    own = (TokenLink(0, 1, 0, 1, 1.0),)
    engine = Bare((Translation(ENGLISH), Translation(ENGLISH, links=own), Translation(""), Translation("12.5"), Translation(PEACE)))
    linked = Linked(engine, lambda: network)
    assert (linked.name, linked.version, linked.uses_hints) == ("bare", "7", False)
    done = list(linked.translate([SourceSentence(text) for text in (ARABIC, ARABIC, ARABIC, "12.5", SHORT)]))
    assert [index for index, _ in done] == [4, 3, 2, 1, 0], "the engine's order"
    assert [bool(made.links) for _, made in done] == [True, False, False, True, True]
    assert dict(done)[1].links == own
    assert [made.english for _, made in done] == [made.english for made in reversed(engine.answers)]


def test_the_network_is_not_opened_for_nothing() -> None:
    linked = Linked(Bare((Translation("12.5"),)), lambda: pytest.fail("opened"))
    assert [made.english for _, made in linked.translate([SourceSentence("12.5")])] == ["12.5"]


@pytest.mark.parametrize("count", [1, 15, 16, 17, 40])
def test_every_sentence_comes_once(network: Opened, count: int) -> None:
    linked = Linked(Bare((Translation(PEACE),) * count), lambda: network)
    done = dict(linked.translate([SourceSentence(SHORT)] * count))
    assert sorted(done) == list(range(count))
    assert all(made.links for made in done.values())
