"""What tests of the page get: articles at work with an engine that counts what it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlp.reader import Reader
from rafiq.page.work.jobs import Jobs
from tests.support.fakes import FakeTagger, UpperTranslator
from tests.support.page import NoMorphology


@pytest.fixture
def jobs() -> Iterator[tuple[Jobs, UpperTranslator]]:
    engine = UpperTranslator()
    reader = Reader(NoMorphology(), FakeTagger())
    yield Jobs(lambda name: engine, lambda: reader), engine
