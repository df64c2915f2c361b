"""Hints for rare words, the meanings an engine chooses by, and what becomes of both on the way to a network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions, Output
from nlp.document import Entity, Mention, NameSource, Reading, Sentence, Token
from nlp.engine_input.coverage import coverage, meanings
from nlp.engine_input.hints import hints, senses, term, wording
from nlp.engine_input.source_sentence import source_of
from nlp.protocols import Hint, Meaning, Name, SourceSentence
from nlp.text.clean import clean
from nlp.text.english import stems
from nlp.text.tokens import tokenize
from nlp.words.glossary import Expressions, ReaderGlossary, with_glosses
from nlp.words.morphology import Morphology
from nlp.words.readings import BEFORE_CHOICE
from rafiq.workbench import Workbench


def analysed(morphology: Morphology, text: str, *, own: dict[str, str] | None = None) -> tuple[Token, ...]:
    glossaries = ((ReaderGlossary(own),) if own else ()) + (Expressions.load(),)
    return with_glosses(glossaries, morphology.annotate(tokenize(text, 0)))


def said(text: str, found: tuple[Hint, ...]) -> dict[str, str]:
    return {text[hint.start : hint.end]: hint.english for hint in found}


def test_rare_words_get_their_meaning_and_common_ones_none(morphology: Morphology) -> None:
    text = "قال الوزير إن القسطرة ضرورية"
    found = said(text, hints(analysed(morphology, text)))
    assert found["القسطرة"] == "catheterization"
    assert "قال" not in found
    assert "قال" in said(text, hints(analysed(morphology, text), least_level=1))


def test_an_expression_is_one_hint_at_its_last_word(morphology: Morphology) -> None:
    text = "رفض العرض على الرغم من الضغط"
    (found,) = (hint for hint in hints(analysed(morphology, text)) if text[hint.start : hint.end] == "على الرغم من")
    assert found.english == "despite"


def test_the_readers_own_word_is_a_hint_however_common(morphology: Morphology) -> None:
    text = "قال الرئيس كلمة"
    assert "كلمة" not in said(text, hints(analysed(morphology, text)))
    assert said(text, hints(analysed(morphology, text, own={"كلمة": "speech"})))["كلمة"] == "speech"


def test_a_foreign_word_gets_a_spelling(morphology: Morphology) -> None:
    text = "مدينة بوغفلاند"
    assert said(text, hints(analysed(morphology, text)))["بوغفلاند"].lower().startswith("b")


def test_within_a_name_only_names_are_hinted_and_outside_only_words(morphology: Morphology) -> None:
    text = "الطيار بارق عوسج ومستهدثوها في القسطرة"
    tokens = analysed(morphology, text)
    loose, strict = said(text, hints(tokens)), said(text, hints(tokens, names=[(7, 16)]))
    assert {"بارق", "عوسج", "ومستهدثوها", "القسطرة"} <= set(loose)
    assert not {"بارق", "عوسج", "ومستهدثوها"} & set(strict), "a glimpse, a shrub, a romanised verb"
    assert strict["القسطرة"] == "catheterization"


@pytest.mark.parametrize(
    ("gloss", "wanted"),
    [
        ("to launch", "launch"),
        ("war (armed)", "war"),
        ("a b c d e", ""),
        ("2nd", ""),
        ("despite; although", "despite"),
        ("كتاب", ""),
        ("", ""),
        ("I'm", "I'm"),
    ],
)
def test_wording(gloss: str, wanted: str) -> None:
    assert wording(gloss) == wanted


def test_hints_keep_off_passed_names_and_index_the_sentence(morphology: Morphology) -> None:
    text = "تطلق مايكروسوفت قسطرة"
    tokens = tuple(
        Token(t.start + 50, t.end + 50, t.text, t.kind, t.lemma, t.root, t.pos, t.segments, t.glosses, readings=t.readings, level=5)
        for t in analysed(morphology, text)
    )
    entity = Entity(0, "مايكروسوفت", "ORG", "Microsoft", NameSource.OURS)
    row = Sentence(50, 50 + len(text), text, tokens=tokens, entities=(Mention(55, 65, "مايكروسوفت", "ORG", 0, "Microsoft"),))
    source = source_of(row, {0: entity})
    assert [text[name.start : name.end] for name in source.names] == ["مايكروسوفت"]
    assert "مايكروسوفت" not in said(text, source.hints)
    assert said(text, source.hints)["قسطرة"] == "catheterization"
    assert {text[each.start : each.end] for each in source.meanings} >= {"تطلق", "قسطرة"}


def test_coverage_counts_words_by_any_of_their_glosses() -> None:
    reading = Reading("l", "", "noun", ("launching", "rocket"), (), "")
    token = Token(0, 3, "كلم", pos="noun", glosses=("own",), readings=(reading,))
    assert meanings((token, Token(4, 5, "،", "punctuation"))) == (Meaning(0, 3, ("own", "launching", "rocket")),)
    senses = [stems("launch rocket"), stems("flies")]
    assert coverage(senses, "It launched") == 0.5
    assert coverage(senses, "It fly launches") == 1.0
    assert coverage([], "anything") == 0.0


class Beam:
    """Offers three translations, the most probable first."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self.sources: list[list[str]] = []

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        self.sources += batch
        best, *others = [Output(text.split(), score=-0.5 - 0.1 * n) for n, text in enumerate(self._texts)]
        return [Output(best.pieces, score=best.score, others=tuple(others)) for _ in batch]


class Spaced:
    specials: frozenset[str] = frozenset()

    def encode(self, text: str) -> list[str]:
        return text.split()

    def decode(self, pieces: list[str]) -> str:
        return " ".join(pieces)


def english(network: Beam, source: SourceSentence, **options: float) -> str:
    settings = DecodingOptions(hypotheses=3, coverage=options.get("coverage", 0.5))
    engine = NeuralTranslator("beam", "0" * 12, lambda: (network, Spaced()), options=settings, hints=True)
    ((_, made),) = engine.translate([source])
    return made.english


def test_the_translation_that_says_more_of_the_meaning_is_chosen() -> None:
    source = SourceSentence("أصابت الملاريا", meanings=(Meaning(0, 5, ("to hit",)), Meaning(6, 14, ("malaria",))))
    texts = ("The soil hit", "Malaria hit", "It was hit")
    assert english(Beam(*texts), source) == "Malaria hit"
    assert english(Beam(*texts), source, coverage=0.0) == "The soil hit"
    assert english(Beam(*texts), SourceSentence(source.text)) == "The soil hit"


def test_a_translation_with_a_fault_is_not_chosen_while_another_has_none() -> None:
    source = SourceSentence("أصابت الملاريا القرية كلها", meanings=(Meaning(6, 14, ("malaria",)),))
    looping = "the malaria the malaria the malaria the malaria"
    assert english(Beam(looping, "Disease struck the village"), source) == "Disease struck the village"


def test_a_translation_that_keeps_the_names_is_chosen() -> None:
    source = SourceSentence("قدمت فرانشيسكا تقريرها", names=(Name(5, 14, "Francesca"),), meanings=(Meaning(0, 4, ("to present",)),))
    network = Beam("Francika presented", "A report by Francesca", "Something else")
    settings = DecodingOptions(hypotheses=3, coverage=0.5)
    engine = NeuralTranslator("beam", "0" * 12, lambda: (network, Spaced()), options=settings, names=True)
    ((_, made),) = engine.translate([source])
    assert made.english == "A report by Francesca"
    assert len(network.sources) == 1  # no second try without the names


def test_hints_reach_a_network_that_was_trained_on_them_only() -> None:
    source = SourceSentence("هاجمت مسيرات", hints=(Hint(6, 12, "drones"),))
    network = Beam("Drones attacked")
    english(network, source)
    assert network.sources == [["هاجمت", "مسيرات", "^drones"]]
    other = Beam("Drones attacked")
    list(NeuralTranslator("other", "0" * 12, lambda: (other, Spaced())).translate([source]))
    assert other.sources == [["هاجمت", "مسيرات"]]


def test_a_long_sentence_is_never_cut_between_a_word_and_its_hint() -> None:
    text = " ".join(["كلمة"] * 30)
    spots = [Hint(i, i + 4, "civil war") for i in range(0, len(text), 5)]
    network = Beam("x")
    settings = DecodingOptions(max_source=8)
    engine = NeuralTranslator("beam", "0" * 12, lambda: (network, Spaced()), options=settings, hints=True)
    list(engine.translate([SourceSentence(text, hints=tuple(spots))]))
    parts = [" ".join(part) for part in network.sources]
    assert len(parts) > 3
    assert all(part.count("كلمة") == part.count("^civil war") <= 8 for part in parts)


class Learner:
    """Translates word by word by a table of what each Arabic word becomes; what is Latin already stays."""

    def __init__(self, table: dict[str, str]) -> None:
        self._table = table
        self.sources: list[str] = []

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        self.sources += [" ".join(pieces) for pieces in batch]
        out = []
        for source in batch:
            kept = [(at, piece) for at, piece in enumerate(source) if not piece.startswith("^")]
            pieces = [self._table.get(piece, piece) for _, piece in kept]
            out.append(Output(pieces, attention=[[float(at == column) for column in range(len(source))] for at, _ in kept]))
        return out


def learned(network: Learner, source: SourceSentence) -> str:
    settings = DecodingOptions(links=True)
    engine = NeuralTranslator("word", "0" * 12, lambda: (network, Spaced()), options=settings, names=True, hints=True)
    ((_, made),) = engine.translate([source])
    return made.english


def test_a_word_that_came_out_as_none_is_told_in_english() -> None:
    network = Learner({"هاجمت": "attacked", "المسيرات": "destroin", "القرية": "village"})
    source = SourceSentence("هاجمت المسيرات القرية", hints=(Hint(6, 14, "drones"), Hint(15, 21, "hamlet")))
    assert learned(network, source) == "Attacked drones village"
    assert network.sources == ["هاجمت المسيرات ^drones القرية ^hamlet", "هاجمت drones القرية ^hamlet"]


def test_clitics_stay_when_a_word_is_told_in_english() -> None:
    network = Learner({"هاجموا": "attacked", "القرية": "village", "وبمسيراتهم": "byfauton", "وب": "with", "هم": "their"})
    source = SourceSentence("هاجموا القرية وبمسيراتهم", hints=(Hint(14, 24, "drones", before=2, after=2),))
    assert learned(network, source) == "Attacked village with drones their"


def test_an_expression_that_was_passed_over_is_told_in_english() -> None:
    network = Learner({"الأقمار": "artificial", "الصناعية": "moons", "صور": "images"})
    source = SourceSentence("صور الأقمار الصناعية", hints=(Hint(4, 20, "satellites"),))
    assert learned(network, source) == "Images satellites"


def test_what_helps_nothing_is_not_kept() -> None:
    network = Learner({"هاجمت": "attacked", "المسيرات": "destroin", "drones": "fabricane"})
    source = SourceSentence("هاجمت المسيرات", hints=(Hint(6, 14, "drones"),))
    assert learned(network, source) == "Attacked destroin"


def test_hints_know_their_clitics(morphology: Morphology) -> None:
    text = "وصلوا بقواربهم"
    (found,) = (hint for hint in hints(analysed(morphology, text), least_level=1) if hint.start == 6)
    assert text[found.start + found.before : found.end - found.after] == "قوارب"
    assert term(found).english == found.english


def test_a_translation_whose_number_and_country_agree_is_chosen() -> None:
    source = SourceSentence("وصل 15 وزيرا من المغرب")
    assert (
        english(Beam("Ministers came from Morocco", "51 ministers from Morocco", "Then 15 ministers from Morocco"), source)[:7]
        == "Then 15"
    )
    assert english(Beam("15 ministers came from Peru", "15 came from Morocco", "x"), source) == "15 came from Morocco"


def test_a_date_that_was_lost_is_told_in_english() -> None:
    network = Learner({"بدأت": "began", "الحرب": "war", "أكتوبر": "October", "2023م": "23"})
    source = SourceSentence("بدأت الحرب أكتوبر 2023م", facts=(Hint(11, 23, "October 2023"),))
    assert learned(network, source) == "Began war October 2023"
    kept = Learner({"بدأت": "began", "الحرب": "war", "أكتوبر": "October", "2023م": "2023"})
    assert learned(kept, source) == "Began war October 2023"
    assert len(kept.sources) == 1


class Hallucinator(Learner):
    """Says Morocco for «من» until that is forbidden."""

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        self._table["من"] = "from" if ("Morocco",) in options.never else "Morocco"
        return super().generate(batch, options)


def test_a_country_from_nowhere_is_unsaid() -> None:
    assert learned(Hallucinator({"اقتصاد": "economy", "الاحتلال": "occupation"}), SourceSentence("من اقتصاد الاحتلال")) == (
        "From economy occupation"
    )


def test_dates_and_amounts_go_with_a_sentence_in_english(workbench: Workbench) -> None:
    row = workbench.reader().analyse(clean("وصل الوفد في أكتوبر 2023م ومعه 15 خبيرا."))
    (sentence,) = row.sentences
    source = source_of(sentence, {entity.id: entity for entity in row.entities})
    assert [(source.text[fact.start : fact.end], fact.english) for fact in source.facts] == [("أكتوبر 2023م", "October 2023")]


def test_what_the_word_beside_asks_for_is_asked_of_the_english(morphology: Morphology) -> None:
    text = "خفض البنك سعر الفائدة قبل رحلة برية"
    tokens = morphology.annotate(tokenize(text, 0))
    assert said(text, senses(tokens)) == {"الفائدة": "interest", "برية": "land"}
    assert said(text, senses(tokens, [(0, len(text))])) == {}, "the words of names mean nothing else"
    chosen = [replace(t, readings=(*t.readings[:1], replace(t.readings[0], reason=BEFORE_CHOICE))) for t in tokens]
    asked = next(sense for sense in senses(chosen) if sense.english == "land")
    assert asked.own
    assert asked in hints(chosen), "one meaning, however it is come by"
