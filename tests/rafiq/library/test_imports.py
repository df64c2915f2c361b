"""What was exported comes back the same; what is hostile, damaged or foreign is refused in one sentence or read for what it is."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.annotations import Annotation, SavedCopy, copy_to_json
from nlp.document import Article, BilingualDocument
from nlp.errors import InputError, NotFoundError, TooLargeError
from rafiq.library import Library, imports
from rafiq.library.imports.webannotation import find, read_onto
from rafiq.render import formats
from tests.support.copies_sample import copies, hostile_copy, long_copy, sample_copy


def again(copy: SavedCopy, name: str) -> SavedCopy:
    (found,) = imports.from_bytes(formats.find(name).render(copy), f"x{formats.find(name).suffix}")
    return found


@pytest.mark.parametrize("name", ["json", "html"])
def test_round_trip_is_identical(name: str) -> None:
    sample = sample_copy()
    assert again(sample, name) == replace(sample, id="", revision=0)


@pytest.mark.parametrize("name", ["json", "html"])
def test_a_hostile_copy_comes_back(name: str) -> None:
    once = again(hostile_copy(), name)
    assert again(once, name) == once
    assert once.document.sentences[0].arabic == hostile_copy().document.sentences[0].arabic
    assert len(once.annotations) == len(hostile_copy().annotations)


@settings(max_examples=30, deadline=None)
@given(copy=copies(), name=st.sampled_from(["json", "html"]))
def test_any_copy_round_trips(copy: SavedCopy, name: str) -> None:
    assert again(copy, name) == copy


@settings(max_examples=30, deadline=None)
@given(copy=copies(xml_safe=True))
def test_any_copy_round_trips_through_tmx_as_far_as_tmx_goes(copy: SavedCopy) -> None:
    found = again(copy, "tmx")
    wanted = copy.document.sentences
    assert [(s.arabic, s.english, s.kind, s.engine) for s in found.document.sentences] == [
        (s.arabic, s.english, s.kind, s.engine) for s in wanted
    ]
    assert (found.title, found.tags) == (copy.title, copy.tags)
    assert {note.text for note in found.annotations} == {note.text for note in copy.annotations if note.sentence >= 0}
    for sentence in found.document.sentences:
        assert found.document.article.text[sentence.start : sentence.end] == sentence.arabic
    assert formats.find("tmx").render(found) == formats.find("tmx").render(again(found, "tmx"))


def test_through_the_library_and_back(tmp_path: Path) -> None:
    """Save, export as a page, import into another library, export again: the same page but for id and dates."""
    with Library.open(tmp_path / "one.sqlite3") as one, Library.open(tmp_path / "two.sqlite3") as two:
        first = one.get(one.save(sample_copy()))
        (brought,) = imports.from_bytes(formats.find("html").render(first))
        second = two.get(two.save(brought))
    assert replace(second, id=first.id, created=first.created, changed=first.changed) == first


def test_another_tools_tmx() -> None:
    data = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
    <tu><tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>house<ept i="1">&lt;/b&gt;</ept> is <hi>big</hi>.</seg></tuv>
        <tuv xml:lang="ar-EG"><seg>البيت كبير.</seg></tuv></tu>
    <tu><tuv lang="en"><seg>No Arabic</seg></tuv></tu>
    <tu><note>check</note><tuv xml:lang="AR"><seg>نعم</seg></tuv></tu></body></tmx>"""
    (found,) = imports.from_bytes(data.encode(), "memory.tmx")
    assert [(s.arabic, s.english) for s in found.document.sentences] == [("البيت كبير.", "The house is big."), ("نعم", "")]
    assert [(note.sentence, note.text) for note in found.annotations] == [(1, "check")]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "x.json", "not a Rafiq document"),
        (b"{", "x.json", "not a Rafiq document"),
        (b'{"format": 99, "article": {"text": ""}}', "x.json", "please update"),
        (b'{"format": 1, "article": {"text": ""}, "reader": {"tags": 3}}', "x.json", "notes in this document"),
        (b'{"format": 1, "article": {"text": ""}, "reader": ' + b"[" * 100_000, "x.json", "not a Rafiq document"),
        (b"<html><body>hello</body></html>", "x.html", "carries no Rafiq document"),
        (b'<html><template id="rafiq-document" data-encoding="json+gzip+base64">AAAA</template>', "x.html", "damaged"),
        (b"<tmx><body>", "x.tmx", "cannot be read"),
        (b'<?xml version="1.0"?><tmx version="1.4"><header/><body/></tmx>', "x.tmx", "no unit"),
        (b"hello", "x.txt", "nothing Rafiq can bring back"),
        (b"PK\x03\x04 not really", "x.zip", "damaged"),
    ],
)
def test_what_cannot_come_back_is_refused_in_one_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        imports.from_bytes(data, name)
    assert "\n" not in str(caught.value).strip()


def test_entities_are_not_expanded_and_files_not_read() -> None:
    for entity in ('<!ENTITY x "boom">', '<!ENTITY x SYSTEM "file:///etc/passwd">'):
        unit = '<tu><tuv xml:lang="ar"><seg>&x;</seg></tuv></tu>'
        data = f'<?xml version="1.0"?><!DOCTYPE tmx [{entity}]><tmx version="1.4"><header/><body>{unit}</body></tmx>'
        with pytest.raises(InputError, match="entities"):
            imports.from_bytes(data.encode(), "x.tmx")


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import base64
    import gzip

    monkeypatch.setattr("rafiq.library.imports.web.MAX_UNPACKED", 1_000_000)
    bomb = base64.b64encode(gzip.compress(b" " * 5_000_000)).decode()
    with pytest.raises(TooLargeError):
        imports.from_bytes(f'<html><template id="rafiq-document" data-encoding="json+gzip+base64">{bomb}</template>'.encode())
    monkeypatch.setattr("rafiq.library.imports.MAX_BYTES", 100_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.json", b" " * 5_000_000)
    with pytest.raises(TooLargeError, match="unpacks to more"):
        imports.from_bytes(out.getvalue(), "bomb.zip")
    with pytest.raises(TooLargeError):
        imports.from_bytes(b"x" * 100_001)


def test_a_zip_brings_each_copy_once(tmp_path: Path) -> None:
    data = formats.archive(
        [sample_copy(), replace(sample_copy(), title="other")], [formats.find("html"), formats.find("json"), formats.find("csv")]
    )
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    assert sorted(copy.title for copy in imports.from_file(path)) == ["other", sample_copy().title]
    with pytest.raises(NotFoundError):
        imports.from_file(tmp_path / "nothing.zip")


# --- W3C annotations


def test_annotations_come_back_to_the_same_text() -> None:
    sample = sample_copy()
    found = read_onto(formats.find("jsonld").render(replace(sample, tags=())), replace(sample, annotations=()))
    assert found.lost == ()
    assert [(n.id, n.sentence, n.side, n.start, n.end, n.colour, n.text) for n in found.placed[:2]] == [
        (n.id, n.sentence, n.side, n.start, n.end, n.colour, n.text) for n in sample.annotations[:2]
    ]
    assert [(n.sentence, n.text) for n in found.placed[2:]] == [(n.sentence, n.text) for n in sample.annotations[2:]]


def test_annotations_follow_their_quotation_when_positions_moved() -> None:
    sample = sample_copy()
    notes = formats.find("jsonld").render(sample)
    moved = 17
    article = replace(sample.document.article, text="كلام جديد في أول ا"[:moved] + sample.document.article.text)
    sentences = tuple(
        replace(s, start=s.start + moved, end=s.end + moved, english=f"So: {s.english}") for s in sample.document.sentences
    )
    changed = replace(sample, document=replace(sample.document, article=article, sentences=sentences), annotations=())
    found = {note.id: note for note in read_onto(notes, changed).placed}
    assert (found["n1"].start, found["n1"].end) == (sample.annotations[0].start + moved, sample.annotations[0].end + moved)
    assert (found["n2"].sentence, found["n2"].start, found["n2"].end) == (1, 8, 18)
    for note in (found["n1"], found["n2"]):
        text = article.text if note.side == "arabic" else sentences[note.sentence].english
        assert text[note.start : note.end] == note.quote


def test_annotations_whose_words_are_gone_are_reported_lost() -> None:
    sample = sample_copy()
    other = replace(
        sample, document=replace(sample.document, article=replace(sample.document.article, text="نص آخر"), sentences=())
    )
    found = read_onto(formats.find("jsonld").render(sample), other)
    assert "قالت الحكومة" in found.lost and all(note.quote == "" for note in found.placed)


def test_an_annotation_made_elsewhere() -> None:
    sample = sample_copy()
    data = json.dumps(
        [{"type": "Annotation", "body": "nice", "target": {"selector": {"type": "TextQuoteSelector", "exact": "مليون دولار"}}}]
    )
    (note,) = read_onto(data.encode(), sample).placed
    assert sample.document.article.text[note.start : note.end] == "مليون دولار" and (note.sentence, note.text) == (1, "nice")
    for bad in (b"", b"[]", b"3", b'"x"', b'{"items": "http://elsewhere"}'):
        with pytest.raises(InputError):
            read_onto(bad, sample)


def test_find_prefers_the_surroundings_then_the_nearest() -> None:
    text = "aXb cXd eXf"
    assert find(text, "X", "c", "d", 0) == 5
    assert find(text, "X", "", "", 8) == 9
    assert find(text, "X", "", "", "junk") == 1
    assert find(text, "Y", "", "", 0) == -1


@settings(max_examples=50, deadline=None)
@given(
    before=st.text("ab ", max_size=20),
    quote=st.text("abc", min_size=1, max_size=5),
    after=st.text("ab ", max_size=20),
    shift=st.text("xy", max_size=9),
)
def test_a_quotation_is_found_wherever_the_text_moved(before: str, quote: str, after: str, shift: str) -> None:
    text = shift + before + quote + after
    place = find(text, quote, before[-32:], after[:32], len(before))
    assert text[place : place + len(quote)] == quote


def test_imported_annotations_are_kept_by_the_library() -> None:
    with Library.open(":memory:") as library:
        saved = library.save(sample_copy().document)
        for note in read_onto(formats.find("jsonld").render(sample_copy()), library.get(saved)).placed:
            library.annotate(saved, note)
        assert {n.id for n in library.annotations(saved)} >= {n.id for n in sample_copy().annotations}
        library.annotate(saved, Annotation(id="n1", text="changed"))  # the same id: changed, not doubled
        assert sum(n.id == "n1" for n in library.annotations(saved)) == 1


def test_a_long_article_is_within_the_limits() -> None:
    """20,000 words, extrapolated from 2,000: what Rafiq exports it must be able to bring back."""
    for name in ("json", "html", "tmx"):
        assert 10 * len(formats.find(name).render(long_copy(2000))) < imports.MAX_BYTES


def test_a_zip_with_any_byte_of_its_headers_changed_is_read_or_refused_in_one_sentence() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.json", copy_to_json(SavedCopy(BilingualDocument(Article("نص")))))
    data = out.getvalue()
    refused = 0
    for place in (*range(40), *range(len(data) - 80, len(data))):
        for byte in (0x00, 0x7F, 0x80, 0xFF):
            changed = data[:place] + bytes([byte]) + data[place + 1 :]
            try:
                imports.from_bytes(changed, "a.zip")
            except InputError as error:
                assert "\n" not in str(error) and len(str(error)) <= 300
                refused += 1
    assert refused > 100
