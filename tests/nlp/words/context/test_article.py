"""One meaning an article: a word that its neighbours do not decide is what the other sentences say, and nobody is overruled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.document import Sentence
from nlp.engine_input.source_sentence import source_of
from nlp.text.clean import clean
from nlp.words.context.article import IN_ARTICLE, is_of_article, with_article
from nlp.words.readings import BEFORE_CHOICE
from rafiq.workbench import Workbench
from tests.support.fakes import FakeTagger

OPENED = "فتحت الشركة لجنة تحقيق في الأمر."
STARTED = "أعلنت الشركة بدء التحقيق أمس."
HEADING = "تحقيق وإجراء"


def read(workbench: Workbench, *rows: str) -> tuple[Sentence, ...]:
    reader = replace(workbench.reader(), tagger=FakeTagger())
    return reader.analyse(clean("\n\n".join(rows))).sentences


def first(sentence: Sentence, word: str) -> str:
    return next(token.glosses[0] for token in sentence.tokens if word in token.text)


def test_a_heading_means_what_the_text_below_it_says(workbench: Workbench) -> None:
    alone = read(workbench, HEADING)
    told = read(workbench, HEADING, OPENED, STARTED)
    assert first(alone[0], "تحقيق") == "achievement"
    assert first(told[0], "تحقيق") == "investigation"
    assert told[0].tokens[0].readings[0].reason == IN_ARTICLE
    assert alone[0].tokens[0].glosses[0] in told[0].tokens[0].glosses, "nothing is taken away"


def test_engines_are_asked_for_it_as_for_a_decided_word(workbench: Workbench) -> None:
    told, alone = (source_of(read(workbench, *rows)[0], {}) for rows in ((HEADING, OPENED, STARTED), (HEADING,)))
    assert [(sense.english, sense.own) for sense in told.senses] == [("investigation", True)]
    assert alone.senses == ()


@pytest.mark.parametrize(
    "rows",
    [(HEADING, OPENED), (HEADING, HEADING, HEADING, OPENED, STARTED)],
    ids=["one sentence alone says it", "more sentences do not say it"],
)
def test_few_sentences_decide_for_no_others(workbench: Workbench, rows: tuple[str, ...]) -> None:
    assert first(read(workbench, *rows)[0], "تحقيق") == "achievement"


def test_what_the_reader_chose_stays(workbench: Workbench) -> None:
    rows = [replace(row) for row in read(workbench, HEADING, OPENED, STARTED)]
    word = read(workbench, HEADING)[0].tokens[0]
    readings = (word.readings[0], *(replace(each, reason=BEFORE_CHOICE) for each in word.readings[1:2] or word.readings[:1]))
    rows[0] = replace(rows[0], tokens=(replace(word, readings=readings), *rows[0].tokens[1:]))
    again = with_article(rows)[0].tokens[0]
    assert again.glosses[0] == "achievement"
    assert not is_of_article(again)
