"""The examples in docstrings are true, and every rule module of text and words has one."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("nlp", "models/pipeline", "models/store", "rafiq/render")
MODULES = sorted(
    path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py") if ">>>" in path.read_text(encoding="utf-8")
)
RULES = sorted(
    path.relative_to(ROOT)
    for room in ("nlp/text", "nlp/words")
    for path in (ROOT / room).glob("*.py")
    if path.stem not in {"__init__", "camel", "morphology"}  # the last two read a database that is fetched at set-up
)


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_examples_are_true(path: Path) -> None:
    results = doctest.testmod(importlib.import_module(module_name(path)))
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize("path", RULES, ids=str)
def test_a_rule_module_opens_with_an_example(path: Path) -> None:
    examples = doctest.DocTestParser().get_examples(importlib.import_module(module_name(path)).__doc__ or "")
    assert examples, f"{path}: its docstring shows no example"
