"""What a converted network chooses between: pieces that English is written with, all of them, where its vocabulary has others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.store.conversion.copies import convert_for_english
from models.store.conversion.english_pieces import CHOICE, write_choice
from models.translators.ctranslate import CTranslateGenerator, SentencePieces
from models.translators.embedded import SEARCH
from nlp.text.normalize import has_arabic
from tests.conftest import ROOT

EMBEDDED = ROOT / "models" / "weights" / "embedded"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("choice") / "copy"
    convert_for_english(EMBEDDED, made)
    return made


def test_every_piece_without_arabic_may_be_written(folder: Path) -> None:
    before, _, after = (folder / CHOICE).read_text(encoding="utf-8").rstrip("\n").partition("\t")
    chosen, vocabulary = after.split(" "), json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    assert before == ""
    assert chosen == [piece for piece in vocabulary if not has_arabic(piece) and "\u0640" not in piece]
    assert len(chosen) < 0.7 * len(vocabulary)


def test_the_english_is_that_of_the_whole_vocabulary(folder: Path, tmp_path: Path) -> None:
    pieces = SentencePieces(EMBEDDED / "source.spm", EMBEDDED / "target.spm")
    texts = ["أعلنت الوزارة أمس نتائج الانتخابات في 12 مدينة.", "لم يصل الوفد إلى القاهرة بعد."]
    sources = [pieces.encode(text) for text in texts]
    chosen = [pieces.decode(each.pieces) for each in CTranslateGenerator(folder, threads=1).generate(sources, SEARCH)]
    whole = tmp_path / "whole"
    whole.mkdir()
    for each in folder.iterdir():
        if each.name != CHOICE:
            (whole / each.name).symlink_to(each)
    assert chosen == [pieces.decode(each.pieces) for each in CTranslateGenerator(whole, threads=1).generate(sources, SEARCH)]


def test_a_vocabulary_of_english_alone_gets_no_choice(tmp_path: Path) -> None:
    (tmp_path / "target_vocabulary.json").write_text(json.dumps(["</s>", "▁the", "▁book"]), encoding="utf-8")
    write_choice(tmp_path)
    write_choice(tmp_path.parent)  # nothing is there at all
    assert not (tmp_path / CHOICE).exists()
    assert not (tmp_path.parent / CHOICE).exists()
