"""The reading pass: real text modules and morphology, a fake engine where the engine is not the point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from nlp.document import BilingualDocument, Mark, Mention, Reading, Sentence, Token
from nlp.engine_input.source_sentence import source_of
from nlp.protocols import Translation
from nlp.reader import Reader, only_name, untranslated, with_sentence
from nlp.text.clean import clean
from nlp.text.tokens import tokenize
from nlp.words.glossary import Entry, ReaderGlossary
from rafiq.workbench import Workbench
from tests.support.fakes import FakeTagger, UpperTranslator

TEXT = "زيارة رسمية\n\nزار الوزير القاهرة أمس. ولم يصدر بيان عن الزيارة.\n\nاقرأ أيضاً:\n\nخبر آخر من الموقع"


def read_all(reader: Reader, text: str, translator: UpperTranslator) -> BilingualDocument:
    document = reader.analyse(clean(text))
    for index, sentence in reader.translate(document, translator):
        document = with_sentence(document, index, sentence, translator.name)
    return document


def test_every_sentence_gets_its_english_in_its_place(workbench: Workbench) -> None:
    document = read_all(workbench.reader(), TEXT, UpperTranslator())
    assert [sentence.arabic for sentence in document.sentences] == [
        "زيارة رسمية",
        "زار الوزير القاهرة أمس.",
        "ولم يصدر بيان عن الزيارة.",
    ]
    for sentence in document.sentences:
        assert document.article.text[sentence.start : sentence.end] == sentence.arabic
        assert re.findall(r"\w+", sentence.english.removeprefix("EN:")) == re.findall(r"\w+", sentence.arabic)
        assert sentence.engine == "fake" and sentence.machine_english == sentence.english
    assert document.title_english == document.sentences[0].english


def test_furniture_is_read_only_when_asked(workbench: Workbench) -> None:
    reader = workbench.reader()
    without = reader.analyse(clean(TEXT))
    including = reader.analyse(clean(TEXT), include_furniture=True)
    assert "خبر آخر" not in " ".join(sentence.arabic for sentence in without.sentences)
    assert "خبر آخر" in " ".join(sentence.arabic for sentence in including.sentences)


def test_links_become_alignments_of_tokens(workbench: Workbench) -> None:
    sentence = read_all(workbench.reader(), TEXT, UpperTranslator()).sentences[1]
    aligned = {
        sentence.tokens[link.token].text: sentence.english[link.english_start : link.english_end] for link in sentence.alignment
    }
    assert aligned["الوزير"] == "الوزير"
    assert aligned["القاهرة"] == "القاهرة"


def test_the_engines_own_marks_are_kept_beside_the_rules(workbench: Workbench) -> None:
    mark = Mark("cut", "The engine stopped early.")
    document = read_all(workbench.reader(), TEXT, UpperTranslator(marks=(mark,)))
    assert all(mark in sentence.marks for sentence in document.sentences)


def test_the_readers_own_gloss_comes_first(workbench: Workbench) -> None:
    own = workbench.reader(entries=[Entry("بيان", "communiqué")])
    tokens = own.analyse(clean(TEXT)).sentences[2].tokens
    assert next(token for token in tokens if token.text == "بيان").glosses[0] == "communiqué"
    assert any(isinstance(glossary, ReaderGlossary) for glossary in own.glossaries)


def test_names_of_the_readers_glossary_are_passed_to_the_engine(workbench: Workbench) -> None:
    base = workbench.reader(names={"زلفى الهاشمي": "Zulfa al-Hashimi"})
    reader = Reader(
        morphology=base.morphology,
        tagger=FakeTagger({"زلفى": "B-PERS", "الهاشمي": "I-PERS"}),
        namer=base.namer,
        names=base.names,
    )
    document = reader.analyse(clean("قالت زلفى الهاشمي إن العمل انتهى."))
    byid = {entity.id: entity for entity in document.entities}
    source = source_of(document.sentences[0], byid)
    assert [(source.text[name.start : name.end], name.english) for name in source.names] == [("زلفى الهاشمي", "Zulfa al-Hashimi")]


def test_stopping_early_loses_nothing(workbench: Workbench) -> None:
    reader = workbench.reader()
    document = reader.analyse(clean(TEXT))
    steps = reader.translate(document, UpperTranslator())
    index, sentence = next(steps)
    document = with_sentence(document, index, sentence)
    assert untranslated(document) == [1, 2]
    asked = UpperTranslator()
    for index, sentence in reader.translate(document, asked):
        document = with_sentence(document, index, sentence)
    assert len(asked.asked) == 2 and untranslated(document) == []


def test_at_least_95_percent_of_content_words_carry_a_gloss(workbench: Workbench, articles: dict[str, str]) -> None:
    assert len(articles) >= 4
    for text in articles.values():
        document = workbench.reader().analyse(clean(text))
        content = [
            token
            for sentence in document.sentences
            for token in sentence.tokens
            if token.kind == "word" and token.pos not in {"preposition", "conjunction", "particle", "pronoun"}
        ]
        assert sum(bool(token.glosses) for token in content) / len(content) >= 0.95


def test_a_line_that_is_one_date_or_name_needs_no_engine(workbench: Workbench) -> None:
    asked = UpperTranslator()
    document = read_all(workbench.reader(), "زيارة رسمية إلى الجزائر\n\n30 سبتمبر 2025\n\nزار الوزير الجزائر أمس وعاد مساء.", asked)
    dateline = next(sentence for sentence in document.sentences if sentence.arabic == "30 سبتمبر 2025")
    assert (dateline.english, dateline.engine, dateline.marks) == ("30 September 2025", "entities", ())
    assert all(source.text != "30 سبتمبر 2025" for source in asked.asked)
    (mention,) = dateline.entities
    assert dateline.english[mention.english_start : mention.english_end] == "30 September 2025"


@pytest.mark.parametrize(
    ("arabic", "english"), [("القاهرة", "Cairo"), ("القاهرة.", "Cairo."), ("القاهرة؟", "Cairo?"), ("«القاهرة»", "Cairo")]
)
def test_a_sentence_that_is_one_name_keeps_its_final_mark(arabic: str, english: str) -> None:
    at = arabic.index("القاهرة")
    mention = Mention(at, at + 7, "القاهرة", "LOC", 0, "Cairo")
    known = only_name(Sentence(0, len(arabic), arabic, entities=(mention,), tokens=tokenize(arabic)))
    assert known is not None and known.english == english


def test_the_encoder_is_asked_only_where_the_english_says_little_of_the_words(workbench: Workbench) -> None:
    asked: list[tuple[str, str]] = []

    def similarity(pairs: Sequence[tuple[str, str]]) -> list[float]:
        asked.extend(pairs)
        return [0.1] * len(pairs)

    def token(start: int, text: str, gloss: str) -> Token:
        return Token(
            start, start + len(text), text, pos="noun", glosses=(gloss,), readings=(Reading("", "", "noun", (gloss,), (), ""),)
        )

    row = Sentence(0, 11, "نفط وأسعار.", tokens=(token(0, "نفط", "oil"), token(4, "وأسعار", "prices")))
    reader = replace(workbench.reader(), similarity=similarity)
    good = reader.complete(row, Translation("Oil and its prices are here."), "fake")
    assert not asked
    assert "similarity" not in {mark.kind for mark in good.marks}
    bad = reader.complete(row, Translation("The minister left by train."), "fake")
    assert asked == [(row.arabic, bad.english)]
    assert "similarity" in {mark.kind for mark in bad.marks}
