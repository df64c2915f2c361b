"""The engine 'firefox': the real runtime on a tiny random student, and a stand-in that watches over threads."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.store.files import measure
from models.translators.firefox import MODEL, SHORTLIST, VOCABULARY, FirefoxGenerator, SurfacePieces, open_folder
from nlp.errors import ArtefactError, EngineError, EngineUnavailableError
from nlp.protocols import SourceSentence
from tests.support import marian_student
from tests.support.tiny_models import CORPUS

fxtranslate = pytest.importorskip("fxtranslate", reason="no build of fxtranslate for this machine")


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marian_student.write(tmp_path_factory.mktemp("student"))


def copy_of(student: Path, target: Path) -> Path:
    for path in student.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    return target


@pytest.mark.parametrize("text", [*CORPUS, "", "  a  b ", "٪٪ 😀 ﷺ x ﻻ", "e\u0301 ﬁn"])
def test_pieces_joined_are_the_text(student: Path, text: str) -> None:
    pieces = SurfacePieces(student / VOCABULARY)
    assert "".join(pieces.encode(text)) == text


def test_the_real_runtime_reads_the_student(student: Path) -> None:
    network = FirefoxGenerator(student)
    english = network.translate(CORPUS)
    assert len(set(english)) > len(CORPUS) // 2, "the source is read"
    assert all(english)
    assert english == FirefoxGenerator(student).translate(CORPUS), "the same again"


def test_the_engine_translates_whole_texts_in_order(student: Path) -> None:
    engine = open_folder(student, measure(student))
    long = " ".join(CORPUS[:2] * 20)
    done = list(engine.translate([SourceSentence(text) for text in (*CORPUS, "12.5", long)]))
    assert [index for index, _ in done] == list(range(len(CORPUS) + 2))
    assert done[len(CORPUS)][1].english == "12.5", "nothing Arabic: passed through"
    pieces = engine.pieces
    spans = engine.split(long, 96)
    assert len(spans) > 1
    assert all(len(pieces.encode(long[a:b])) <= 96 for a, b in spans)


def test_the_network_gets_the_text_as_it_is_written(student: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Asked:
        def __init__(self, *data: bytes) -> None: ...

        def backend(self) -> str:
            return "none"

        def translate(self, text: str) -> str:
            asked.append(text)
            return "He said so."

    monkeypatch.setattr(fxtranslate, "Translator", Asked)
    engine = open_folder(student, measure(student))
    texts = ["أضاف قائلاً، «نعم».", "قال مُحَمَّدٌ ٣٫٥ كم\u00a0أمس"]
    list(engine.translate([SourceSentence(text) for text in texts]))
    assert asked[: len(texts)] == texts, "then once more without the number that was lost"


def test_one_translator_serves_many_threads(student: Path) -> None:
    network = FirefoxGenerator(student)
    alone = network.translate(CORPUS)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: network.translate(CORPUS), range(8))) == [alone] * 8


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_translator_is_made_used_and_dropped_in_one_thread(student: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    gone = threading.Event()

    class Watched:
        def __init__(self, *data: bytes) -> None:
            seen.append(threading.get_ident())

        def backend(self) -> str:
            return "none"

        def translate(self, text: str) -> str:
            seen.append(threading.get_ident())
            return text.upper()

        def __del__(self) -> None:
            seen.append(threading.get_ident())
            gone.set()

    monkeypatch.setattr(fxtranslate, "Translator", Watched)
    network = FirefoxGenerator(student)
    assert network.translate(["a", "b"]) == ["A", "B"]
    del network
    gc.collect()
    assert gone.wait(5), "the thread ends with its generator"
    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()


@pytest.mark.parametrize("name", [MODEL, SHORTLIST])
def test_a_damaged_file_is_one_sentence(student: Path, tmp_path: Path, name: str) -> None:
    damaged = copy_of(student, tmp_path)
    (damaged / name).write_bytes((damaged / name).read_bytes()[:100])
    with pytest.raises(EngineError, match="'firefox' could not be opened"):
        FirefoxGenerator(damaged)


def test_a_network_that_is_not_whole_is_one_sentence(student: Path, tmp_path: Path) -> None:
    damaged = copy_of(student, tmp_path)
    model = damaged / MODEL
    model.write_bytes(model.read_bytes().replace(b"encoder_l1_self_Wq\0", b"encoder_l1_self_Wx\0"))
    with pytest.raises(EngineError, match=r"failed on a sentence of 4 characters.*encoder_l1_self_Wq"):
        FirefoxGenerator(damaged).translate(["سلام"])


def test_missing_files_and_a_missing_package(student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArtefactError, match="cannot be read"):
        FirefoxGenerator(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "fxtranslate", None)
    with pytest.raises(EngineUnavailableError, match="no build for this machine"):
        FirefoxGenerator(student)
