"""docs/trust.md says which test holds what: each test that it names is there, and `make trust` runs files that are there."""

from __future__ import annotations

import re

from benchmarks import trust
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^(?:    )?(?:async )?def (test_\w+)", written, re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    assert len(named) > 40
    assert named - there == set()


def test_every_row_is_held_by_a_test() -> None:
    rows = [line for line in TEXT.split("## Many readers")[0].splitlines() if line.startswith("| ")]
    bare = [row for row in rows if "`test_" not in row and "held by" not in row]
    assert bare == []


def test_what_make_trust_runs_exists() -> None:
    for name in (*trust._TESTS, *trust._CALLS):
        file, _, test = name.partition("::")
        assert (ROOT / file).is_file(), name
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), name
