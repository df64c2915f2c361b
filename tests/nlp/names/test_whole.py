"""`nlp.names.spans.whole`: the rest of a name that the tagger cut off, and what is no part of it."""

from __future__ import annotations

import pytest

from nlp.names.spans.bare import name_of
from nlp.names.spans.tagged import tagged
from nlp.names.spans.whole import beginning, end
from nlp.text.tokens import tokenize
from nlp.words.morphology import Morphology


def whole(morphology: Morphology, text: str, seen: str, kind: str) -> str:
    """The words of `text` that are the name of which the tagger saw `seen`."""
    tokens = morphology.annotate(tokenize(text))
    words, parts = [token.text for token in tokens], seen.split()
    first = next(n for n in range(len(words)) if words[n : n + len(parts)] == parts)
    last = first + len(parts)
    tags = ["O"] * len(words)
    tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)]
    return " ".join(words[beginning(tokens, tags, first, kind) : end(tokens, tags, first, last, kind)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "seen", "kind", "name"),
    [
        ("بسطت قوات الحزام الأمني سيطرتها", "الحزام", "ORG", "الحزام الأمني"),
        ("اعتمدتها القمة العربية سنة 2002", "القمة", "MISC", "القمة العربية"),
        ("قال أمين عام الهيئة العربية للمسرح أمس", "الهيئة العربية", "ORG", "الهيئة العربية للمسرح"),
        ("أمام محكمة مكافحة الإرهاب في الخرطوم", "محكمة مكافحة", "ORG", "محكمة مكافحة الإرهاب"),
        ("في مركز الشارقة للدراسات والبحوث أمس", "مركز الشارقة للدراسات", "ORG", "مركز الشارقة للدراسات والبحوث"),
        ("وقال الكاتب عبد الإله عبد القادر إن", "عبد الإله", "PERS", "عبد الإله عبد القادر"),
        ("وقالت مارتا غونزاليس للصحفيين", "غونزاليس", "PERS", "مارتا غونزاليس"),
        ("نائب رئيس اللجنة القضائية والقانونية أمس", "اللجنة القضائية", "ORG", "اللجنة القضائية والقانونية"),
        ("في المؤتمر الطبي الحادي عشر بدبي", "المؤتمر الطبي الحادي", "MISC", "المؤتمر الطبي الحادي عشر"),
    ],
)
def test_a_name_is_seen_to_its_end(morphology: Morphology, text: str, seen: str, kind: str, name: str) -> None:
    assert whole(morphology, text, seen, kind) == name


@pytest.mark.parametrize(
    ("text", "seen", "kind"),
    [
        ("قالت اللجنة الحالية إنها ستعمل", "اللجنة", "ORG"),
        ("اجتمع مجلس إدارة اليوم لبحث الأزمة", "مجلس إدارة", "ORG"),
        ("قال حزب الله اللبناني أمس", "حزب الله", "ORG"),
        ("التقى محمد علي رئيس الوزراء", "محمد علي", "PERS"),
        ("زارت المنظمة الشمال أمس", "المنظمة", "ORG"),
        ("وصل محمد سعيدا إلى باريس", "محمد", "PERS"),
        ("اللجنة القضائية والسورية أمس", "اللجنة القضائية", "ORG"),
    ],
)
def test_what_follows_is_no_part_of_it(morphology: Morphology, text: str, seen: str, kind: str) -> None:
    assert whole(morphology, text, seen, kind) == seen


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("لأيمن نور", "PERS", "أيمن نور"),
        ("لعبد الكريم عليان", "PERS", "عبد الكريم عليان"),
        ("لمنى سروجي", "PERS", "منى سروجي"),
        ("ليلى علوي", "PERS", "ليلى علوي"),
        ("بلال فضل", "PERS", "بلال فضل"),
        ("لخلية الإعلام", "ORG", "خلية الإعلام"),
        ("لجنة الإعلام", "ORG", "لجنة الإعلام"),
        ("ليفربول الإنجليزي", "ORG", "ليفربول الإنجليزي"),
        ("بأم القيوين", "LOC", "أم القيوين"),
        ("لهيغواين", "ORG", "هيغواين"),
        ("لوكهيد", "ORG", "لوكهيد"),
        ("لسان العرب", "MISC", "لسان العرب"),
    ],
)
def test_a_preposition_is_no_part_of_a_name(morphology: Morphology, text: str, kind: str, name: str) -> None:
    tokens = morphology.annotate(tokenize(text))
    assert name_of(tokens, 0, len(tokens), kind)[1] == name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "seen", "kind", "name"),
    [
        ("شارك شهاب غانم بورقة حول الشعر", "شهاب غانم بورقة", "PERS", "شهاب غانم"),
        ("إن زياد عبد الله أمضى عاما", "زياد عبد الله أمضى", "PERS", "زياد عبد الله"),
        ("دفع نادي برشلونة ديوناً كبيرة", "نادي برشلونة ديوناً", "ORG", "نادي برشلونة"),
        ("وقال محمد بالحاج أمس", "محمد بالحاج", "PERS", "محمد بالحاج"),
        ("في مركز العناية بالجروح أمس", "مركز العناية بالجروح", "ORG", "مركز العناية بالجروح"),
    ],
)
def test_the_sentence_goes_on_after_a_name(morphology: Morphology, text: str, seen: str, kind: str, name: str) -> None:
    tokens = morphology.annotate(tokenize(text))
    words, parts = [token.text for token in tokens], seen.split()
    first = next(n for n in range(len(words)) if words[n : n + len(parts)] == parts)
    tags = ["O"] * len(words)
    tags[first : first + len(parts)] = [f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)]
    assert [span.arabic for span in tagged(0, tokens, tags)] == [name]
