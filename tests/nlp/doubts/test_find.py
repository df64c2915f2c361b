"""Doubts about translations: what is marked, with which spans, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.document import Alignment, Mark, Mention, Sentence
from nlp.doubts.find import find_marks
from nlp.doubts.form.repetition import repeated
from nlp.doubts.negation import english_negations
from nlp.names.spelling.likeness import name_is_in
from nlp.quantities.arabic_numbers import arabic_numbers
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import unmatched
from nlp.quantities.written_dates import arabic_dates, english_dates
from nlp.text.tokens import tokenize


def marks(arabic: str, english: str, *, start: int = 0, entities: tuple[Mention, ...] = ()) -> tuple[Mark, ...]:
    sentence = Sentence(start, start + len(arabic), arabic, english=english, engine="test", entities=entities)
    return find_marks(sentence)


def kinds(arabic: str, english: str) -> list[str]:
    return [mark.kind for mark in marks(arabic, english)]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("خمسة ملايين دولار", "5 million dollars"),
        ("خمسة ملايين دولار", "five million dollars"),
        ("٣٫٥ مليون نسمة", "3.5 million people"),
        ("2,5 مليار يورو", "€2.5 billion"),
        ("1.200 عامل", "1,200 workers"),
        ("ثلاثة وعشرون قتيلا", "twenty-three dead"),
        ("خمسة عشر عاما", "fifteen years"),
        ("مئتان وخمسون جنديا", "two hundred and fifty soldiers"),
        ("في الساعة ٩:٣٠ صباحا", "at 9:30 am"),
        ("سجل هدفين", "He scored 2 goals"),
        ("القرن التاسع عشر", "the 19th century"),
        ("في سبعينيات القرن العشرين", "in the 1970s"),
        ("46 في المائة من الأصوات", "46 percent of the vote"),
        ("أكثر من 24 جائزة", "more than two dozen awards"),
        ("بأحد عشر ألفا", "by eleven thousand"),
        ("عام ١٩٩٠", "in 1990"),
        ("783،562 كيلومتر", "783,562 kilometres"),
    ],
)
def test_the_same_number_written_otherwise_is_not_marked(arabic: str, english: str) -> None:
    assert "number" not in kinds(arabic, english)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("خمسة ملايين دولار", "five thousand dollars"),
        ("قتل 15 شخصا", "Fifty people were killed"),
        ("عام ١٩٩٠", "in 1909"),
        ("ثلاثة وعشرون قتيلا", "dozens of dead"),
        ("قتل أشخاص", "17 people were killed"),
    ],
)
def test_another_number_is_marked(arabic: str, english: str) -> None:
    assert "number" in kinds(arabic, english)


def test_a_wrong_number_has_spans_on_both_sides_and_a_sentence_for_the_reader() -> None:
    arabic, english = "قُتِلَ 15 شخصا في الهجوم.", "50 people were killed in the attack."
    (mark,) = marks(arabic, english, start=100)
    assert (mark.kind, arabic[mark.start - 100 : mark.end - 100], english[mark.english_start : mark.english_end]) == (
        "number",
        "15",
        "50",
    )
    assert mark.message == "The Arabic says «15» where the English says “50”: check this number."


def test_spans_survive_diacritics_and_tatweel() -> None:
    arabic = "لَـمْ يَـصِـلْ الوَفْـدُ"
    (mark,) = marks(arabic, "The delegation arrived.")
    assert mark.kind == "negation"
    assert arabic[mark.start : mark.end] in {"لَـمْ", "لَـم"}


@pytest.mark.parametrize(
    ("arabic", "english", "marked"),
    [
        ("لم يحضر الوزير الاجتماع.", "The minister attended the meeting.", True),
        ("لم يحضر الوزير الاجتماع.", "The minister did not attend the meeting.", False),
        ("لم يحضر الوزير الاجتماع.", "The minister was absent from the meeting.", False),
        ("حضر الوزير الاجتماع.", "The minister did not attend the meeting.", True),
        ("لا يزال الوزير هناك.", "The minister is still there.", False),
        ("لا سيما في المدن.", "Especially in cities.", False),
        ("لم يحضر إلا الوزير.", "Just the minister attended.", False),
        ("من دون شروط مسبقة.", "With preconditions set earlier.", True),
        ("من دون شروط مسبقة.", "Without preconditions.", False),
        ("عدم الاستقرار في المنطقة.", "Stability in the region.", True),
        ("عدم الاستقرار في المنطقة.", "Instability in the region: uncertain times.", False),
        ("نفى الوزير الخبر.", "The minister did not confirm the news.", False),
    ],
)
def test_negation(arabic: str, english: str, marked: bool) -> None:
    assert ("negation" in kinds(arabic, english)) is marked


@pytest.mark.parametrize(
    ("arabic", "english", "marked"),
    [
        ("في 3 يناير", "on 3 January", False),
        ("في كانون الثاني الماضي", "last January", False),
        ("في كانون الأول الماضي", "last January", True),
        ("يوم الثلاثاء", "on Wednesday", True),
        ("في مارس 2020", "in May 2020", True),
        ("مارس الضغط عليه", "He put pressure on him", False),
        ("قد يحضر", "He may attend. May God help him.", False),
        ("في 11/3/2020", "on 11 March 2020", False),
        ("وصل في 5 آب 2024 إلى هنا", "He arrived here on 5 August 2024", False),
        ("وصل في 5 آب 2024 إلى هنا", "He arrived here on 5 July 2024", True),
        ("يوم 19 ماي 2022", "on 19 May 2022", False),
        ("يوم 19 مايس 1941", "on 19 May 1941", False),
        ("في 3 مارت 1924", "on 3 March 1924", False),
        ("في 3 مارت 1924", "on 3 April 1924", True),
        ("في تشرين الأول 2023", "in October 2023", False),
        ("في تشرين الثاني 2023", "in November 2023", False),
        ("في كانون الأول 2023", "in December 2023", False),
        ("في كانون أول 2023", "in December 2023", False),
        ("في تشرين الأول 2023", "in November 2023", True),
        ("رأى أب ابنه", "A father saw his son", False),
        ("قالت تيريزا ماي", "Theresa May said", False),
    ],
)
def test_dates(arabic: str, english: str, marked: bool) -> None:
    assert ("date" in kinds(arabic, english)) is marked


def name(arabic: str, english: str, found: int = -1) -> Mention:
    return Mention(50, 50 + len(arabic), arabic, "PERS", english=english, english_start=found, english_end=found + 1)


@pytest.mark.parametrize(
    ("mention", "english", "marked"),
    [
        (name("نتنياهو", "Netanyahu"), "Netanyahu spoke.", False),
        (name("نتنياهو", "Netanyahu"), "Netanjahu spoke.", False),
        (name("نتنياهو", "Netanyahu"), "Erdogan spoke.", True),
        (name("العراق", "Iraq"), "The Iraqi army moved.", False),
        (replace(name("نتنياهو", "Netanyahu"), english_start=0, english_end=2), "He spoke.", False),
        (replace(name("هولندا", "Holland"), type="LOC", english_start=4, english_end=15), "The Netherlands spoke.", False),
        (replace(name("الإمارات", "Emirates"), type="LOC", english_start=0, english_end=3), "The first country to speak.", True),
        (name("الأمم المتحدة", "United Nations"), "The UN spoke.", False),
        (name("فلان", ""), "He spoke.", False),
    ],
)
def test_names(mention: Mention, english: str, marked: bool) -> None:
    found = [mark for mark in marks(f"تحدث {mention.text}", english, start=45, entities=(mention,)) if mark.kind == "name"]
    assert bool(found) is marked
    if found:
        assert (found[0].start, found[0].end) == (mention.start, mention.end)


LONG = "أعلنت الحكومة أنها ستواصل العمل من أجل تحسين الخدمات العامة في جميع أنحاء البلاد."
GOOD = "The government announced that it would continue working to improve public services throughout the country."


def test_a_good_translation_has_no_marks() -> None:
    assert marks(LONG, GOOD) == ()


@pytest.mark.parametrize(
    ("english", "kind"),
    [
        ("The government announced it.", "length"),
        (GOOD + " " + GOOD.replace("government", "ministry").replace("country", "world") * 2, "length"),
        ("The government announced that the government announced that it would continue working on public services.", "repetition"),
        ("The government announced that it would improve the improve the improve the services of the whole country.", "repetition"),
        (LONG, "copied"),
        ("The government announced that it would improve الخدمات throughout the country as a whole.", "untranslated"),
        ("The government announced that it would continue working to improve public services in all parts of the", "cut"),
        ("", "empty"),
    ],
)
def test_shapes_of_bad_output(english: str, kind: str) -> None:
    assert kind in kinds(LONG, english)


def test_an_untranslated_sentence_has_no_marks() -> None:
    assert find_marks(Sentence(0, len(LONG), LONG)) == ()


def test_what_the_arabic_repeats_may_be_repeated() -> None:
    assert repeated("never never give up", "أبدا أبدا لا تستسلم") is None
    assert repeated("Now for Japan. Japan was an island.", "الآن لليابان. كانت اليابان جزيرة.") is None


def test_similarity_is_marked_only_when_measured_and_low() -> None:
    sentence = Sentence(0, len(LONG), LONG, english=GOOD, engine="test")
    assert find_marks(sentence, similarity=0.99) == ()


def test_numbers_and_dates_have_true_spans() -> None:
    arabic = "وفي 12 أيار وصل ثلاثمئة وخمسون لاجئا"
    english = "On 12 May three hundred and fifty refugees arrived, the 4th time"
    assert [arabic[w.start : w.end] for w in arabic_numbers(arabic)] == ["12", "ثلاثمئة وخمسون"]
    assert [english[w.start : w.end] for w in english_numbers(english)] == ["12", "three hundred and fifty", "4"]
    assert [w.values for w in arabic_dates(arabic)] == [w.values for w in english_dates(english)] == [frozenset({"May"})]
    assert unmatched(arabic_numbers(arabic), english_numbers(english)) == []


def test_no_doubt_is_no_negation() -> None:
    assert english_negations("There is no doubt that he came") == []
    assert name_is_in("Al-Jazeera", "Aljazira said") is True


def test_a_word_that_stutters_is_marked() -> None:
    row = Sentence(0, 20, "حركة من أجل المساواة", english="the movement against apathedededed of the Mississippi")
    (mark,) = [mark for mark in find_marks(row) if mark.kind == "repetition"]
    assert row.english[mark.english_start : mark.english_end] == "apathedededed"


@pytest.mark.parametrize("written", ["Frascica Albaniz", "Albanese", "the rapporteur"])
def test_how_a_person_is_spelt_is_not_judged(written: str) -> None:
    english = f"{written} presented a report."
    mention = Mention(5, 23, "فرانشيسكا ألبانيزي", "PERS", 0, "Francesca Albanese", english_start=0, english_end=len(written))
    row = Sentence(0, 31, "قدمت فرانشيسكا ألبانيزي تقريرا.", english=english, engine="embedded", entities=(mention,))
    assert not [mark for mark in find_marks(row) if mark.kind == "name"]


def test_a_number_that_begins_a_name_is_none_of_the_sentences_numbers() -> None:
    row = Sentence(0, 0, "وصلت الحافلة إلى سيكس فلاجز.", english="The bus reached Six Flags.", engine="firefox")
    assert not [mark for mark in find_marks(row) if mark.kind == "number"]
    assert [mark.kind for mark in find_marks(replace(row, english="The bus reached six parks."))] == ["number"]


@pytest.mark.parametrize(
    ("arabic", "english", "spans"),
    [
        ("من اقتصاد الاحتلال إلى اقتصاد الإبادة", "From Morocco's economy to the economy of genocide", ["Morocco"]),
        ("الاقتصاد المغربي", "The Moroccan economy", []),
        ("قالت لندن إنها ترفض", "Britain said that it refused", []),
        ("أعلنت واشنطن", "The United States announced", []),
        ("وصل للعراق وفد", "A delegation arrived in Iraq", []),
        ("قال مايكل جوردان", "Michael Jordan said", []),
        ("زار أثينا مدينته", "Athens visited its city", []),
        ("تركت الحكومة القرار", "Turkish government left the decision", []),  # «ترك» sounds so: let pass rather than cry wolf
        ("وصل الوزير إلى باريس", "The minister arrived in Berlin", ["Berlin"]),
    ],
)
def test_countries_and_capitals_from_nowhere_are_marked(arabic: str, english: str, spans: list[str]) -> None:
    found = [mark for mark in marks(arabic, english) if mark.kind == "name"]
    assert [english[mark.english_start : mark.english_end] for mark in found] == spans


def test_words_that_are_none_are_marked_on_both_sides() -> None:
    arabic, english = "كيف أوقف مهندس", "How did an architectmit"
    tokens = tokenize(arabic, 7)
    row = Sentence(
        7, 7 + len(arabic), arabic, english=english, engine="embedded", tokens=tokens, alignment=(Alignment(2, 11, 23, 0.8),)
    )
    (mark,) = find_marks(row)
    assert (mark.kind, mark.start, mark.end) == ("word", tokens[2].start, tokens[2].end)
    assert "«مهندس»" in mark.message
    assert not find_marks(replace(row, engine="nllb")), "it puts no words together"
    (alone,) = find_marks(replace(row, alignment=()))
    assert (alone.start, english[alone.english_start : alone.english_end]) == (-1, "architectmit")


def test_words_of_the_article_in_latin_letters_are_no_inventions() -> None:
    assert "word" not in kinds("شركة openstack الكبيرة", "The large company openstack")


@pytest.mark.parametrize(
    ("english", "marked"),
    [
        ("the seventh item", False), ("item 7", False), ("the 17th item", True), ("the eighth item", True), ("an item", False),
        ("the item of the 1970s", False),
    ],
)  # fmt: skip
def test_another_ordinal_is_marked(english: str, marked: bool) -> None:
    assert ("number" in kinds("في البند السابع من الدورة", english)) == marked
