"""Linking: mentions joined, named, explained and placed in the English. Tags are given: the tagger is tested elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.document import Alignment, Article, BilingualDocument, Entity, EntityType, Sentence
from nlp.names.english_name import OwnName
from nlp.names.facts.kinds import kind_of
from nlp.names.link import Namer, link, only_around, place_in_english
from nlp.text.tokens import tokenize

KINDS = {"PERS", "LOC", "ORG", "MISC"}


def read(*lines: str) -> tuple[list[Sentence], list[list[str]]]:
    """Sentences of one article from text in which names stand as [PERS حسام نصر]."""
    sentences: list[Sentence] = []
    tags: list[list[str]] = []
    start = 0
    for line in lines:
        text, row, kind, inside = "", [], "", False
        for piece in line.replace("[", "\x00[").replace("]", "]\x00").split("\x00"):
            part = piece
            if part.startswith("["):
                kind, _, part = part[1:-1].partition(" ")
                inside = True
            for index, _ in enumerate(tokenize(part)):
                row.append("O" if not inside else f"{'I' if index else 'B'}-{kind}")
            text += part
            inside = False
        sentences.append(Sentence(start, start + len(text), text, tokens=tokenize(text, start)))
        tags.append(row)
        start += len(text) + 1
    return sentences, tags


def run(
    *lines: str, names: Mapping[str, str | OwnName] | None = None
) -> tuple[tuple[Sentence, ...], dict[str, Entity], dict[str, list[str]]]:
    """(sentences, entity by Arabic name, its mentions' texts)."""
    sentences, tags = read(*lines)
    assert all(len(s.tokens) == len(t) for s, t in zip(sentences, tags, strict=True))
    filled, entities = link(sentences, tags, names=names)
    assert [entity.id for entity in entities] == list(range(len(entities)))
    texts = {e.arabic: [m.text for s in filled for m in s.entities if m.entity == e.id] for e in entities}
    return filled, {entity.arabic: entity for entity in entities}, texts


def test_short_and_full_names_of_a_person_are_one_entity() -> None:
    _, found, texts = run(
        "مع مهندس الحاسبات المصري [PERS حسام نصر]، الذي كان",
        "وأكد المهندس المصري أهمية الوعي",
        "كان م. [PERS نصر] قد عمل",
        "كما يقول نصر: لا",
    )
    assert texts["حسام نصر"] == ["حسام نصر", "المهندس المصري", "نصر", "نصر"]
    entity = found["حسام نصر"]
    assert (entity.english, entity.count, entity.first_sentence) == ("Hossam Nasr", 4, 0)
    assert entity.gloss == "Egyptian engineer («مهندس الحاسبات المصري»)"
    assert entity.gloss_source == "the article"


def test_clitics_and_quotation_marks_do_not_split_an_organisation() -> None:
    _, found, texts = run("شركة «مايكروسوفت»", "قرار [ORG لمايكروسوفت] كبير", "وقالت مايكروسوفت", "ثم بمايكروسوفت")
    assert texts["مايكروسوفت"] == ["مايكروسوفت", "لمايكروسوفت", "مايكروسوفت", "بمايكروسوفت"]
    assert found["مايكروسوفت"].type == "ORG"
    assert found["مايكروسوفت"].english == "Microsoft"


def test_latin_beside_it_names_it() -> None:
    _, found, texts = run(
        "انتصارا لحركة «لا آزور للفصل العنصري» (No Azure for Apartheid)، التي", "لحركة «لا آزور للفصل العنصري» اليوم"
    )
    entity = found["لا آزور للفصل العنصري"]
    assert (entity.type, entity.english, entity.english_source) == ("ORG", "No Azure for Apartheid", "the article")
    assert len(texts["لا آزور للفصل العنصري"]) == 3


def test_the_article_comes_before_the_tables_and_the_reader_before_both_lists() -> None:
    _, found, _ = run("قال [PERS دونالد ترمب] (Donald J Trump) إن")
    assert found["دونالد ترمب"].english == "Donald J Trump"
    _, found, _ = run("في [ORG مايكروسوفت] اليوم", names={"مايكروسوفت": "MSFT"})
    assert (found["مايكروسوفت"].english, found["مايكروسوفت"].english_source) == ("MSFT", "your glossary")


@pytest.mark.parametrize("own", [OwnName("Husam Nasr", "PERS"), "Husam Nasr"])
def test_a_name_of_the_readers_keeps_its_type_and_is_joined(own: str | OwnName) -> None:
    """In the article after the one in which it was renamed; a library of an earlier Rafiq does not say what it is."""
    _, found, texts = run("قال [PERS حسام نصر] ذلك", "وأضاف [PERS نصر] أنه", names={"حسام نصر": own})
    assert texts == {"حسام نصر": ["حسام نصر", "نصر"]}
    assert (found["حسام نصر"].english, found["حسام نصر"].type) == ("Husam Nasr", "PERS")


def test_a_name_of_the_readers_is_found_where_the_tagger_sees_none() -> None:
    _, found, texts = run("قال حسام نصر ذلك", "وأضاف نصر أنه", names={"حسام نصر": OwnName("Husam Nasr", "PERS")})
    assert found["حسام نصر"].type == "PERS" and texts["حسام نصر"][0] == "حسام نصر"


def test_a_name_of_the_readers_holds_for_its_other_spellings() -> None:
    _, found, _ = run("في [ORG منظمة اليونسكو] اليوم", "ثم [ORG اليونسكو] أمس", names={"اليونسكو": OwnName("Unesco", "ORG")})
    assert [(entity.english, entity.type, entity.count) for entity in found.values()] == [("Unesco", "ORG", 2)]


def test_spellings_of_one_name_are_joined() -> None:
    _, _, texts = run("وصل [PERS دونالد ترامب] إلى [LOC واشنطن]", "وقال [PERS دونالد ترمب] أمس", "ثم عاد [PERS ترمب]")
    assert sorted(map(len, texts.values())) == [1, 3]


def test_an_article_that_stands_alone_is_a_word_of_a_name() -> None:
    _, found, _ = run("قالت [ORG ال بي بي سي البريطانية] أمس")
    assert list(found) == ["ال بي بي سي البريطانية"]


def test_two_people_of_one_family_name_stay_two() -> None:
    _, found, texts = run("قال [PERS رفيق الحريري] ذلك", "ثم قال [PERS سعد الحريري] غيره", "وأضاف [PERS الحريري] أنه")
    assert set(found) == {"رفيق الحريري", "سعد الحريري"}
    assert texts["سعد الحريري"] == ["سعد الحريري", "الحريري"]


def test_what_was_found_once_is_found_again_but_common_words_need_a_sign() -> None:
    sentences, tags = read("قال [PERS حسام نصر] ذلك", "هذا نصر كبير")
    victory = replace(sentences[1].tokens[1], pos="noun", lemma="نَصْر", glosses=("victory",))
    sentences[1] = replace(sentences[1], tokens=(sentences[1].tokens[0], victory, sentences[1].tokens[2]))
    filled, _ = link(sentences, tags)
    assert filled[1].entities == ()


def test_titles_are_not_part_of_the_name() -> None:
    _, found, _ = run("وقال [PERS الرئيس إيمانويل ماكرون] إن")
    assert found["إيمانويل ماكرون"].english == "Emmanuel Macron"


def test_a_latin_run_is_one_name_whatever_the_tagger_saw() -> None:
    _, found, _ = run("موقع «نافذة الغد» ([ORG Window] of Tomorrow) قال", "عبر Window Press أمس")
    assert "Window Press" in found


def test_the_kind_of_another_name_is_not_borrowed() -> None:
    _, found, _ = run("شركة [ORG مايكروسوفت] بمنصتها المسماة «Zanadu»")
    assert found["Zanadu"].gloss == ""


def test_a_body_named_by_its_kind_alone_is_no_entity() -> None:
    filled, _, _ = run("وقال [ORG الجيش] إن")
    assert filled[0].entities == ()


def test_places_are_explained() -> None:
    _, found, _ = run("في [LOC باماكو] ثم [LOC اليابان]")
    assert found["اليابان"].gloss.startswith("country in Asia")
    assert found["باماكو"].gloss == "capital of Mali"


def test_quantities_are_entities_with_a_value() -> None:
    filled, _, _ = run("في 24 سبتمبر 2025م دفعت 3 ملايين دولار")
    assert [(m.type, m.value) for m in filled[0].entities] == [("DATE", "2025-09-24"), ("MONEY", "3000000 USD")]


def test_mentions_are_in_the_article_where_they_say() -> None:
    lines = ("زار [PERS جو بايدن] [LOC إسرائيل]", "ثم [LOC مصر] في 2023")
    filled, _, _ = run(*lines)
    article = "\n".join(s.arabic for s in filled)
    for sentence in filled:
        for mention in sentence.entities:
            assert article[mention.start : mention.end] == mention.text


def placed(arabic: str, english: str, alignment: tuple[Alignment, ...] = ()) -> list[str]:
    filled, _, _ = run(arabic)
    sentence = place_in_english(replace(filled[0], english=english, alignment=alignment))
    return [english[m.english_start : m.english_end] if m.english_start >= 0 else "" for m in sentence.entities]


def test_english_spans() -> None:
    assert placed("زار [PERS إيمانويل ماكرون] [LOC مصر]", "Emmanuel Macron visited Egypt") == ["Emmanuel Macron", "Egypt"]
    assert placed("زار [PERS إيمانويل ماكرون] [LOC مصر]", "In Egypt, Macron spoke.") == ["Macron", "Egypt"]
    assert placed("قال [PERS عبد الفتاح السيسي]", "Abdel-Fattah al-Sissi said") == ["Abdel-Fattah al-Sissi"]
    assert placed("في 24 سبتمبر 2025م", "on September 24, 2025.") == ["September 24, 2025"]
    assert placed("من 16 يونيو - 11 يوليو 2025م", "from 16 June to 11 July 2025,") == ["16 June to 11 July 2025"]
    assert placed("دفعت 3 ملايين دولار", "It paid $3 million.") == ["$3 million"]
    assert placed("في [LOC مصر]", "nothing here") == [""]


def test_links_place_what_the_name_does_not() -> None:
    assert placed("قال [PERS زيد] ذلك", "Xylo said it", (Alignment(1, 0, 4, 0.9),)) == ["Xylo"]


def test_english_spans_of_two_mentions_do_not_overlap() -> None:
    assert placed("[LOC مصر] ثم [LOC مصر]", "Egypt and Egypt") == ["Egypt", "Egypt"]


WORDS = st.sampled_from(
    ["قال", "حسام", "نصر", "(", ")", "Azure", "«", "»", "لمصر", "مصر", "2025", "مايو", "و", "م", ".", "\u200f", "الرئيس", ":"]
)


@given(
    st.lists(
        st.lists(st.tuples(WORDS, st.sampled_from(["O", "B-PERS", "I-PERS", "B-LOC", "I-ORG", "B-ORG"])), max_size=12), max_size=4
    ),
    st.text(max_size=40),
)
@settings(max_examples=120, deadline=None)
def test_any_tags_give_ordered_disjoint_mentions(rows: list[list[tuple[str, str]]], english: str) -> None:
    sentences, tags, start = [], [], 0
    for row in rows:
        text = " ".join(word for word, _ in row)
        tokens = tokenize(text, start)
        sentences.append(Sentence(start, start + len(text), text, tokens=tokens, english=english))
        tags.append([row[min(i, len(row) - 1)][1] for i in range(len(tokens))])
        start += len(text) + 1
    filled, entities = link(sentences, tags, namer=Namer())
    ids = {entity.id for entity in entities}
    assert sum(entity.count for entity in entities) == sum(len(s.entities) for s in filled)
    for sentence in filled:
        spans = [(m.start, m.end) for m in sentence.entities]
        assert all(a < b for a, b in spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
        assert all(m.entity in ids and m.english for m in sentence.entities)
        shown = place_in_english(sentence)
        ends = sorted((m.english_start, m.english_end) for m in shown.entities if m.english_start >= 0)
        assert all(0 <= a < b <= len(english) for a, b in ends)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends))


def test_a_fine_type_is_told_where_a_table_or_the_name_itself_states_it() -> None:
    sentences, tags = read(
        "قال [PERS زيد الهلباوي] في [LOC ألمانيا]", "وعاد إلى [ORG شركة السنديان] قرب [LOC نهر تييتي] و [ORG السنديان]"
    )
    _, entities = link(sentences, tags)
    kinds = {entity.arabic: entity.fine_type for entity in entities}
    assert kinds["زيد الهلباوي"] == ""
    assert kinds["ألمانيا"] == "Nation"
    assert kinds["شركة السنديان"] == "Commercial"
    assert kinds["نهر تييتي"] == "Water-Body"


@pytest.mark.parametrize(
    ("name", "kind", "fine"),
    [
        ("وبجامعة دلفت", "ORG", "Educational"),
        ("الحكومة الهولندية", "ORG", "Government"),
        ("وكالة أنباء الأناضول", "ORG", "Media"),
        ("برج خليفة", "LOC", "Building-Grounds"),
        ("جزيرة رانغل", "LOC", "Land-Region-Natural"),
        ("نهر تييتي", "PERS", ""),
        ("كوه تاو", "LOC", ""),
    ],
)
def test_the_first_word_of_a_name_states_its_fine_type(name: str, kind: EntityType, fine: str) -> None:
    assert kind_of(name, kind) == fine


def test_names_only_of_links_around_the_text_are_told_apart() -> None:
    sentences, tags = read("زار [PERS حسام نصر] [LOC غزة]", "أخبار [LOC غزة] و [ORG أمازون]")
    filled, entities = link([sentences[0], replace(sentences[1], kind="furniture")], tags)
    document = BilingualDocument(article=Article(text=""), sentences=filled, entities=entities)
    assert {entity.arabic for entity in entities if entity.id in only_around(document)} == {"أمازون"}


def test_kinds_and_adjectives_alone_are_no_names() -> None:
    _, found, _ = run(
        "وصف قيادات [ORG جيش الكيان للتكنولوجيا] والدعم [ORG للكيان] اليوم",
        "قال [ORG الهولندي] إن [ORG الهيئة العامة للاستعلامات] أعلنت",
        "عاد نجيب [PERS المصري] أمس",
    )
    assert {arabic for arabic, entity in found.items() if entity.type in KINDS} == {"الهيئة العامة للاستعلامات", "المصري"}


def test_quotation_marks_inside_a_known_name_do_not_hide_it() -> None:
    filled, found, texts = run("يدعم الجيش «الإسرائيلي» منذ عام", "وقال [ORG الجيش الإسرائيلي] إن «الجيش» عاد")
    assert texts["الجيش الإسرائيلي"] == ["الجيش «الإسرائيلي»", "الجيش الإسرائيلي"]
    assert found["الجيش الإسرائيلي"].english == "Israeli army"
    assert [m.text for m in filled[0].entities if m.type in KINDS] == ["الجيش «الإسرائيلي»"]


def test_and_is_no_part_of_a_name_on_a_list() -> None:
    _, found, _ = run(
        "حضر [PERS ومحمد عطية] و [PERS وليد جنبلاط] إلى [LOC واشنطن]",
        "في [LOC باريس] [LOC وبيزنطة] ثم [ORG أفايا] ، [ORG وماكسيز]",
        "ثم [PERS ويتكوف] أمس",
    )
    names = {arabic for arabic, entity in found.items() if entity.type in KINDS}
    assert names == {"محمد عطية", "وليد جنبلاط", "واشنطن", "باريس", "بيزنطة", "أفايا", "ماكسيز", "ويتكوف"}


def test_clitics_come_off_bodies() -> None:
    _, found, texts = run("بيان [ORG لوزارة الخارجية]", "قالت [ORG وزارة الخارجية] أمس", "وفي [ORG وكالة الأنباء السورية]")
    assert texts["وزارة الخارجية"] == ["لوزارة الخارجية", "وزارة الخارجية"]
    assert found["وزارة الخارجية"].english == "Ministry of Foreign Affairs"
    assert "وكالة الأنباء السورية" in found


@pytest.mark.parametrize(
    ("line", "name", "gloss"),
    [
        ("اعتقل في ولاية [LOC فرجينيا] الغربية", "فرجينيا", ""),
        ("اعتقل في ولاية [LOC فرجينيا]", "فرجينيا", "state of the eastern United States"),
        ("تنطلق المياه نحو هضبة [LOC النيجر]", "النيجر", ""),
        ("تأسست «[ORG شركة الهند الشرقية]» الهولندية", "شركة الهند الشرقية", ""),
        ("تأسست «[ORG شركة الهند الشرقية]» عام", "شركة الهند الشرقية", "English trading company in India, 1600–1874"),
        ("صدر عدد مجلة «[LOC المنامة]» الثقافية", "المنامة", ""),
        ("قال الحارس الشخصي للرئيس المسجون [PERS ساكا]", "ساكا", "president («للرئيس المسجون»)"),
        ("وحل محله نائبه [PERS كريستيان فوغت]", "كريستيان فوغت", ""),
        ("وحضر محامي الوزير [PERS زغبوط] أمس", "زغبوط", "minister («الوزير»)"),
        ("سلط مدير الندوة [PERS زغبوط] الضوء", "زغبوط", "moderator («مدير الندوة»)"),
        ("قوات الرئيس المخلوع [PERS زغبوط] أمس", "زغبوط", "deposed president («الرئيس المخلوع»)"),
        ("وقالت النائبة [PERS كريستينا فوغت]", "كريستينا فوغت", "member of parliament («النائبة»)"),
    ],
)
def test_a_fact_of_another_is_not_told(line: str, name: str, gloss: str) -> None:
    _, entities = link(*read(line))
    assert next(entity.gloss for entity in entities if name in entity.arabic) == gloss
