"""camel-tools' disambiguator as chooser of readings: its data folder is built here and read by the code that reads the real one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.store import camel_data
from models.store.morphology_data import locate
from nlp.document import Token
from nlp.errors import ArtefactError, InputError, SetupError
from nlp.text.tokens import tokenize
from nlp.words.camel.opening import load_analyzer
from nlp.words.morphology import Morphology
from rafiq.workbench import Workbench

SENTENCE = "كتب الوزير إلى المدير"
KEPT = ("diac", "lex", "bw", "asp", "cas", "enc0", "gen", "mod", "num", "per", "pos", "prc0", "prc1", "prc2", "prc3", "stt", "vox")


@pytest.fixture(scope="module")
def analyse() -> Callable[[str], list[dict[str, Any]]]:
    analyzer, _ = load_analyzer(locate())
    return lambda word: list(analyzer.analyze(word))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[object], Path]:
    """Writes a word model where camel_data would, and points camel-tools' own variable there."""
    monkeypatch.delenv(camel_data.CHOICE, raising=False)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))

    def write(model: object) -> Path:
        path = tmp_path / "data" / "disambig_mle" / "calima-msa-r13" / "model.json"
        path.parent.mkdir(parents=True)
        path.write_text(model if isinstance(model, str) else json.dumps(model, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def word_model(analyses: list[dict[str, Any]], pos: str, **features: str) -> dict[str, Any]:
    """An entry as camel-tools' model has it: the features of the analysis meant, its lemma with a number."""
    meant = next(a for a in analyses if a["pos"] == pos and all(a.get(key) == value for key, value in features.items()))
    return {key: meant[key] for key in KEPT if key in meant} | {"lex": f"{meant['lex']}_1"}


def first(morphology: Morphology, word: str) -> Token:
    return next(token for token in morphology.annotate(tokenize(SENTENCE)) if token.text == word)


def test_the_model_settles_the_words_it_has(
    install: Callable[[object], Path], analyse: Callable[[str], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_itself = Workbench().morphology
    own = first(by_itself, "كتب")
    other = "noun" if own.pos == "verb" else "verb"
    install({"كتب": word_model(analyse("كتب"), other)})
    assert first(Workbench().morphology, "كتب").readings == own.readings, "installed is not chosen"
    monkeypatch.setenv(camel_data.CHOICE, "camel-tools")
    settled = Workbench().morphology
    assert first(settled, "كتب").pos == other
    assert settled.analyse("كتب")[0].pos == other
    assert {(r.lemma, r.pos) for r in first(settled, "كتب").readings} == {(r.lemma, r.pos) for r in own.readings}
    assert all(reading.reason for reading in first(settled, "كتب").readings[1:])
    assert first(settled, "الوزير") == first(by_itself, "الوزير"), "a word that the model has not is ranked as ever"
    assert settled.version != by_itself.version


def test_a_passive_that_is_meant_comes_first(
    install: Callable[[object], Path], analyse: Callable[[str], list[dict[str, Any]]]
) -> None:
    path = install({"كتب": word_model(analyse("كتب"), "verb", vox="p", per="3", gen="m")})
    assert dict(Morphology(locate(), disambiguator=path).analyse("كتب")[0].features)["vox"] == "p"


def test_written_vowels_win_over_the_model(
    install: Callable[[object], Path], analyse: Callable[[str], list[dict[str, Any]]]
) -> None:
    path = install({"كتب": word_model(analyse("كتب"), "noun")})
    assert Morphology(locate(), disambiguator=path).analyse("كَتَبَ")[0].pos == "verb"


def test_a_choice_without_its_data_names_the_command(install: Callable[[object], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(camel_data.CHOICE, "camel-tools")
    assert camel_data.model_path() is None
    with pytest.raises(SetupError, match="camel_data -i disambig-mle"):
        camel_data.chosen()
    monkeypatch.setenv(camel_data.CHOICE, "coffee grounds")
    with pytest.raises(InputError, match="rafiq or camel-tools"):
        camel_data.chosen()


@pytest.mark.parametrize("model", ["{", "[1, 2]", '{"كتب": 7}', '{"كتب": {"pos": "noun"}}'])
def test_a_broken_model_is_one_sentence(install: Callable[[object], Path], model: str) -> None:
    path = install(model)
    with pytest.raises(ArtefactError, match="cannot be read") as caught:
        Morphology(locate(), disambiguator=path).analyse("كتب")
    assert "\n" not in str(caught.value)


def test_an_entry_that_lacks_features_is_one_sentence(install: Callable[[object], Path]) -> None:
    path = install({"كتب": {"lex": "كِتاب_1", "pos": "noun"}})
    with pytest.raises(ArtefactError, match="at 'كتب'"):
        Morphology(locate(), disambiguator=path).analyse("كتب")
