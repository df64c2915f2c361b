"""docs/table.md: every row names a browser test that exists, and what falls short where a row is not full."""

from __future__ import annotations

import re

from tests.conftest import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "table.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| what readers want")
]


def test_every_test_that_the_table_names_exists() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "browser").glob("test_*.py"))
    defined = set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))
    assert len(ROWS) >= 18
    for want, _, test, _ in ROWS:
        assert test.strip("`") in defined, want


def test_what_falls_short_is_said_of_the_rows_that_are_not_full_and_of_them_alone() -> None:
    for want, mark, _, short in ROWS:
        assert mark in {"✓", "◐"}, want
        assert (mark == "◐") == bool(short), want
