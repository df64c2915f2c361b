"""The English of bodies and places whose Arabic names are made of words: «وزارة الخارجية السودانية» → Sudanese Ministry of Foreign
Affairs, «هيئة أبوظبي للسياحة والثقافة» → Abu Dhabi Authority for Tourism and Culture.

A name is a head («وزارة», `nlp/data/entities_words.tsv`), adjectives, nouns, known names and what it is for («للسياحة»). Adjectives
come before what they go with, the last first; those of origin before all. Words that no table knows are said as the dictionary
reads them in their sentence (`nlp.names.made_of_words.wording`), else spelt in Latin letters. Leaves out: agreement beyond word
order, verbs.

>>> body("وزاره الخارجيه السودانيه")
'Sudanese Ministry of Foreign Affairs'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from nlp.names.gazetteer import units
from nlp.names.made_of_words.chains import SIDES, Part, chain_of, compound_of, is_loose
from nlp.names.made_of_words.idiom import idiomatic
from nlp.names.made_of_words.lookup import (
    ARTICLE,
    AS_FIRMS,
    CONTINENTS,
    LINEAGE,
    NOTHING,
    adjective_of,
    head_of,
    meant,
    name_at,
    noun_of,
    place_at_the_end,
    place_name,
    table_word,
)
from nlp.names.made_of_words.origins import in_front, moved_to
from nlp.names.made_of_words.purposes import LINKING, bare_purpose, link_at, purpose_at
from nlp.names.made_of_words.wording import Wording
from nlp.text.normalize import has_arabic

__all__ = ["body", "described", "headed", "literal", "purpose_of"]

_MOST: Final = 12  # words
_PARTICLES: Final = LINEAGE | {"ال": "Al", "ولد": "Ould"}  # within a person's name
_GULF: Final = "الخليج"  # with an adjective a firm's name («الخليج الطبية»), with one of origin the sea's
_BOOK: Final = "الكتاب"
_CALLED: Final = frozenset("Hospital School Center Association Mosque College Institute Kindergarten Academy Clinic".split())
"""What is called after a virtue or a hope, in the Arabic word for it: «مستشفى الأمل» is Al Amal Hospital."""
_UNION, _BALL = "اتحاد", "كره"  # «اتحاد لبنان لكرة القدم»
_TOWNS: Final = frozenset("مدينه منطقه جزيره قريه بلده محافظه اماره".split())  # feminine, as what is said of them is
_Spell = Callable[[str], str]


def _ministry(words: Sequence[str]) -> str:
    """The English of a ministry that is called by its task and its country.

    >>> _ministry(["الخارجيه", "السودانيه"]), _ministry(["الصحه", "العالميه"]), _ministry(["الدفاع", "الاوروبي"])
    ('Sudanese Foreign Ministry', '', '')
    """
    english = table_word(words[0], "ministry") if len(words) == 2 else ""
    origin, is_origin, _ = adjective_of(words[1]) if english else ("", False, False)
    return f"{origin} {english}" if is_origin and origin not in CONTINENTS else ""


def headed(words: Sequence[str]) -> bool:
    """Whether folded words begin with the head of a body or place: «وزارة», «المجلس», «نهر»."""
    return len(words) > 1 and head_of(words)[2] > 0


def _add(adjectives: list[str], english: str, *, joined: bool) -> None:
    if joined and adjectives:
        adjectives[-1] += f" and {english}"
    else:
        adjectives.append(english)


def _parts(words: Sequence[str], spell: _Spell, own: Wording = NOTHING) -> tuple[list[Part], list[str]]:
    """(Nouns with their adjectives, adjectives of origin said of the whole)."""
    parts: list[Part] = []
    origins: list[str] = []
    at = 0
    while at < len(words):
        if link := link_at(words, at):
            at += 1
        lineage = words[at] in LINEAGE or (bool(parts) and parts[-1].named)
        if parts and lineage and words[at] in _PARTICLES and at + 1 < len(words):  # «محمد بن راشد آل مكتوم», «مؤسسة سلطان بن خليفة»
            parts[-1].named = True
            parts[-1].noun += f" {_PARTICLES[words[at]]} {spell(words[at + 1])}"
            at += 2
            continue
        family = bool(parts) and parts[-1].named and words[at] in units()  # «بيت أحمد السباعي»
        adjective, origin, joined = adjective_of(words[at], NOTHING if family else own)
        if adjective and not link and (parts or not noun_of(words[at:])[1]):
            if origin and words[at].endswith("ين") and parts and parts[-1].noun == "Book":  # «الكتاب السوريين»
                parts[-1].noun = "Writers"
            own_place = not parts or (origin and not parts[-1].link and not (joined and parts[-1].adjectives and not origins))
            _add(origins if own_place else parts[-1].adjectives, adjective, joined=joined)
            at += 1
            continue
        if parts and not (family or link) and (adjective := _described_by(words, at, parts[-1], own)):
            parts[-1].adjectives.append(adjective)
            at += 1
            continue
        joined = at > 0 and _continues(words[at:], own)
        rest = [words[at].removeprefix("و") if joined else words[at], *words[at + 1 :]]
        english, length, named = _noun_at(rest, spell, own, family=family)
        if named and parts and parts[-1].named and not (joined or link):
            parts[-1].noun += f" {english}"
        else:
            parts.append(Part(english, named=named, joined=joined, link=link))
        at += length
    return parts, origins


def _noun_at(words: Sequence[str], spell: _Spell, own: Wording, *, family: bool) -> tuple[str, int, bool]:
    """(English, words, whether it is a name) of the noun that `words` begin with; `family`: a person's name goes on.

    >>> _noun_at(["الصحه", "والبيئه"], str, {}, family=False), _noun_at(["زغبوط"], str, {}, family=False)
    (('Health', 1, False), ('زغبوط', 1, True))
    """
    is_place = place_name(words)[1] > 1
    english, length = ("", 0) if is_place else noun_of(words)
    if not length and not is_place and (expression := meant(words, own, "noun"))[1] > 1:
        english, length = expression
    if length:
        return english, length, False
    english, length = name_at(words)
    if not length and not family:
        english, length = meant(words, own, "noun", "adj")
        if length:
            return english, length, False
    if not length:
        english, length = meant(words, own, "name")
    return (english, length, True) if length else (spell(words[0]), 1, True)


def _continues(words: Sequence[str], own: Wording) -> bool:
    """Whether «و» joins `words` to the noun before them: «مديرية استخبارات وأمن».

    >>> _continues(["وامن", "المدينه"], {}), _continues(["وحده"], {})
    (True, False)
    """
    bare = words[0].removeprefix("و")
    return bare != words[0] and _is_joined(bare, words, own)


def _described_by(words: Sequence[str], at: int, before: Part, own: Wording) -> str:
    """The English of a definite word after a definite noun or a place, which can only say what that is like: «الفنون الجميلة»,
    though the dictionary reads a noun, "the beautiful one"; "" for any other."""
    said = own.get(words[at]) if words[at].startswith(ARTICLE) else None
    if said is None or said.part != "noun" or noun_of(words[at:])[1] or place_name(words[at:])[1]:
        return ""
    return said.english if words[at - 1].startswith(ARTICLE) or before.named else ""


def _is_joined(bare: str, words: Sequence[str], own: Wording) -> bool:
    """Whether the first of `words` is `bare` with «و» before it: «والسلع», no name Walls; «وحدة» is a unit."""
    if noun_of(words)[1] or words[0] in own:
        return False
    rest = [bare, *words[1:]]
    return bare.startswith(ARTICLE) or bool(noun_of(rest)[1] or meant(rest, own, "noun", "adj", "name")[1] or place_name(rest)[1])


def literal(key: str, own: Wording) -> str:
    """The English of a folded name that the dictionary knows: as a name, as an expression, or all of whose words it knows; "" for
    any other.

    >>> from nlp.names.made_of_words.wording import Word
    >>> literal("الشيخ الابيض", {"الشيخ": Word("Sheikh", "noun"), "الابيض": Word("White", "adj")})
    'White Sheikh'
    >>> literal("الزغبلوط الابيض", {"الابيض": Word("White", "adj")})
    ''
    """
    words = key.split()
    if key in own and (len(words) > 1 or own[key].part == "name"):
        return own[key].english
    cut = purpose_at(words, own)
    words, purpose = words[:cut], bare_purpose(words[cut:])
    known = all(
        word in own or word.removeprefix("و") in own or noun_of([word])[1] or adjective_of(word)[0] or link_at(words, at)
        for at, word in enumerate((*words, *purpose))
    )
    if not known or not 1 < len(words) + len(purpose) <= _MOST or not (noun_of(words)[1] or meant(words, own, "noun")[1]):
        return ""
    parts, origins = _parts(words, str, own)
    if parts:
        moved_to(origins, parts[-1].adjectives)
    aims, alike = _parts(purpose, str, own)
    aim = chain_of(aims) or " ".join(["the", *alike] if alike else [])  # «صلوات للخائفين», for the afraid
    if aim and aims and len(parts) == 1 and not parts[0].named:  # «القوة الدولية للمساعدة», International Assistance Force
        parts[0].noun, aim = f"{aim} {parts[0].noun}", ""
    core = f"{in_front(origins)} {chain_of(parts)}".strip()
    english = idiomatic(f"{core} for {aim}" if aim else core)
    return "" if has_arabic(english) else english


def _is_dar(head: str, rest: Sequence[str]) -> bool:
    """Whether «دار» begins a house's own name, which is not put into English: Dar Al Ber; «دار القضاء» is.

    >>> _is_dar("دار", ["البر"]), _is_dar("دار", ["القضاء"])
    (True, False)
    """
    return head == "دار" and not noun_of(rest)[1] and not place_name(rest)[1]


def purpose_of(words: Sequence[str], spell: _Spell, own: Wording = NOTHING) -> tuple[list[str], str]:
    """(the folded words before what a body is for, that in English, "" for nothing).

    >>> purpose_of(["زغبوط", "للاستثمار"], str)
    (['زغبوط'], 'Investment')
    """
    cut = purpose_at(words, own)
    return list(words[:cut]), compound_of(_parts(bare_purpose(words[cut:]), spell, own)[0])


def body(key: str, spell: _Spell = str, own: Wording = NOTHING) -> str:
    """The English of a folded name of two words or more that begins with a head, else "". `spell` writes words that neither tables
    nor `own` know."""
    words = key.split()
    if ministry := _ministry(words):
        return ministry
    where, length = place_at_the_end(words)
    if length:
        whole = body(" ".join(words[:-length]), spell, own)
        return f"{whole} {where}" if whole else ""
    begins = place_name(words)[1]  # «رأس الخيمة العقارية» has no head
    part, head, length = head_of(words) if 1 < len(words) <= _MOST and begins in {0, 1, len(words)} else ("", "", 0)
    if not head or (head == "House" and _is_dar(words[0], words[1:])) or (words[0] == _GULF and not adjective_of(words[1])[1]):
        return ""
    rest = words[length:]
    if link_at([head, *rest], 1):
        return ""  # «خطوط على جدار», no airline
    cut = purpose_at(rest, own)
    rest, purpose = rest[:cut], bare_purpose(rest[cut:])
    if words[0].removeprefix(ARTICLE) == _UNION and (purpose[:1] == [_BALL] or (len(words) == 2 and adjective_of(words[1])[1])):
        head = "Federation"  # «الاتحاد الفرنسي» alone is a sport's
    head = "Fair" if head == "Exhibition" and purpose == [_BOOK] else head
    said: list[str] = []  # adjectives of the head, those of origin apart
    origins: list[str] = []
    definite = words[0].startswith(ARTICLE) or length > 1
    while rest and (definite or not noun_of(rest)[1]) and (adjective := adjective_of(rest[0], own))[0]:
        _add(origins if adjective[1] and not (adjective[2] and said and not origins) else said, adjective[0], joined=adjective[2])
        rest = rest[1:]
    moved_to(origins, said)
    called, more = _called(head, rest, own)
    said += more
    nested = ""
    tent = place_name(rest)[1] > 1  # «مسرح رأس الخيمة» is no tent's
    if _is_of_outer(words[0], rest) and (outer := adjective_of(rest[-1], own))[0] and not outer[1]:
        said, rest = [*said, outer[0]], rest[:-1]
    if len(rest) > 1 and not (tent or noun_of(rest)[1] or _continues(rest[1:], own)):
        nested = body(" ".join(rest), spell, own)
    if nested or called:
        chain, named = nested or called, not nested
    else:
        parts, more = _parts(rest, spell, own)
        origins += more
        if parts and parts[-1].joined:
            moved_to(origins, parts[-1].adjectives)
            if _agrees_with_head(words[0], rest, parts[-1]):  # «لجنة الدفاع والأمن البرلمانية»
                (said if origins else origins).append(parts[-1].adjectives.pop())
        chain, named = (compound_of if part == "after" else chain_of)(parts), all(p.named for p in parts)
    aim, more = _parts(purpose, spell, own)
    return _put_together(part, head, chain, named=named, said=said, origins=[*origins, *more], purpose=aim)


def _called(head: str, rest: Sequence[str], own: Wording) -> tuple[str, list[str]]:
    """(what a school, hospital or charity is called, what else is said of it); ("", []) where `rest` is no such name.

    >>> _called("School", ["النهضه", "الوطنيه"], {}), _called("Party", ["النهضه"], {}), _called("School", ["النهضه", "زغبوط"], {})
    (('Al Nahda', ['National']), ('', []), ('', []))
    """
    english = table_word(rest[0], "called") if rest and head in _CALLED else ""
    adjectives = [adjective_of(word, own)[0] for word in rest[1:]]
    return (english, adjectives) if english and all(adjectives) else ("", [])


def _is_of_outer(head: str, rest: Sequence[str]) -> bool:
    """Whether the last of `rest` agrees with `head` and not with the head of `rest`: «مركز مدينة خليفة الصحي», its health centre.

    >>> _is_of_outer("مركز", ["مدينه", "خليفه", "الصحي"]), _is_of_outer("مركز", ["مدينه", "خليفه", "الصحيه"])
    (True, False)
    """
    town = len(rest) > 2 and rest[0] in _TOWNS and not rest[-2].startswith(ARTICLE)
    return town and not head.endswith("ه") and not rest[-1].endswith("ه")


def _agrees_with_head(head: str, rest: Sequence[str], last: Part) -> bool:
    """Whether the one adjective after joined nouns is the head's: feminine, as the head is and the last noun is not."""
    feminine = head.endswith("ه") and rest[-1].endswith("ه")
    return len(last.adjectives) == 1 and feminine and not rest[-2].endswith(("ه", "ات", "ا")) and not last.noun.endswith("s")


def described(key: str, place: bool, spell: _Spell = str, own: Wording = NOTHING) -> str:
    """The English of a folded name without a head that adjectives or a purpose follow: «أوسيتيا الجنوبية» (a `place`, or no firm)
    → South Ossetia, «دبي الإسلامي» → Dubai Islamic, «عمان للتأمين» → Oman Insurance; "" where it is not so."""
    words = key.split()
    cut = purpose_at(words, own)
    words, purpose = words[:cut], bare_purpose(words[cut:])
    if not words or not 1 < len(words) + len(purpose) <= _MOST:
        return ""
    name, length = name_at(words)
    if length < 2 and (noun_of(words)[1] or adjective_of(words[0], own)[0] or meant(words, own, "noun")[1]):
        return ""
    firms = AS_FIRMS.get(words[0], "") if not place and length == 1 else ""
    written = own.get(words[0])
    names = [firms or name or (written.english if written is not None and written.part == "name" else spell(words[0]))]
    words = words[max(length, 1) :]
    while words and not adjective_of(words[0])[0] and (compound := name_at(words))[1]:
        names.append(compound[0])
        words = words[compound[1] :]
    adjectives: list[str] = []
    origins: list[str] = []
    for english, origin, joined in (adjective_of(word, own) for word in words):
        if not english:
            return ""
        _add(origins if origin else adjectives, english, joined=joined)
    if not purpose and not adjectives and not origins:
        return ""
    aim = [idiomatic(compound_of(_parts(purpose, spell, own)[0]))] if purpose else []
    if place:
        adjectives = [SIDES.get(word, word) for word in adjectives]
        return " ".join([in_front(origins), *reversed(adjectives), *names, *aim]).strip()
    return " ".join([in_front(origins), *names, *adjectives, *aim]).strip()


def _put_together(
    part: str, head: str, chain: str, *, named: bool, said: Sequence[str], origins: Sequence[str], purpose: Sequence[Part]
) -> str:
    aim = compound_of(purpose)
    short = bool(purpose) and not is_loose(aim) and not any(each.joined or each.named for each in purpose[1:])
    core = " ".join([*reversed(said), *([aim] if short else []), head])
    if chain and part == "before":
        core = f"{core} {chain}"
    elif chain and (part == "of any" or (part == "of" and not named)):
        core = f"{core} of {chain}"
    elif chain and not named and not LINKING.isdisjoint(chain.split()):
        core = f"{core} for {chain}"
    elif chain:
        core = f"{chain} {core}"
    english = f"{in_front(origins)} {core}".strip()
    english = idiomatic(english)
    if not aim or short:
        return english
    the = "the " if " of the " in f"{aim} " and not aim.startswith("the ") else ""  # for the Care of the Elderly
    return f"{english} {'and' if ' for ' in english else 'for'} {the}{aim}"
