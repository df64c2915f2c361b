"""What the data says in English, as an Arabic page says it: parts of speech, kinds of names, sources, doubts, why readings differ.

The data keeps one language, so that a copy reads the same everywhere and copies of every age are told in Arabic too: each English
sentence is known by its words, those in braces are what it names. Meanings and descriptions are the article's English, and stay.

>>> told("spelling guessed", "ar"), told("spelling guessed", "en")
('كتابة مخمَّنة', 'spelling guessed')
>>> told("a noun: كِتاب", "ar")
'اسم: كِتاب'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from nlp.doubts.messages import MESSAGES
from rafiq.page.strings.engine_faults import ENGINE_FAULTS
from rafiq.page.strings.faults import FAULTS

__all__ = ["DOUBTS", "TERMS", "fault", "told", "told_for"]

TERMS: Final[dict[str, str]] = {
    # parts of speech
    "noun": "اسم", "proper noun": "اسم علم", "number": "عدد", "quantifier": "لفظ كمّ", "adjective": "صفة", "adverb": "ظرف",
    "question word": "اسم استفهام", "verb": "فعل", "particle": "أداة", "preposition": "حرف جر", "conjunction": "حرف عطف أو ربط",
    "pronoun": "ضمير", "demonstrative": "اسم إشارة", "relative pronoun": "اسم موصول", "article": "أداة تعريف",
    "future particle": "حرف استقبال", "negation": "حرف نفي", "interjection": "لفظ تعجب أو نداء", "abbreviation": "اختصار",
    "future": "استقبال", "question particle": "حرف استفهام", "digit": "رقم", "punctuation": "علامة ترقيم", "foreign": "أعجمية",
    # forms
    "masculine": "مذكر", "feminine": "مؤنث", "singular": "مفرد", "dual": "مثنى", "plural": "جمع", "first person": "متكلم",
    "second person": "مخاطب", "third person": "غائب", "past": "ماضٍ", "present": "مضارع", "command": "أمر",
    "passive": "مبني للمجهول", "nominative": "مرفوع", "accusative": "منصوب", "genitive": "مجرور", "subjunctive": "منصوب",
    "jussive": "مجزوم",
    # sources
    "the article": "المقال", "your glossary": "معجمك", "Rafiq's list": "قائمة رفيق", "CLDR": "سجل CLDR", "GeoNames": "جيونيمز",
    "Wikidata": "ويكي بيانات", "translated news": "أخبار مترجمة", "word by word": "كلمة كلمة", "spelling guessed": "كتابة مخمَّنة",
    "the translation": "الترجمة",
    # kinds of names
    "Activist": "ناشط", "Air": "طائرة", "Airport": "مطار", "Artist": "فنان", "Athlete": "رياضي", "Award": "جائزة", "Book": "كتاب",
    "Building": "مبنى", "Building-Grounds": "مبنى", "Businessperson": "رجل أعمال", "Commercial": "تجارية", "Continent": "قارة",
    "County-or-District": "قضاء أو منطقة", "Drug": "دواء", "Educational": "تعليمية", "Engineer": "مهندس",
    "Entertainment": "ترفيهية", "Event": "حدث", "Food": "طعام", "GPE-Cluster": "مجموعة دول", "Government": "حكومية",
    "Group": "جماعة", "Hardware": "جهاز", "Journalist": "صحفي", "Land": "مركبة", "Land-Region-Natural": "منطقة طبيعية",
    "Lawyer": "قانوني", "Media": "إعلامية", "Medical-Science": "طبية علمية", "Military": "عسكرية", "Movie": "فيلم",
    "Nation": "دولة", "Non-Governmental": "غير حكومية", "Other": "أخرى", "Path": "طريق", "Plant": "منشأة", "Police": "شرطة",
    "Political": "سياسية", "Politician": "سياسي", "Population-Center": "مدينة أو بلدة", "Product": "منتج", "Projectile": "مقذوف",
    "Region-General": "إقليم", "Religious": "دينية", "Scientist": "عالم", "Shooting": "سلاح", "Software": "برنامج",
    "Soldier": "عسكري", "Sports": "رياضية", "State-or-Province": "ولاية أو محافظة", "Water": "مركبة مائية",
    "Water-Body": "مسطح مائي",
    # forms of export
    "Web page": "صفحة ويب", "Rafiq document (JSON)": "مستند رفيق (JSON)", "Markdown": "ماركداون",
    "Word": "وورد", "E-book (EPUB 3)": "كتاب إلكتروني (EPUB 3)", "Anki cards": "بطاقات أنكي",
    "Translation memory (TMX 1.4)": "ذاكرة ترجمة (TMX 1.4)", "Translation file (XLIFF 2.1)": "ملف ترجمة (XLIFF 2.1)",
    "Table (CSV)": "جدول (CSV)", "Notes (W3C Web Annotation)": "الملاحظات (W3C Web Annotation)",
    "Tokens (CoNLL-U)": "الكلمات (CoNLL-U)",
    "PDF": "PDF",
    # why a reading is another
    "the first reading before your choice": "القراءة الأولى قبل اختيارك", "as the English has it": "كما في الترجمة الإنجليزية",
    "as elsewhere in the article": "كما في سائر المقال",
    "a guess: the dictionary has no such word": "تخمين: ليس في المعجم كلمة كهذه",
    "another meaning of the same word": "معنى آخر للكلمة نفسها", "vowelled otherwise: {form}": "بتشكيل آخر: {form}",
    "a {pos}: {form}": "{pos}: {form}", "an {pos}: {form}": "{pos}: {form}", "passive: {form}": "مبني للمجهول: {form}",
    "active: {form}": "مبني للمعلوم: {form}", "past: {form}": "ماضٍ: {form}", "present: {form}": "مضارع: {form}",
    "a command: {form}": "أمر: {form}", "another form: {form}": "صيغة أخرى: {form}", "singular: {form}": "مفرد: {form}",
    "dual (two): {form}": "مثنى: {form}", "plural: {form}": "جمع: {form}", "another number: {form}": "عدد آخر: {form}",
    "the same letters, another root ({root}): {form}": "الحروف نفسها من جذر آخر ({root}): {form}",
    "another {pos} of the same letters: {form}": "{pos} آخر بالحروف نفسها: {form}",
    "with {piece} read as “{gloss}”": "على أن «{piece}» بمعنى “{gloss}”", "with {piece} as a {pos}": "على أن «{piece}» {pos}",
    "with {piece} read as part of the word": "على أن «{piece}» من أصل الكلمة", "taken apart otherwise": "بتقسيم آخر",
    "{pos} + article": "{pos} مع أداة التعريف",
}  # fmt: skip
DOUBTS: Final[dict[str, str]] = {
    "number lost": "العدد «{arabic}» في العربية ليس في الإنجليزية.",
    "number added": "العدد “{english}” في الإنجليزية ليس في العربية.",
    "number differs": "تقول العربية «{arabic}» حيث تقول الإنجليزية “{english}”: راجع هذا العدد.",
    "date lost": "الشهر أو اليوم «{arabic}» في العربية ليس في الإنجليزية.",
    "date added": "الشهر أو اليوم “{english}” في الإنجليزية ليس في العربية.",
    "date differs": "تقول العربية «{arabic}» حيث تقول الإنجليزية “{english}”: راجع هذا الشهر أو اليوم.",
    "negation lost": "العربية تنفي شيئًا («{arabic}») والإنجليزية لا تنفيه.",
    "negation added": "الإنجليزية تنفي شيئًا (“{english}”) والعربية لا تنفيه.",
    "name lost": "يبدو أن الاسم «{arabic}» ({name}) ليس في الإنجليزية.",
    "place unfounded": "تقول الإنجليزية “{english}”، ولا شيء في العربية يسميه.",
    "word invented": "ليست “{english}” كلمة إنجليزية: ركّبها المحرك.",
    "word invented for": "ليست “{english}” كلمة إنجليزية: ركّبها المحرك لكلمة «{arabic}»؛ انظر معنى الكلمة العربية.",
    "omission": "يبدو أن لا شيء في الإنجليزية يقول «{arabic}».",
    "literal lost": "«{arabic}» في العربية ليست في الإنجليزية، وكان ينبغي أن تبقى كما هي.",
    "omission of": "يبدو أن لا شيء في الإنجليزية يقول «{arabic}» ({meaning}).",
    "roles": "في العربية «{doer}» هو من يقوم بما يقوله «{verb}»: يبدو أن الإنجليزية تقلب الفاعل والمفعول.",
    "roles of": "يبدو أن الإنجليزية تقلب من يفعل ما يقوله «{verb}» ومن يقع عليه.",
    "opposite": "تقول العربية «{arabic}» ({meaning}) وتقول الإنجليزية عكسها: “{english}”.",
    "failed": "تعذرت ترجمة هذه الجملة: {reason}",
    "empty": "لم يعط المحرك إنجليزية لهذه الجملة.",
    "empty in part": "لم يعط المحرك إنجليزية لجزء من هذه الجملة.",
    "unfinished": "لم يصل المحرك إلى نهاية هنا، فقد تكون الإنجليزية مقطوعة أو مختلقة قرب آخرها.",
    "ends open": "تقف الإنجليزية عند “{english}”: يبدو أنها مقطوعة.",
    "repetition": "تتكرر “{english}” في الإنجليزية ولا تتكرر في العربية.",
    "copied": "نسخ المحرك العربية بدل أن يترجمها.",
    "copied in part": "بقيت «{english}» بالعربية.",
    "too short": "الإنجليزية أقصر كثيرًا من العربية: ربما ينقص شيء.",
    "too long": "الإنجليزية أطول كثيرًا من العربية: ربما زيد شيء.",
    "unlike": "يبدو أن الإنجليزية والعربية تتحدثان عن شيئين مختلفين.",
    "unsure sentence": "لم يكن المحرك واثقًا من هذه الجملة كلها: خذها تخمينًا أوليًا وراجعها بمعاني الكلمات.",
    "may mislead": "شك المحرك هنا في أشياء عدة، ومثل هذه الجمل يضلّل في الأكثر: راجعها بمعاني الكلمات.",
    "may mislead, unfounded": "شك المحرك في كلمات ليست مما في المعجم، ومثل هذه الجمل يضلّل في الأكثر.",
    "may mislead, long": "جملة طويلة فيها أفعال عدة، ومثلها عند هذا المحرك يضلّل في الأكثر: راجع من يفعل ماذا.",
    "unsure word": "خمّن المحرك في “{english}”.",
    "unsure word for": "خمّن المحرك في “{english}” لكلمة «{arabic}»: انظر معنى الكلمة العربية.",
    "several lines": "أجاب الخادم بأكثر من ترجمة هنا؛ لا يظهر إلا سطرها الأول، فراجعه على العربية.",
}
"""The sentences of `nlp.doubts.messages`, by the same keys."""
_FAULTS: Final = FAULTS | ENGINE_FAULTS
_PLACE: Final = re.compile(r"{(\w+)}")
_Shapes = tuple[tuple[re.Pattern[str], str], ...]


def told(words: str, interface: str) -> str:
    """`words` of the data in the language of the interface; as they are where it is English, or they are none of the table's."""
    if interface != "ar" or not words:
        return words
    arabic = _arabic_of(words, TERMS, _shapes(), lambda value: told(value, interface))
    return words if arabic is None else arabic


def fault(sentence: object, interface: str) -> str:
    """An error's sentence in the language of the interface; what it names stands in an isolate of its own direction.

    >>> fault("The file 'a.pdf' is empty.", "ar")
    "الملف \\u2068'a.pdf'\\u2069 فارغ."
    """
    words = str(sentence)
    if interface != "ar" or not words:
        return words
    arabic = _arabic_of(words, _FAULTS, _fault_shapes(), _isolated)
    return told(words, interface) if arabic is None else arabic


def _isolated(value: str) -> str:
    """What a fault's sentence names, in Arabic where there is any for it; else between the signs of an isolate."""
    arabic = fault(value, "ar")
    return arabic if arabic != value or value.isdecimal() else f"\u2068{value}\u2069"


def _arabic_of(words: str, exact: Mapping[str, str], shapes: _Shapes, inner: Callable[[str], str]) -> str | None:
    """The Arabic of `words` by a table and its sentences with places, `inner` giving that of what fills a place; None for none."""
    if words in exact:
        return exact[words]
    for shape, arabic in shapes:
        if match := shape.fullmatch(words):
            return _filled(arabic, {name: inner(value) for name, value in match.groupdict().items()})
    return None


def told_for(interface: str) -> list[tuple[str, str]]:
    """(English, in that language) of all that the component may be given; the surest first, [] for an English page."""
    return list(_table()) if interface == "ar" else []


@cache
def _table() -> tuple[tuple[str, str], ...]:
    return _ordered([*TERMS.items(), *((MESSAGES[key][1], arabic) for key, arabic in DOUBTS.items())])


def _ordered(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Exact words, then sentences with places to fill, those with the most words of their own first."""
    return tuple(sorted(pairs, key=lambda pair: ("{" in pair[0], -len(_PLACE.sub("", pair[0])))))


@cache
def _shapes() -> _Shapes:
    return _compiled(_table())


@cache
def _fault_shapes() -> _Shapes:
    return _compiled(_ordered(_FAULTS.items()))


def _compiled(table: Iterable[tuple[str, str]]) -> _Shapes:
    made = []
    for english, arabic in table:
        parts = _PLACE.split(english)
        shape = "".join(f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts))
        made.append((re.compile(shape, re.DOTALL), arabic))
    return tuple(made)


def _filled(words: str, values: dict[str, str]) -> str:
    """`words` with its places filled, in one go: what a value says is no place."""
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), words)
