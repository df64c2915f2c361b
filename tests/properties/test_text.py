"""Any Unicode in: no crash, nothing lost, spans ordered and disjoint, and the models' form always maps back."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.document import Article
from nlp.errors import InputError
from nlp.text import normalize
from nlp.text.clean import FRAGMENT, clean, tidy
from nlp.text.furniture import is_prose, mark
from nlp.text.sentences import split
from nlp.text.tokens import pieces, tokenize

ARABIC = st.text(
    alphabet=st.sampled_from("ابتدمنوهيةىأإؤءلكقفسشَُِّْـ٠٥25 .،؛؟!:…«»()[]\"'-–/٫٬%#@\n\u200c\u200d\u200f\u0654aZ🙂ﻻﷲ\u00a0"),
    max_size=120,
)
ANY = st.one_of(ARABIC, st.text(max_size=120))
WORDS = st.lists(
    st.sampled_from(["قال", "د.", "وأضاف،", "3.5", "٢٠٢٥م.", "«نعم.", "لا»", "(Azure)", "ثم؟", "...", ".."]), max_size=80
).map(" ".join)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SENTENCE = "قال المهندس المصري إن الشركة لن تعود إلى ما كانت عليه من قبل، وإن القرار نهائي."
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SENTENCE.split()), min_size=4, max_size=40).map(lambda words: " ".join(words).rstrip(".،") + "."),
    min_size=1,
    max_size=6,
)
DEBRIS = st.lists(
    st.sampled_from(
        [
            "شارك",
            "198",
            "اقرأ أيضاً:",
            "اقرأ أيضاً",
            "تابعنا",
            "الرابط المختصر :",
            "الرئيسية",
            "أخبار",
            "خبر آخر قصير",
            "الأكثر قراءة",
            "12 تعليق",
            "إعلان",
        ]
    ),
    max_size=12,
)


def bare(text: str) -> str:
    return re.sub(r"[\s\x1c-\x1f\x85]+", "", text)


@given(ANY)
@SETTINGS
def test_tokens_lose_nothing(text: str) -> None:
    assert "".join(pieces(text)) == text
    last = 0
    for token in tokenize(text, 7):
        assert token.end > token.start >= last + (7 if not last else 0)
        assert text[token.start - 7 : token.end - 7] == token.text
        assert not any(char.isspace() for char in token.text)
        assert not text[max(last - 7, 0) : token.start - 7].strip()
        last = token.end
    assert not text[max(last - 7, 0) :].strip()


@given(ANY)
@SETTINGS
def test_models_form_is_trainings_and_maps_back(text: str) -> None:
    invisible = re.sub(f"[{normalize.BIDI_CONTROLS}{normalize.ZERO_WIDTHS}]", "", text)
    plain = " ".join(re.sub("[\u064b-\u0652\u0670\u0640]", "", unicodedata.normalize("NFKC", invisible)).split())
    trained = normalize.seated(plain)
    model, offsets = normalize.for_model_with_map(text)
    assert normalize.for_model(text) == trained == model
    assert len(offsets) == len(model) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)
    for found in re.finditer(r"\S+", model):
        start, end = normalize.original_span(offsets, *found.span())
        assert 0 <= start < end <= len(text)


@given(ANY)
@SETTINGS
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normalize.fold(normalize.fold(text)) == normalize.fold(text)
    assert len(normalize.western_digits(text)) == len(text)


@given(st.one_of(ANY, WORDS), st.integers(1, 70))
@SETTINGS
def test_sentences_cover_every_character_once(text: str, max_words: int) -> None:
    sentences = split(Article(text), max_words=max_words)
    last = 0
    for sentence in sentences:
        assert last <= sentence.start < sentence.end <= len(text)
        assert sentence.arabic == text[sentence.start : sentence.end] == sentence.arabic.strip()
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip()
    cuts = {token.start for token in tokenize(text)} if "\n" not in text else None
    assert cuts is None or all(sentence.start in cuts for sentence in sentences if len(text.splitlines()) == 1)


@given(st.one_of(ANY, st.lists(ANY, max_size=8).map("\n\n".join)), st.sampled_from([None, "text/plain"]))
@SETTINGS
def test_clean_makes_a_sound_article_of_anything(raw: str, media_type: str | None) -> None:
    try:
        article = clean(raw, media_type=media_type)
    except InputError as error:
        assert "\n" not in str(error)
        return
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        assert not article.text[last : block.start].strip()
        assert article.text[block.start : block.end].strip()
        last = block.end
    assert not article.text[last:].strip()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\ud800-\udfff]", article.text)
    whole = "".join(bare(s.arabic) for s in split(article, include_furniture=True))
    assert whole == bare(article.text)
    again = clean(article.text, media_type="text/plain")
    assert bare(again.text) == bare(article.text)


@given(
    st.text(alphabet=st.sampled_from(list("<>/=\"'&; \nابتpdivhtmlbrscript1!-")), max_size=200),
    st.sampled_from(["text/html", FRAGMENT, None]),
)
@settings(max_examples=60, deadline=None)
def test_broken_html_never_crashes(raw: str, media_type: str | None) -> None:
    try:
        clean(raw, media_type=media_type)
    except InputError as error:
        assert "\n" not in str(error)


@given(st.binary(max_size=300))
@SETTINGS
def test_any_bytes_are_read_or_refused_in_one_sentence(raw: bytes) -> None:
    try:
        clean(raw, media_type="text/plain")
    except InputError as error:
        assert "\n" not in str(error)


@given(PARAGRAPHS, DEBRIS, DEBRIS, DEBRIS)
@SETTINGS
def test_paragraphs_are_never_furniture(body: list[str], before: list[str], between: list[str], after: list[str]) -> None:
    lines = [*before, body[0], *between, *body[1:], *after]
    marked = mark(lines)
    assert len(marked) == len(lines)
    assert not any(found for line, found in zip(lines, marked, strict=True) if line in body)


@given(ANY)
@SETTINGS
def test_prose_is_never_furniture_but_for_rights(line: str) -> None:
    shown = " ".join(tidy(line).split())
    if shown and is_prose(shown):
        assert mark([SENTENCE, shown, SENTENCE])[1] is False or "©" in shown or "حقوق" in normalize.fold(shown)
