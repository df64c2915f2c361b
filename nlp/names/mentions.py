"""Which tokens of a sentence name something: the tagger's spans put right, and what the tables and Latin letters add.

A span is trimmed of marks, titles («الرئيس», «م.») and the words of a role, so that it shows the name and only that. Leaves out:
which spans are the same entity (`nlp.names.link`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Final

from nlp.document import EntityType, Sentence, Token
from nlp.names.bodies import headed
from nlp.names.english_name import Namer, bare_forms, known
from nlp.names.gazetteer import mined, places, units
from nlp.text.normalize import fold
from nlp.text.tables import rows

__all__ = ["Span", "find", "origins", "role_words", "roles"]

_TITLES: Final = frozenset(
    fold(word)
    for word in (
        "السيد السيدة الدكتور الدكتورة د دكتور دكتورة المهندس المهندسة م مهندس أ الأستاذ الأستاذة أستاذ البروفيسور بروفيسور الشيخ الشيخة "  # noqa: E501
        "الحاج الأمير الأميرة الملك الملكة السلطان الإمام القس الأب البابا المطران الكاردينال اللواء العميد العقيد المقدم الرائد النقيب "  # noqa: E501
        "الجنرال الفريق المشير المستشار المستشارة المحامي المحامية القاضي النائب النائبة السيناتور الوزير الوزيرة الرئيس الرئيسة السفير "  # noqa: E501
        "السفيرة الزعيم القائد الكابتن الفنان الفنانة المخرج الكاتب الكاتبة الشاعر الصحفي الصحفية الصحافي الإعلامي الإعلامية الناشط الناشطة "  # noqa: E501
        "الشهيد الشهيدة مستر سير لورد السير اللورد"
    ).split()
)
_PLACE_HEADS: Final = frozenset(
    fold(w) for w in "مدينة بلدة قرية محافظة ولاية دولة منطقة إقليم مقاطعة حي جزيرة عاصمة العاصمة".split()
)
# Names of places that are as often other words: found by the tagger or not at all.
_DOUBTFUL: Final = frozenset(
    fold(word)
    for word in (
        "مالي قطر بنين عمان توغو كوبا بالي صور حماة المدينة جدة الخليل الخليج المغرب النيل الأقصى السلام نيس كان ليل مان بون برن فاس صفد "  # noqa: E501
        "فيروز أدونيس فرنسيس سلام فتح الجمعية النصر كاف وام واس ديل ميتا شاس إيني الميادين الأناضول تاس راند سانا"
    ).split()
)


_LISTS: Final = frozenset("،,؛") | {"و"}
_CLOSING: Final = frozenset("»”")
_QUOTES: Final = _CLOSING | frozenset('«“"')
# A body named by its kind alone is no name.
_GENERIC: Final = frozenset(
    fold(w)
    for w in (
        "جيش قوات شركة شركات حكومة وزارة وزارات شرطة برلمان مجلس محكمة منظمة حركة حزب جامعة بنك هيئة وكالة دولة كيان لجنة مؤسسة "
        "جمعية سلطة"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first:last` of sentence `sentence`; `key` is the folded name without clitics, `arabic` as shown without them."""

    sentence: int
    first: int
    last: int
    type: EntityType
    key: str
    arabic: str
    origin: str = "tagger"  # tagger, table, latin, beside, again
    value: str = ""


@lru_cache(maxsize=1)
def roles() -> dict[str, tuple[str, str]]:
    """Folded role or kind noun (without article) → (English, person | thing | place | work)."""
    return {fold(v): (english, kind) for variants, english, kind in rows("entities_roles.tsv") for v in variants.split("|")}


@lru_cache(maxsize=1)
def origins() -> dict[str, str]:
    """Folded adjective of origin without article → English."""
    return {fold(arabic): english for arabic, english in rows("entities_nationalities.tsv")}


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Single-word roles, with and without the article."""
    words = {word for word, (_, kind) in roles().items() if " " not in word and kind == "person"}
    return frozenset(words | {"ال" + word for word in words})


def _no_name(words: Sequence[str], kind: str) -> bool:
    """Whether folded words that were tagged as a body or place name none: «الجيش», «للكيان», «جيش الكيان للتكنولوجيا» (kinds, and
    what they are for), «الإسرائيلي» (an adjective)."""
    if kind == "PERS":
        return False
    if len(words) == 1 and any(form.startswith("ال") and form[2:] in origins() for form in bare_forms(words[0])):
        return True
    head = [words[0], *takewhile(lambda word: not word.startswith("لل"), words[1:])]
    return all(any(form.removeprefix("ال") in _GENERIC for form in bare_forms(word)) for word in head)


def _name_of(tokens: Sequence[Token], first: int, last: int, kind: str, *, listed: bool) -> tuple[str, str]:
    """(key, shown) of a span: without a clitic that the name as the tables or its other words know it does not have."""
    words = [fold(token.text) or token.text for token in tokens[first:last]]
    shown = [token.text.strip("ـ") for token in tokens[first:last]]
    tail = words[1:]
    for form in bare_forms(words[0]):
        key = " ".join((form, *tail))
        if key in known() or (kind != "PERS" and ((key in places() and form not in _DOUBTFUL) or headed((form, *tail)))):
            return key, " ".join((_same_letters(shown[0], form), *shown[1:]))
    for clitic in ("وال", "فال", "بال", "كال", "ولل", "لل"):
        if words[0].startswith(clitic) and len(words[0]) - len(clitic) >= 3:
            form = "ال" + words[0][len(clitic) :]
            return " ".join((form, *tail)), " ".join((_same_letters(shown[0], form), *shown[1:]))
    bare = _without_and(words[0], listed=listed)
    return " ".join((bare, *tail)), " ".join((_same_letters(shown[0], bare), *shown[1:]))


def _is_known(word: str) -> bool:
    unit = units().get(word)
    return word in known() or word in places() or word in mined() or (unit is not None and unit.count >= 3)


def _without_and(word: str, *, listed: bool) -> str:
    """The first word of a name without «و» when it is "and": the word is no name that a table knows and what is left is one, or it
    goes on a list of names («باريس وماكسيز»)."""
    rest = word[1:]
    if not word.startswith("و") or len(rest) < 3 or _is_known(word):
        return word
    return rest if _is_known(rest) or (listed and len(rest) > 3) else word


def _same_letters(word: str, form: str) -> str:
    """The end of `word`, in its own spelling, that folds to `form`; for «للـ» the article is written out."""
    for cut in range(len(word)):
        if fold(word[cut:]) == form:
            return word[cut:]
    for cut in range(len(word)):
        if "ال" + fold(word[cut:]) == form:
            return "ال" + word[cut:]
    return form


def _is_mark(token: Token) -> bool:
    return token.kind in {"punctuation", "symbol"} or not (fold(token.text).strip("ـ"))


def _trim(tokens: Sequence[Token], first: int, last: int, kind: str) -> tuple[int, int]:
    """The span without marks at its ends, and without titles and roles before a person's name."""
    while first < last and (_is_mark(tokens[first]) or tokens[first].text in {"لـ", "بـ", "كـ", "وـ"}):
        first += 1
    while last > first and _is_mark(tokens[last - 1]):
        last -= 1
    if kind == "PERS":
        while last - first > 1 and (_is_mark(tokens[first]) or fold(tokens[first].text) in _TITLES | role_words()):
            if fold(tokens[first].text) in {"سلطان", "حكم", "عالم", "ملك", "امام", "امير", "بطل", "طالب"}:  # given names too
                break
            first += 1
    if kind == "LOC" and last - first > 1 and fold(tokens[first].text) in _PLACE_HEADS:
        first += 1
    return first, last


def _tagged(index: int, sentence: Sentence, tags: Sequence[str]) -> list[Span]:
    tokens = sentence.tokens
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        if not tags[at].startswith("B-"):
            at += 1
            continue
        kind: EntityType = tags[at][2:]  # type: ignore[assignment]
        end = at + 1
        while end < len(tokens) and tags[end] == f"I-{kind}":
            end += 1
        first, last = _trim(tokens, at, end, kind)
        if first < last and any(token.kind in {"word", "latin"} for token in tokens[first:last]):
            before = next((at for at in range(first - 1, -1, -1) if tokens[at].text not in _LISTS), -1)
            listed = before >= 0 and (tags[before] != "O" or before < first - 1)
            key, shown = _name_of(tokens, first, last, kind, listed=listed)
            single = fold(tokens[first].text) if last - first == 1 else ""
            if _no_name([fold(token.text) for token in tokens[first:last] if not _is_mark(token)] or [single], kind):
                at = end
                continue
            if not (kind == "PERS" and (single in _TITLES | role_words() and single.startswith("ال"))) and len(key) > 1:
                found.append(Span(index, first, last, kind, key, shown))
        at = end
    return found


def _latin(index: int, sentence: Sentence) -> list[Span]:
    """Runs of Latin words of which the first is capitalised."""
    tokens = sentence.tokens
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            tokens[end].kind == "latin" or (end > at and tokens[end].kind == "number" and tokens[end].text.isascii())
        ):
            end += 1
        if end > at and tokens[at].text[:1].isupper() and len(tokens[at].text) > 1:
            text = sentence.arabic[tokens[at].start - sentence.start : tokens[end - 1].end - sentence.start]
            found.append(Span(index, at, end, "MISC", text.casefold(), text, "latin"))
        at = max(end, at + 1)
    return found


def _in_tables(index: int, sentence: Sentence, taken: set[int], namer: Namer) -> list[Span]:
    """Names of our own tables or the reader's glossary, and unmistakable countries and capitals, wherever they stand; longest
    first. Quotation marks around a part do not count: «الجيش «الإسرائيلي»»."""
    tokens = sentence.tokens
    places_of = [at for at, token in enumerate(tokens) if token.text not in _QUOTES]
    found: list[Span] = []
    for length in range(min(8, len(places_of)), 0, -1):
        for begin in range(len(places_of) - length + 1):
            own = places_of[begin : begin + length]
            first, last = own[0], own[-1] + 1
            if any(at in taken for at in own) or any(tokens[at].kind != "word" for at in own):
                continue
            inside = [tokens[at].text for at in range(first, last) if at not in own]
            if inside:
                opened = next(at for at in range(first, last) if at not in own)
                quoted = " ".join(fold(tokens[at].text) for at in own if at > opened)
                if inside[0] in _CLOSING or len(inside) > 2 or namer.sure(quoted) is not None:
                    continue  # «شركة «مايكروسوفت»»: what is quoted is the name
                if len(inside) == 1 and last < len(tokens) and tokens[last].text in _QUOTES:
                    last += 1
            words = [fold(tokens[at].text) for at in own]
            for form in bare_forms(words[0]):
                key = " ".join((form, *words[1:]))
                hit = namer.sure(key)
                place = places().get(key) if hit is None else None
                if place is not None and (place.kind not in {"country", "capital"} or len(key) < 4):
                    place = None
                if (hit is None and place is None) or key in _DOUBTFUL or (length == 1 and len(key) < 3):
                    continue
                kind: EntityType = (hit.type if hit else "LOC") or "MISC"  # type: ignore[assignment]
                shown = " ".join((_same_letters(tokens[first].text, form), *(tokens[at].text for at in own[1:])))
                found.append(Span(index, first, last, kind, key, shown, "table"))
                taken.update(range(first, last))
                break
    return found


def find(sentences: Sequence[Sentence], tags: Sequence[Sequence[str]], namer: Namer) -> list[list[Span]]:
    """For each sentence its spans, disjoint and in order. A longer table name wins over the parts the tagger saw of it."""
    out: list[list[Span]] = []
    for index, (sentence, row) in enumerate(zip(sentences, tags, strict=True)):
        tagged = _tagged(index, sentence, row)
        tables = _in_tables(index, sentence, set(), namer)
        kept: list[Span] = []
        for span in tagged:
            inside = [t for t in tables if t.first < span.last and span.first < t.last]
            if not inside:
                kept.append(span)
            elif len(inside) == 1 and inside[0].first <= span.first and inside[0].last >= span.last:
                continue  # the table's is as long or longer, and surer
            elif span.type == "PERS" or span.last - span.first > max(t.last - t.first for t in inside):
                tables = [t for t in tables if t not in inside]
                kept.append(span)
        latin = []
        for run in _latin(index, sentence):  # a Latin run is one name, whatever part of it the tagger saw
            parts = [k for k in kept if k.first < run.last and run.first < k.last]
            if all(run.first <= k.first and k.last <= run.last for k in parts):
                kept = [k for k in kept if k not in parts]
                latin.append(replace(run, type=parts[0].type if parts else run.type))
        chosen = [*kept, *tables, *latin]
        out.append(sorted(chosen, key=lambda s: s.first))
    return [[replace(span) for span in row] for row in out]
