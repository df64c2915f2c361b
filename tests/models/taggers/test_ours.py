"""The tagger on the weights that ship: shapes are equal whatever comes in, output is valid BIO, damage is refused."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.store.files import read_manifest
from models.taggers.evaluate import evaluate_file, read_file, score, spans
from models.taggers.ours import WEIGHTS, Names, load, repair
from nlp.errors import ChecksumError, InputError, NotFoundError, UnknownNameError


@pytest.fixture(scope="module")
def tagger() -> Names:
    return load()


def valid(tags: list[str]) -> bool:
    return all(not tag.startswith("I-") or before[1:] == tag[1:] for before, tag in itertools.pairwise(["O", *tags]))


def test_names_of_a_plain_sentence(tagger: Names) -> None:
    words = ["وصل", "الرئيس", "الفرنسي", "جاك", "شيراك", "إلى", "القاهرة", "أمس"]
    assert tagger.tag([words])[0] == ["O", "O", "O", "B-PERS", "I-PERS", "O", "B-LOC", "O"]


def test_shapes_hold_for_odd_tokens(tagger: Names) -> None:
    sentences = [[], [""], ["\u200f"], ["", "القاهرة", "\u200f", " "], ["القاهرة،"], ["بغداد"] * 1000, ["ا" * 5000], ["«", "»"]]
    tags = tagger.tag(sentences)
    assert [len(row) for row in tags] == [len(row) for row in sentences]
    assert all(valid(row) for row in tags)
    assert tags[3][1] == tags[3][1][:2] + "LOC"
    assert tags[4] == ["B-LOC"]


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_tokens_give_valid_tags_of_the_same_shape(sentences: list[list[str]]) -> None:
    tags = CRF.tag(sentences)
    assert [len(row) for row in tags] == [len(row) for row in sentences]
    assert all(valid(row) for row in tags)


CRF = load("crf")


def test_repair() -> None:
    assert repair(["I-PERS", "I-PERS", "I-LOC", "O", "I-ORG"]) == ["B-PERS", "I-PERS", "B-LOC", "O", "B-ORG"]


def test_spans_and_scores_are_those_of_seqeval() -> None:
    metrics = pytest.importorskip("seqeval.metrics")
    gold = [["B-PERS", "I-PERS", "O", "B-LOC"], ["O", "B-ORG", "B-ORG", "I-ORG"]]
    found = [["B-PERS", "O", "O", "B-LOC"], ["O", "B-ORG", "I-LOC", "I-ORG"]]
    assert score(gold, found)["all"].f1 == pytest.approx(metrics.f1_score(gold, found))
    assert spans(["I-LOC", "I-ORG"]) == {(0, 1, "LOC"), (1, 2, "ORG")}


def test_unknown_name_lists_the_choices() -> None:
    with pytest.raises(UnknownNameError, match="crf"):
        load("nothing")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    with (tmp_path / "w" / "crf.bin").open("r+b") as file:
        file.seek(100)
        file.write(b"damage")
    with pytest.raises(ChecksumError, match=r"crf\.bin"):
        load("crf", folder=tmp_path / "w")


def test_every_weight_is_in_the_manifest_and_small() -> None:
    files = {p.relative_to(WEIGHTS).as_posix(): p.stat().st_size for p in WEIGHTS.rglob("*") if p.is_file()}
    listed = read_manifest(WEIGHTS).files
    assert set(files) - {"manifest.json", "CARD.md"} == set(listed)
    assert sum(files.values()) <= 25_000_000


def test_evaluating_a_file(tmp_path: Path, tagger: Names) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text("زار\tO\nبغداد\tB-LOC\n\nقال\tO\nياسر\tB-PERS\nعرفات\tI-PERS\n", encoding="utf-8")
    assert read_file(path)[1] == [["O", "B-LOC"], ["O", "B-PERS", "I-PERS"]]
    text = evaluate_file(path, tagger)
    assert "LOC" in text
    assert "all        1.000   1.000   1.000       2" in text


def test_evaluating_what_is_not_such_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        evaluate_file(tmp_path / "none.tsv")
    path = tmp_path / "bad.tsv"
    path.write_text("كلمة\tX-LOC\n", encoding="utf-8")
    with pytest.raises(InputError, match="Line 1"):
        read_file(path)
