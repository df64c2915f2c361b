"""Rules of Arabic grammar that settle which reading of a word can stand where it stands, as points added to its rank.

The learnt ranking (`nlp.words.context.ranking`) sees classes of neighbours; these rules see forms: a word with "my" governs no
genitive, «يعد» is the jussive of «عاد» only after «لم», «آخر» before a noun is "last". Each rule says in its docstring what it
holds by and has its examples in `tests/nlp/words/context/test_grammar.py`. Leaves out: meanings of one reading
(`nlp.words.context.meanings`).

>>> points(Place(Neighbour.edge(), Neighbour.edge(), ()))
[]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final
from unicodedata import normalize

from nlp.text.normalize import fold, strip_diacritics
from nlp.words.context.place import NOUNS, Neighbour, Place
from nlp.words.readings import Candidate

__all__ = ["points", "speaks_of_i"]

_ADJECTIVES: Final = frozenset({"adj", "adj_comp", "adj_num"})
_JUSSIVE: Final = frozenset(map(fold, ("لم", "ولم", "فلم", "أولم", "أفلم", "لما", "لا", "ولا", "فلا", "إن", "وإن", "من", "مهما")))
_NO_PAST: Final = frozenset(map(fold, ("لم", "ولم", "فلم", "لن", "ولن", "فلن", "سوف", "وسوف", "أن", "وأن", "كي", "لكي")))
_NO_VERB_AFTER: Final = frozenset(fold(clitic + word) for word in "على إلى في عن لدى ضد".split() for clitic in ("", "و", "ف"))
_FROM: Final = frozenset(fold(clitic + "من") for clitic in ("", "و", "ف"))
_WITH_PREPOSITION: Final = frozenset({"prc1=bi_prep", "prc1=li_prep", "prc1=ka_prep"})
_NUMBERS: Final = frozenset(
    fold(clitic + number)
    for number in ("ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة ثلاث أربع خمس ست سبع ثماني تسع عشر بضعة بضع عدة".split())
    for clitic in ("", "و", "ب", "ل")
)
_RARE_ADVERBS: Final = frozenset({fold("شرطا")})
_TANWIN: Final = frozenset("\u064b\u064c\u064d")
_HOLLOW: Final = re.compile("أ?.ا.|..[اى]")  # عاد, أعاد, عدا
_REGARD: Final = frozenset({normalize("NFC", "عَدّ")})  # whose imperfect is written as those of عاد, أعاد, أعدّ and وعد are
_RARE: Final = frozenset(normalize("NFC", lemma) for lemma in "تَرَّك أَتَمّ أَحْفَظ أَغْنَى أَهَمّ أَوْلَم لَزّ أَلا أَراب تام".split())
_RARE_NOUNS: Final = frozenset(normalize("NFC", lemma) for lemma in ("أَسَدّ", "لَدّاء", "صَمَم", "خَيّاطَة"))
# Verbs whose present is written as that of a commoner one: بَلَغ, حَضَر, مَضَى, بَعُد, حَلّ.
_RARE_PRESENT: Final = frozenset(normalize("NFC", lemma) for lemma in "أَبْلَغ أَحْضَر حَضَّر مَضَّى أَبْعَد أَحَلّ".split())
_NOT: Final = frozenset(map(fold, ("لا", "ولا", "فلا")))
_WHEN: Final = frozenset(map(fold, ("عام", "سنة", "يوم", "فجر", "قبل", "بعد")))
_COUNTS: Final = frozenset(map(fold, "كل منذ ألف مئة مائة قبل بعد خلال مدى طوال نصف أول آخر".split()))
_MUFAALA: Final = re.compile("م.ا..[هة]")
_I: Final = frozenset(map(fold, ("أنا", "وأنا", "لي", "عندي", "إني", "إنني", "أنني", "نحن")))


def points(place: Place) -> list[float]:
    """For each of `place.options`, the points that the rules give it."""
    return [sum(rule(candidate, place) for rule in _RULES) for candidate in place.options]


def speaks_of_i(sentence: Sequence[Neighbour]) -> bool:
    """Whether a verb of the first person or a word for "I" stands in the sentence."""
    return any(fold(each.text) in _I or (each.best is not None and "per=1" in each.best.marks) for each in sentence)


def _my(candidate: Candidate, place: Place) -> float:
    """A word with "my" governs no genitive: «متحدثي الإسبانية» speakers, «نصفي الكرة» two halves. Elsewhere it needs an "I"."""
    if "enc0=1s_poss" not in candidate.marks:
        return 0.0
    if place.after.definite:
        return -6.0
    return 0.0 if place.first_person or len(place.options) == 1 else -0.5


def _dual_before_genitive(candidate: Candidate, place: Place) -> float:
    """A construct plural or dual in ي asks for the genitive: «نصفي الكرة الشرقي», "the two halves"."""
    features = dict(candidate.reading.features)
    construct = features.get("stt") == "c" and features.get("num") in {"d", "p"} and place.word.endswith("ي")
    return 3.0 if construct and candidate.raw == "noun" and place.after.definite else 0.0


def _adjective_of_nothing(candidate: Candidate, place: Place) -> float:
    """An adjective does not follow a preposition, so «في عملي» is "my work" and «حل عملي» is practical."""
    owned = any("enc0=1s_poss" in other.marks and other.raw == "noun" for other in place.options)
    bare = candidate.raw == "adj" and "prc0=Al_det" not in candidate.marks and place.word.endswith("ي")
    alone = place.before.raw == "prep" or any(mark in candidate.marks for mark in ("prc1=bi_prep", "prc1=li_prep"))
    return -3.5 if owned and bare and alone and place.after.raw not in _ADJECTIVES else 0.0


def _jussive_alone(candidate: Candidate, place: Place) -> float:
    """A weak verb loses its long vowel in the jussive only: «يعد» is "returns" after «لم», else of another verb."""
    features = dict(candidate.reading.features)
    if candidate.raw != "verb" or features.get("asp") != "i" or features.get("num") != "s":
        return 0.0
    stem = next((part.text for part in candidate.reading.segments if part.kind == "stem"), "")
    if len(strip_diacritics(stem)) != 3 or not _HOLLOW.fullmatch(strip_diacritics(candidate.reading.lemma)):
        return 0.0
    before = fold(place.before.text)
    if before in _NOT and features.get("per") == "3":
        return -3.0  # "let it not" is rarer than "does not"
    return -5.0 if before not in _JUSSIVE and "prc1=li_jus" not in candidate.marks else 0.0


def _after_preposition(candidate: Candidate, place: Place) -> float:
    """A preposition stands before no verb: «على دعم» is "on support"."""
    return -6.0 if candidate.raw == "verb" and fold(place.before.text) in _NO_VERB_AFTER else 0.0


def _preposition_twice(candidate: Candidate, place: Place) -> float:
    """A preposition stands before no other one: «في لبنان» is "in Lebanon", «من بروسيا» "from Prussia", no "from in Russia"."""
    if _WITH_PREPOSITION.isdisjoint(candidate.marks):
        return 0.0
    before = fold(place.before.text)
    named = before in _FROM and candidate.raw == "noun_prop"  # «من له» may be "who has"
    return -5.0 if before in _NO_VERB_AFTER or named else 0.0


def _written_indefinite(candidate: Candidate, place: Place) -> float:
    """A word with the sign of an indefinite noun is no verb: «تحققًا» is "a check"."""
    return -8.0 if candidate.raw == "verb" and not _TANWIN.isdisjoint(place.word) else 0.0


def _counted(candidate: Candidate, place: Place) -> float:
    """What is counted is a noun: «ثلاثة أحياء» are three quarters, not alive."""
    number = fold(place.before.text) in _NUMBERS or place.before.kind == "number"
    plural = any(other.raw == "noun" and "num=p" in other.marks for other in place.options)
    return -3.0 if number and plural and candidate.raw == "adj" and "prc0=Al_det" not in candidate.marks else 0.0


def _describes(candidate: Candidate, place: Place) -> float:
    """A word in ة that may be an adjective is one after a noun in ة, or a plural, that has the article as it has or has none as it:
    «كنيسة صغيرة» is a small church, «نوافير دقيقة» are fine jets."""
    article = "prc0=Al_det" in candidate.marks
    many = place.before.best is not None and "num=p" in place.before.best.marks
    both = strip_diacritics(place.word).endswith("ة") and (many or strip_diacritics(place.before.text).endswith("ة"))
    alike = both and place.before.raw == "noun" and place.before.article == article
    free = not any(mark.startswith(("prc1=", "prc2=")) and not mark.endswith("=0") for mark in candidate.marks)
    return 1.5 if alike and free and candidate.raw == "adj" else 0.0


def _after_negation(candidate: Candidate, place: Place) -> float:
    """«لم», «لن» and «سوف» stand before the imperfect: no past, no noun."""
    if fold(place.before.text) not in _NO_PAST - {fold("أن"), fold("وأن")}:
        return 0.0
    return 0.0 if "asp=i" in candidate.marks else -3.0


def _passive_with_object(candidate: Candidate, place: Place) -> float:
    """A verb before an indefinite accusative is active: «يولد توهجاً» generates, where «يولد الطفل» is "is born"."""
    accusative = re.search("[^اى]ًا$|[^ا]اً?$", place.after.text) is not None and len(place.after.text) > 3
    return (
        -2.5
        if "vox=p" in candidate.marks and accusative and place.after.raw in {"noun", "verb"} and not _is_regarded(candidate)
        else 0.0
    )


def _regarded(candidate: Candidate, place: Place) -> float:
    """«يعد» not after «لم» is "is considered" (يُعَدّ), whose predicate is accusative: «يعد أساسياً»."""
    fits = _is_regarded(candidate) and "asp=i" in candidate.marks and fold(place.before.text) not in _JUSSIVE
    return 3.0 if fits else 0.0


def _is_regarded(candidate: Candidate) -> bool:
    return "vox=p" in candidate.marks and normalize("NFC", candidate.reading.lemma) in _REGARD


def _last(candidate: Candidate, place: Place) -> float:
    """«آخر» before the noun it governs is "last" (آخِر), after a noun "other" (آخَر): «آخر ألبومين», «بلد آخر»."""
    if fold(strip_diacritics(candidate.reading.lemma)) != fold("آخر") or candidate.raw not in {"noun", "adj"}:
        return 0.0
    unknown = place.after.best is not None and place.after.best.reading.source == "backoff"
    governs = (place.after.raw in NOUNS or unknown) and place.before.raw not in NOUNS | _ADJECTIVES
    return 4.0 if governs == ("خِ" in candidate.reading.lemma) else 0.0


def _verbal_noun(candidate: Candidate, place: Place) -> float:
    """A word in ة or ات that may be a noun («معالجة المياه», treatment; «ممارسات», practices) is no participle's feminine (مُعالِج)
    before a genitive, nor, in the shape of مُفاعَلة, anywhere but after a noun that it may describe."""
    bare = strip_diacritics(place.word)
    if not bare.endswith(("ة", "ات")) or candidate.raw not in {"noun", "adj"}:
        return 0.0
    article = "prc0=Al_det" in candidate.marks
    governs = bare.endswith("ة") and not article and place.after.definite
    describes = place.before.raw in NOUNS and place.before.article == article
    if not governs and (describes or not any(_MUFAALA.fullmatch(fold(other.reading.lemma)) for other in place.options)):
        return 0.0
    return 0.0 if candidate.reading.lemma.endswith("ة") and not re.search("ِ.َ?ة$", candidate.reading.lemma) else -2.5


def _year(candidate: Candidate, place: Place) -> float:
    """«عام» counted or before a number is the year, no "general": «عام 1209», «كل عام», «عامين»."""
    if fold(strip_diacritics(candidate.reading.lemma)) != fold("عام"):
        return 0.0
    counted = place.before.raw == "noun_num" or place.before.kind == "number" or fold(place.before.text) in _COUNTS
    dual = fold(place.word).endswith(("عامين", "عامان"))
    return 4.0 if candidate.raw == "noun" and (counted or dual or place.after.kind == "number") else 0.0


def _i_do(candidate: Candidate, place: Place) -> float:
    """«أسقط» is "dropped" rather than "I drop", but after «أن», «لا» and the like."""
    if candidate.raw != "verb" or "asp=i" not in candidate.marks or "per=1" not in candidate.marks:
        return 0.0
    past = any("asp=p" in other.marks and "per=3" in other.marks for other in place.options)
    return -2.0 if past and fold(place.before.text) not in _NO_PAST | _NOT | _I else 0.0


def _born(candidate: Candidate, place: Place) -> float:
    """«ولد» before a place, a date or a preposition is "was born"; who gives birth is said with the child after it."""
    if candidate.raw != "verb" or normalize("NFC", candidate.reading.lemma) != normalize("NFC", "وَلَد"):
        return 0.0
    placed = place.after.raw == "prep" or place.after.kind == "number" or fold(place.after.text) in _WHEN
    return 4.0 if placed and "vox=p" in candidate.marks and not any("dobj" in mark for mark in candidate.marks) else 0.0


def _they_two_or_women(candidate: Candidate, place: Place) -> float:
    """A verb of "they two" or of women is rarer than the noun or verb of the same letters: «خلفا» a successor, «يسخن» heats up."""
    if candidate.raw != "verb" or len(place.options) == 1:
        return 0.0
    features = dict(candidate.reading.features)
    past_two = features.get("num") == "d" and features.get("asp") == "p" and strip_diacritics(place.word).endswith("ا")
    return -2.5 if past_two or (features.get("num") == "p" and features.get("gen") == "f") else 0.0


def _express(candidate: Candidate, place: Place) -> float:
    """«يعبر عن» expresses; without «عن» it crosses (عَبَر)."""
    if normalize("NFC", candidate.reading.lemma) != normalize("NFC", "عَبَّر") or "asp=i" not in candidate.marks:
        return 0.0
    return 0.0 if fold(place.after.text).startswith(fold("عن")) else -2.5


def _ordinal(candidate: Candidate, place: Place) -> float:
    """«الثانية» after a definite noun is "the second", not the sixtieth of a minute."""
    if fold(candidate.reading.lemma) != fold("ثانية") or candidate.raw != "noun" or not place.before.definite:
        return 0.0
    return -4.0 if "prc0=Al_det" in candidate.marks else 0.0


def _elative(candidate: Candidate, place: Place) -> float:
    """«الأشهر» after what it describes is "most famous" («الرواية الأشهر»); before its own adjective or number it is "months"."""
    if not strip_diacritics(place.word).startswith(("الأ", "الا")) or "prc0=Al_det" not in candidate.marks:
        return 0.0
    shapes = {
        other.raw == "noun" and "num=p" in other.marks for other in place.options if _elative_form(other) or other.raw == "noun"
    }
    if shapes != {True, False}:
        return 0.0
    described = place.before.definite or place.before.raw == "pron"
    counted = (place.after.raw in _ADJECTIVES and place.after.article) or place.after.kind == "number"
    if described and not counted:
        return 4.0 if _elative_form(candidate) else 0.0
    return 2.0 if candidate.raw == "noun" and (counted or place.before.raw == "prep") else 0.0


def _elative_form(candidate: Candidate) -> bool:
    return candidate.raw in {"adj", "adj_comp", "noun"} and any(
        gloss.startswith(("more ", "most ")) or gloss.endswith("est") for gloss in candidate.reading.glosses[:2]
    )


def _but(candidate: Candidate, place: Place) -> float:
    """«لكن» with a pronoun is "but": «لكنها» is no ل with a verb."""
    if not re.fullmatch("[وف]?لكن(?:ه|ها|هم|هما|هن|ني|نا|ك|كم|ي)?", strip_diacritics(place.word)):
        return 0.0
    return 10.0 if candidate.raw == "conj" else 0.0


def _letter_alone(candidate: Candidate, place: Place) -> float:
    """A clitic written apart («بـ 24 صوتاً») is the preposition, not the letter's name."""
    if strip_diacritics(place.word) not in {"بـ", "لـ", "كـ", "ب", "ل", "ك"}:
        return 0.0
    return 5.0 if candidate.raw == "prep" else -5.0


def _adverb(candidate: Candidate, place: Place) -> float:
    """A listed adverb in اً is meant before the noun it comes from: «تقريباً» approximately, not "an approximation"; but «شرطًا»."""
    if candidate.raw != "adv":
        return 0.0
    described = place.before.raw == "noun" and re.search("ً|[^اىة]ا$", place.before.text) is not None and not place.before.article
    if described and any(other.raw == "adj" for other in place.options):  # «موعدًا نهائيًا», a final date
        return -2.5
    if not candidate.reading.lemma.endswith("اً"):
        return 0.0
    return -2.5 if fold(strip_diacritics(candidate.reading.lemma)) in _RARE_ADVERBS else 2.5


def _rare_twin(candidate: Candidate, _: Place) -> float:
    """Some words are counted for others of the same letters that are meant: «يتم» is of تَمّ, «أهم» elative, «تبلغ» of بَلَغ."""
    lemma = normalize("NFC", candidate.reading.lemma)
    if candidate.raw != "verb":
        return -5.0 if lemma in _RARE_NOUNS else 0.0
    return -5.0 if lemma in _RARE else -3.0 if lemma in _RARE_PRESENT and "asp=i" in candidate.marks else 0.0


_Rule = Callable[[Candidate, Place], float]
_RULES: Final[tuple[_Rule, ...]] = (
    _my,
    _dual_before_genitive,
    _adjective_of_nothing,
    _jussive_alone,
    _after_preposition,
    _preposition_twice,
    _written_indefinite,
    _counted,
    _describes,
    _after_negation,
    _passive_with_object,
    _regarded,
    _last,
    _verbal_noun,
    _year,
    _i_do,
    _born,
    _they_two_or_women,
    _ordinal,
    _express,
    _elative,
    _but,
    _letter_alone,
    _adverb,
    _rare_twin,
)
