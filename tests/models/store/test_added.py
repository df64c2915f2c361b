"""Names of engines: which can be added, and that none passes for English the reader wrote or a name gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import manage, registry
from models.store.added import added, check_name, engines_folder, new_name
from models.store.cards import CARDS
from models.store.hub_files import Offer
from models.translators import server
from nlp.document import RESERVED_NAMES
from nlp.errors import InputError
from tests.support import tiny_models

REFUSED = r"^An engine cannot be named '(reader|entities)', which stands for English that .*: choose another name\.$"
reserved = pytest.mark.parametrize("name", sorted(RESERVED_NAMES))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    return tmp_path


def test_a_name_is_a_folder_of_its_own() -> None:
    assert [new_name(name) for name in ("mine", "opus-2.0", "readers")] == ["mine", "opus-2.0", "readers"]
    for name in ("", "..", "a/b", "Mine", "-mine", "m" * 65, "a..b"):
        with pytest.raises(InputError, match="small letters"):
            check_name(name)


@reserved
def test_no_engine_can_be_added_under_a_name_that_stands_for_what_no_engine_wrote(name: str, home: Path) -> None:
    assert name not in CARDS
    folder = home / name
    tiny_models.marian(folder)
    with pytest.raises(InputError, match=REFUSED):
        manage.add_folder(folder, name)
    with pytest.raises(InputError, match=REFUSED):
        manage.add_server("http://127.0.0.1:9", name)
    with pytest.raises(InputError, match=REFUSED):
        manage.add_from_hub(Offer(f"somebody/{name}", "0" * 40, "MIT", (), ""))
    with pytest.raises(InputError, match=REFUSED):
        server.open_engine("http://127.0.0.1:9", name=name)
    with pytest.raises(InputError, match=REFUSED):
        registry.translator(str(folder))
    assert not added()


@reserved
def test_a_card_of_such_a_name_that_lies_here_already_is_refused_and_can_be_removed(name: str) -> None:
    manage.add_server("http://127.0.0.1:9", "mine")
    (engines_folder() / "mine").rename(engines_folder() / name)
    card = engines_folder() / name / "card.json"
    card.write_text(card.read_text(encoding="utf-8").replace('"mine"', f'"{name}"'), encoding="utf-8")
    assert name not in added()
    assert name not in registry.names()
    for refusing in (registry.translator, registry.card, manage.verify_engine):
        with pytest.raises(InputError, match=REFUSED):
            refusing(name)
    manage.remove(name)
    assert not card.exists()
