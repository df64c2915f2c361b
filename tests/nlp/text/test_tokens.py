"""Tokens: offsets, kinds, and nothing lost."""

from __future__ import annotations

import time

import pytest

from nlp.text.tokens import pieces, tokenize


def shown(text: str) -> str:
    """Tokens as `text/k`, k the first letter of the kind."""
    return " ".join(f"{token.text}/{token.kind[0]}" for token in tokenize(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال م. نصر، أمس", "قال/w م/w ./p نصر/w ،/p أمس/w"),
        ("مُهَنْدِسٌ عـــربي", "مُهَنْدِسٌ/w عـــربي/w"),
        ("بـ«Azure»", "بـ/w «/p Azure/l »/p"),
        ("الـGPS وب9000", "الـ/w GPS/l وب/w 9000/n"),
        ("2025م، 1447هـ", "2025/n م/w ،/p 1447/n هـ/w"),
        ("3.5 و١٢٫٥ و١٬٢٠٠ و1,200.50.", "3.5/n و/w ١٢٫٥/n و/w ١٬٢٠٠/n و/w 1,200.50/n ./p"),
        ("٪50 و50%", "٪/s 50/n و/w 50/n %/s"),
        ("24/9/2025 و٢٠٢٥-٠٩-٢٤ 14:05", "24/9/2025/n و/w ٢٠٢٥-٠٩-٢٤/n 14:05/n"),
        ("1990-1995 3/4", "1990/n -/p 1995/n 3/n //p 4/n"),
        ("Wi-Fi G20 COVID-19 O'Neil C++", "Wi-Fi/l G20/l COVID-19/l O'Neil/l C++/l"),
        ("«الأمم».. ثم... نعم؟! لا…", "«/p الأمم/w »/p ../p ثم/w .../p نعم/w ؟!/p لا/w …/p"),
        ("انظر https://a.example/b?c=1، أو bbc.com.", "انظر/w https://a.example/b?c=1/a ،/p أو/w bbc.com/a ./p"),
        ("me@x.example #غزة_الآن @user", "me@x.example/a #غزة_الآن/a @user/a"),
        ("👨‍👩‍👧 🇪🇬 ❤️", "👨‍👩‍👧/s 🇪🇬/s ❤️/s"),
        ("می‌خواهم پژوهشگر", "می‌خواهم/w پژوهشگر/w"),
        ("Привет 中文", "Привет/l 中文/l"),
        ("البشير.وفيما", "البشير/w ./p وفيما/w"),
        ("½ كم²", "½/n كم/w ²/n"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_kinds_and_cuts(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_offsets_index_the_article() -> None:
    article = "عنوان\n\nقال نصر: نعم."
    tokens = tokenize(article[7:], 7)
    assert [article[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert tokens[0].start == 7


def test_pieces_join_to_the_text() -> None:
    text = "  قال\u00a0نصر:\t«نعم»\n\n2025م — \u200fAzure\x1c. "
    assert "".join(pieces(text)) == text
    assert [piece for piece in pieces(text) if not piece.isspace()] == [token.text for token in tokenize(text)]


@pytest.mark.parametrize("unit", ["@", "a@", "1/1/", "a.", "1.", "a-", "ـ", ".", "https://", "👨\u200d", "كَ", "x"])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    started = time.perf_counter()
    tokenize(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 5
