"""Sure names and the reader's own meanings that an engine's English lacks: asked for again in Latin letters, kept if no worse."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from models.pipeline.engine import NeuralTranslator
from models.pipeline.links.forced import Linked
from models.pipeline.search import DecodingOptions, Output
from models.pipeline.text.tidy import with_head
from models.recorded import Replay, as_read, engine_of
from models.translators.embedded import open_engine, open_for_links
from nlp.protocols import Hint, Name, SourceSentence
from nlp.words.glossary import Entry
from rafiq.workbench import Workbench
from tests.support.fakes import Words

EMIRATES = "الإمارات أول دولة عربية"


class _Answers:
    """A network that knows some sentences, and says "nothing" of others."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers, self.asked = answers, list[str]()

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        texts = [" ".join(piece.lstrip("▁") for piece in source[:-1]) for source in batch]
        self.asked += texts
        return [Output([f"▁{word}" for word in self.answers.get(text, "nothing").split()]) for text in texts]


def _english(sentence: SourceSentence, answers: Mapping[str, str], *, names: bool, hints: bool = False) -> tuple[str, list[str]]:
    network = _Answers(answers)
    engine = NeuralTranslator("test", "1", lambda: (network, Words()), names=names, hints=hints)
    ((_, made),) = engine.translate([sentence])
    return made.english, network.asked


@pytest.mark.parametrize(
    ("english", "text", "name", "mended"),
    [
        ("Arab Emirates is the first", "United Arab Emirates أول", "United Arab Emirates", "United Arab Emirates is the first"),
        (
            "The Arab Emirates is the first",
            "«United Arab Emirates» أول",
            "United Arab Emirates",
            "The United Arab Emirates is the first",
        ),
        ("dia, born there", "Nadia، المولودة", "Nadia", "Nadia, born there"),
        ("Nadia was born", "Nadia ولدت", "Nadia", "Nadia was born"),
        ("The daughter was born", "Nadia ولدت", "Nadia", "The daughter was born"),
        ("A boy left Nadia", "غادر الصبي Nadia", "Nadia", "A boy left Nadia"),
        ("Ale is a drink", "Pale شراب", "Pale", "Ale is a drink"),  # a word of its own is no rest of a name
    ],
)
def test_a_name_at_the_head_that_lost_its_beginning_is_completed(english: str, text: str, name: str, mended: str) -> None:
    for start, end, new in with_head(english, text, [name]):
        english = english[:start] + new + english[end:]
    assert english == mended


def test_a_name_is_not_given_up_for_english_without_it() -> None:
    sentence = SourceSentence(EMIRATES, (Name(0, 8, "United Arab Emirates"),))
    with_it = "United Arab Emirates أول دولة عربية"
    answers = {with_it: "The emirates of the Arabs are first", EMIRATES: "The first Arab country"}
    assert _english(sentence, answers, names=True)[0] == "The emirates of the Arabs are first"


def test_a_name_that_was_given_and_lost_is_asked_for_in_quotation_marks() -> None:
    sentence = SourceSentence("ولدت نادية هنا", (Name(5, 10, "Nadia"),))
    answers = {
        "ولدت Nadia هنا": "She was born",
        "ولدت نادية هنا": "A daughter was born",
        'ولدت "Nadia" هنا': '"Nadia" was born here',
    }
    english, asked = _english(sentence, answers, names=True)
    assert english == "Nadia was born here"
    assert asked == ["ولدت Nadia هنا", "ولدت نادية هنا", 'ولدت "Nadia" هنا']


@pytest.mark.parametrize(
    ("again", "english"), [("He visited the lodge", "He visited the lodge"), ("he he he he", "He visited the house")]
)
def test_the_readers_word_reaches_an_engine_that_takes_no_hints_where_it_does_no_harm(again: str, english: str) -> None:
    own = Hint(4, 9, "lodge", own=True)
    answers = {"زار الدار": "He visited the house", "زار lodge": again}
    assert _english(SourceSentence("زار الدار", hints=(own,)), answers, names=False)[0] == english


def test_a_hint_that_is_not_the_readers_does_not() -> None:
    likely = Hint(4, 9, "lodge")
    english, asked = _english(SourceSentence("زار الدار", hints=(likely,)), {"زار الدار": "He visited the house"}, names=False)
    assert (english, asked) == ("He visited the house", ["زار الدار"])


def test_the_readers_glossary_reaches_recorded_english_and_the_embedded_engine(workbench: Workbench) -> None:
    text = "نشرت الصحيفة بيانا عن الحريق."
    reader = workbench.reader(entries=[Entry("بيان", "communique")])
    again = "نشرت الصحيفة communique عن الحريق."
    told = "The newspaper published a {} about the fire."
    network = Replay({text: told.format("statement"), again: told.format("communique")})
    for engine in (Linked(engine_of("recorded", network), open_for_links), open_engine()):
        (row,) = as_read([text], engine, reader)
        assert "communique" in row.english
