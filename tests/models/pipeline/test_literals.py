"""What must come out as it is does, whatever the network makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Output
from models.pipeline.text.digits import wrong_digits
from nlp.doubts.judge import judge
from nlp.protocols import Name, SourceSentence, Translation
from tests.support.fakes import Words


class _Network:
    """Says its source in English letters by a table of words; others become "word". Keeps what it was asked."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self.say = say
        self.asked: list[str] = []

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        texts = [" ".join(piece.lstrip("▁") for piece in source[:-1]) for source in batch]
        self.asked += texts
        return [Output([f"▁{word}" for word in self.say(text).split()]) for text in texts]


def _latin(text: str) -> str:
    """Copies Latin words, says "word" for each Arabic one, and nothing of addresses or emoji."""
    return " ".join(word if word.isascii() and word.isalnum() else "word" for word in text.split())


def _translated(network: _Network, text: str, *names: Name) -> Translation:
    engine = NeuralTranslator("test", "1", lambda: (network, Words()), names=True)
    ((_, made),) = engine.translate([SourceSentence(text, names)])
    return made


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("راسلنا على info@example.org الآن", "Word word info@example.org word"),
        ("زر https://a.org/ar?id=12 غدا", "Word https://a.org/ar?id=12 word"),
        ("انتشر وسم #غزة_الآن هنا", "Word word #غزة_الآن word"),
        ("شكرا لكم 😀🔥", "Word word 😀🔥"),
        ("شكرا ❤️ على الدعم", "Word ❤️ word word"),
        ("شكرا لكم 😀.", "Word word 😀."),
    ],
)
def test_addresses_and_emoji_pass_through_letter_for_letter(text: str, english: str) -> None:
    network = _Network(_latin)
    made = _translated(network, text)
    assert made.english == english
    assert not any(part in asked for asked in network.asked for part in ("@", "://", "#", "😀", "❤"))
    assert [mark for mark in made.marks if mark.kind in {"untranslated", "copied"}] == []


def test_an_address_is_linked_to_itself() -> None:
    text = "راسلنا على info@example.org الآن"
    made = _translated(_Network(_latin), text)
    spans = [(text[k.start : k.end], made.english[k.english_start : k.english_end]) for k in made.links]
    assert ("info@example.org", "info@example.org") in spans


def test_a_price_that_was_spelt_wrong_has_its_digits() -> None:
    network = _Network(lambda text: text.replace("سعره", "It costs").replace("224", "2,24").replace("دولارا", "dollars"))
    assert _translated(network, "سعره ٢٢٤ دولارا").english == "It costs 224 dollars"


def test_a_range_that_was_lost_is_asked_for_again_in_latin_letters() -> None:
    network = _Network(lambda text: text.replace("حكم بين", "He ruled in").replace("784-808", "78408").replace("عام", "AD"))
    assert _translated(network, "حكم بين 784-808 عام").english == "He ruled in 784-808 AD"
    assert len(network.asked) == 2


def test_digits_reach_the_network_as_it_writes_them() -> None:
    network = _Network(_latin)
    _translated(network, "بلغت (٣٠٪) في ١٩٦٧")
    assert network.asked[0] == "بلغت (30%) في 1967"


def test_an_address_that_the_network_will_not_copy_cuts_the_sentence() -> None:
    network = _Network(lambda text: " ".join("word" for _ in text.split()))
    assert _translated(network, "راسلنا على a@b.org الآن").english == "Word word a@b.org word"


def test_a_lost_address_is_told_and_a_lost_number_once() -> None:
    source = SourceSentence("راسلنا على a@b.org قبل 15 مايو")
    assert [finding.message for finding in judge(source, "Write to us before 15 May")] == ["literal lost"]
    assert [finding.message for finding in judge(source, "Write to a@b.org before May")] == ["number lost"]


def test_a_name_keeps_its_place_beside_an_address() -> None:
    made = _translated(_Network(_latin), "قالت القاهرة في a.org", Name(5, 12, "Cairo"))
    assert made.english == "Word Cairo word a.org"


@pytest.mark.parametrize(
    ("arabic", "english", "right"),
    [
        ("عام 1967 هنا", "in 197 here", "1967"),
        ("بلغ 3,7 دولار", "at 37 dollars", "3.7"),
        ("نسبة 30 هنا", "a share of 50", ""),
        ("الساعة 19:30", "at 7:30", ""),
        ("بين 12 و 15", "12 and 15", ""),
        ("الخبر 22004 ثم 22004", "news 22004 then 42004", "22004"),
        ("الخبر 22004 ثم 22004", "news 22004 then again", ""),
        ("الخبر 22004 ثم 22004", "news 22004 then 17", ""),
    ],
)
def test_only_nearly_the_same_digits_are_put_right(arabic: str, english: str, right: str) -> None:
    assert [text for _, _, text in wrong_digits(arabic, english)] == ([right] if right else [])


def _unnamed(say: Callable[[str], str], text: str, *names: Name) -> tuple[str, list[str]]:
    """(What an engine that is given no names says of `text`, what its network was asked)."""
    network = _Network(say)
    engine = NeuralTranslator("test", "1", lambda: (network, Words()), searches=False)
    ((_, made),) = engine.translate([SourceSentence(text, names)])
    return made.english, network.asked


def test_a_sure_name_that_an_engine_lost_is_asked_for_again_in_latin_letters() -> None:
    english, asked = _unnamed(_latin, "زار الوزير أبوظبي", Name(11, 17, "Abu Dhabi"))
    assert (english, asked[:2]) == ("Word word Abu Dhabi", ["زار الوزير أبوظبي", "زار الوزير Abu Dhabi"])


def test_a_name_that_stands_there_in_any_form_is_left_to_the_engine() -> None:
    english, asked = _unnamed(lambda _: "He visited Abu Zaby", "زار الوزير أبوظبي", Name(11, 17, "Abu Dhabi"))
    assert (english, len(asked)) == ("He visited Abu Zaby", 1)


def test_an_engine_without_search_is_not_asked_for_a_stricter_one() -> None:
    _, asked = _unnamed(lambda _: "no no no no", "زار الوزير")
    assert asked.count("زار الوزير") == 1
