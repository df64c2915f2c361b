"""Words that tables or the tagger take for names, and that what stands beside them makes none: «جدة هذه الملكة», this queen's
grandmother, «بعد المغرب», after sunset, «عز وجل», mighty and exalted; or another's: «زوجته فيكتوريا», no town, and the prophet,
whom no other Muhammad of the text is.

>>> from nlp.text.tokens import tokenize
>>> [is_no_name(tokenize(text), 1, 2) for text in ("كانت جدة هذه الملكة", "كانت جدة تزدهر", "الله عز وجل")]
[True, False, True]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp.document import Token
from nlp.names.english_name import bare_forms, is_one_of
from nlp.names.facts.roles import origins, role_words
from nlp.names.gazetteer import borne
from nlp.names.listed import known
from nlp.names.spans.span import Span
from nlp.names.spans.stretches import is_on
from nlp.text.normalize import fold

__all__ = ["as_told", "is_no_name"]

_THESE: Final = frozenset(fold(word) for word in "هذا هذه ذلك تلك هؤلاء".split())
_ALI_OR_ON: Final = "على"  # as Egypt writes the name too
_BEFORE_ALI: Final = frozenset(fold(word) for word in "سيدنا الإمام بن ابن الشيخ أبي أبو عن آل".split())
_GOD: Final = fold("الله")
_OCEAN: Final = fold("المحيط")
_OF_OTHERS: Final = frozenset({"عبد", "بني", "ابن", "بنت", "بن"})  # alone, before what they are of
_SUNSET: Final = fold("المغرب")
_BEFORE_SUNSET: Final = frozenset(fold(word) for word in "بعد قبل عقب قبيل بعيد صلاة أذان وقت حتى".split())
_PRAYS: Final = frozenset(fold(word) for word in "يصلي نصلي أصلي تصلي صلى صلينا صلوا صليت يصلون أذن يؤذن صلاة".split())
_OF_THE_DAY: Final = frozenset(
    fold(word) for word in "صلاة الصلاة أذان الأذان العشاء الفجر الظهر العصر الإفطار السحور رمضان الهلال".split()
)
_AFTER: Final = {  # a word → what after it makes it no name
    fold("جدة"): _THESE,
    fold("الإمارات"): frozenset(fold(word) for word in "الأخرى السبع الست المجاورة المختلفة كافة".split()),
    fold("عز"): frozenset({fold("وجل")}),
    fold("عبدالله"): frozenset({fold("ورسوله")}),
}
_BEFORE: Final = {  # … and what before it: «صلى الله عليه وسلم», «الشرق الأوسط والأقصى», «في آن»
    fold("وسلم"): frozenset(fold(word) for word in "عليه وآله وصحبه".split()),
    fold("الأقصى"): frozenset({fold("الأوسط"), fold("الأدنى")}),
    fold("آن"): frozenset({fold("في")}),
    fold("الوسطى"): frozenset(fold(word) for word in "الشمالية الجنوبية أمريكا أميركا آسيا".split()),
    fold("الفرات"): frozenset({fold("العذب"), fold("والعذب"), fold("عذب")}),
    fold("البحرين"): frozenset({fold("مرج"), fold("مجمع"), fold("ملتقى")}),
    fold("الدنيا"): frozenset(fold(word) for word in "في الحياة هذه من".split()),
}
_CHAPTER, _BRACKETS, _BEFORE_VERSE = "سورة", frozenset("([{﴿"), frozenset(":،,-–")
_AMEN: Final = "آمين"
_OF_PEOPLE: Final = "يا"  # «إندونيسياً»
_OF_YEARS: Final = frozenset(
    fold(word) for word in "عام سنة العام السنة يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس".split()
)
_VAGUE: Final = frozenset(
    fold(word) for word in "جهة الجهة جهات الجهات طرف الطرف الأطراف".split()
)  # «الجهة الوطنية», no body's name
_FOREIGN: Final = fold("الخارجية")
_OF_STATES: Final = frozenset(  # «السياسة الخارجية الأمريكية»
    fold(word) for word in "السياسة السياسات العلاقات التجارة الشؤون الديون القروض الاستثمارات المساعدات التدخلات".split()
)
_MUHAMMAD: Final = fold("محمد")
_HONOURED: Final = frozenset(fold(word) for word in "سيدنا نبينا رسولنا النبي".split())
_PROPHET: Final = "النبي محمد"
_RELATIVES: Final = frozenset(
    fold(word)
    for word in "زوجته زوجها ابنته ابنتها ابنه ابنها شقيقته شقيقتها شقيقه شقيقها والدته والدتها والده والدها طفلته طفلتها".split()
)


def is_no_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether `tokens[first:last]` names nothing where it stands.

    >>> from nlp.text.tokens import tokenize
    >>> [is_no_name(tokenize(text), 1, 2) for text in ("بعد المغرب وقبل العشاء", "بعد المغرب وتونس")]
    [True, False]
    """
    if is_on(tokens[first]) or _is_foreign(tokens, first):
        return True  # «حق المؤمن على المؤمن», no Ali
    if last - first != 1:
        vague = is_one_of(fold(tokens[first].text), _VAGUE) or _is_surroundings(tokens, first, last)
        return vague or _is_pointed_at(tokens, first, last)
    if fold(tokens[first].text) in _OF_OTHERS or tokens[first].text == _AMEN:
        return True
    if _is_on_alone(tokens, first) or _are_counted(tokens, first) or _is_an_officials(tokens, first):
        return True
    forms = bare_forms(fold(tokens[first].text))
    after = fold(tokens[last].text) if last < len(tokens) else ""
    before = fold(tokens[first - 1].text) if first else ""
    if any(after in _AFTER.get(form, ()) or before in _BEFORE.get(form, ()) for form in forms):
        return True
    return _SUNSET in forms and _is_sunset(tokens, first, last, before)


def _is_foreign(tokens: Sequence[Token], first: int) -> bool:
    """Whether «الخارجية» says what a state's policy or trade is, and is no ministry.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_foreign(tokenize(text), 1) for text in ("السياسة الخارجية الأمريكية", "أعلنت الخارجية الأمريكية")]
    [True, False]
    """
    return first > 0 and fold(tokens[first].text) == _FOREIGN and is_one_of(fold(tokens[first - 1].text), _OF_STATES)


def _is_sunset(tokens: Sequence[Token], first: int, last: int, before: str) -> bool:
    """Whether «المغرب» after the folded word `before` is the hour or its prayer, by who prays or another hour of the day.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_sunset(tokenize(text), 1, 2, fold(text.split()[0])) for text in ("نصلي المغرب", "بعد المغرب والعشاء", "بعد المغرب")]
    [True, True, False]
    """
    if is_one_of(before, _PRAYS):
        return True
    others = (*tokens[: first - 1], *tokens[last:])
    of_the_day = before in _OF_THE_DAY or any(is_one_of(fold(each.text), _OF_THE_DAY) for each in others)
    return is_one_of(before, _BEFORE_SUNSET) and of_the_day


def _is_surroundings(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether «المحيط» is no ocean of our tables: «دول المحيط الخليجي», the Gulf's surroundings.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_surroundings(tokenize(text), 0, 2) for text in ("المحيط الخليجي", "المحيط الهندي")]
    [True, False]
    """
    words = " ".join(fold(token.text) for token in tokens[first:last])
    return words not in known() and any(form.partition(" ")[0] == _OCEAN for form in bare_forms(words))


def _is_on_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word alone is «على», which without more of a name is "on": Egypt writes Ali so too.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_on_alone(tokenize(text), 1) for text in ("الركوب على الثورة", "الإمام على يقول", "قال علي")]
    [True, False, False]
    """
    return tokens[at].text == _ALI_OR_ON and not (at and fold(tokens[at - 1].text) in _BEFORE_ALI)


def _are_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a country's name counts its people, without the sign of it: «37 إندونيسيا», 37 Indonesians.

    >>> from nlp.text.tokens import tokenize
    >>> [_are_counted(tokenize(text), 2) for text in ("أن 37 إندونيسيا", "عام 2014 سوريا", "أن 37 لبنان")]
    [True, False, False]
    """
    counted = at > 0 and tokens[at - 1].kind == "number" and tokens[at].text.endswith(_OF_PEOPLE)
    return counted and not (at > 1 and is_one_of(fold(tokens[at - 2].text), _OF_YEARS))


def _is_an_officials(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adjective of origin stands between an office and whom it names: «وزير العدل الكندي روب», Canadian, no al-Kindi.

    >>> from nlp.text.tokens import tokenize
    >>> [_is_an_officials(tokenize(text), 2) for text in ("وزير العدل الكندي روب", "وزير العدل الكندي يقول")]
    [True, False]
    """
    origin = fold(tokens[at].text).removeprefix("ال") in origins() and tokens[at].text.startswith("ال")
    if not origin or at + 1 >= len(tokens) or at < 2 or not tokens[at - 1].text.startswith("ال"):
        return False
    office = any(is_one_of(fold(token.text), role_words()) for token in tokens[max(0, at - 3) : at])
    return office and (tokens[at + 1].pos == "proper noun" or borne(fold(tokens[at + 1].text)))


def _is_pointed_at(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether plain words with the article follow a demonstrative: «هذه الجزيرة الخضراء», this green island, no Algeciras."""
    if not first or fold(tokens[first - 1].text) not in _THESE or not tokens[first].text.startswith("ال"):
        return False
    return all(
        token.pos in {"noun", "adjective"} and token.glosses and token.glosses[0][:1].islower() for token in tokens[first:last]
    )


def as_told(span: Span, tokens: Sequence[Token]) -> Span:
    """`span`, told apart by the word before it: «سيدنا محمد» is the prophet, «زوجته فيكتوريا» a woman.

    >>> from nlp.text.tokens import tokenize
    >>> [as_told(Span(0, 1, 2, "PERS", "محمد", "محمد"), tokenize(text)).key for text in ("سيدنا محمد", "وصل محمد")]
    ['النبي محمد', 'محمد']
    >>> [as_told(Span(0, 1, 2, "LOC", "صوفيا", "صوفيا"), tokenize(text)).type for text in ("وزوجته صوفيا", "العاصمة صوفيا")]
    ['PERS', 'LOC']
    """
    before = fold(tokens[span.first - 1].text) if span.first > 0 else ""
    if span.key == _GOD and span.type == "PERS":
        return replace(span, type="MISC")  # «رعاه الله»: He is none of the article's persons
    if span.key == _MUHAMMAD and is_one_of(before, _HONOURED):
        return replace(span, key=fold(_PROPHET), arabic=_PROPHET)
    if chapter := _cited(tokens, span):
        return replace(span, type="MISC", key=fold(chapter), arabic=chapter)
    return replace(span, type="PERS") if span.type == "LOC" and is_one_of(before, _RELATIVES) else span


def _cited(tokens: Sequence[Token], span: Span) -> str:
    """The chapter of the Quran that a name in brackets before a verse's number is: «(إبراهيم: 18)»; "" for any other.

    >>> from nlp.text.tokens import tokenize
    >>> abraham = Span(0, 1, 2, "PERS", fold("إبراهيم"), "إبراهيم")
    >>> [_cited(tokenize(text), abraham) for text in ("( إبراهيم : 18 )", "( إبراهيم 18 عاماً )")]
    ['سورة إبراهيم', '']
    """
    after = [token for token in tokens[span.last : span.last + 3] if token.text not in _BEFORE_VERSE]
    cited = span.first > 0 and tokens[span.first - 1].text in _BRACKETS and len(after) > 0 and after[0].kind == "number"
    chapter = f"{_CHAPTER} {span.arabic}"
    alone = cited and (len(after) == 1 or after[1].kind != "word")
    return chapter if alone and fold(chapter) in known() else ""
