"""Names in Latin letters: a person's word by word, particles, «عبد» (servant of) and the numbers of rulers as such; any other by
its sound, initials as such.

>>> person(fold("لويس الرابع عشر"))[0], by_sound(["شرف", "دي", "جي"], (), {})
('Louis XIV', 'Sharaf DG')

Leaves out: names that a table has whole (`nlp.names.english_name`) or that are made of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from nlp.document import NameSource
from nlp.names.gazetteer import (
    OFTEN,
    Unit,
    english_words,
    met_once,
    mined,
    ordinary,
    own_spellings,
    people,
    single_names,
    spelt,
    units,
)
from nlp.names.made_of_words.letters import initials, letter
from nlp.names.made_of_words.lookup import LINEAGE
from nlp.names.made_of_words.wording import Word, Wording
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.romanize import romanize
from nlp.quantities.arabic_numbers import ORDINALS, teen
from nlp.text.normalize import fold

__all__ = ["FIRST_WORDS", "by_sound", "person", "spelt_word"]

_PARTICLES: Final = LINEAGE | {
    "ابو": "Abu",
    "ابي": "Abi",
    "ابا": "Abu",
    "ام": "Umm",
    "دي": "de",
    "فان": "van",
    "فون": "von",
    "دا": "da",
}
_INITIALS: Final = frozenset(fold(word) for word in "إيه أيه جيه كيه إتش دبليو إف آر إس".split())  # within a name nothing else
_GOD: Final = fold("الله")
_WITH_GOD: Final = {
    fold(arabic): latin
    for arabic, latin in zip(
        "عزيز سناء حبيب أمان سميع حفيظ نجيب رحمة أسد ذبيح حكمة إحسان قدرة محب روح عصمة فضل سيف نصر خير ضيف جار عطا".split(),
        "Azizullah Sanaullah Habibullah Amanullah Samiullah Hafizullah Najibullah Rahmatullah Asadullah Zabihullah "
        "Hikmatullah Ehsanullah Qudratullah Mohibullah Ruhollah Ismatullah Fazlullah Saifullah Nasrallah Khairallah "
        "Daifallah Jarallah Atallah".split(),
        strict=True,
    )
}
_FIRST_PARTICLES: Final = frozenset({"ابو", "ابا", "ابي", "ام", "ابن"})
_OF_FATHER: Final = "ابي"
_ROMAN: Final = "0 I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX".split()
_SMALL: Final = frozenset("al el bin ibn bint de da di du del la le van von der den".split())
_SPELT: Final = (  # the first word of a place, as maps have it
    "بير Bir بئر Bir تل Tell عين Ain كفر Kafr دير Deir بيت Beit تير Teir قلعة Qalaat نبع Nabaa مزرعة Mazraat عزبة Ezbet كوم Kom "
    "نجع Naga راس Ras قرية Qaryat خربة Khirbet تلة Tallat ضيعة Dayat حوش Hawsh حارة Harat باب Bab شيخ Sheikh "
    "بستان Bustan طريق Tariq كرم Karm درب Darb"
).split()
FIRST_WORDS: Final = {fold(arabic): latin for arabic, latin in zip(_SPELT[::2], _SPELT[1::2], strict=True)}
"""First words of places that English leaves as they are: «بستان الباشا» is Bustan al-Basha."""
_YOUNGER: Final = {"الابن": "Jr", "الاب": "Sr"}  # after a person's name
_MULLAH: Final = fold("الملا")
_BEYS: Final = {"بك": "Bey", "باشا": "Pasha", "افندي": "Effendi"}
_BETWEEN: Final = {  # small words of titles
    fold(arabic): latin
    for arabic, latin in zip(
        "من في مع على إلى عن بلا حتى كل قبل بعد نحو هذا هذه ذلك تلك أنا غير".split(),
        "min fi maa ala ila an bila hatta kull qabl baada nahwa hadha hadhihi dhalik tilka ana ghayr".split(),
        strict=True,
    )
}
_ARTICLE: Final = "ال"
_ALI: Final = "علي"  # and "on", once folded
_NATIVE: Final = frozenset("ثحذصضطظعقء")  # letters of words that are hardly foreign


@dataclass(frozen=True, slots=True)
class _Piece:
    """One written piece of a person's name, the source of its spelling (None: a particle has none) and the words it takes."""

    latin: str
    source: NameSource | None = None
    words: int = 1


def person(key: str, initials: tuple[str, ...] = (), own: Wording | None = None) -> tuple[str, NameSource]:
    """(English, its source) of a folded person's name: the whole, or word by word; `initials` are the words' first letters before
    folding, `own` what the dictionary says of them.

    >>> person(fold("حسام نصر"))[0], person(fold("زياد بن عبد الرحمن"))[0]
    ('Hossam Nasr', 'Ziad bin Abdurrahman')
    >>> person(fold("دي واي كيم"))[0]
    'D. Y. Kim'
    """
    if key in people():
        return _titled(people()[key]), NameSource.WIKIDATA
    if " " in key and key in mined():
        return mined()[key], NameSource.NEWS
    words = key.split()
    letters = len(list(takewhile(letter, words)))
    pieces = [_Piece(" ".join(f"{letter(word)}." for word in words[:letters]), None, letters)] if 1 < letters < len(words) else []
    at = letters if pieces else 0  # «دي واي كيم», D. Y. Kim
    while at < len(words):
        first = _first(initials, words, at)
        if 0 < at < len(words) - 1 and words[at] in _INITIALS:  # «بوكار ايه با», Bocar A. Ba
            pieces.append(_Piece(f"{letter(words[at])}."))
            at += 1
            continue
        pieces.append(
            _title(words, at)
            or _reign(words, at)
            or _particle(words, at)
            or _servant_of(words, at)
            or _of_god(words, at)
            or _single(words, at, first, own or {})
        )
        at += pieces[-1].words
    sources = [piece.source for piece in pieces if piece.source is not None]
    guessed = NameSource.TRANSLITERATION in sources or not sources or ordinary(key)  # «الخطيب» may be a preacher
    worst = NameSource.TRANSLITERATION if guessed else sources[-1]
    return " ".join(piece.latin for piece in pieces), worst


def _first(initials: Sequence[str], words: Sequence[str], at: int) -> str:
    """The letter that the word at `at` began with before folding; "" where the sides do not run in step."""
    return initials[at] if len(initials) == len(words) else ""


def _particle(words: Sequence[str], at: int) -> _Piece | None:
    """A particle inside a name, or one that can begin it; which of two of one name, at its end.

    >>> _particle(["ابو", "مازن"], 0), _particle(["دي", "مازن"], 0), _particle(["نيمار", "الابن"], 1).latin
    (_Piece(latin='Abu', source=None, words=1), None, 'Jr')
    """
    if 0 < at == len(words) - 1 and words[at] in _YOUNGER:
        return _Piece(_YOUNGER[words[at]])
    stands = 1 < len(words) != at + 1 and (at > 0 or words[at] in _FIRST_PARTICLES)
    if stands and at == 0 and words[at] == _OF_FATHER:
        return _Piece("Abu")  # «عن أبي سعيد الخدري»
    return _Piece(_PARTICLES[words[at]]) if stands and words[at] in _PARTICLES else None


def _title(words: Sequence[str], at: int) -> _Piece | None:
    """A title that English keeps before or after a name: «الملا عمر», «حسين بك».

    >>> _title(["الملا", "عمر"], 0).latin, _title(["حسين", "بك"], 1).latin, _title(["حسين", "الملا"], 1)
    ('Mullah', 'Bey', None)
    """
    first, last = at == 0 and len(words) > 1 and words[0] == _MULLAH, 0 < at == len(words) - 1
    return _Piece("Mullah") if first else _Piece(_BEYS[words[at]]) if last and words[at] in _BEYS else None


def _servant_of(words: Sequence[str], at: int) -> _Piece | None:
    """«عبد» (servant of) with the word after it where their joint spelling is known, else alone.

    >>> _servant_of(["عبد", "الرحمن"], 0).latin, _servant_of(["عبد", "السلام"], 0).latin
    ('Abdurrahman', 'Abdel Salam')
    >>> _servant_of(["عبد", "السنجاب"], 0).latin  # the article is in "Abdel"
    'Abdel Sanjab'
    """
    if words[at] != "عبد" or at + 1 == len(words):
        return None
    after = words[at + 1]
    joined = units().get(words[at] + after)
    if joined:
        return _Piece(_titled(joined.latin), NameSource.WIKIDATA, 2)
    if after.startswith(_ARTICLE) and len(after) > 3:
        inner, source = _part(after[2:])
        return _Piece(f"Abdel {inner}", source, 2)
    return _Piece("Abdel", NameSource.WIKIDATA)


def _of_god(words: Sequence[str], at: int) -> _Piece | None:
    """A name with «الله» after it that South Asians and Afghans write as one.

    >>> _of_god(["سناء", "الله", "ميا"], 0).latin, _of_god(["سناء", "حسن"], 0)
    ('Sanaullah', None)
    """
    joined = _WITH_GOD.get(words[at], "") if words[at + 1 : at + 2] == [_GOD] else ""
    return _Piece(joined, NameSource.OURS, 2) if joined else None


def _reign(words: Sequence[str], at: int) -> _Piece | None:
    """The number of a ruler, after the name: «سليم الأول», «لويس الرابع عشر».

    >>> _reign(["سليم", "الاول"], 1).latin, _reign(["لويس", "الرابع", "عشر"], 1).latin, _reign(["الثاني"], 0)
    ('I', 'XIV', None)
    """
    joint = teen(words[at], words[at + 1]) if at + 1 < len(words) else 0
    number = joint or ORDINALS.get(words[at], 0)
    return _Piece(_ROMAN[number], None, 2 if joint else 1) if at and number else None


def _single(words: Sequence[str], at: int, first: str, own: Wording | None = None) -> _Piece:
    """A word by itself; the first of several is a given name.

    >>> _single(["زغبلوط"], 0, "ز").source
    <NameSource.TRANSLITERATION: 'transliteration'>
    """
    return _Piece(*_part(words[at], given=at == 0 and len(words) > 1, first=first, own=own))


def _part(
    word: str, *, given: bool = False, lone: bool = False, first: str = "", own: Wording | None = None
) -> tuple[str, NameSource]:
    """(Latin, source) of one folded word of a name; what the dictionary calls a name is spelt its way before it is guessed."""
    meant = (own or {}).get(word)
    surname = not (given or lone)  # «محمد الحر»; «الما» alone may be Alma
    by_dictionary = meant.english if meant is not None and meant.part == "name" else ""
    unit = _in_english(word, units().get(word))
    translated = mined().get(word)
    if first == "آ":  # folding lost the long a; a spelling without it is another name's
        unit = unit if unit is not None and unit.latin.startswith("A") else None
        translated = translated if translated and translated.startswith("A") else None
    often = unit if unit is not None and unit.count >= OFTEN and (not given or unit.role != "surname") and not lone else None
    heard = _heard(word, meant) if lone else ""
    if known := _listed(word, lone=lone) or _met(often, translated) or ((heard, NameSource.TRANSLITERATION) if heard else None):
        return known
    if (
        word.startswith(_ARTICLE) and len(word) > 4 - surname and first in {"", "ا"} and not (unit or by_dictionary)
    ):  # «ألكاراث» bears no article
        inner, source = _part(word[2:])
        return f"al-{inner}" if not inner.lower().startswith(("al-", "el-")) else inner, source
    if unit is not None:
        return _titled(unit.latin), NameSource.WIKIDATA
    once = spelt().get(word) or met_once().get(word)
    alone = single_names().get(word)
    guess = by_dictionary or ((once or alone) if lone else (alone or once)) or romanize(word, first)
    return guess, NameSource.TRANSLITERATION


def _in_english(word: str, unit: Unit | None) -> Unit | None:
    """How a folded Arab word is spelt, without the French or Persian letters of who bore it: «الشاش» is no "Chache".

    >>> _in_english("الشاش", Unit("al-Chache", "", 3)).latin, _in_english("شارل", Unit("Charles", "", 3)).latin
    ('al-Shash', 'Charles')
    >>> _in_english("المقيمي", Unit("al-Moghimi", "", 3)).latin
    'al-Moqimi'
    """
    if unit is None or not (word.startswith(_ARTICLE) or not _NATIVE.isdisjoint(word)):
        return unit
    latin = unit.latin
    if "ش" in word and "تش" not in word:
        latin = re.sub(r"(?<=sh)e$", "", latin.replace("ch", "sh").replace("Ch", "Sh"))
    if "ق" in word and "غ" not in word:
        latin = re.sub(r"gh(?=[aeiou])", "q", re.sub(r"Gh(?=[aeiou])", "Q", latin))
    return unit if latin == unit.latin else replace(unit, latin=latin)


def _met(often: Unit | None, translated: str | None) -> tuple[str, NameSource] | None:
    """(Latin, source) of a word that many persons bear, or that translated news spells."""
    if often is not None:
        return _titled(often.latin), NameSource.WIKIDATA
    return (translated, NameSource.NEWS) if translated and " " not in translated else None


def _heard(word: str, meant: Word | None) -> str:
    """A folded word of the language, which is no name, as it sounds: «الجيوش» is al-Juyoush; as English spells it where it is the
    same word; "" where the dictionary cannot say, or a word without the article may be a foreign one.

    >>> _heard("الجيوش", Word("Armies", "noun", "Juyoush")), _heard("كمبيوتر", Word("Computer", "noun", "Kambyoutir"))
    ('al-Juyoush', 'Computer')
    >>> _heard("ستار", Word("Curtain", "noun", "Sitar"))
    ''
    """
    if meant is None or not meant.sound or meant.part == "name":
        return ""
    article = "al-" if word.startswith(_ARTICLE) else ""
    if sound(meant.english) == sound(meant.sound):
        return article + meant.english
    return article + meant.sound if article or not _NATIVE.isdisjoint(word) else ""


def _listed(word: str, *, lone: bool) -> tuple[str, NameSource] | None:
    """(Latin, source) of a folded word by our own lists; `lone`: it stands for no person."""
    if word in own_spellings():
        return own_spellings()[word], NameSource.NEWS
    if lone and word in english_words():
        return english_words()[word], NameSource.OURS
    return (single_names()[word], NameSource.OURS) if word in single_names() and not lone else None


def by_sound(words: Sequence[str], firsts: Sequence[str], own: Wording) -> str:
    """A name word by word in Latin letters, initials as such: «شرف دي جي», Sharaf DG.

    >>> by_sound([fold("بير"), fold("سنجار")], (), {}), by_sound("ايفون 5 اس".split(), (), {})
    ('Bir Sinjar', 'iPhone 5S')
    """
    pieces: list[str] = []
    at = 0
    while at < len(words):
        letters, length = initials(words[at:])
        first = FIRST_WORDS.get(words[at], "") if at == 0 and len(words) > 1 else ""
        with_number = letter(words[at]) if not letters and _beside_number(words, at) else ""
        known = with_number or letters or first or _small(words, at) or (LINEAGE.get(words[at], "") if pieces else "")
        piece = known or _part(words[at], lone=True, first=_first(firsts, words, at), own=own)[0]
        if pieces and ((with_number and pieces[-1][-1:].isdigit()) or (words[at].isdigit() and len(pieces[-1]) == 1)):
            piece = pieces.pop() + piece  # «آيفون 5 إس», «إتش 3»
        pieces.append(piece)
        at += length or 1
    return " ".join(pieces)


def _beside_number(words: Sequence[str], at: int) -> bool:
    """Whether digits stand before or after the word at `at`.

    >>> _beside_number(["ايفون", "5", "اس"], 2), _beside_number(["ايفون", "اس"], 1)
    (True, False)
    """
    return any(word.isdigit() for word in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]))


def _small(words: Sequence[str], at: int) -> str:
    """The sound of a small word inside a title: «القادم من القيامة»; "" for any other.

    >>> _small(["القادم", "من", "القيامه"], 1), _small(["من", "القيامه"], 0), _small(["قم"], 0)
    ('min', 'Min', '')
    """
    if not at and words[at] == _ALI:
        return "Ali"  # «علي نغار»
    latin = _BETWEEN.get(words[at], "") if len(words) > 1 else ""
    return latin if at else latin.capitalize()


def spelt_word(word: str, first: str = "") -> str:
    return _part(word, lone=True, first=first)[0]


def _titled(latin: str) -> str:
    """`latin` with capitals where the table has none: «akbis», «abu-elmagd»; particles stay small."""
    if any(c.isupper() for c in latin):
        return latin
    return re.sub(r"[^\W_]+", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), latin)
