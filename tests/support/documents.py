"""Documents for the component's own tests, written in a short notation: no engine, no morphology, every feature present.

A sentence is `("kind", "عربي …", "English …", "word=token …")`: the last part pairs English words with Arabic tokens by number.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.document import (
    Alignment,
    Article,
    BilingualDocument,
    Block,
    BlockKind,
    CliticSegment,
    Entity,
    EntityType,
    Mark,
    Mention,
    NameSource,
    Reading,
    Sentence,
    Token,
    TokenKind,
)

_TOKEN: Final = re.compile(r"[\u0621-\u065f\u0670-\u06d3]+|[A-Za-z][\w.]*|[\d٠-٩]+(?:[.,٫][\d٠-٩]+)*|[^\w\s]")
_SENTENCES: Final[tuple[tuple[BlockKind, str, str, str], ...]] = (
    ("title", "مدينة القاهرة تفتح مكتبة جديدة", "The city of Cairo opens a new library", "city=0 Cairo=1 opens=2 library=3 new=4"),
    (
        "paragraph",
        "قال الوزير أحمد زكي إن المكتبة ستفتح أبوابها في 12 مارس 2026.",
        "Minister Ahmed Zaki said the library would open its doors on 12 March 2026.",
        "said=0 Minister=1 Ahmed=2 Zaki=3 library=5 open=6 doors=7",
    ),
    (
        "paragraph",
        "وتضم المكتبة 3.5 مليون كتاب، وقد كتبها كتّاب من مصر والعالم العربي.",
        "The library holds 3.5 million books by writers from Egypt and the Arab world.",
        "holds=0 library=1 3.5=2 million=3 books=4 writers=8 Egypt=10 world=11 Arab=12",
    ),
    ("heading", "برامج للأطفال", "Programmes for children", "Programmes=0 children=1"),
    (
        "paragraph",
        "وقالت منظمة اليونسكو إنها لم تشارك في تمويل المشروع مع شركة Google في القاهرة.",
        "UNESCO said it took part in funding the project with Google in Cairo.",
        "said=0 UNESCO=2 part=5 funding=7 project=8 Google=11 Cairo=13",
    ),
    ("paragraph", "وستستقبل المكتبة الزوار كل يوم.", "", ""),
)
_GLOSSES: Final = {
    "مدينة": ("مَدِينَة", "م.د.ن", "noun", "city; town", 1), "تفتح": ("فَتَح", "ف.ت.ح", "verb", "open; conquer", 2),
    "مكتبة": ("مَكْتَبَة", "ك.ت.ب", "noun", "library; bookshop", 2), "المكتبة": ("مَكْتَبَة", "ك.ت.ب", "noun", "library; bookshop", 2),
    "جديدة": ("جَدِيد", "ج.د.د", "adjective", "new; recent", 1), "قال": ("قال", "ق.و.ل", "verb", "say", 1),
    "كتبها": ("كَتَب", "ك.ت.ب", "verb", "write", 1), "كتاب": ("كِتَاب", "ك.ت.ب", "noun", "book", 1),
    "تمويل": ("تَمْوِيل", "م.و.ل", "noun", "financing; funding", 4), "المشروع": ("مَشْرُوع", "ش.ر.ع", "noun", "project; plan", 2),
    "الزوار": ("زائِر", "ز.و.ر", "noun", "visitor; guest", 3), "برامج": ("بَرْنامَج", "", "noun", "programme", 2),
}  # fmt: skip
_ENTITIES: Final[tuple[tuple[str, EntityType, str, str, str], ...]] = (
    ("القاهرة", "LOC", "Cairo", "capital of Egypt", ""),
    ("أحمد زكي", "PERS", "Ahmed Zaki", "", ""),
    ("مصر", "LOC", "Egypt", "country in north-east Africa", ""),
    ("اليونسكو", "ORG", "UNESCO", "UN body for education, science and culture", ""),
    ("Google", "ORG", "Google", "", ""),
    ("12 مارس 2026", "DATE", "12 March 2026", "", "2026-03-12"),
)


def sample_document(*, translated: bool = True, extra: int = 0) -> BilingualDocument:
    """The sample, with English or without, and with its last sentence repeated `extra` times."""
    wanted = [*_SENTENCES, *([_SENTENCES[-1]] * extra)]
    text, sentences, blocks, counts = "", [], [], dict.fromkeys(range(len(_ENTITIES)), 0)
    for number, (kind, arabic, english, pairs) in enumerate(wanted):
        start = len(text)
        text += arabic + "\n\n"
        blocks.append(Block(start, start + len(arabic), kind))
        sentences.append(_sentence(number, (kind, arabic, english if translated else "", pairs), start, counts))
    furniture = len(text)
    text += "اقرأ أيضاً"
    blocks.append(Block(furniture, len(text), "furniture"))
    entities = tuple(
        Entity(i, ar, kind, en, NameSource.ARTICLE, "", gloss, NameSource("GeoNames" if gloss else ""), counts[i], 0, value)
        for i, (ar, kind, en, gloss, value) in enumerate(_ENTITIES)
    )
    article = Article(text, tuple(blocks), title=_SENTENCES[0][1])
    return BilingualDocument(article, tuple(sentences), entities, article.title, versions={"tagger": "fake 1"})


def _sentence(number: int, row: tuple[BlockKind, str, str, str], start: int, counts: dict[int, int]) -> Sentence:
    kind, arabic, english, pairs = row
    tokens = tuple(_token(match, start) for match in _TOKEN.finditer(arabic))
    mentions = []
    for entity, (name, type_, name_english, gloss, value) in enumerate(_ENTITIES):
        at = arabic.find(name)
        if at < 0:
            continue
        counts[entity] += 1
        place = english.find(name_english)
        end = place + len(name_english) if place >= 0 else -1
        begin = start + at
        mentions.append(Mention(begin, begin + len(name), name, type_, entity, name_english, gloss, value, place, end))
    links = []
    for pair in pairs.split() if english else []:
        word, token = pair.split("=")
        at = english.find(word)
        links.append(Alignment(int(token), at, at + len(word), 0.4 if word == "doors" else 0.9))
    marks: tuple[Mark, ...] = ()
    if " لم " in arabic and english:
        here, there = start + arabic.find(" لم ") + 1, english.find("took")
        marks = (Mark("negation", "The Arabic says «لم» (did not); the English has no “not”.", here, here + 2, there, there + 4),)
    return Sentence(
        start,
        start + len(arabic),
        arabic,
        kind,
        number,
        english,
        marks,
        tuple(sorted(mentions, key=lambda mention: mention.start)),
        tokens,
        tuple(links),
        "embedded" if english else "",
    )


def _token(match: re.Match[str], start: int) -> Token:
    text = match.group()
    kind: TokenKind = "word" if "\u0621" <= text[0] <= "\u064a" else "latin" if text[0].isalpha() else "punctuation"
    if text[0].isdigit():
        kind = "number"
    begin, end = start + match.start(), start + match.end()
    if text not in _GLOSSES:
        return Token(begin, end, text, kind)
    lemma, root, pos, glosses, level = _GLOSSES[text]
    parts: tuple[CliticSegment, ...] = ()
    if text.startswith("ال"):
        parts = (CliticSegment("ال", "proclitic", "article", "the"), CliticSegment(text[2:], "stem", pos, glosses))
    first = Reading(lemma, root, pos, tuple(glosses.split("; ")), parts, lemma, features=(("gen", "f"),))
    other = Reading("مُكْتَب", root, "adjective", ("written",), (), "مُكْتَبة", "another word with the same letters")
    return Token(begin, end, text, kind, lemma, root, pos, parts, first.glosses, lemma, (first, other), level)
