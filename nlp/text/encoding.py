"""Bytes → text: UTF-8, UTF-16 and the Arabic code pages, told apart by what they would say; files that are no text are refused.

What it leaves out: old DOS and Macintosh Arabic, which charset-normalizer is asked about last.

>>> decode("سلام عليكم".encode("cp1256"))
'سلام عليكم'
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final

from nlp.errors import InputError
from nlp.text.tables import lines

__all__ = ["decode", "repair_mojibake"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip, docx or epub file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
}
_NOT_OF_PAGES: Final = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})|<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,30})""",
    re.I,
)
_ODD = re.compile(r"[\x80-\x9f\ufffd¤¦§¨©¬®°±²³´µ¶·¸¹»¼½¾À-ÿ]")
_MOJIBAKE_UTF8 = re.compile(
    "[\u00d8-\u00db][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_MOJIBAKE_1256 = re.compile("[À-ßáãäåçèéêëìíîïñóõöøùúûý]{3,}")


@lru_cache(maxsize=1)
def _common() -> re.Pattern[str]:
    """Words every Arabic text is full of. Decoded with the wrong code page they turn into others or into symbols."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines('text_common_words.txt'))}|ال\w{{3,}})(?!\w)")


def decode(raw: bytes, declared: str = "") -> str:
    """The text in `raw`. `declared` is an encoding named by whoever sent it (an HTTP header); a lie is noticed.

    Raises `InputError` for what is not text (another kind of file, or bytes no encoding reads).
    """
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            raise InputError(f"This is {kind}, not text: open it as a file, or paste the article's text.")
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(f"This file says it is {encoding.upper()} text, but byte {error.start} breaks it.") from error
    if b"\0" in raw:
        return _utf16_without_mark(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(raw, declared)


def _utf16_without_mark(raw: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        readable = sum(char.isspace() or "\u0600" <= char <= "\u06ff" or " " <= char <= "~" for char in text)
        if readable > 0.9 * len(text):
            return text
    raise InputError("This is not text: it holds zero bytes and is not UTF-16.")


def _code_page(raw: bytes, declared: str) -> str:
    """`raw` in the code page that gives the most everyday Arabic words and the fewest stray signs."""
    label = _DECLARED.search(raw[:4096])
    named = [declared, *(part.decode("ascii") for part in (label.groups() if label else ()) if part)]
    best, best_score = "", float("-inf")
    for encoding in (*filter(_is_of_pages, named), "cp1256", "iso-8859-6", "utf-8", "cp1252"):
        try:
            text = raw.decode(encoding, errors="replace" if encoding == "utf-8" else "strict")
        except (UnicodeError, LookupError):
            continue
        sample = text[:200_000]
        score = (
            3 * len(_common().findall(sample)) - len(_ODD.findall(sample)) - 20 * sample.count("\ufffd") / max(1, len(sample)) * 100
        )
        if score > best_score:
            best, best_score = text, score
    if best_score > 0:
        return best
    return _guess(raw) or best


def _is_of_pages(encoding: str) -> bool:
    """Whether `encoding` is one that a page is written in: not Python's own («undefined», «idna», «unicode_escape»), nor unknown.

    >>> _is_of_pages("windows-1256"), _is_of_pages("undefined"), _is_of_pages("no such")
    (True, False, False)
    """
    try:
        return codecs.lookup(encoding).name not in _NOT_OF_PAGES
    except LookupError:
        return False


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    guess = from_bytes(raw[:200_000]).best()
    if guess is None:
        raise InputError("This is not text in any encoding Rafiq knows (UTF-8, UTF-16, windows-1256, ISO-8859-6).")
    return raw.decode(guess.encoding, errors="replace")


def repair_mojibake(text: str) -> str:
    """Arabic that someone decoded as Western European («ÇáÓáÇã», «Ø§Ù„») put right; anything else as it is."""
    sample = text[:20_000]
    if len(re.findall("[\u0620-\u064a]", sample)) * 4 > len(re.findall(r"\w", sample)):
        return text
    for pattern, wrong, right in (
        (_MOJIBAKE_UTF8, "cp1252", "utf-8"),
        (_MOJIBAKE_UTF8, "latin-1", "utf-8"),
        (_MOJIBAKE_1256, "cp1252", "cp1256"),
    ):
        if len(pattern.findall(sample)) < 3:
            continue
        try:
            repaired = text.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if len(_common().findall(repaired[:20_000])) >= 2:
            return repaired
    return text
