"""Words that the English passes over: which are marked, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.pipeline.missing import missing
from nlp.document import Alignment, Mention, Reading, Sentence, Token
from nlp.doubts.find import find_marks, judged
from nlp.doubts.omissions import stands_as_a_name
from nlp.protocols import Hint, Meaning, SourceSentence, TokenLink
from nlp.text.tokens import tokenize

ARABIC = "ضرب إعصار شديد الساحل"
KNOWN = {
    "ضرب": ("verb", ("to hit", "to strike"), -4.2),
    "إعصار": ("noun", ("hurricane", "tornado"), -5.0),
    "شديد": ("adjective", ("severe", "strong"), -4.3),
    "الساحل": ("noun", ("coast",), -4.4),
}


def analysed(token: Token) -> Token:
    pos, glosses, frequency = KNOWN[token.text]
    reading = Reading(token.text, "", pos, glosses, (), "", frequency=frequency)
    return replace(token, lemma=token.text, pos=pos, glosses=glosses, readings=(reading,), level=4)


def sentence(english: str, links: dict[int, str], *, start: int = 0) -> Sentence:
    """The sentence above with each of its words linked to a stretch of `english`, weight 0.8."""
    tokens = tuple(analysed(token) for token in tokenize(ARABIC, start))
    spans = {at: (english.index(said), english.index(said) + len(said)) for at, said in links.items()}
    alignment = tuple(Alignment(at, a, b, 0.8) for at, (a, b) in spans.items())
    return Sentence(start, start + len(ARABIC), ARABIC, english=english, tokens=tokens, alignment=alignment, engine="embedded")


def omitted(row: Sentence) -> tuple[Token, ...]:
    """The words of `row` that the judge finds passed over."""
    spans = [finding.source for finding in judged(row, rules=("omissions",))]
    return tuple(t for t in row.tokens if any(start <= t.start - row.start < end for start, end in spans))


def test_a_word_without_link_and_without_gloss_is_marked_where_it_stands() -> None:
    found = sentence("A hurricane hit the coast", {0: "hit", 1: "hurricane", 3: "coast"}, start=40)
    (mark,) = find_marks(found)
    assert mark.kind == "omission"
    assert mark.message == "Nothing in the English seems to say «شديد» (severe)."
    assert ARABIC[mark.start - 40 : mark.end - 40] == "شديد"
    assert (mark.english_start, mark.english_end) == (-1, -1)


def test_an_engine_for_which_omissions_were_not_measured_is_not_blamed_for_them() -> None:
    row = sentence("A hurricane hit the coast", {0: "hit", 1: "hurricane", 3: "coast"})
    assert [mark.kind for mark in find_marks(row)] == ["omission"]
    assert find_marks(replace(row, engine="firefox")) == ()


def test_the_words_of_an_expression_are_one_mark() -> None:
    whole = sentence("A gale hit the coast", {0: "hit", 3: "coast"})
    told = ("severe hurricane",)
    tokens = tuple(replace(token, glosses=told) if 0 < at < 3 else token for at, token in enumerate(whole.tokens))
    (mark,) = find_marks(replace(whole, tokens=tokens))
    assert ARABIC[mark.start : mark.end] == "إعصار شديد"
    assert mark.message == "Nothing in the English seems to say «إعصار شديد» (severe hurricane)."


@pytest.mark.parametrize(
    ("english", "links"),
    [
        ("A severe hurricane hit the coast", {0: "hit", 1: "hurricane", 3: "coast"}),  # a gloss, though not linked
        ("A fierce hurricane hit the coast", {0: "hit", 1: "hurricane", 2: "fierce", 3: "coast"}),  # a synonym, linked
        ("Hit by strong tornadoes: coast", {0: "by", 1: "tornadoes", 3: "coast"}),  # other glosses, another form
        ("A hurricane hit the coast", {}),  # nothing is known of what became of what
    ],
)
def test_what_is_said_is_not_marked(english: str, links: dict[int, str]) -> None:
    assert not omitted(sentence(english, links))


def test_names_common_words_and_words_no_dictionary_knows_are_left_alone() -> None:
    whole = sentence("A hurricane hit the coast", {0: "hit", 1: "hurricane", 3: "coast"})
    severe = whole.tokens[2]

    def with_word(token: Token) -> Sentence:
        return replace(whole, tokens=(*whole.tokens[:2], token, whole.tokens[3]))

    assert omitted(whole) == (severe,)
    assert not omitted(with_word(replace(severe, level=1)))
    also_common = replace(severe.readings[0], frequency=-2.0)
    assert not omitted(with_word(replace(severe, readings=(*severe.readings, also_common))))
    assert not omitted(with_word(replace(severe, readings=(replace(severe.readings[0], source="backoff"),))))
    assert not omitted(with_word(replace(severe, pos="preposition")))
    assert not omitted(with_word(replace(severe, lemma="كُلّ")))
    assert not omitted(replace(whole, entities=(Mention(severe.start, severe.end, severe.text, "PERS"),)))


def test_a_link_to_a_small_word_is_a_trace_of_the_word() -> None:
    whole = sentence("By a hurricane the coast was hit", {0: "hit", 1: "hurricane", 2: "By", 3: "coast"})
    assert not omitted(whole)
    weak = tuple(replace(link, weight=0.3) if link.token == 2 else link for link in whole.alignment)
    assert not omitted(replace(whole, alignment=weak))
    assert omitted(replace(whole, alignment=tuple(link for link in weak if link.token != 2))) == (whole.tokens[2],)


def test_commoner_words_are_left_out_by_good_translators_too() -> None:
    whole = sentence("A hurricane hit the coast", {0: "hit", 1: "hurricane", 3: "coast"})
    assert not omitted(replace(whole, tokens=tuple(replace(token, level=3) for token in whole.tokens)))


def test_at_most_the_three_rarest_are_marked() -> None:
    whole = sentence("Nothing of the kind", {0: "of"})
    words = tuple(replace(token, level=5 if at else 4) for at, token in enumerate(whole.tokens))
    stop = Token(whole.end, whole.end + 1, ".", "punctuation")
    assert omitted(replace(whole, tokens=(*words, stop), alignment=(Alignment(4, 8, 10, 0.2),))) == words[1:]


def test_a_word_that_stands_there_as_a_name_is_no_omission() -> None:
    assert stands_as_a_name("ماسا", "Massa is to be absent from the season")
    assert not stands_as_a_name("ماسا", "He is to be absent from the season")


@pytest.mark.parametrize(
    ("english", "links", "told"),
    [
        ("A gale hit the coast", [], False),  # a synonym the engine linked
        ("A thing hit the coast", [TokenLink(4, 9, 0, 1, 0.4)], True),
        ("A tornado hit the coast", [], False),  # another gloss
    ],
)
def test_a_hinted_word_that_is_passed_over_is_told_again(english: str, links: list[TokenLink], told: bool) -> None:
    hint = Hint(4, 9, "hurricane")
    source = SourceSentence("ضرب إعصار الساحل", hints=(hint,), meanings=(Meaning(4, 9, ("hurricane", "tornado"), 4),))
    linked = links or [TokenLink(4, 9, 2, 6, 0.8)]
    assert missing(english, linked, source) == ((hint,) if told else ())
