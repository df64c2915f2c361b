"""Hostile bytes at every reader, in short form: read, or refused in one sentence. `make trust` is the long form."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.targets import CORPUS, TARGETS, refused, seeds

CHANGES = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 8), st.binary(max_size=8)), max_size=6)
KNOWN = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@cache
def first_seeds(name: str) -> list[bytes]:
    return seeds(name)


@pytest.mark.parametrize("name", TARGETS)
def test_good_input_is_read(name: str) -> None:
    assert not any(refused(TARGETS[name], data) for data in first_seeds(name))


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_changed_input_is_read_or_refused(name: str, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from(first_seeds(name)))
    for place, length, new in data.draw(CHANGES):
        at = place % (len(changed) + 1)
        changed = changed[:at] + new + changed[at + length :]
    refused(TARGETS[name], changed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=20, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    refused(TARGETS[name], data)


def test_what_was_once_found_stays_mended() -> None:
    for path in KNOWN:
        refused(TARGETS[path.parent.name], path.read_bytes())
