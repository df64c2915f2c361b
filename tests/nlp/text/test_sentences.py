"""Where Arabic news sentences end, and where they don't."""

from __future__ import annotations

import time

import pytest

from nlp.document import Article, Block, BlockKind
from nlp.text.sentences import split, split_text


def article(*blocks: tuple[str, BlockKind]) -> Article:
    """An article of the given blocks, blank lines between."""
    text, spans = "", []
    for body, kind in blocks:
        text += "\n\n" if text else ""
        spans.append(Block(len(text), len(text) + len(body), kind))
        text += body
    return Article(text, tuple(spans))


# One line a case; «|» marks every sentence boundary.
@pytest.mark.parametrize(
    "marked",
    [
        "ذهب الرجل إلى السوق.| ثم عاد إلى بيته.",
        "هل عاد؟| نعم، عاد!| ثم نام.",
        "ماذا تفعل؟!| لا شيء.",
        "قال الوزير، أمس، إن الأمر انتهى؛ وإنه لن يعود: أبداً.",
        "دعم الأشقاء والأصدقاء.|وقال وزير الدولة.",  # no space after the full stop
        "تبادل الكتب .|واستمتع مئات الأطفال .| مع مجموعة",  # the stop glued to the next sentence
        "بلغت 3.5 و١٢٫٥ في المئة و1.200.000 دولار.| وزادت.",
        "حجم الشاشة: 3 .4 بوصة .| الوزن: 2 .6 أونس .",
        "التقى د. أحمد وم. نصر وأ.د. سعيد.| ثم غادر.",
        "للباحث الإماراتي د . حمد بن صراي.| وقال",
        "صدر الكتاب عام 2019 ص. ٤٣ وما بعدها، ج. 2.| وقال نعم.",
        "العنوان ص.ب. 123 دبي.| اتصل بنا.",
        "زار جون إف. كينيدي وج. ك. رولينغ المدينة.| ثم سافرا.",
        "كتبها J. K. Rowling في لندن.| ثم نشرت.",
        "عمل منذ عام 2003م.| ثم ترك العمل سنة 1447 هـ.| وعاد.",
        "منذ تأسيسها في 2002.| وقال المدعي.",
        "راجع https://a.example/b.html. ",
        "راجع موقع bbc.com أو راسل me@x.example.| ثم انتظر.",
        "يعمل على منصة .NET منذ عامين.| وهو بارع.",
        "قال: «لن أعود. لن أعود أبداً» وغادر القاعة.| ثم صمت.",
        "وصف القرار (انظر الفقرة 5. وما بعدها) بالمهم.| وانتهى.",
        'قال: "لن أعود. أبداً" ثم غادر.| وانتهى.',
        "قال: «لن أعود.».| ثم صمت.",
        "قال: «لن أعود».| ثم صمت.",
        "«هل تعود؟» سأله الصحفي.| لم يجب.",
        "انتهت الحرب... بدأت الحرب.",  # a pause: too short to be two sentences
        "وصل الوفد إلى العاصمة مساء أمس…| وبدأت المحادثات في صباح اليوم التالي.",
        "وهي: 1. السرعة، 2. الدقة.| وهذا كل شيء.",
        "1. افتح البرنامج الجديد.| 2. اكتب اسمك.",
        "اجتمع الوفد، إلخ.، ثم انصرف.",
        "بدأ « من غير إغلاق.| ثم انتهى.",
        "انتهى.)| ثم بدأ.",
        "نعم. . .| لا.",
        "قال الملك.| قالت الملكة.",
        "أسسها أرسطو عام 334 ق. م، ثم ازدهرت.| وقال",
        "نقلها إلى أجهزة آي . بي . إم ثم عاد.| وقال",
        "استورد 12 . 5 مليون طن.| وقال",
        "مثل البرامج ... إلخ من الأدوات التي نعرفها كلنا اليوم.| وقال",
    ],
)
def test_boundaries(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert split_text(marked.replace("|", "")) == expected


def test_blocks_end_sentences_and_titles_are_whole() -> None:
    page = article(
        ("القدس.. مدينة السلام. لماذا؟", "title"),
        ("خدمات تجسس", "heading"),
        ("قال نعم. ثم ذهب", "paragraph"),
        ("198", "furniture"),
        ("وعاد", "paragraph"),
    )
    sentences = split(page)
    assert [(s.arabic, s.kind, s.block) for s in sentences] == [
        ("القدس.. مدينة السلام. لماذا؟", "title", 0),
        ("خدمات تجسس", "heading", 1),
        ("قال نعم.", "paragraph", 2),
        ("ثم ذهب", "paragraph", 2),
        ("وعاد", "paragraph", 4),
    ]
    assert all(page.text[s.start : s.end] == s.arabic for s in sentences)
    assert [s.arabic for s in split(page, include_furniture=True)][4] == "198"


def test_long_sentence_is_cut_at_clauses_and_nothing_is_lost() -> None:
    clause = "تعمل الشركة في دعم الجيش منذ أعوام طويلة، "
    text = "وقالت الصحيفة إن " + clause * 5 + "بينما " + clause * 5 + "وانتهت."
    pieces = split_text(text, max_words=30)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(len(piece.split()) <= 30 for piece in pieces)
    assert all(piece.endswith("،") for piece in pieces[:-1])


def test_one_sentence_is_one_row_however_long_a_writer_makes_it() -> None:
    text = "وقد تناول التقرير " + "دور الشركات العالمية الكبرى في تمكين الكيان من فعل ذلك، " * 12 + "كما قال."
    assert split_text(text) == [text]


def test_semicolon_is_the_best_place_to_cut() -> None:
    text = "كيف أصبحت الأسلحة، المستخدمة في الطرد، أدوات للقتل والتدمير؛ ما جعل غزة وأجزاء من الضفة، وغيرها، غير صالحة للسكن"
    assert split_text(text, max_words=14)[0].endswith("؛")


def test_long_sentence_without_any_mark_is_cut_between_words() -> None:
    words = [f"كلمة{i}" for i in range(500)]
    pieces = split_text(" ".join(words), max_words=50)
    assert " ".join(pieces).split() == words
    assert all(len(piece.split()) <= 50 for piece in pieces)


def test_long_quotation_is_cut_at_its_full_stops() -> None:
    sentence = "وهذا كلام طويل قاله الرجل في خطابه أمام الجمهور مساء أمس."
    text = "قال: «" + " ".join([sentence] * 6) + "»"
    assert len(split_text(text)) == 6


def test_nothing_to_split() -> None:
    assert split(Article("")) == ()
    assert split_text(" \n \n") == []
    assert split_text("...") == ["..."]
    with pytest.raises(ValueError, match="at least 1"):
        split(Article("نعم"), max_words=0)


@pytest.mark.parametrize("unit", ["«", "(", "»", '"', "كلمة ", ".", "؟ ", "د. ", "كلمة. ", "،", "«كلمة» "])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    started = time.perf_counter()
    assert split_text(unit * 20_000)
    assert time.perf_counter() - started < 10
