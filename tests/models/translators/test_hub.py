"""Hub engines on real architectures, tiny and random: the two runtimes agree, folders that are none are refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import registry
from models.pipeline.search import DecodingOptions
from models.store.checkpoint import checkpoint_files, guess_tags
from models.store.files import find
from models.taggers.hub import open_folder as open_tagger
from models.translators.hub import open_folder
from nlp.errors import ArtefactError, ChecksumError, InputError
from nlp.protocols import SourceSentence
from tests.support import tiny_models

SENTENCES = ["قال الرئيس إن الحكومة لن تسمح بذلك", "زار الوزير مدينة القاهرة يوم الأحد", "وصل 77 لاجئا إلى لبنان"]
GREEDY = DecodingOptions(beam_size=1, length_factor=1.0, length_extra=4)
KINDS: dict[str, Callable[[Path], Path]] = {
    "marian": tiny_models.marian,
    "bart": tiny_models.bart,
    "nllb": tiny_models.nllb,
    "m2m100": tiny_models.m2m100,
}


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}
    root = tmp_path_factory.mktemp("checkpoints")

    def get(kind: str) -> Path:
        if kind not in made:
            made[kind] = KINDS[kind](root / kind)
        return made[kind]

    return get


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for the module: what is converted once is used again."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAFIQ_HOME", str(folder))
        yield folder


def raw(folder: Path, **options: Any) -> list[list[str]]:
    """The network's own output, before anything is mended."""
    engine = open_folder(folder, options=GREEDY, **options)
    generator, pieces = engine._loaded()
    return [output.pieces for output in generator.generate([pieces.encode(text) for text in SENTENCES], GREEDY)]


@pytest.mark.parametrize("kind", KINDS)
def test_ctranslate2_and_transformers_write_the_same(kind: str, checkpoints: Callable[[str], Path]) -> None:
    """At full precision, piece by piece; pieces after the first twelve may differ by rounding."""
    folder = checkpoints(kind)
    ours = raw(folder, runtime="ctranslate2", quantization="float32")
    theirs = raw(folder, runtime="transformers")
    tags = {"eng_Latn", "__en__"}
    for one, other in zip(ours, theirs, strict=True):
        assert [p for p in one if p not in tags][:6] == [p for p in other if p not in tags][:6]


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
def test_a_stray_output_layer_is_not_used(checkpoints: Callable[[str], Path], tmp_path: Path, runtime: str) -> None:
    """As `opus-mt-tc-big-ar-en` has one in the hub's own conversion: transformers would take it and write nonsense."""
    stray = tiny_models.with_stray_output(shutil.copytree(checkpoints("marian"), tmp_path / "stray"))
    options = {"runtime": runtime, "quantization": "float32"}
    assert raw(stray, **options) == raw(checkpoints("marian"), **options)


@pytest.mark.parametrize("kind", KINDS)
def test_every_architecture_runs_in_int8(kind: str, checkpoints: Callable[[str], Path], home: Path) -> None:
    engine = registry.translator(str(checkpoints(kind)), options=GREEDY)
    found = dict(engine.translate([SourceSentence(text) for text in SENTENCES]))
    assert sorted(found) == [0, 1, 2]
    assert all(found[i].english or found[i].marks for i in found)
    assert len(list((home / "cache" / "engines").glob(f"{kind}-*/model.bin"))) == 1
    assert not any(piece in found[0].english for piece in ("eng_Latn", "__en__", "</s>", "▁"))


def test_the_two_runtimes_agree_on_the_real_weights() -> None:
    """int8 against float32 on weights that were trained: nearly always the same English."""
    import difflib

    options = DecodingOptions(beam_size=1, links=False)
    sentences = [
        SourceSentence(text) for text in (*SENTENCES, "أعلنت الشركة عن خطة جديدة للاستثمار في التعليم.", "لم يصل أحد إلى المدينة.")
    ]
    ours = dict(open_folder(find("embedded"), runtime="ctranslate2", options=options).translate(sentences))
    theirs = dict(open_folder(find("embedded"), runtime="transformers", options=options).translate(sentences))
    alike = [difflib.SequenceMatcher(None, ours[i].english, theirs[i].english).ratio() for i in ours]
    assert sum(alike) / len(alike) > 0.85


def test_embedded_folder_by_path_is_the_embedded_engine() -> None:
    options = DecodingOptions(links=False)
    by_path = dict(open_folder(find("embedded"), options=options).translate([SourceSentence(SENTENCES[1])]))
    assert by_path[0].english == dict(registry.translator("embedded").translate([SourceSentence(SENTENCES[1])]))[0].english


def test_language_tags_are_guessed_and_unknown_ones_refused(checkpoints: Callable[[str], Path]) -> None:
    assert guess_tags(checkpoints("nllb")) == ("arb_Arab", "eng_Latn")
    assert guess_tags(checkpoints("m2m100")) == ("ar", "en")
    assert guess_tags(checkpoints("bart")) == ("", "")
    with pytest.raises(InputError, match="'xx_Xxxx'"):
        open_folder(checkpoints("nllb"), source_tag="arb_Arab", target_tag="xx_Xxxx").open()


def test_transformers_is_the_fallback_for_what_ctranslate2_cannot_convert(
    checkpoints: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2.converters.transformers as converters

    monkeypatch.delitem(converters._MODEL_LOADERS, "MarianConfig")
    engine = open_folder(shutil.copytree(checkpoints("marian"), tmp_path / "unknown"), options=GREEDY)
    found = dict(engine.translate([SourceSentence(SENTENCES[0])]))
    assert found[0].links
    assert type(engine._loaded()[0]).__name__ == "TransformersGenerator"


def test_a_folder_with_pickled_weights_is_refused(checkpoints: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shutil.copytree(checkpoints("bart"), tmp_path / "pickled")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(InputError, match="safetensors"):
        registry.translator(str(folder))


def test_a_model_with_code_of_its_own_is_refused(checkpoints: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shutil.copytree(checkpoints("bart"), tmp_path / "coded")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "evil.Model"}}))
    with pytest.raises(InputError, match="code of its own"):
        registry.translator(str(folder))


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "config.json").write_text(content)
    with pytest.raises(ArtefactError, match=r"config\.json|configuration"):
        registry.translator(str(tmp_path))


def test_garbage_weights_end_in_one_sentence(checkpoints: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shutil.copytree(checkpoints("bart"), tmp_path / "garbage")
    (folder / "model.safetensors").write_bytes(b"\xff" * 1000)
    with pytest.raises(ArtefactError, match="cannot be opened"):
        registry.translator(str(folder)).open()  # type: ignore[attr-defined]


def test_files_that_change_after_they_were_measured_are_refused(checkpoints: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shutil.copytree(checkpoints("bart"), tmp_path / "changing")
    engine = open_folder(folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-8, 2)
        file.write(b"\x00" * 8)
    with pytest.raises(ChecksumError):
        engine.open()


def test_sums_are_remembered_until_a_file_changes(checkpoints: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shutil.copytree(checkpoints("bart"), tmp_path / "sums")
    before = checkpoint_files(folder)
    assert checkpoint_files(folder) == before
    (folder / "generation_config.json").write_text("{}")
    assert checkpoint_files(folder) != before


@pytest.fixture(scope="module")
def tagger_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.bert_tagger(tmp_path_factory.mktemp("tagger"))


def test_tagger_gives_one_valid_tag_a_token_whatever_the_tokens(tagger_folder: Path) -> None:
    tagger = open_tagger(tagger_folder)
    sentences = [["زار", "الرئيس", "\u200f", "", "القاهرة", "2024", "😀", "كلمة" * 80], [], ["و"] * 300]
    tags = tagger.tag(sentences)
    assert [len(row) for row in tags] == [8, 0, 300]
    for row in tags:
        for before, tag in zip(["O", *row], row, strict=False):
            assert tag == "O" or tag[2:] in {"PERS", "LOC", "ORG", "MISC"}
            assert not tag.startswith("I-") or before[2:] == tag[2:]
    assert tags[0][2] == tags[0][3] == "O"


def test_a_token_without_pieces_shifts_no_label(tagger_folder: Path) -> None:
    tagger = open_tagger(tagger_folder)
    plain, gapped = tagger.tag([["زار", "الرئيس", "القاهرة"], ["زار", "\u200f", "الرئيس", "القاهرة"]])
    assert [tag for i, tag in enumerate(gapped) if i != 1] == plain or gapped[1] == "O"
    assert [t[-4:] for i, t in enumerate(gapped) if i != 1] == [t[-4:] for t in plain]


def test_a_translator_is_no_tagger_and_the_other_way_round(checkpoints: Callable[[str], Path], tagger_folder: Path) -> None:
    with pytest.raises(InputError, match="not a tagger"):
        registry.tagger(str(checkpoints("bart")))
    with pytest.raises(InputError, match="not a translation"):
        registry.translator(str(tagger_folder))
