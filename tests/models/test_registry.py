"""models.registry: names, cards, choices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models import registry
from nlp.errors import EngineUnavailableError, NotFoundError, UnknownNameError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path))


def test_unknown_name_lists_the_choices() -> None:
    with pytest.raises(UnknownNameError, match=r"'nope'.*embedded.*opus-mt"):
        registry.translator("nope")
    with pytest.raises(UnknownNameError, match="camelbert-ner"):
        registry.tagger("nope")


def test_every_card_is_complete() -> None:
    for name, card in registry.CARDS.items():
        assert card.name == name
        assert card.licence
        assert card.title
        assert card.source
        assert ":" in card.opener
        assert all(score.source and score.test and score.address.startswith("https://") for score in card.scores)
        assert card.facts or name == "embedded", "where the row was read"
        assert card.repository == "" or card.download > card.parameters * 1_000_000, "less than a byte a weight"
        assert re.fullmatch(r"[0-9a-f]{40}|", card.revision), "a version is pinned by its full commit id or not at all"
        assert (Path(__file__).parents[2] / (card.opener.split(":")[0].replace(".", "/") + ".py")).is_file()


def test_embedded_card_carries_sums_and_sizes() -> None:
    card = registry.card("embedded")
    assert card.files["model.safetensors"].size > 10_000_000
    assert card.size == sum(file.size for file in card.files.values())


def test_an_engine_of_the_hub_must_be_added_first() -> None:
    assert not registry.is_installed("opus-mt")
    with pytest.raises(EngineUnavailableError, match="rafiq engines add opus-mt"):
        registry.translator("opus-mt")


def test_the_embedded_engine_is_the_default() -> None:
    assert registry.translator().name == "embedded"
    assert registry.is_installed("embedded")


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="no folder"):
        registry.translator("./nowhere")
