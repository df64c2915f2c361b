"""Which words of an Arabic sentence and of its English deny something: spans of each text, and whether it might deny at all.

>>> arabic_negations("لم يصل الوفد"), english_negations("The delegation did not arrive")
([(0, 2)], [(19, 22)])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.doubts.case import Case, Finding, Span

__all__ = ["arabic_may_negate", "arabic_negations", "english_may_negate", "english_negations", "negation"]

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


def negation(case: Case) -> Iterator[Finding]:
    """A denial of one side that the other, in none of its words, could be saying."""
    left, right = arabic_negations(case.plain), english_negations(case.english)
    if left and not english_may_negate(case.english):
        yield Finding("negation", "negation lost", case.at(left[0]), words={"arabic": case.plain[slice(*left[0])]})
    elif right and not arabic_may_negate(case.plain):
        yield Finding("negation", "negation added", english=right[0], words={"english": case.english[slice(*right[0])]})
