"""The embedded network's conversion without torch: the same bytes as by transformers, and a sentence where it cannot be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.conversion.bart import convert_bart, is_bart
from models.store.conversion.copies import by_transformers, convert
from nlp.errors import EngineError
from tests.conftest import ROOT

EMBEDDED = ROOT / "models" / "weights" / "embedded"


def test_the_bytes_are_those_of_the_other_way(tmp_path: Path) -> None:
    assert is_bart(EMBEDDED)
    convert_bart(EMBEDDED, tmp_path / "one")
    by_transformers(EMBEDDED, tmp_path / "two", "int8")
    for name in ("model.bin", "shared_vocabulary.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, two = (json.loads((tmp_path / each / "config.json").read_text()) for each in ("one", "two"))
    assert one == two


def test_neither_torch_nor_transformers_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['torch'] = sys.modules['transformers'] = None\n"
        "from pathlib import Path; from models.store.conversion.copies import convert\n"
        f"convert(Path({str(EMBEDDED)!r}), Path({str(tmp_path / 'o')!r}))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert (tmp_path / "o" / "model.bin").stat().st_size > 1_000_000


def test_a_damaged_checkpoint_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "bad")
    (tmp_path / "bad" / "model.safetensors").write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00{broken")
    with pytest.raises(EngineError, match="cannot be converted"):
        convert(tmp_path / "bad", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not is_bart(tmp_path)
