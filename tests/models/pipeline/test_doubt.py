"""Words and sentences the network itself was unsure of become doubts for the reader."""

from __future__ import annotations

from pathlib import Path

from models.pipeline.doubt import Doubt, doubt_marks, words_in_doubt
from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Output
from models.translators.ctranslate import CTranslateGenerator, SentencePieces
from models.translators.embedded import prepare
from nlp.document import Sentence
from nlp.protocols import Hint, Meaning, Name, SourceSentence, TokenLink
from nlp.reader import fill
from tests.support.fakes import Words

DOUBT = Doubt(word=-3.0, sentence=-2.0)


class Told:
    """Says the given English with the given scores, linked word by word."""

    def __init__(self, english: str, scores: list[float]) -> None:
        self._pieces, self._scores = [f"▁{word}" for word in english.split()], scores

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        rows = [[1.0 if i == j else 0.0 for j in range(len(batch[0]))] for i in range(len(self._pieces))]
        return [Output(self._pieces, True, rows) for _ in batch]

    def score(self, batch: list[list[str]], outputs: list[Output], options: DecodingOptions) -> list[list[float]]:
        return [self._scores for _ in outputs]


def marks_of(source: SourceSentence, english: str, scores: list[float]) -> list[tuple[str, str, str]]:
    network = Told(english, scores)
    engine = NeuralTranslator("told", "0" * 12, lambda: (network, Words()), names=True, doubt=DOUBT)
    ((_, made),) = engine.translate([source])
    return [
        (
            mark.kind,
            source.text[mark.start : mark.end] if mark.start >= 0 else "",
            made.english[mark.english_start : mark.english_end],
        )
        for mark in made.marks
    ]


def test_a_word_without_probability_is_a_doubt_on_both_sides() -> None:
    source = SourceSentence("أصابت الملاريا القرية")
    assert marks_of(source, "struck soil village", [-0.1, -3.5, -0.2]) == [("unsure", "الملاريا", "soil")]
    assert marks_of(source, "struck malaria village", [-0.1, -0.5, -0.2]) == []


def test_a_sentence_of_guesses_is_one_doubt() -> None:
    source = SourceSentence("أصابت الملاريا القرية")
    assert marks_of(source, "struck soil village", [-2.1, -3.5, -2.2]) == [("unsure", "", "")]


def test_names_passed_through_and_function_words_are_never_in_doubt() -> None:
    source = SourceSentence("قالت مايكروسوفت اليوم", (Name(5, 15, "Microsoft"),))
    assert marks_of(source, "said Microsoft today", [-0.1, -5.0, -0.1]) == []
    assert words_in_doubt("said that", [(0, 4, -0.1), (5, 9, -6.0)], lambda start, end: -3.0) == []


def test_the_weakest_three_are_told() -> None:
    english = "alpha bravo charlie delta"
    scores = [(0, 5, -3.1), (6, 11, -4.0), (12, 19, -5.0), (20, 25, -6.0)]
    assert [english[a:b] for a, b in words_in_doubt(english, scores, lambda start, end: -3.0)] == ["bravo", "charlie", "delta"]


def test_less_is_needed_to_doubt_what_the_dictionary_does_not_bear_out() -> None:
    arabic, bounds = "دفعت العائلات", Doubt(-3.0, -9.0, unsaid=-1.3)
    meanings = (Meaning(0, 4, ("to pay",), 3), Meaning(5, 13, ("families",), 2))
    links = [TokenLink(0, 4, 9, 13, 0.8), TokenLink(5, 13, 0, 8, 0.8)]

    def doubted(english: str, score: float, known: tuple[Meaning, ...] = meanings) -> bool:
        return bool(doubt_marks(english, arabic, [(0, 8, 0.0), (9, 13, score)], links, doubt=bounds, meanings=known))

    assert doubted("Families sang", -2.0)
    assert not doubted("Families sang", -1.0)
    assert not doubted("Families paid", -2.0)  # a form of a meaning
    assert doubted("Families paid", -3.5)
    assert not doubted("Families sang", -2.0, known=())  # the dictionary does not know the word


def test_without_a_link_only_the_english_is_marked() -> None:
    (mark,) = doubt_marks("a soil", "تربة", [(2, 6, -4.0), (0, 1, 0.0)], [], doubt=Doubt(-3.0, -9.0))
    assert (mark.start, mark.english_start) == (-1, 2)
    (linked,) = doubt_marks("a soil", "تربة", [(2, 6, -4.0)], [TokenLink(0, 4, 2, 6, 1.0)], doubt=Doubt(-3.0, -9.0))
    assert "«تربة»" in linked.message


def test_spans_index_the_article() -> None:
    row = Sentence(100, 121, "أصابت الملاريا القرية")
    engine = NeuralTranslator("told", "0" * 12, lambda: (Told("struck soil village", [0.0, -4.0, 0.0]), Words()), doubt=DOUBT)
    ((_, made),) = engine.translate([SourceSentence(row.arabic)])
    (mark,) = fill(row, made, "told").marks
    assert row.arabic[mark.start - 100 : mark.end - 100] == "الملاريا"


def test_the_real_network_scores_every_piece_it_wrote() -> None:
    from models.store.files import find

    where: Path = find("embedded")
    network, pieces = CTranslateGenerator(prepare(where)), SentencePieces(where / "source.spm", where / "target.spm")
    texts = ["زار الوزير القاهرة أمس.", "ارتفعت أسعار النفط"]
    sources, options = [pieces.encode(text) for text in texts], DecodingOptions()
    outputs = network.generate(sources, options)
    scores = network.score(sources, outputs, options)
    assert [len(each) for each in scores] == [len(output.pieces) for output in outputs]
    assert all(score <= 0 for each in scores for score in each)


def test_a_line_of_known_names_and_dates_is_not_doubted_as_a_whole() -> None:
    scores = [(0, 5, -6.0), (7, 15, -6.0), (16, 18, -6.0)]
    known = [(0, 5), (7, 15)]
    assert not doubt_marks("Paris, December 14", "باريس، 14 ديسمبر", scores, [], doubt=Doubt(-3.0, -1.0), sure=known)
    (mark,) = doubt_marks("Paris, December 14", "باريس، 14 ديسمبر", scores, [], doubt=Doubt(-3.0, -1.0), sure=known[:1])
    assert (mark.kind, mark.english_start) == ("unsure", -1)


def test_words_of_a_known_date_are_not_doubted() -> None:
    told = Told("Paris December 14", [-6.0, -6.0, -6.0])
    engine = NeuralTranslator("t", "0" * 12, lambda: (told, Words()), doubt=Doubt(-3.0, -1.0), names=True)
    date = (Hint(6, 15, "14 December"),)
    made = [
        translation
        for facts in (date, ())
        for _, translation in engine.translate([SourceSentence("باريس 14 ديسمبر", (Name(0, 5, "Paris"),), facts=facts)])
    ]
    assert [[mark.kind for mark in each.marks] for each in made] == [[], ["unsure"]]
