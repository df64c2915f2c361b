"""Shards: written whole, named by what is in them, and the only ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nlp.errors import InputError
from rafiq.bulk.record import Record
from rafiq.bulk.shards import FORMS, Form, Shards, records_of

SENTENCE = {"arabic": "نعم", "english": "Yes", "doubts": [{"kind": "number", "message": "m"}]}


def record(number: int, **more: Any) -> Record:
    plain = dict.fromkeys(("name", "source", "title", "title_english", "engine"), "")
    return {"id": f"{number:032x}", **plain, "sentences": [SENTENCE] if number % 2 else [], "entities": [], **more}


def failure(number: int) -> Record:
    return {"id": f"{number:032x}", "name": "n", "reason": "because"}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_what_is_done(tmp_path: Path, form: Form) -> None:
    shards = Shards(tmp_path / "new" / "out", form)
    shards.prepare()
    shards.write([record(1), failure(2), record(3)])
    shards.write([record(4)])
    assert shards.done() == {record(n)["id"] for n in (1, 3, 4)}
    assert shards.failed() == {failure(2)["id"]}
    again = [each for path in shards.paths() for each in records_of(path)]
    assert sorted(again, key=lambda each: each["id"]) == [record(1), record(3), record(4)]
    shards.write([record(3), record(1)])  # a worker asked again: the same file
    assert len(shards.paths()) == 2


@pytest.mark.parametrize("form", FORMS)
def test_settling_takes_out_what_is_there_twice(tmp_path: Path, form: Form) -> None:
    shards = Shards(tmp_path, form)
    shards.write([record(1), record(2)])
    shards.write([record(2), record(3)])
    shards.write([failure(3), failure(4)])
    assert shards.settle() == 2
    assert sorted(each["id"] for path in shards.paths() for each in records_of(path)) == [record(n)["id"] for n in (1, 2, 3)]
    assert shards.failed() == {failure(4)["id"]}
    assert shards.settle() == 0


def test_an_interrupted_writer_leaves_no_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shards = Shards(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        shards.write([record(1)])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".part-x.jsonl.77.part").write_text("half")
    monkeypatch.undo()
    shards.prepare()
    assert list(tmp_path.iterdir()) == []


def test_two_forms_do_not_mix(tmp_path: Path) -> None:
    Shards(tmp_path, "jsonl").write([record(1)])
    with pytest.raises(InputError, match="--format jsonl"):
        Shards(tmp_path, "parquet").prepare()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        Shards(tmp_path / "file" / "out").prepare()
