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

from collections.abc import Sequence
from typing import Final

from nlp.names.listed import known
from nlp.names.made_of_words.chains import INTERNATIONAL, SIDES, Part, chain_of, compound_of, is_loose
from nlp.names.made_of_words.idiom import idiomatic
from nlp.names.made_of_words.lookup import (
    ARTICLE,
    AS_FIRMS,
    NOTHING,
    OF_FIRMS,
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
from nlp.names.made_of_words.phrases import MOST, Spell, add_to, continues, parts_of
from nlp.names.made_of_words.purposes import LINKING, bare_purpose, link_at, purpose_at
from nlp.names.made_of_words.wholes import at_once, without_honour
from nlp.names.made_of_words.wording import Wording

__all__ = ["body", "described", "headed", "purpose_of"]

_REGIONAL: Final = frozenset(
    "Gulf Arab Islamic African Asian European Latin".split()
)  # said of what a body is for, not of the body
_GULF: Final = "الخليج"  # with an adjective a firm's name («الخليج الطبية»), with one of origin the sea's
_VALLEY: Final = "Valley"
_BOOK: Final = "الكتاب"
_CALLED: Final = frozenset(
    (
        "Hospital School Center Association Mosque College Institute Kindergarten Academy Clinic Group Company Hotel Street Theater"
    ).split()
)
"""What is called after a virtue or a hope, in the Arabic word for it: «مستشفى الأمل» is Al Amal Hospital."""
_OWNED: Final = _CALLED | frozenset("Company Group Bank Tower Gallery Palace Shop Restaurant Hotel Office".split())
_PAIR: Final = 2
_AT: Final = "ب"
_STUDY: Final = "University"
_UNION, _BALL = "اتحاد", "كره"  # «اتحاد لبنان لكرة القدم»
_TOWNS: Final = frozenset("مدينه منطقه جزيره قريه بلده محافظه اماره".split())  # feminine, as what is said of them is


def headed(words: Sequence[str]) -> bool:
    """Whether folded words begin with the head of a body or place: «وزارة», «المجلس», «نهر»."""
    return len(words) > 1 and head_of(words)[2] > 0


def _is_dar(head: str, rest: Sequence[str]) -> bool:
    """Whether «دار» begins a house's own name, which is not put into English: Dar Al Ber; «دار القضاء» is.

    >>> _is_dar("دار", ["البر"]), _is_dar("دار", ["القضاء"])
    (True, False)
    """
    return head == "دار" and not noun_of(rest)[1] and not place_name(rest)[1]


def purpose_of(words: Sequence[str], spell: Spell, own: Wording = NOTHING) -> tuple[list[str], str]:
    """(the folded words before what a body is for, that in English, "" for nothing).

    >>> purpose_of(["زغبوط", "للاستثمار"], str)
    (['زغبوط'], 'Investment')
    """
    cut = purpose_at(words, own)
    return list(words[:cut]), compound_of(parts_of(bare_purpose(words[cut:]), spell, own, work=True)[0])


def _head(words: Sequence[str], own: Wording) -> tuple[str, str, int]:
    """(part, English, words) of the head of a body; ("", "", 0) where it has none, is one word or too long.

    >>> _head(["اتحاد", "الكتاب", "العرب"], {}), _head(["اتحاد", "الكتاب", "والصحفيين"], {})
    (('after', 'Writers Union', 2), ('after', 'Union', 1))
    """
    part, head, length = head_of(words)
    place = place_name(words)[1]  # «رأس الخيمة العقارية» has no head, «فندق ريتز كارلتون» has
    if not 1 < len(words) <= MOST or (place not in {0, 1, len(words)} and part != "after"):
        return "", "", 0
    shared = 1 < length < len(words) and continues(words[length:], own)  # «اتحاد الكتاب والصحفيين» is a union of both
    return head_of(words[:1]) if shared else (part, head, length)


def body(key: str, spell: Spell = str, own: Wording = NOTHING) -> str:
    """The English of a folded name of two words or more that begins with a head, else "". `spell` writes words that neither tables
    nor `own` know."""
    words = without_honour(key.split())
    if english := at_once(words) or _at_another(words, spell, own):
        return english
    where, length = place_at_the_end(words)
    if length:
        whole = body(" ".join(words[:-length]), spell, own)
        return f"{whole} {where}" if whole else ""
    part, head, length = _head(words, own)
    if not head or (head == "House" and _is_dar(words[0], words[1:])) or (words[0] == _GULF and not adjective_of(words[1])[1]):
        return ""
    rest = words[length:]
    if (
        link_at([head, *rest], 1)
        or (rest and continues(rest, own))
        or (head == _VALLEY and not (name_at(rest)[1] or " ".join(rest) in known()))
    ):
        return ""  # «خطوط على جدار», no airline; «مدينة وثلاث نساء», no town; «وادي الحلو» is Wadi al-Helo
    cut = purpose_at([head, *rest], own) - 1
    rest, purpose = rest[:cut], bare_purpose(rest[cut:])
    if words[0].removeprefix(ARTICLE) == _UNION and (purpose[:1] == [_BALL] or (len(words) == 2 and adjective_of(words[1])[1])):
        head = "Federation"  # «الاتحاد الفرنسي» alone is a sport's
    head = "Fair" if head == "Exhibition" and purpose == [_BOOK] else head
    said: list[str] = []  # adjectives of the head, those of origin apart
    origins: list[str] = []
    definite = words[0].startswith(ARTICLE) or length > 1
    owner = "" if definite else _owner(head, rest, spell, own)
    while rest and not owner and (definite or not noun_of(rest)[1]) and (adjective := adjective_of(rest[0], own))[0]:
        add_to(origins if adjective[1] and not (adjective[2] and said and not origins) else said, adjective[0], joined=adjective[2])
        rest = rest[1:]
    moved_to(origins, said)
    called, more = (owner, []) if owner else _called(head, rest, own)
    said += more
    nested, thing = "", None
    tent = place_name(rest)[1] > 1  # «مسرح رأس الخيمة» is no tent's
    if _is_of_outer(words[0], rest) and (outer := adjective_of(rest[-1], own))[0] and not outer[1]:
        said, rest = [*said, outer[0]], rest[:-1]
    if len(rest) > 1 and not (tent or noun_of(rest)[1] or continues(rest[1:], own)):
        nested = body(" ".join(rest), spell, own)
        thing = known().get(" ".join(rest)) if nested or headed(rest) else None
        nested = thing.english if thing is not None and thing.type == "ORG" else nested  # «سلطة مركز دبي التجاري العالمي»
    if nested or called:
        chain, named = nested or called, not nested or (thing is not None and nested == thing.english)
    else:
        parts, more = parts_of(rest, spell, own)
        origins += more
        if parts and (parts[-1].joined or (part == "of" and not parts[-1].named)):
            moved_to(origins, parts[-1].adjectives)
            if _agrees_with_head(words[0], rest, parts[-1]):  # «لجنة الدفاع والأمن البرلمانية»
                (said if origins else origins).append(parts[-1].adjectives.pop())
        chain, named = (compound_of if part == "after" else chain_of)(parts), all(p.named for p in parts)
    aim, more = _aim(purpose, spell, own)
    return _put_together(part, head, chain, named=named, said=said, origins=[*origins, *more], purpose=aim)


def _at_another(words: Sequence[str], spell: Spell, own: Wording) -> str:
    """The English of a body that another has, after «ب»: «لجنة الحريات بنقابة الصحفيين»; "" for others.

    >>> from nlp.text.normalize import fold
    >>> _at_another([fold(word) for word in "لجنة الثقافة بنقابة الصحفيين".split()], str, {})
    'Culture Committee of the Journalists Syndicate'
    """
    for at in range(2, len(words) - 1):
        other = [words[at][1:], *words[at + 1 :]]
        if words[at].startswith(_AT) and words[at] not in own and head_of(other[:1])[2] and not noun_of(words[at:])[1]:
            inner, whole = body(" ".join(other), spell, own), body(" ".join(words[:at]), spell, own)
            where = f"at {inner}" if inner.endswith(_STUDY) else f"of the {inner}"
            return f"{whole} {where}" if inner and whole else ""
    return ""


def _called(head: str, rest: Sequence[str], own: Wording) -> tuple[str, list[str]]:
    """(what a school, hospital or charity is called, what else is said of it); ("", []) where `rest` is no such name.

    >>> _called("School", ["النهضه", "الوطنيه"], {}), _called("Party", ["النهضه"], {}), _called("School", ["النهضه", "زغبوط"], {})
    (('Al Nahda', ['National']), ('', []), ('', []))
    """
    english = table_word(rest[0], "called") if rest and head in _CALLED else ""
    adjectives = [adjective_of(word, own)[0] for word in rest[1:]]
    return (english, adjectives) if english and all(adjectives) and noun_of(rest)[1] <= 1 else ("", [])


def _owner(head: str, rest: Sequence[str], spell: Spell, own: Wording) -> str:
    """Whom a party, house or firm is called after: one of our tables («حزب خالدة ضياء»), or one whose name is an adjective («مركز
    الشرهان», no greedy centre); "" for nobody.

    >>> from nlp.names.made_of_words.wording import Word
    >>> greedy = {"الشرهان": Word("Greedy", "adj")}
    >>> [_owner(head, ["الشرهان"], lambda _: "al-Sharhan", greedy) for head in ("Center", "Army")]
    ['al-Sharhan', '']
    """
    person = known().get(" ".join(rest)) if rest else None
    if person is not None and person.type == "PERS" and len(person.english.split()) <= len(rest):  # no more than is said of him
        return person.english
    if head not in _OWNED or len(rest) != 1 or not rest[0].startswith(ARTICLE) or adjective_of(rest[0])[0]:
        return ""
    said = own.get(rest[0])
    return spell(rest[0]) if said is not None and said.part == "adj" and not rest[0].endswith(("ين", "ون")) else ""


def _aim(purpose: Sequence[str], spell: Spell, own: Wording) -> tuple[list[Part], list[str]]:
    """(what a body is for, the adjectives of origin at its end that are the body's): those of a region are of what it is for,
    «للمسرح الخليجي», for Gulf theatre.

    >>> [str(_aim(["المسرح", word], str, {})[0][0]) for word in ("الخليجي", "السوري")]
    ['Gulf Theater', 'Theater']
    >>> from nlp.names.made_of_words.wording import Word
    >>> str(_aim(["الاستجابه", "للطوارئ"], str, {"الاستجابه": Word("Response", "noun")})[0][0])
    'Emergency Response'
    """
    cut = purpose_at(purpose, own)
    inner = compound_of(parts_of(bare_purpose(purpose[cut:]), spell, own, work=True)[0]) if cut else ""
    parts, more = parts_of(purpose[:cut] if inner else purpose, spell, own, work=True)
    if inner and parts:
        parts[0].noun = f"{parts[0].noun} to {inner}" if is_loose(inner) or parts[0].named else f"{inner} {parts[0].noun}"
    if parts and more and more[0] in _REGIONAL:
        parts[-1].adjectives += more
        more = []
    return parts, more


def _is_of_outer(head: str, rest: Sequence[str]) -> bool:
    """Whether the last of `rest` agrees with `head` and not with the head of `rest`: «مركز مدينة خليفة الصحي», its health centre;
    or follows all of a body's name: «مركز الهلال الأحمر الطبي».

    >>> _is_of_outer("مركز", ["مدينه", "خليفه", "الصحي"]), _is_of_outer("مركز", ["مدينه", "خليفه", "الصحيه"])
    (True, False)
    >>> _is_of_outer("موسسه", ["دلتا", "الطبيه"]), _is_of_outer("مركز", ["دلتا", "الطبيه"])
    (True, False)
    >>> _is_of_outer("مركز", ["الهلال", "الاحمر", "الطبي"]), _is_of_outer("مركز", ["زغبوط", "الاحمر", "الطبي"])
    (True, False)
    """
    town = len(rest) > 2 and rest[0] in _TOWNS and not rest[-2].startswith(ARTICLE)
    whole = len(rest) > 2 and " ".join(rest[:-1]) in known() and " ".join(rest) not in known()
    if len(rest) == _PAIR and not rest[0].startswith(ARTICLE) and rest[1].startswith(ARTICLE):
        return head.endswith("ه") == rest[1].endswith("ه")  # «مؤسسة دلتا الطبية»
    return (town or whole) and not head.endswith("ه") and not rest[-1].endswith("ه")


def _agrees_with_head(head: str, rest: Sequence[str], last: Part) -> bool:
    """Whether the one adjective after nouns is the head's: feminine, as the head is and the last noun is not («وزارة الدفاع
    الاتحادية», a federal ministry)."""
    feminine = head.endswith("ه") and rest[-1].endswith("ه")
    return len(last.adjectives) == 1 and feminine and not rest[-2].endswith(("ه", "ات", "ا")) and not last.noun.endswith("s")


def described(key: str, place: bool, spell: Spell = str, own: Wording = NOTHING) -> str:
    """The English of a folded name without a head that adjectives or a purpose follow: «أوسيتيا الجنوبية» (a `place`, or no firm)
    → South Ossetia, «دبي الإسلامي» → Dubai Islamic, «عمان للتأمين» → Oman Insurance; "" where it is not so."""
    words = key.split()
    cut = purpose_at(words, own)
    words, purpose = words[:cut], bare_purpose(words[cut:])
    if not words or not 1 < len(words) + len(purpose) <= MOST:
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
        add_to(origins if origin else adjectives, english, joined=joined)
    if not purpose and not adjectives and not origins:
        return ""
    work = idiomatic(compound_of(parts_of(purpose, spell, own)[0])) if purpose else ""
    aim = [OF_FIRMS.get(work, work)] if work else []
    if place:
        adjectives = [SIDES.get(word, word) for word in adjectives]
        return " ".join([in_front(origins), *reversed(adjectives), *names, *aim]).strip()
    adjectives = [INTERNATIONAL.get(word, word) for word in adjectives]  # «لكسمارك العالمية»
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
