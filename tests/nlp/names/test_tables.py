"""Names found by look-up: what cannot begin a name is not looked at, and nothing is missed by that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.names.english_name import Namer, OwnName, bare_forms
from nlp.names.gazetteer import places
from nlp.names.listed import known
from nlp.names.spans import tables
from nlp.names.spans.tables import in_tables
from nlp.text.normalize import fold
from nlp.text.tokens import tokenize

TEXTS = [
    "زار الأمم المتحدة في ألمانيا",
    "ولمايكروسوفت مكتب في القاهرة وبالسعودية",
    "الجيش «الإسرائيلي» وشركة «مايكروسوفت»",
    "قال الوزير إن المكتبة مفتوحة اليوم",
    "نادي الصخرة الزرقاء فاز على ضيفه",
]


def test_every_name_of_the_tables_is_reached_with_and_without_clitics() -> None:
    namer = Namer()
    sure = [key for key, place in places().items() if place.kind in {"country", "capital"}]
    for key in (*known(), *sure):
        first, count = key.split(" ")[0], len(key.split(" "))
        if first not in bare_forms(first):
            continue  # one letter begins no name, looked at or not
        assert tables._reach(first, namer) >= count, key
        assert tables._reach(f"و{first}", namer) >= count, key


@pytest.mark.parametrize(("text", "at", "found"), [("التي تشاد بها عمارتها", 1, []), ("تشاد تعلن موقفها", 0, ["تشاد"])])
def test_a_country_is_no_verb_after_what_a_verb_follows(text: str, at: int, found: list[str]) -> None:
    tokens = [replace(token, pos="verb") if number == at else token for number, token in enumerate(tokenize(text))]
    assert [span.arabic for span in in_tables(0, tokens, Namer())] == found


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("names", [{}, {"الصخرة الزرقاء": OwnName("Blue Rock", "ORG")}])
def test_the_same_names_are_found_as_where_every_word_is_looked_at(
    text: str, names: dict[str, OwnName], monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens, namer = tokenize(text), Namer(names)
    quick = in_tables(0, tokens, namer)
    monkeypatch.setattr(tables, "_reach", lambda *_: 99)
    assert in_tables(0, tokens, namer) == quick
    assert not names or "الصخرة" not in text or fold("الصخرة الزرقاء") in {span.key for span in quick}
