"""What the neural tagger is trained on: windows of one text, names exchanged consistently, batches that lose nothing."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from models.recipes.means import mean
from models.recipes.tagger.batches import TAGS, batches, collate, encode
from models.recipes.tagger.data import NEWS_KEPT, NEWS_NAMES, Example, labelled, named_news, named_written, spans
from models.recipes.tagger.windows import MOST, swapped, windows
from models.taggers.neural import NeuralTagger, viterbi
from models.taggers.ours import WEIGHTS
from models.taggers.pieces import EOS, PAD, read_pieces

PIECES = read_pieces(WEIGHTS / "neural" / "pieces.tsv")
POOLS: dict[str, list[tuple[str, ...]]] = {"PERS": [("غسان", "العبسي"), ("روبرتو", "كالديرا")], "LOC": [("طرابزون",)]}


def example(text: str) -> Example:
    """«قال كوفي/B-PERS أنان/I-PERS»"""
    rows = [word.partition("/")[::2] for word in text.split()]
    return Example(tuple(w for w, _ in rows), tuple(t or "O" for _, t in rows), tuple("Politician" if t else "" for _, t in rows))


STREAM = [example(f"قال كوفي/B-PERS أنان/I-PERS في نيويورك/B-LOC إن الجلسة رقم {n} انتهت .") for n in range(60)]


def test_windows_hold_every_sentence_once_and_in_order() -> None:
    for chance in (None, random.Random(3)):  # noqa: S311
        found = list(windows(STREAM, PIECES, chance))
        assert [e for window in found for e in window] == STREAM
        assert all(len(encode(window, PIECES, {}, None)["tags"]) == sum(len(e.words) for e in window) for window in found)
    assert {len(w) > 1 for w in windows(STREAM, PIECES, random.Random(3))} == {True, False}  # noqa: S311  # some stand alone


def test_a_person_met_again_by_the_family_name_is_exchanged_alike() -> None:
    window = [
        example("قال كوفي/B-PERS أنان/I-PERS أمس"),
        example("وأضاف أنان/B-PERS أن كوفي/B-PERS أنان/I-PERS سافر إلى تونس/B-LOC"),
    ]
    seen = set()
    for seed in range(12):
        first, second = swapped(window, POOLS, 1.0, random.Random(seed))  # noqa: S311
        whole = [first.words[a:b] for a, b, kind in spans(first.tags) if kind == "PERS"]
        assert whole[0] in POOLS["PERS"]
        named = [second.words[a:b] for a, b, _ in spans(second.tags)]
        assert named == [whole[0][-1:], whole[0], ("طرابزون",)]
        assert all(len(e.words) == len(e.tags) == len(e.fine) for e in (first, second))
        seen.add(whole[0])
    assert len(seen) == 2


def test_nothing_is_exchanged_at_rate_nought_and_quotation_marks_stay_outside_names() -> None:
    for seed in range(20):
        (found,) = swapped(STREAM[:1], POOLS, 0.0, random.Random(seed))  # noqa: S311
        assert [found.words[a:b] for a, b, _ in spans(found.tags)] == [("كوفي", "أنان"), ("نيويورك",)]
        assert [w for w in found.words if w not in set('«»()"')] == list(STREAM[0].words)


def test_encoding_ends_each_sentence_and_keeps_within_the_window() -> None:
    item = encode(STREAM, PIECES, {"Politician": 0}, None)
    assert len(item["ids"]) <= MOST
    assert EOS in item["ids"]
    first = encode(STREAM[:1], PIECES, {"Politician": 0}, None)
    assert [TAGS[t] for t in first["tags"]] == list(STREAM[0].tags)
    assert first["fine"] == [0 if t != "O" else -100 for t in STREAM[0].tags]
    assert first["ids"][-1] == EOS


def test_batches_hold_every_item_once() -> None:
    pytest.importorskip("torch")
    items = [encode(window, PIECES, {}, None) for window in windows(STREAM, PIECES, random.Random(1))]  # noqa: S311
    found = batches(items, 512, random.Random(2))  # noqa: S311
    assert sorted(id(i) for batch in found for i in batch) == sorted(map(id, items))
    ids, pool, _, tags, _ = collate(found[0])
    assert ids.shape[1] % 32 == 0
    assert (pool.sum(-1) > 0.99).sum() == (tags >= 0).sum()
    assert int((ids != PAD).sum()) == sum(len(item["ids"]) for item in found[0])


def test_viterbi_obeys_what_is_forbidden() -> None:
    transitions = np.zeros((3, 2), np.float32)
    transitions[2, 1] = transitions[0, 1] = -np.inf  # tag 1 may neither begin nor follow tag 0
    assert viterbi(np.array([[0.0, 5.0], [0.0, 5.0]], np.float32), transitions) == [0, 0]


def test_the_mean_of_runs_counts_each_as_often_as_it_is_named() -> None:
    one, two = ({"weight": torch.full((2,), value, dtype=torch.bfloat16)} for value in (1.0, 4.0))
    state = mean([one, two, two])
    assert state["weight"].dtype == torch.float32
    assert state["weight"].tolist() == [3.0, 3.0]


def test_windows_at_serving_hold_every_word() -> None:
    tagger = NeuralTagger(WEIGHTS / "neural", None)
    sentences = [list(e.words) for e in STREAM[:30]] + [[], ["ا" * 3000] * 40]
    found = tagger._windows(sentences)
    assert sum(len(firsts) for _, firsts, _ in found) == sum(map(len, sentences))
    assert all(len(ids) <= 250 and ids[-1] == EOS for ids, _, _ in found)
    assert [len(row) for row in tagger.tag_words(sentences)] == [len(s) for s in sentences]


def test_labels_find_their_names_in_order_and_refuse_what_does_not_stand_there() -> None:
    found = labelled("زار وزير سوريا مدينة حلب في سوريا", [("LOC", "سوريا"), ("LOC", "حلب"), ("LOC", "سوريا")])
    assert found is not None
    assert spans(found.tags) == [(2, 3, "LOC"), (4, 5, "LOC"), (6, 7, "LOC")]
    assert labelled("زار حلب", [("LOC", "سور")]) is None
    assert labelled("زار", []) == Example(("زار",), ("O",), ("",))


def test_labelled_news_leaves_out_the_lines_kept_for_measuring(tmp_path: Path) -> None:
    (tmp_path / "parallel").mkdir()
    lines = "".join(f"قال كوفي أنان {n} أمس\tKofi Annan said\tmixed\n" for n in range(40))
    (tmp_path / "parallel" / "news_llm.tsv.xz").write_bytes(lzma.compress(lines.encode()))
    labels, kept = tmp_path / "labels.tsv", tmp_path / "kept.txt"
    labels.write_text("".join(f"{n}\tPERS:كوفي أنان\n" for n in range(30)), encoding="utf-8")
    kept.write_text("3\n7\n35\n", encoding="utf-8")
    train, held = named_news(tmp_path, labels=labels, kept=kept), named_news(tmp_path, held_out=True, labels=labels, kept=kept)
    assert [e.words[3] for e in held] == ["3", "7"]
    assert (len(train), {spans(e.tags)[0] for e in (*train, *held)}) == (28, {(1, 3, "PERS")})


def test_marked_lines_of_written_shards_keep_every_tenth_for_measuring(tmp_path: Path) -> None:
    lines = "".join(f"وصل كوفي أنان {n}\tKofi Annan arrived\n" for n in range(30))
    (tmp_path / "written-99.tsv.xz").write_bytes(lzma.compress(lines.encode()))
    labels = tmp_path / "names.tsv"
    labels.write_text("".join(f"99:{n}\tPERS:كوفي أنان\n" for n in range(20)) + "99:20\tLOC:باريس\n99:21\t-\n", encoding="utf-8")

    train, held = named_written(labels=labels), named_written(held_out=True, labels=labels)

    assert [example.words[3] for example in held] == ["0", "10"]
    assert len(train) == 19  # a name that does not stand in its line tells that the labels are of another
    assert spans(train[-1].tags) == []


def test_the_kept_lines_are_labelled_ones() -> None:
    labelled_lines = {row.split("\t")[0] for row in NEWS_NAMES.read_text(encoding="utf-8").splitlines()}
    assert set(NEWS_KEPT.read_text(encoding="utf-8").split()) <= labelled_lines
