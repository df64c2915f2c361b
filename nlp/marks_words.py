"""What the words of both sides say about negation, names, repetition and an ending: the evidence behind some marks.

All functions return spans of their own text; nothing here decides what the reader is told.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.normalize import fold

__all__ = [
    "arabic_may_negate",
    "arabic_negations",
    "ends_open",
    "english_may_negate",
    "english_negations",
    "name_is_in",
    "repeated",
    "sound",
]

Span = tuple[int, int]

# «لا سيما», «لا يزال», «لا بد», «لا … إلا», «لا يقل عن»: negative in form, not in English.
_FIXED: Final = re.compile(
    r"\b(?:ولا|لا|ما|لم|لن|وما|ولم)\s+(?:سيما|[يتن]?زال(?:ت|وا|ون|ين)?|[يتن]زل|بد|شك|ريب|بأس|غرو|[يت]قل(?:ون)?\s+عن|[يت]كاد|[يت]عدو|[يت]تعدى|[يت]تجاوز|"
    r"[يت]لبث|[يت]عد|[يت]عدون|[يت]فتأ|[يت]نفك|[يت]برح|داعي|جرم|محالة|حصر|مثيل|نهائي\w*|فائدة)\b|\bبدون طيار\b"
)
_ONLY: Final = re.compile(r"\b(?:إلا|الا|سوى|فحسب|فقط)\b")
_AR_SURE: Final = re.compile(r"\b[وف]?(?:أ?لم|لن|لا|ليس|ليست|ليسوا|لست|لسنا|ليستا|ليسا|أليس|بدون|دون|وبدون|بلا|دونما)\b")
_AR_LACK: Final = re.compile(r"\b[وفبل]?(?:عدم|انعدام|غياب)\b")
_AR_OTHER: Final = re.compile(
    r"\b(?:[وفبلك]|لل|ال|وال|بال|فال)?(?:غير(?!ها\b|هم\b|ه\b|\s+أن\b|ت\b)\w*|ما|كلا|ألا|الا|إلا|سوى|لولا|مستحيل\w*|"
    r"قبل أن|بعيدا?|خال\w*|خلو|نقيض|رغم|بدلا|عوضا|أبدا|قط|إطلاقا|مطلقا|\w{0,3}نف[يىت]\w*|\w{0,3}رفض\w*|\w{0,4}فشل\w*|"
    r"\w{0,3}عجز\w*|\w{0,4}منع\w*|\w{0,3}متنع\w*|\w{0,3}متناع|\w{0,3}حظر\w*|\w{0,3}نكر\w*|\w{0,3}فتق[رد]\w*|"
    r"\w{0,3}فقد\w*|\w{0,3}حرم\w*|\w{0,3}حرمان\w*|\w{0,3}ستبعد\w*|\w{0,3}تجنب\w*|\w{0,3}ختف\w*|عديم\w*|منزوع\w*|ناهيك|"
    r"ندر\w*|نادر\w*|قليل\w*|صعب\w*|بالكاد|مجهول\w*|قلة|كفى|باستثناء|عدا|استحال\w*|أقل|لاغ\w*|لغو|ألغ\w*|إلغاء\w*|تلغ\w*|"
    r"سلبي\w*|معدوم\w*|تعذر\w*|\w{0,3}ستحيل\w*|تخل\w+|فاقد\w*|خلاف\w*|عكس|عدم\w*|مجان\w*)\b"
)
_EN_SURE: Final = re.compile(r"\b(?:not|no|never|without|nor|neither|none|nobody|nothing|nowhere|cannot)\b|n['’]t\b", re.IGNORECASE)
_EN_NOT_SURE: Final = re.compile(
    r"\bnot only\b|\bno doubt\b|\bno longer\b|\bno\.\s*\d|\bno matter\b|\bnot to mention\b|"
    r"\bno (?:fewer|less|more)\b|\bnot until\b",
    re.IGNORECASE,
)
_EN_OTHER: Final = re.compile(
    r"\b(?:non\w*|un(?!i|der|til|le|it)\w{3,}|in(?:ability|acc|adeq|appr|capa|compl|corr|def|depend|direct|eff|equal|exp|sec|suff)\w+|"
    r"in(?:tol|val|vis)\w+|im(?:poss|prop|pat|perf|perm|prob|bal)\w*|ir(?:reg|rel|resp|rev)\w*|il(?:leg|lit|log)\w*|"
    r"dis(?:ag|ap|al|ad|ab|ob|sat|con|com|reg|cred|int|pr|qu|miss|band)\w+|(?!un)\w+less(?:ly|ness)?|lack\w*|fail\w*|refus\w*|"
    r"reject\w*|den(?:y|ied|ies|ying|ial)\w*|absen\w+|hardly|barely|rarely|seldom|scarce\w*|few|fewer|little|only|except|rather|"
    r"instead|prevent\w*|avoid\w*|ban|bans|banned|prohibit\w*|forbid\w*|forbade|stop\w*|free|missing|difficult\w*|off\w*|"
    r"anymore|ceas\w+|still|yet|zero|regardless|unless|minus|lest|out of|nil|void|exempt\w*|abst\w+|"
    r"depriv\w*|cancel\w*|withh\w+|neglig\w*|ignor\w*|infinite\w*|forever|always|otherwise|drones?)\b",
    re.IGNORECASE,
)


def _spans(expression: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in expression.finditer(text)]


def arabic_negations(text: str) -> list[Span]:
    """The words that negate in Arabic and should be negative in English: لم لن لا ليس دون عدم …, outside of fixed phrases."""
    fixed = _spans(_FIXED, text)
    sure = [s for s in (*_spans(_AR_SURE, text), *_spans(_AR_LACK, text)) if not any(a <= s[0] < b for a, b in fixed)]
    only = _spans(_ONLY, text)
    # «لم … إلا»: "only". «دون العشرين»: "under".
    return sorted(
        s for s in sure if not any(s[1] <= a for a, _ in only) and not re.match(r"دون\s+(?:ال|سن)", text[s[0] : s[1] + 4])
    )


def arabic_may_negate(text: str) -> bool:
    """Whether anything in the Arabic could be negative in English."""
    return bool(_AR_SURE.search(text) or _AR_LACK.search(text) or _AR_OTHER.search(text))


def english_negations(text: str) -> list[Span]:
    """not, no, never, without, nor, n't …, outside of fixed phrases."""
    fixed = _spans(_EN_NOT_SURE, text)
    return [s for s in _spans(_EN_SURE, text) if not any(a <= s[0] < b for a, b in fixed)]


def english_may_negate(text: str) -> bool:
    """Whether anything in the English could stand for a negation."""
    return bool(_EN_SURE.search(text) or _EN_OTHER.search(text))


_SMALL: Final = frozenset("the of and al el bin ibn for in on at de la le a an".split())


def sound(word: str) -> str:
    """Consonants of a Latin word, doubled ones once: spellings of one Arabic name share them."""
    plain = re.sub(r"^al(?=[a-z]{4})|[^a-z]", "", word.lower())
    plain = (
        plain.replace("ph", "f")
        .replace("q", "k")
        .replace("ck", "k")
        .replace("c", "k")
        .replace("v", "f")
        .replace("z", "s")
        .replace("p", "b")
        .replace("j", "g")
    )
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouyhw]", "", plain))


def name_is_in(name: str, english: str) -> bool:
    """Whether any telling word of `name` is in the English: as it is, made into another (Iraqi), or spelt otherwise."""
    words = re.findall(r"[^\W\d_]+", english)
    have = {fold(word) for word in words}
    sounds = {sound(word) for word in words if word[:1].isupper()}
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    telling = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL and len(word) > 1] or [name]
    for word in telling:
        key = fold(word)
        if key in have or any(
            len(key) > 3 and (other.startswith(key[:4]) or key.startswith(other)) and len(other) > 3 for other in have
        ):
            return True
        skeleton = sound(word)
        if len(skeleton) > 1 and (
            skeleton in sounds
            or any(len(s) > 2 and len(skeleton) > 2 and (s.startswith(skeleton) or skeleton.startswith(s)) for s in sounds)
        ):
            return True
    return len(initials) > 1 and initials in words


def repeated(english: str, arabic: str) -> Span | None:
    """The second of two equal stretches of English that the Arabic does not repeat: a word said three times, a phrase twice in a
    row, five words that come back, or one word that stutters («apathedededed»). None where the Arabic repeats itself as well."""
    stutter = _STUTTER.search(english)
    if stutter:
        return stutter.span()
    words = list(re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", english))
    keys = [word.group().lower() for word in words]
    source = re.findall(r"\w+", fold(arabic))
    if any(source.count(word) > 2 for word in set(source) if len(word) > 3) and len(set(source)) < 0.8 * len(source):
        return None
    for size in range(1, 9):
        for i in range(len(keys) - 2 * size + 1):
            again = keys[i : i + size] == keys[i + size : i + 2 * size]
            if again and re.search(r"[.!?;:()]", english[words[i + size - 1].end() : words[i + size].start()]):
                continue
            telling = size > 1 or keys[i : i + 3] == [keys[i]] * 3 or (len(keys[i]) > 3 and keys[i] not in _DOUBLES)
            if again and telling and not any(source[j] == source[j + 1] for j in range(len(source) - 1)):
                return words[i + size].start(), words[i + 2 * size - 1].end()
    seen: dict[tuple[str, ...], int] = {}
    for i in range(len(keys) - 4):
        gram = tuple(keys[i : i + 5])
        if gram in seen and i - seen[gram] >= 5:
            grams = {tuple(source[j : j + 3]) for j in range(len(source) - 2)}
            if len(grams) == max(0, len(source) - 2):
                return words[i].start(), words[i + 4].end()
        seen.setdefault(gram, i)
    return None


_STUTTER: Final = re.compile(r"[^\W\d_]*?([^\W\d_]{2,4})\1{2,}[^\W\d_]*")
_DOUBLES: Final = frozenset({"that", "had", "very", "many", "bora", "walla"})
_OPEN: Final = frozenset(
    "the a an of and to in for with by from that which who or at on as is are was were his her its their".split()
)


def ends_open(english: str) -> Span | None:
    """The last word when a sentence cannot end with it ("of", "the"): the English was cut off."""
    last = re.search(r"([^\W\d_]+)[\s,;:]*$", english)
    return (
        last.span(1)
        if last and last.group(1) in _OPEN - {"in", "on", "to", "for", "with", "by", "is", "are", "was", "were", "that"}
        else None
    )
