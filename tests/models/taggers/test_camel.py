"""camel-tools' own names, with its data folder standing in: its older weights format, and what is said when it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import registry
from nlp.errors import ArtefactError, EngineUnavailableError
from tests.support import tiny_models


def test_without_its_data_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert not registry.is_installed("camel-tools-ner")
    with pytest.raises(EngineUnavailableError, match="camel_data -i ner-arabert"):
        registry.tagger("camel-tools-ner")


def test_its_weights_are_opened_without_running_their_pickle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    from safetensors.torch import load_file

    folder = tiny_models.bert_tagger(tmp_path / "data" / "ner" / "arabert")
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert registry.is_installed("camel-tools-ner")
    tags = registry.tagger("camel-tools-ner").tag([["زار", "\u200f", "القاهرة"], []])
    assert [len(row) for row in tags] == [3, 0]
    assert tags[0][1] == "O"


class Evil:
    """Runs a command when unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.mark,))


def test_a_pickle_that_runs_something_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    folder = tiny_models.bert_tagger(tmp_path / "data" / "ner" / "arabert")
    (folder / "model.safetensors").unlink()
    torch.save({"weight": Evil(tmp_path / "ran")}, folder / "pytorch_model.bin")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(ArtefactError, match="cannot be opened"):
        registry.tagger("camel-tools-ner").tag([["زار"]])
    assert not (tmp_path / "ran").exists()
