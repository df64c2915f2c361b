"""Bytes → text: the encodings of Arabic files, and text that was decoded wrongly before."""

from __future__ import annotations

import pytest

from nlp.text.clean import clean
from nlp.text.encoding import decode, repair_mojibake


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso-8859-6"])
def test_bytes_in_the_encodings_of_arabic_files(encoding: str) -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر، وذلك بعد عام."
    assert clean(text.encode(encoding)).text == text
    assert decode("نعم في مصر".encode(encoding)) == "نعم في مصر"


def test_a_declared_encoding_that_lies_is_noticed() -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر"
    assert clean(text.encode("cp1256"), media_type="text/plain; charset=iso-8859-1").text == text
    assert clean(text.encode(), media_type="text/plain; charset=windows-1256").text == text


@pytest.mark.parametrize(("right", "wrong"), [("cp1256", "cp1252"), ("utf-8", "latin-1")])
def test_text_decoded_wrongly_before_it_was_pasted(right: str, wrong: str) -> None:
    text = "قال المهندس إن الشركة قررت العودة إلى العمل في مصر"
    assert repair_mojibake(text.encode(right).decode(wrong)) == text
    assert repair_mojibake("Größe, façade, naïve: 25 °C") == "Größe, façade, naïve: 25 °C"
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "unicode_escape", "utf-7", "base64", "rot13", "no-such", "hex"])
def test_an_encoding_that_no_page_is_written_in_is_not_believed(name: str) -> None:
    page = f'<meta charset="{name}"><p>السلام عليكم ورحمة الله في هذا اليوم من الأيام'
    assert decode(page.encode("cp1256")) == decode(page.encode("cp1256"), name) == page
