"""What a reader decides about words and names, applied to a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.document import Token, from_json, to_json
from nlp.errors import InputError
from nlp.words.glossary import Entry, ReaderGlossary
from rafiq.page.work import choices
from tests.support.documents import sample_document


def test_a_reading_is_chosen_for_every_token_of_that_spelling() -> None:
    document = sample_document()
    token = choices.token_at(document, 2, 1)
    changed, rows = choices.with_reading(document, token.text, token.readings[1])
    assert rows == [1, 2, 5]
    assert changed.sentences[5].tokens[1].glosses == ("written",)
    assert changed.sentences[5].tokens[1].readings[1].lemma == token.lemma
    assert from_json(to_json(changed)) == changed


def test_an_own_gloss_holds_for_the_spelling_or_for_all_forms_and_can_be_taken_back() -> None:
    document = sample_document()
    token = choices.token_at(document, 2, 1)
    glossed, rows = choices.with_gloss(document, token, "book house")
    assert rows == [1, 2, 5]  # المكتبة, and not مكتبة
    assert glossed.sentences[2].tokens[1].glosses == ("book house", "library", "bookshop")
    glossed, rows = choices.with_gloss(glossed, token, "reading house", all_forms=True)
    assert rows == [0, 1, 2, 5]
    assert glossed.sentences[2].tokens[1].glosses == ("reading house", "library", "bookshop")
    tokens = {row: document.sentences[row].tokens for row in rows}
    assert choices.with_tokens(glossed, tokens, lambda other: choices.same_word(other, token))[0] == document


def test_an_own_gloss_of_one_word_is_not_that_of_another_with_the_same_lemma() -> None:
    """«لكنها» was once read as a form of «كان»: what it means is no meaning of «وكان»."""
    document = sample_document()
    words = ("لكنها", "وكان", "تكن")
    tokens = tuple(Token(0, len(word), word, lemma="كان", glosses=("be",)) for word in words)
    document = replace(document, sentences=(replace(document.sentences[0], tokens=tokens),))
    glossed, _ = choices.with_gloss(document, tokens[0], "but it")
    assert [token.glosses[0] for token in glossed.sentences[0].tokens] == ["but it", "be", "be"]
    later, _ = choices.own_glosses(document, ReaderGlossary([Entry("لكنها", "but it", scope="form", lemma="كان")]))
    assert [token.glosses[0] for token in later.sentences[0].tokens] == ["but it", "be", "be"]


def test_renaming_translates_again_except_what_the_reader_wrote() -> None:
    document = sample_document()
    mine = replace(document.sentences[4], english="Mine.", engine="reader")
    document = replace(document, sentences=(*document.sentences[:4], mine, *document.sentences[5:]))
    renamed, rows = choices.rename_entity(document, 0, "Al-Qahira")
    assert rows == [0, 4]
    assert renamed.sentences[0].english == renamed.sentences[0].engine == ""
    assert renamed.sentences[4].english == "Mine."
    assert renamed.entities[0].english == "Al-Qahira"
    with pytest.raises(InputError):
        choices.rename_entity(document, 99, "x")
