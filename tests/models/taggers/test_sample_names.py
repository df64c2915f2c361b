"""The names of the sample article, with the weights and tables that ship: found, in English, explained, nobody split in two."""

from __future__ import annotations

import pytest

from nlp.document import BilingualDocument, Entity
from nlp.names.link import only_around
from nlp.text.clean import clean
from rafiq.workbench import Workbench
from tests.conftest import ARTICLES

WANTED = {
    "حسام نصر": "Hossam Nasr",
    "براد سميث": "Brad Smith",
    "فرانشيسكا ألبانيزي": "Francesca Albanese",
    "آمي جودمان": "Amy Goodman",
    "دونالد ترمب": "Donald Trump",
    "مايكروسوفت": "Microsoft",
    "أمازون": "Amazon",
    "الجارديان": "The Guardian",
    "مجلس حقوق الإنسان التابع للأمم المتحدة": "United Nations Human Rights Council",
    "الضفة الغربية": "West Bank",
    "غزة": "Gaza",
    "ديموكراسي ناو": "Democracy Now",
}


@pytest.fixture(scope="module")
def document(workbench: Workbench) -> BilingualDocument:
    text = (ARTICLES / "microsoft-azure.txt").read_text(encoding="utf-8")
    return workbench.reader().analyse(clean(text), include_furniture=True)


@pytest.fixture(scope="module")
def found(document: BilingualDocument) -> dict[str, Entity]:
    return {entity.arabic: entity for entity in document.entities}


@pytest.mark.parametrize("arabic", WANTED)
def test_the_name_is_found_in_english_and_explained(found: dict[str, Entity], arabic: str) -> None:
    entity = found[arabic]
    assert (entity.english, bool(entity.gloss)) == (WANTED[arabic], True)
    assert entity.gloss_source


def test_nobody_is_split_in_two(document: BilingualDocument, found: dict[str, Entity]) -> None:
    people = [entity for entity in document.entities if entity.type == "PERS"]
    parts = [word for entity in people for word in entity.arabic.split()]
    assert len(parts) == len(set(parts))
    assert found["حسام نصر"].count >= 6  # «م. نصر», «نصر», «المهندس المصري»
    assert found["مايكروسوفت"].count >= 20  # with and without clitics and quotation marks


def test_amazon_and_the_guardian_stand_only_in_the_links(document: BilingualDocument, found: dict[str, Entity]) -> None:
    around = only_around(document)
    assert {found["أمازون"].id, found["الجارديان"].id} <= around
    assert found["مايكروسوفت"].id not in around


def test_a_phrase_about_an_army_is_no_organisation(document: BilingualDocument) -> None:
    assert not [entity.arabic for entity in document.entities if "الكيان" in entity.arabic]
