"""A reading with a good engine: what names, links and marks the code around it makes of English that it did not write."""

from __future__ import annotations

import pytest

from models.pipeline.links.forced import Linked
from models.translators import embedded
from nlp.document import Alignment, BilingualDocument, Sentence
from nlp.reader import with_sentence
from nlp.text.clean import clean
from rafiq.render import formats
from rafiq.workbench import Workbench
from tests.support.replay import RECORDINGS, Replay, of_files, sample


def reading(workbench: Workbench, recordings: dict[str, str]) -> BilingualDocument:
    """The recorded lines as an article, a paragraph each, in the recorded English. Lines that are split in two are left out."""
    reader = workbench.reader()
    whole = {}
    for arabic, english in recordings.items():
        rows = reader.analyse(clean(arabic)).sentences
        if len(rows) == 1:
            whole[rows[0].arabic] = english
    engine = Linked(Replay(whole), embedded.open_for_links)
    document = reader.analyse(clean("\n\n".join(whole)))
    for index, sentence in reader.translate(document, engine):
        document = with_sentence(document, index, sentence, engine.name)
    return document


@pytest.fixture(scope="module")
def document(workbench: Workbench) -> BilingualDocument:
    return reading(workbench, sample())


def lit(sentence: Sentence, english: str) -> set[str]:
    """The Arabic words that light up with an English word."""
    start = sentence.english.index(english)

    def over(link: Alignment) -> bool:
        return link.english_start < start + len(english) and start < link.english_end

    return {sentence.tokens[link.token].text for link in sentence.alignment if over(link)}


def test_the_english_is_the_engines(document: BilingualDocument) -> None:
    assert document.engine == "replay"
    assert [sentence.machine_english for sentence in document.sentences] == list(sample().values())


def test_words_light_up_on_both_sides(document: BilingualDocument) -> None:
    roads, sewage = document.sentences[1], document.sentences[3]
    assert "مطار" in lit(roads, "airport")
    assert "الطرق" in lit(roads, "roads")
    assert "اليونان" in lit(sewage, "Greece")
    for sentence in document.sentences:
        words = [token for token in sentence.tokens if token.kind == "word"]
        linked = {link.token for link in sentence.alignment}
        assert len(linked) >= 0.6 * len(words), sentence.english


def test_names_are_placed_in_english_that_they_were_not_put_into(document: BilingualDocument) -> None:
    placed = {
        sentence.english[mention.english_start : mention.english_end]
        for sentence in document.sentences
        for mention in sentence.entities
        if mention.english_start >= 0
    }
    assert {"Canada", "Greece", "1959"} <= placed


def test_right_english_is_hardly_marked(document: BilingualDocument) -> None:
    assert sum(bool(sentence.marks) for sentence in document.sentences) <= 1


def test_every_text_export_takes_it(document: BilingualDocument) -> None:
    for name in ("html", "md", "json"):
        assert "Ishikawa" in str(formats.find(name).render(document))


@pytest.mark.slow
@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recorded outputs are not beside this checkout")
@pytest.mark.parametrize("engine", ["firefox", "nllb"])
def test_a_hundred_lines(workbench: Workbench, engine: str) -> None:
    document = reading(workbench, of_files("flores-dev", engine, 100))
    mentions = [
        (mention, sentence)
        for sentence in document.sentences
        for mention in sentence.entities
        if mention.english in sentence.english
    ]
    placed = [mention for mention, _ in mentions if mention.english_start >= 0]
    assert len(placed) >= 0.95 * len(mentions) > 0
    words = sum(token.kind == "word" for sentence in document.sentences for token in sentence.tokens)
    linked = sum(len({link.token for link in sentence.alignment}) for sentence in document.sentences)
    assert linked >= 0.7 * words
