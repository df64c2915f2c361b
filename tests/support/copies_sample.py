"""Copies to test with: a rich one that uses every field, a hostile one, one as long as asked for, and Hypothesis strategies."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from nlp.annotations import Annotation, Place, SavedCopy
from nlp.document import (
    READER,
    Alignment,
    Article,
    BilingualDocument,
    Block,
    BlockKind,
    CliticSegment,
    Entity,
    Mark,
    Mention,
    NameSource,
    Reading,
    Sentence,
    Token,
)
from nlp.text.tokens import tokenize
from nlp.words.readings import read_as

__all__ = ["HOSTILE", "copies", "hostile_copy", "long_copy", "sample_copy"]

# Text that tries to get out of every format it is put into.
HOSTILE = (
    '</script></template></style><script>alert(1)</script>"><img src=x onerror=alert(2)>',
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "]]><!--  --> <?php &amp; &#60; &lt;",
    "'; DROP TABLE copies; --",
    "[x](javascript:alert(1)) ![y](http://evil.example) `code` **b** <https://evil.example> http://evil.example",
    "\u202eآخر\u202c \u200f \ufeff \x00 \x07 \x1b[31m \ud800 \uffff",
    "# عنوان\n- بند\n1. رقم\n> اقتباس\n| جدول |",
    "{{c1::anki}} {{Word}} %s %(x)s {0} $HOME",
    "../../etc/passwd",
    "a\tb|c=d\nSpaceAfter=No",
    '=cmd|\' /C calc\'!A0 =DDE("soffice";"/etc/passwd";"a") =WEBSERVICE("http://evil.example")',
    'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" { INCLUDETEXT "file:///etc/passwd" } { MACROBUTTON run } \\\\evil\\share',
    "[sound:http://evil.example/a.mp3] [latex]\\input{/etc/passwd}[/latex] [$]x[/$] [anki:play:q:0] \\(x\\)",
    "😀 لا \U0001f1f8\U0001f1e6 e\u0301",
)


def _word(  # noqa: PLR0917 — a table row
    surface: str, lemma: str, root: str, pos: str, gloss: str, clitics: tuple[tuple[str, str, str], ...] = ()
) -> Reading:
    stem = surface[sum(len(text) for text, _, _ in clitics) :]
    segments = (
        *(CliticSegment(text, "proclitic", kind, english) for text, kind, english in clitics),
        CliticSegment(stem, "stem", pos, gloss),
    )
    return Reading(
        lemma,
        root,
        pos,
        (gloss, f"{gloss} (also)"),
        segments,
        lemma,
        frequency=-3.5,
        features=(("gen", "m"), ("num", "s"), ("stt", "d")),
    )


_LEXICON = {
    "والرئيس": _word("والرئيس", "رَئِيس", "ر.ء.س", "noun", "president", (("و", "conjunction", "and"), ("ال", "article", "the"))),
    "الحكومة": _word("الحكومة", "حُكُومَة", "ح.ك.م", "noun", "government", (("ال", "article", "the"),)),
    "قالت": _word("قالت", "قال", "ق.و.ل", "verb", "say"),
    "زار": _word("زار", "زار", "ز.و.ر", "verb", "visit"),
    "الكتاب": _word("الكتاب", "كِتاب", "ك.ت.ب", "noun", "book", (("ال", "article", "the"),)),
    "جديد": _word("جديد", "جَدِيد", "ج.د.د", "adjective", "new"),
}
_ROWS: tuple[tuple[str, str, BlockKind], ...] = (
    ("الرئيس محمد علي يزور القاهرة", "President Muhammad Ali visits Cairo", "title"),
    (
        "قالت الحكومة إن شركة Microsoft Azure دفعت 15 مليون دولار في 30 سبتمبر 2025.",
        "The government said Microsoft Azure paid $15 million.",
        "paragraph",
    ),
    ("زار محمد علي القاهرة، والرئيس لم يتحدث.", "Muhammad Ali visited Cairo, and the president did not speak.", "paragraph"),
    ("كتاب جديد", "A new book", "heading"),
    ("«الكتاب» جديد؛ كَتَبَهُ د. سعيد.", "", "quote"),
)
_NAMES = {"محمد علي": ("PERS", 0, "Muhammad Ali"), "القاهرة": ("LOC", 1, "Cairo"), "Microsoft Azure": ("ORG", 2, "Microsoft Azure")}


def sample_copy() -> SavedCopy:
    """Five sentences with tokens, readings, names, doubts, alignment, an edit, furniture; notes, highlights, tags, a place."""
    lines = [arabic for arabic, _, _ in _ROWS] + ["اقرأ أيضاً: خبر آخر"]
    text = "\n\n".join(lines)
    blocks, sentences, at = [], [], 0
    for number, (arabic, english, kind) in enumerate(_ROWS):
        blocks.append(Block(at, at + len(arabic), kind))
        sentences.append(_sentence(number, at, arabic, english, kind))
        at += len(arabic) + 2
    blocks.append(Block(at, len(text), "furniture"))
    sentences[2] = replace(sentences[2], engine=READER, machine_english="Ali visited.", alignment=())
    article = Article(text, tuple(blocks), lines[0], "أحمد سالم", "2025-10-01", "example.txt")
    entities = tuple(
        Entity(number, arabic, kind, english, NameSource.GEONAMES, "Politician", f"about {english}", NameSource("glossary"), 2, 0)  # type: ignore[arg-type]
        for arabic, (kind, number, english) in _NAMES.items()
    )
    document = BilingualDocument(
        article, tuple(sentences), entities, lines[0], _ROWS[0][1], "embedded", {"rafiq": "0.1", "engine": "embedded 1"}
    )
    tokens = sentences[1].tokens
    quote = text[tokens[0].start : tokens[1].end]
    return SavedCopy(
        document,
        id="k3x9m2ab",
        title=lines[0],
        annotations=(
            Annotation(
                "n1", 1, "arabic", tokens[0].start, tokens[1].end, quote, "", " إن", "green", "Who says so?", "2025-10-02T08:00:00Z"
            ),
            Annotation("n2", 1, "english", 4, 14, "government", "The ", " said", "yellow", "", "2025-10-02T08:01:00Z"),
            Annotation("n3", 2, text="ملاحظة بالعربية", created="2025-10-02T08:02:00Z"),
            Annotation("n4", text="For the seminar", created="2025-10-02T08:03:00Z"),
        ),
        tags=("politics", "سياسة"),
        place=Place(2, 3),
        created="2025-10-02T07:59:00.000000Z",
        changed="2025-10-02T08:03:00.000000Z",
        revision=5,
    )


def _sentence(number: int, at: int, arabic: str, english: str, kind: BlockKind) -> Sentence:
    tokens = tuple(_glossed(token) for token in tokenize(arabic, at))
    mentions = []
    for name, (sort, entity, shown) in _NAMES.items():
        start, there = arabic.find(name), english.find(shown)
        if start >= 0:
            spot = (there, there + len(shown)) if there >= 0 else (-1, -1)
            mentions.append(Mention(at + start, at + start + len(name), name, sort, entity, shown, "a gloss", "", *spot))  # type: ignore[arg-type]
    marks = (Mark("number", "The date 30 September 2025 is missing.", -1, -1, 0, 14),) if number == 1 else ()
    links = (Alignment(1, 0, 14, 0.9), Alignment(0, 15, 19, 0.8)) if number == 1 else ()
    return Sentence(
        at,
        at + len(arabic),
        arabic,
        kind,
        number,
        english,
        marks,
        tuple(sorted(mentions, key=lambda m: m.start)),
        tokens,
        links,
        "embedded",
    )


def _glossed(token: Token) -> Token:
    reading = _LEXICON.get(token.text)
    if reading is None:
        return token
    other = replace(reading, glosses=("another meaning",), reason="the same letters, another word")
    return replace(read_as(token, (reading, other)), level=1)


def hostile_copy() -> SavedCopy:
    """A copy in which every text, everywhere, is hostile."""
    text, sentences, at = "\n".join(HOSTILE), [], 0
    for number, bad in enumerate(HOSTILE):
        reading = Reading(
            bad, bad, bad, (bad,), (CliticSegment(bad, "stem", bad, bad), CliticSegment(bad, "enclitic", bad, bad)), bad, bad
        )
        tokens = tuple(replace(read_as(token, (reading,) * 2), pos="noun") for token in tokenize(bad, at))
        mention = Mention(at, at + len(bad), bad, "PERS", number, bad, bad, bad, 0, len(bad))
        mark = Mark("name", bad, at, at + len(bad), 0, min(3, len(bad)))
        kinds: tuple[BlockKind, ...] = ("paragraph", "heading", "list", "quote")
        sentences.append(
            Sentence(at, at + len(bad), bad, kinds[number % 4], number, bad, (mark,), (mention,), tokens, (), bad, bad)
        )
        at += len(bad) + 1
    entities = tuple(
        Entity(n, bad, "PERS", bad, NameSource(bad), bad, bad, NameSource(bad), 1, n, bad) for n, bad in enumerate(HOSTILE)
    )
    article = Article(text, (Block(0, len(text), "furniture"),), HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[12])
    document = BilingualDocument(article, tuple(sentences), entities, HOSTILE[0], HOSTILE[0], HOSTILE[5], {HOSTILE[0]: HOSTILE[1]})
    notes = tuple(
        Annotation(f"n{n}", n, "both" if n % 2 else "arabic", -1, -1, bad[:20], bad[:5], bad[-5:], "pink", bad)
        for n, bad in enumerate(HOSTILE)
    )
    return SavedCopy(document, "hostile1", HOSTILE[0], notes, tuple(bad.split("\n")[0][:40] for bad in HOSTILE[:6]))


def long_copy(count: int) -> SavedCopy:
    """A copy of about `count` words: the sample's sentences again and again, with three readings a word."""
    sample = sample_copy()
    base = [s for s in sample.document.sentences if s.kind == "paragraph"]
    filler = list(_LEXICON.values())
    sentences: list[Sentence] = []
    parts, at, total = [], 0, 0
    while total < count:
        source = base[len(sentences) % len(base)]
        arabic = f"{source.arabic[:-1]} {len(sentences)}."
        move = at - source.start
        tokens = []
        for n, token in enumerate(tokenize(arabic, at)):
            chosen = filler[(n + len(sentences)) % len(filler)]
            rest = tuple(replace(chosen, reason=f"reading {k} of word {(n * 7 + len(sentences)) % 900}") for k in range(3))
            rich = token.kind == "word"
            tokens.append(
                replace(
                    token, lemma=chosen.lemma, root=chosen.root, pos=chosen.pos, glosses=chosen.glosses, segments=(), readings=rest
                )
                if rich
                else token
            )
        total += sum(token.kind == "word" for token in tokens)
        mentions = tuple(replace(m, start=m.start + move, end=m.end + move) for m in source.entities)
        made = replace(
            source, start=at, end=at + len(arabic), arabic=arabic, block=len(sentences), entities=mentions, tokens=tuple(tokens)
        )
        sentences.append(made)
        parts.append(arabic)
        at += len(arabic) + 1
    blocks = tuple(Block(s.start, s.end, "paragraph") for s in sentences)
    article = replace(sample.document.article, text="\n".join(parts), blocks=blocks)
    return replace(
        sample, document=replace(sample.document, article=article, sentences=tuple(sentences)), annotations=(), place=None
    )


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_xml_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)


@st.composite
def copies(draw: st.DrawFn, *, xml_safe: bool = False) -> SavedCopy:
    """Any copy that could be saved. `xml_safe` leaves out the characters that XML has no way to write."""
    words_of = _xml_text.filter(lambda value: bool(value.strip())) if xml_safe else _text
    rows = draw(st.lists(st.tuples(words_of, _xml_text if xml_safe else _text), min_size=1, max_size=5))
    sentences, parts, at = [], [], 0
    for number, (arabic, english) in enumerate(rows):
        kind = draw(st.sampled_from(("paragraph", "heading", "title", "quote")))
        engine = draw(st.sampled_from(("", "embedded", READER)))
        tokens = () if xml_safe else tuple(tokenize(arabic, at))
        sentences.append(Sentence(at, at + len(arabic), arabic, kind, number, english, tokens=tokens, engine=engine))  # type: ignore[arg-type]
        parts.append(arabic)
        at += len(arabic) + 1
    article = Article("\n".join(parts), tuple(Block(s.start, s.end, s.kind) for s in sentences), title=draw(words_of))
    document = BilingualDocument(
        article, tuple(sentences), title=article.title, engine="embedded", versions={"rafiq": draw(words_of)}
    )
    note = st.builds(
        Annotation, id=st.uuids().map(str), sentence=st.integers(-1, len(rows) - 1), text=words_of, created=st.just("2026-01-01")
    )
    notes = draw(st.lists(note, max_size=3))
    return SavedCopy(document, title=draw(words_of), annotations=tuple(notes), tags=tuple(draw(st.sets(st.sampled_from("abc")))))
