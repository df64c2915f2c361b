"""Initials that Arabic writes by the English names of their letters: «إتش إس بي سي» is HSBC, «يو بي إس» UBS.

Each letter is a word of its own. Where a word may be two letters («بي» B or P, «جي» G or J, «إي» E or A) the list of initials
has are taken, else the commoner letter. Leaves out: letters written as Arabic calls them («ألف باء»).

>>> initials("اتش اس بي سي".split()), initials("كي بي ام جي".split()), initials("بي تي كابيتال".split()), initials(["بي"])
(('HSBC', 4), ('KPMG', 4), ('BT', 2), ('', 0))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product, takewhile
from typing import Final

from nlp.text.normalize import fold
from nlp.text.tables import words

__all__ = ["begun_with_letters", "begun_with_points", "ending_in_i", "initials", "letter", "pointed"]

_NAMES: Final = {
    "A": "إيه أيه آيه ايه", "B": "بي", "C": "سي", "D": "دي", "E": "إي اي", "F": "إف اف", "G": "جي", "H": "إتش اتش أتش",
    "I": "آي أي", "J": "جيه جاي جي", "K": "كيه كي كاي", "L": "إل ال أل", "M": "إم ام أم", "N": "إن ان أن", "O": "أو او", "P": "بي",
    "Q": "كيو", "R": "آر ار أر", "S": "إس اس أس", "T": "تي", "U": "يو", "V": "في", "W": "دبليو دبليوه", "X": "إكس اكس",
    "Y": "واي", "Z": "زد زي",
}  # fmt: skip
_SOUNDS: Final = dict(
    zip(
        "أ إ ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي".split(),
        "A I A B T Th J H Kh D Dh R Z S Sh S D T Z A Gh F Q K L M N H W Y".split(),
        strict=True,
    )
)
_I: Final = "آي"
_MOST: Final = 6
_READINGS: Final = 200
_THREE: Final = 3
_ALSO_WORDS: Final = frozenset("في أو او أم أن ان ام ال أي اي".split())
"""Names of letters that are words too, as they are written: no initials begin or end with them without a point."""
_SURE: Final = 4  # letters in a row that are initials though no list has them
_WORDS: Final = frozenset({"في", "او", "اي"})
"""Letters that are also words: initials that no list has do not end with one."""
_PLAIN: Final = _WORDS | {"ان", "ام", "ال"}
"""… nor do they begin with one of these."""


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Folded name of a letter → the letters that it may be, the commonest first."""
    table: dict[str, str] = {}
    for letter, names in _NAMES.items():
        for name in names.split():
            key = fold(name)
            if letter not in table.get(key, ""):
                table[key] = table.get(key, "") + letter
    return table


def letter(word: str) -> str:
    """The letter that one folded word names by its English name, the commonest; "" for any other word.

    >>> letter("اتش"), letter("سي"), letter("اتش بي")
    ('H', 'C', '')
    """
    return _letters().get(word, "")[:1]


def initials(folded: Sequence[str]) -> tuple[str, int]:
    """(the initials, how many words they take) that folded words begin with; ("", 0) where they begin with none.

    >>> initials(["في", "او"]), initials("ام بي سي مصر".split()), initials("دي ان ايه".split())
    (('', 0), ('MBC', 3), ('DNA', 3))
    """
    names = list(takewhile(lambda word: word in _letters(), folded[: _MOST + 1]))
    whole = 2 <= len(names) <= _SURE and names[0] not in _PLAIN and names[-1] not in _WORDS
    for count in range(min(len(names), _MOST), len(names) - 1 if whole else 1, -1):
        read = ("".join(each) for each in islice(product(*(_letters()[name] for name in names[:count])), _READINGS))
        if found := next((each for each in read if each in words("names_initials.txt")), ""):
            return found, count
    return ("".join(_letters()[name][0] for name in names), len(names)) if whole else ("", 0)


def pointed(arabic: str) -> str:
    """The initials that points between the names of letters show, in a list or not: «آي . دي . سي»; of somebody between Arabic
    letters; "" for any other name.

    >>> pointed("آي . دي . سي"), pointed("يو.بي.إس"), pointed("سي إن"), pointed("د. إيه"), pointed("ي . ع")
    ('IDC', 'UBS', '', '', 'Y. A.')
    """
    names = arabic.replace(".", " ").split()
    if "." not in arabic or len(names) < 2 or len(names) != len([part for part in arabic.split(".") if part.strip()]):
        return ""
    if all(name in _SOUNDS for name in names):
        return " ".join(f"{_SOUNDS[name]}." for name in names)
    listed, length = initials([fold(name) for name in names])
    if length == len(names) and listed in words("names_initials.txt"):
        return listed
    written = [next((sign for sign, each in _NAMES.items() if name in each.split()), letter(fold(name))) for name in names]
    return "".join(written) if all(written) else ""


def ending_in_i(arabic: str) -> str:
    """Initials without points, the last «آي» and so no word "or": «يو تي آي»; "" for any other name.

    >>> ending_in_i("يو تي آي"), ending_in_i("سي إن"), ending_in_i("أحمد آي")
    ('UTI', '', '')
    """
    *names, last = arabic.split()
    letters = [letter(fold(name)) for name in names]
    return "".join((*letters, "I")) if last == _I and len(letters) > 1 and all(letters) else ""


def begun_with_letters(arabic: str) -> tuple[str, str]:
    """(initials, the rest) of a name that begins with three names of letters or more that `initials` does not read, by how they are
    written before folding: «إم إي سي هولدنغز» ("mother" is «أم»); ("", "") of any other.

    >>> begun_with_letters("إم إي سي هولدنغز"), begun_with_letters("أم سي نيوز"), begun_with_letters("سي دي أو في مصر")
    (('MEC', 'هولدنغز'), ('', ''), ('', ''))
    """
    words_ = arabic.split()
    count = len(list(takewhile(lambda word: word in _written(), words_)))
    if count < _THREE or count > _MOST or words_[count - 1] in _ALSO_WORDS or words_[0] in _ALSO_WORDS:
        return "", ""
    if initials([fold(word) for word in words_])[1] in {_THREE, _SURE, count}:
        return "", ""  # a list has them
    return "".join(_written()[word] for word in words_[:count]), " ".join(words_[count:])


@lru_cache(maxsize=1)
def _written() -> dict[str, str]:
    """The name of a letter as it is written → the letter, the commonest."""
    return {name: sign for sign, names in reversed(_NAMES.items()) for name in names.split()}


def begun_with_points(arabic: str) -> tuple[str, str]:
    """(initials, the rest) of a name that begins with pointed letters: «إيه . بي . سي نيوز»; ("", "") of any other.

    >>> begun_with_points("إيه . بي . سي نيوز"), begun_with_points("سي نيوز")
    (('ABC', 'نيوز'), ('', ''))
    """
    *parts, last = (part.strip() for part in arabic.split("."))
    end, _, rest = last.partition(" ")
    letters = pointed(" . ".join([*parts, end])) if parts and rest else ""
    return (letters, rest) if letters else ("", "")
