"""a and an, and the first letter."""

from __future__ import annotations

import pytest

from models.pipeline.text.tidy import capitalised, indefinite, tidied


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("a Egyptian engineer", "an Egyptian engineer"),
        ("A Iraqi and an Moroccan", "An Iraqi and a Moroccan"),
        ("a European, a union, a one-off, a user, a Ukrainian", "a European, a union, a one-off, a user, a Ukrainian"),
        ("a unimportant, a uninvited, a hour, an hospital", "an unimportant, an uninvited, an hour, a hospital"),
        ('a "Israeli" army', 'an "Israeli" army'),
        ("an MP, a US plan, a UN body, Vitamin A is", "an MP, a US plan, a UN body, Vitamin A is"),
        ("a F16", "a F16"),
        ("", ""),
    ],
)
def test_the_article_fits_the_word(english: str, expected: str) -> None:
    assert indefinite(english) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("protest rally", "Protest rally"),
        ("(they said)", "(They said)"),
        ("iPhone", "iPhone"),
        ("3 men", "3 men"),
        ("Éa", "Éa"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(english: str, expected: str) -> None:
    assert capitalised(english) == expected


def test_an_arabic_article_stands_once() -> None:
    assert tidied("that al-al-Bashir and Al-Al-Quds , said .") == "that al-Bashir and Al-Quds, said."
