"""How long an article may be: what is longer says how much of its beginning can be read, and that beginning is read."""

from __future__ import annotations

import pytest

from nlp.document import Article, Block
from nlp.errors import TooLongError
from nlp.reader import outline
from nlp.text import length
from nlp.text.clean import clean
from nlp.text.sentences import MAX_WORDS, split
from nlp.text.tokens import MAX_LENGTH, tokenize

TEXT = "\n\n".join(f"قال الرئيس الجملة رقم {number} في القاهرة." for number in range(20))


@pytest.mark.parametrize(("sentences", "tokens", "fits"), [(7, 100_000, 7), (5_000, 40, 5)])
def test_too_many_sentences_or_words_are_one_sentence_that_names_the_beginning(
    sentences: int, tokens: int, fits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(length, "MAX_SENTENCES", sentences)
    monkeypatch.setattr(length, "MAX_TOKENS", tokens)
    article = clean(TEXT, media_type="text/plain")
    with pytest.raises(TooLongError, match=f"20 sentences.*read the first {fits} sentences") as caught:
        outline(article)
    document = outline(length.beginning(article, caught.value.end))
    assert len(document.sentences) == caught.value.first == fits
    assert document.article.text == article.text[: caught.value.end]
    assert outline(article, first=fits) == document


def test_what_is_not_too_long_is_read_whole() -> None:
    article = clean(TEXT, media_type="text/plain")
    assert len(outline(article).sentences) == len(outline(article, first=99).sentences) == 20


@pytest.mark.parametrize(
    "unit", ["ك", "\u064e", "ـ", "a", "1", "1-", "1.", ".", "!", "\U0001f600\u200d", "«", "#ك", "@a", "½", "\u0300"]
)
def test_a_text_of_one_endless_word_becomes_tokens_and_sentences_of_bounded_length(unit: str) -> None:
    text = "ق" + unit * 20_000
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == text
    assert max(len(token.text) for token in tokens) <= MAX_LENGTH
    rows = split(Article(text, (Block(0, len(text), "paragraph"),)))
    assert "".join(row.arabic for row in rows) == text
    assert max(len(tokenize(row.arabic)) for row in rows) <= 8 * MAX_WORDS


def test_words_of_any_length_that_people_write_stay_whole() -> None:
    for word in (
        "فَأَسْقَيْنَاكُمُوهُ",
        "اللـــــــــــــــــــــــــــــــــــــــــــــــــــــــــه",
        "Donaudampfschifffahrtsgesellschaft",
        "https://a.example/" + "b" * 900,
    ):
        assert [token.text for token in tokenize(word)] == [word]
