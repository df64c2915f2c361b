"""The embedded engine on its real weights: what it gives, what it does with strange input, how it guards its files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from models.pipeline.engine import NeuralTranslator
from models.pipeline.search import DecodingOptions
from models.store.conversion.copies import STAMP, engines_cache
from models.store.files import digest, find, read_manifest
from models.translators.embedded import SEARCH, open_engine, prepare
from nlp.errors import ChecksumError
from nlp.protocols import SourceSentence, Translation

ALONE = "سيعمل 77 موظفا في القاهرة يوم الأحد."
NEWS = "قال رئيس شركة مايكروسوفت إن 77 ألف موظف سيعملون في القاهرة يوم الأحد."


@pytest.fixture(scope="module")
def engine() -> NeuralTranslator:
    return open_engine()


def translate(engine: NeuralTranslator, *texts: str) -> list[Translation]:
    found = dict(engine.translate([SourceSentence(text) for text in texts]))
    assert sorted(found) == list(range(len(texts)))
    return [found[i] for i in range(len(texts))]


def test_it_translates(engine: NeuralTranslator) -> None:
    (result,) = translate(engine, NEWS)
    assert "77" in result.english
    assert "Cairo" in result.english
    assert result.marks == ()


def test_links_lead_from_words_to_words(engine: NeuralTranslator) -> None:
    (result,) = translate(engine, NEWS)
    pairs = {(NEWS[x.start : x.end], result.english[x.english_start : x.english_end]): x.weight for x in result.links}
    (weight,) = [weight for (arabic, english), weight in pairs.items() if arabic == "77" and english in {"77", "77,000"}]
    assert weight > 0.5
    (alone,) = translate(engine, ALONE)
    assert {(ALONE[x.start : x.end], alone.english[x.english_start : x.english_end]): x.weight for x in alone.links}[
        ("77", "77")
    ] == 1.0
    assert ("القاهرة", "Cairo") in pairs
    assert all(0 < weight <= 1 for weight in pairs.values())


def test_links_index_the_text_as_given_not_as_normalised(engine: NeuralTranslator) -> None:
    text = "وُلِدَ   الكاتبُ في القـــاهرة عام ٢٠١٠"
    (result,) = translate(engine, text)
    assert any(text[x.start : x.end] == "القـــاهرة" for x in result.links)
    assert all(0 <= x.start < x.end <= len(text) and x.english_end <= len(result.english) for x in result.links)


@pytest.mark.parametrize(
    ("text", "english"), [("", ""), ("  \n", ""), ("Microsoft Azure 2.0", "Microsoft Azure 2.0"), ("١٢٣", "123"), ("… !", "… !")]
)
def test_what_is_not_arabic_passes_through(engine: NeuralTranslator, text: str, english: str) -> None:
    (result,) = translate(engine, text)
    assert (result.english, result.marks) == (english, ())


def test_over_long_sentence_is_split_never_truncated(engine: NeuralTranslator) -> None:
    places = ["القاهرة", "بيروت", "بغداد", "الرياض", "تونس", "دمشق"]
    clauses = [f"وفي عام {1900 + i} زار الوزير مدينة {places[i % 6]} والتقى المسؤولين هناك" for i in range(30)]
    (result,) = translate(engine, "، ".join(clauses) + ".")
    assert all(str(year) in result.english for year in (1900, 1908, 1916, 1929))
    linked = {link.start for link in result.links}
    assert max(linked) > 0.9 * len("، ".join(clauses))


def test_order_within_a_batch_does_not_change_the_english(engine: NeuralTranslator) -> None:
    texts = [f"زار {i} وزراء مدينة القاهرة أمس." for i in range(12)]
    one = [result.english for result in translate(engine, *texts)]
    assert [result.english for result in translate(engine, *reversed(texts))] == one[::-1]


def test_first_result_comes_before_the_rest(engine: NeuralTranslator) -> None:
    stream = engine.translate([SourceSentence(NEWS)] * 60)
    assert next(iter(stream))[0] == 0
    assert [i for i, _ in stream] == list(range(1, 60))


def test_threads_share_one_engine() -> None:
    engine = open_engine()
    texts = [f"وصل {i} لاجئ إلى لبنان." for i in range(8)]
    alone = [translate(engine, text)[0].english for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [result[0].english for result in pool.map(lambda text: translate(engine, text), texts)] == alone


@pytest.mark.parametrize(
    "text", ["ء", "\u200f؟", "ﷺ", "ـــ", "اااا" * 300, "لا " * 150, "الله أكبر " * 60, "\U0001f600 نعم", "كتاب\x00كتاب", "\ud800ا"]
)
def test_strange_text_gives_english_or_says_what_is_wrong(engine: NeuralTranslator, text: str) -> None:
    (result,) = translate(engine, text)
    assert result.english or result.marks or not any(c.isalpha() for c in text)
    assert len(result.english) < 40 * (len(text) + 10)


def test_version_names_weights_and_settings(engine: NeuralTranslator) -> None:
    assert engine.version.startswith(digest(read_manifest(find("embedded")).files)[:12])
    assert open_engine(options=DecodingOptions(beam_size=1)).version != engine.version
    assert open_engine(options=replace(SEARCH, max_batch_pieces=64)).version == engine.version


def test_damaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    folder = tmp_path / "weights"
    shutil.copytree(find("embedded"), folder)
    path = folder / "model.safetensors"
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[-1000] ^= 1
    path.write_bytes(data)
    with pytest.raises(ChecksumError, match="safetensors is damaged"):
        translate(open_engine(folder=folder), NEWS)


def test_copy_is_made_again_when_damaged_or_of_another_version() -> None:
    target = prepare()
    assert target.parent == engines_cache()
    before = (target / "model.bin").stat().st_mtime_ns
    assert prepare() == target
    assert (target / "model.bin").stat().st_mtime_ns == before
    (target / "model.bin").write_bytes(b"broken")
    assert (prepare() / "model.bin").stat().st_size > 1000
    stamp = json.loads((target / STAMP).read_text())
    (target / STAMP).write_text(json.dumps({**stamp, "ctranslate2": "3"}))
    prepare()
    assert json.loads((target / STAMP).read_text()) == stamp


def test_running_imports_neither_torch_nor_transformers() -> None:
    prepare()
    code = (
        "import sys; from models.translators.embedded import open_engine; from nlp.protocols import SourceSentence\n"
        f"list(open_engine().translate([SourceSentence({NEWS!r})]))\n"
        "print(sorted({'torch', 'transformers', 'camel_tools'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"
