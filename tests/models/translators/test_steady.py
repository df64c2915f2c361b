"""Engines that fail: opened again, asked again, one sentence marked and the others translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from models.translators import steady
from models.translators.server import open_engine
from models.translators.steady import Steady
from nlp.errors import ChecksumError, EngineError, EngineUnavailableError
from nlp.protocols import SourceSentence, Translation
from tests.support.fakes import UpperTranslator
from tests.support.model_server import Server

SENTENCES = [SourceSentence(text) for text in ("قال نعم.", "وصل الوفد.", "سقط الجدار.", "عاد الولد.", "نام القط.")]


class Failing(UpperTranslator):
    """Fails on sentences that `fails` says, and on everything after it has failed once, as an engine that died does."""

    def __init__(self, fails: Callable[[str], bool], error: Exception) -> None:
        super().__init__()
        self.fails, self.error, self.dead = fails, error, False

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        for each in super().translate(sentences):
            self.dead = self.dead or self.fails(sentences[each[0]].text)
            if self.dead:
                raise self.error
            yield each


def engine(fails: Callable[[str], bool], error: Exception | None = None) -> tuple[Steady, list[Failing]]:
    made: list[Failing] = []

    def opening() -> Failing:
        made.append(Failing(fails, error or RuntimeError("secret")))
        return made[-1]

    return Steady(opening), made


@pytest.mark.parametrize("bad", range(5))
def test_an_engine_that_dies_in_mid_article_is_opened_again_and_one_sentence_is_marked(bad: int) -> None:
    steadied, made = engine(lambda text: text == SENTENCES[bad].text)
    done = dict(steadied.translate(SENTENCES))
    assert [bool(done[n].english) for n in range(5)] == [n != bad for n in range(5)]
    (mark,) = done[bad].marks
    assert mark.kind == "empty"
    assert mark.message == "This sentence could not be translated: the engine failed on it (RuntimeError)."
    assert len(made) == 3  # the first; after it failed; after the sentence had failed by itself


def test_a_sentence_that_fails_once_is_translated() -> None:
    times = iter([True])
    steadied, made = engine(lambda text: text == SENTENCES[2].text and next(times, False))
    assert all(translation.english for _, translation in steadied.translate(SENTENCES))
    assert len(made) == 2


def test_the_reason_of_an_engine_is_told() -> None:
    steadied, _ = engine(lambda text: text == SENTENCES[0].text, EngineError("The engine is out of breath."))
    assert dict(steadied.translate(SENTENCES))[0].marks[0].message.endswith("translated: The engine is out of breath.")


def test_several_bad_sentences_are_each_marked() -> None:
    steadied, _ = engine(lambda text: text in {SENTENCES[n].text for n in (0, 1, 4)})
    done = dict(steadied.translate(SENTENCES))
    assert sorted(done) == list(range(5))
    assert [bool(done[n].english) for n in range(5)] == [False, False, True, True, False]


def test_an_engine_that_can_do_nothing_any_more_says_so() -> None:
    steadied, _ = engine(lambda _: True, EngineError("The engine is out of breath."))
    with pytest.raises(EngineError, match="out of breath"):
        list(steadied.translate(SENTENCES))


def test_an_engine_that_breaks_off_without_a_word_is_asked_again() -> None:
    class Short(UpperTranslator):
        def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
            yield from super().translate(sentences[:2])

    assert sorted(dict(Steady(Short).translate(SENTENCES))) == list(range(5))


def test_damaged_weights_are_the_callers_matter_and_tried_once() -> None:
    steadied, made = engine(lambda _: True, ChecksumError("The model file is damaged."))
    with pytest.raises(ChecksumError):
        list(steadied.translate(SENTENCES))
    assert len(made) == 1


def test_a_server_that_fails_once_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "_PAUSE", 0.01)
    server = Server()
    answers = iter([(500, b"oops")])
    server.answer = lambda request: next(answers, "English.")
    steadied = Steady(lambda: open_engine(server.address))
    assert [translation.english for _, translation in steadied.translate(SENTENCES)] == ["English."] * 5
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(EngineUnavailableError, match="is the server running"):
        list(steadied.translate(SENTENCES))
