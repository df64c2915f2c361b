"""Three words of a reader's own list: a word with two sentences, a name, and one that would break a page that trusted it."""

from __future__ import annotations

from typing import Final

from nlp.annotations import Context, LearnedWord

__all__ = ["BOOK", "CAIRO", "HOSTILE", "WORDS"]

BOOK: Final = LearnedWord(
    "word",
    "كِتاب",
    "الكتاب",
    "tome",
    root="ك.ت.ب",
    pos="noun",
    contexts=(
        Context("نشر كتابه الثاني عن تاريخ المدينة أمس.", "He published his second book yesterday.", 4, 9),
        Context("قرأت الكتاب.", "I read it.", 5, 11),
    ),
)
HOSTILE: Final = LearnedWord(
    "word", "=1+1", "**<b>", "[x](http://example.com)", contexts=(Context("a **<b> $x$", "<script>alert(1)</script>", 2, 7),)
)
CAIRO: Final = LearnedWord("name", "القاهرة", "القاهرة", "Cairo", pos="LOC", contexts=(Context("في القاهرة.", "In Cairo.", 3, 10),))
WORDS: Final = (HOSTILE, BOOK, CAIRO)
