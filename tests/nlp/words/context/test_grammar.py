"""`nlp.words.context` over the real database: the reading and the meaning that a place asks for."""

from __future__ import annotations

import pytest

from models.store.morphology_data import fetch
from nlp.document import Token
from nlp.text.tokens import tokenize
from nlp.words.morphology import Morphology


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology(fetch())


def read(morphology: Morphology, text: str, word: str) -> Token:
    return next(token for token in morphology.annotate(tokenize(text)) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "gloss"),
    [
        ("ترتفع معالجة المياه في المدينة", "معالجة", "treatment"),
        ("قالت لكنها لم تصل", "لكنها", "but"),
        ("وقد وصل الوفد", "وقد", "has"),
        ("الكتاب الذي يعد مهماً", "يعد", "to be considered"),
        ("كان عدد السكان نحو 168 ألفاً", "نحو", "about"),
        ("أكبر قارة في العالم", "أكبر", "largest"),
        ("سنة 1891 تقريبًا", "تقريبًا", "almost"),
        ("سُئل في بيزييه عام 1209 عنهم", "عام", "year"),
        ("ينجحون كل عام", "عام", "year"),
        ("أدى إلى إجلاء ثلاثة أحياء.", "أحياء", "districts"),
        ("كانت شرطًا في الجلسات", "شرطًا", "condition"),
        ("يجعل المنتج أكثر صلابة ولزوجة", "أكثر", "more"),
        ("تعلموا في المكتب أسرع بكثير", "أسرع", "faster"),
        ("في كنيسة صغيرة", "صغيرة", "small"),
        ("حددت موعدًا نهائيًا للعروض", "نهائيًا", "final"),
        ("تهريب الكتب من بروسيا", "بروسيا", "Prussia"),
        ("تطلب تحققًا إضافيًا", "تحققًا", "verification"),
        ("ولد في القاهرة", "ولد", "to be born"),
        ("لا يكف عن الكلام", "يكف", "to stop"),
        ("حضر الحفل أربعون ضيفا", "أربعون", "forty"),
        ("في أواخر القرن الماضي", "أواخر", "the end"),
        ("كان يبحث عن الطعام", "يبحث", "to search (for)"),
        ("يُمنع الدخول", "يُمنع", "to be prevented"),
        ("أُقيم الحفل أمس", "أُقيم", "to be held"),
        ("سُمي الشارع باسمه", "سُمي", "to be named"),
        ("حيث وُلد الشاعر", "وُلد", "to be born"),
        ("وقع الجانبان الاتفاقية أمس", "الاتفاقية", "agreement"),
        ("شاب من ذوي الخبرة", "ذوي", "with"),
        ("صوت لصالح القرار", "لصالح", "in favor of"),
        ("بلغ السعر مليار دولار", "مليار", "billion"),
    ],
)
def test_the_place_decides(morphology: Morphology, text: str, word: str, gloss: str) -> None:
    assert read(morphology, text, word).glosses[0] == gloss


@pytest.mark.parametrize("word", ["حول", "منذ", "أكبر"])
def test_common_words_are_not_rare(morphology: Morphology, word: str) -> None:
    assert read(morphology, word, word).level == 1


def test_to_see_is_not_under_the_lemma_of_rhubarb(morphology: Morphology) -> None:
    assert read(morphology, "يرى محللون", "يرى").lemma == "رَأَى"
