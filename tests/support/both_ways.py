"""Sentences that hold English in Arabic and Arabic in English, and where their letters stand on a screen."""

from __future__ import annotations

from typing import Any, Final

from nlp.annotations import SavedCopy
from nlp.document import Article, BilingualDocument, Block, EntityType, Mention, Sentence
from nlp.text.tokens import tokenize

__all__ = ["LETTERS", "LINES", "both_ways"]

LINES: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    # Arabic, what of it runs left to right, English, what of it runs right to left, a name in the Arabic
    ("قالت (No Apartheid for Azure) إنها", "No Apartheid for Azure", "The group said so.", "", ""),
    ("قناة Democracy Now أمس", "Democracy Now", "The House of Wisdom (بيت الحكمة) in Baghdad", "بيت الحكمة", "قناة Democracy"),
    ("كتب بلغة C++ أمس", "C++", "He wrote it.", "", ""),
    ("شركة Microsoft Azure (2024) هنا", "Microsoft Azure (2024)", "The word كتاب جديد means new book.", "كتاب جديد", "Azure"),
    ("حساب @rafiq_app هنا", "@rafiq_app", "An account", "", "حساب @rafiq_app"),
    ("هتف (Free Palestine!) مرتين", "Free Palestine!", "They chanted.", "", ""),
)
LETTERS: Final = """(element, text) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), letters = [];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest("rt")) continue;
        for (let at = 0; at < node.length; at += 1) letters.push([node, at]);
    }
    const whole = letters.map(([node, at]) => node.data[at]).join(""), from = whole.indexOf(text);
    const placed = letters.slice(from, from + text.length).map(([node, at]) => {
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + 1);
        const box = [...range.getClientRects()].at(-1) ?? new DOMRect();
        return [node.data[at], box.left + box.width / 2, box.top];
    });
    return placed.sort((a, b) => a[1] - b[1]).map(([letter]) => letter).join("") }"""
"""A function for the browser: the letters of `text` in `element`, from the left of the screen to the right."""


def both_ways(**more: Any) -> SavedCopy:
    """A copy of `LINES`, a sentence each."""
    text, sentences, blocks = "", [], []
    for number, (arabic, _, english, _, name) in enumerate(LINES):
        start = len(text)
        text += arabic + "\n\n"
        blocks.append(Block(start, start + len(arabic), "paragraph"))
        kind: EntityType = "ORG"
        at = start + arabic.find(name)
        mentions = (Mention(at, at + len(name), name, kind, number, "Name"),) if name else ()
        tokens = tokenize(arabic, start)
        sentences.append(
            Sentence(start, start + len(arabic), arabic, "paragraph", number, english, (), mentions, tokens, (), "fake")
        )
    return SavedCopy(BilingualDocument(Article(text, tuple(blocks), title="ب"), tuple(sentences), title="ب"), title="ب", **more)
