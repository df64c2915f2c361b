"""Every export: complete, the same bytes each time, hostile text harmless, and read by something we did not write."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from nlp.annotations import SavedCopy
from nlp.document import Article, BilingualDocument
from nlp.errors import UnknownNameError
from rafiq.render import formats
from rafiq.render.exports.csv_table import COLUMNS
from tests.support.copies_sample import HOSTILE, hostile_copy, long_copy, sample_copy

SCHEMAS = Path(__file__).parents[2] / "schemas"
GOLDEN = Path(__file__).parents[2] / "golden" / "exports"
EMPTY = SavedCopy(BilingualDocument(Article("")))
EVERY = [
    pytest.param(make, id=name) for name, make in (("sample", sample_copy), ("hostile", hostile_copy), ("empty", lambda: EMPTY))
]


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("make", EVERY)
def test_the_same_copy_gives_the_same_bytes(name: str, make: Any) -> None:
    form = formats.find(name)
    assert form.render(make()) == form.render(make())


@pytest.mark.parametrize("name", [name for name in formats.names() if not formats.find(name).binary])
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    """What the text exports look like; delete a file under golden/exports and run again to accept a change."""
    path = GOLDEN / f"sample{formats.find(name).suffix}"
    made = formats.find(name).render(sample_copy())
    # The stylesheet has a file of its own: a change of colour is no change of what the page says.
    made = re.sub(rb"<style>.*?</style>", b"<style></style>", made, flags=re.DOTALL)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
        pytest.fail(f"{path.name} did not exist; it was written now: look at it, and commit it")
    assert made == path.read_bytes()


def test_the_table() -> None:
    assert formats.find(".HTML").name == "html" and formats.find("xlf").name == "xliff"
    with pytest.raises(UnknownNameError, match="choose one of: anki"):
        formats.find("odt")
    assert formats.file_name(sample_copy(), formats.find("md")) == "الرئيس-محمد-علي-يزور-القاهرة.md"
    assert formats.file_name(replace(sample_copy(), title="../../etc/passwd"), formats.find("md")) == "etc-passwd.md"


def test_an_archive_of_several_copies_has_every_one_under_its_own_name() -> None:
    data = formats.archive([sample_copy(), sample_copy(), hostile_copy()], [formats.find("md"), formats.find("json")])
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert pack.testzip() is None
        assert len(set(pack.namelist())) == 6
        assert all("/" not in name and "\\" not in name for name in pack.namelist())


# --- HTML


def page(copy: SavedCopy) -> Any:
    """The page as an HTML5 parser sees it; a parse error of any kind fails."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=False, namespaceHTMLElements=False)
    tree = parser.parse(formats.find("html").render(copy).decode())
    # html5lib knows HTML5 of 2016: what it may complain about is listed, and nothing else may be.
    assert [error for error in parser.errors if error[1] not in ("invalid-codepoint",)] == []
    return tree


@pytest.mark.parametrize("make", EVERY)
def test_html_says_every_sentence_exactly_on_both_sides(make: Any) -> None:
    copy, tree = make(), page(make())
    for number, sentence in enumerate(copy.document.sentences):
        arabic, english = tree.xpath(f"//*[@data-sentence='{number}']")
        assert (arabic.get("lang"), arabic.get("dir"), english.get("lang"), english.get("dir")) == ("ar", "rtl", "en", "ltr")
        assert text_of(arabic) == shown(sentence.arabic)
        assert text_of(english) == shown(sentence.english)
        assert [n.get("data-token") for n in arabic.iter() if n.get("data-token")] == [str(n) for n in range(len(sentence.tokens))]


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def shown(value: str) -> str:
    """What XML and HTML can show of a text."""
    return "".join(
        c if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in value
    )


def test_html_has_its_names_cards_and_notes() -> None:
    tree = page(sample_copy())
    assert len(tree.xpath("//*[@data-sentence='2']//*[@data-entity='0']")) == 2  # Muhammad Ali, on both sides
    button = tree.xpath("//*[@data-sentence='1']//button[@data-token='0']")[0]
    card = tree.xpath(f"//*[@id='{button.get('popovertarget')}']")[0]
    assert (
        card.get("popover") is not None and "say" in text_of(card) and "ق.و.ل" in text_of(card) and "another word" in text_of(card)
    )
    assert {"Who says so?", "ملاحظة بالعربية", "For the seminar"} <= set(tree.xpath("//*[@data-note]/span/text()"))
    assert tree.xpath("//*[@data-sentence='1']//*[contains(@class,'hl green')]")
    assert "اقرأ أيضاً: خبر آخر" in text_of(tree.xpath("//details[summary='Left out of the translation']")[0])
    targets = [button.get("popovertarget") for button in tree.xpath("//button")]
    ids = tree.xpath("//@id")
    assert set(targets) <= set(ids) and len(ids) == len(set(ids))


@pytest.mark.parametrize("make", EVERY)
def test_html_runs_and_fetches_nothing(make: Any) -> None:
    tree = page(make())
    assert not tree.xpath(
        "//script|//iframe|//object|//embed|//link|//img|//base|//svg|//video|//audio|//meta[@http-equiv='refresh']"
    )
    assert not [
        name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib if name.lower().startswith("on")
    ]
    assert all(link.startswith("#") for link in tree.xpath("//@href")) and not tree.xpath(
        "//@src|//@srcset|//@action|//@formaction"
    )
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == ["default-src 'none'; style-src 'unsafe-inline'"]
    style = "".join(tree.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style and "<" not in style


def test_html_of_a_thousand_words_is_small() -> None:
    assert len(formats.find("html").render(long_copy(1000))) < 2_000_000


# --- Markdown


@pytest.mark.parametrize("make", EVERY)
def test_markdown_has_no_live_markup_but_ours(make: Any) -> None:
    made = formats.find("md").render(make()).decode()
    for line in made.split("\n"):
        bare = re.sub(r'<div dir="rtl" lang="ar">|</div>|<bdi dir="ltr">|</bdi>', "", line)
        live = bare.replace("\\<", "").replace("\\[", "").replace("\\`", "")
        assert "<" not in live and "[" not in live and "`" not in live
        assert "http://" not in bare and "javascript:alert(" not in bare


# --- XML


@pytest.mark.parametrize("make", EVERY)
def test_tmx_follows_its_dtd_and_is_read_by_translate_toolkit(make: Any) -> None:
    from translate.storage.tmx import tmxfile

    data = formats.find("tmx").render(make())
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    assert dtd.validate(etree.fromstring(data)), dtd.error_log
    units = [unit for unit in tmxfile.parsestring(data).units if not unit.isheader()]
    wanted = [(shown(s.arabic), shown(s.english)) for s in make().document.sentences]
    assert [(unit.source or "", unit.target or "") for unit in units] == wanted or make is hostile_copy
    assert len(units) == len(wanted)


@pytest.mark.parametrize("make", EVERY)
def test_xliff_follows_its_schema_and_is_read_by_translate_toolkit(make: Any) -> None:
    from translate.storage.xliff2 import Xliff2File

    data = formats.find("xliff").render(make())
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "xliff21-core.rng")))
    tree = etree.fromstring(data)
    assert schema.validate(tree), schema.error_log
    for unit in tree.iter("{*}unit"):  # ids are unique within a unit (the specification's words, which no schema can say)
        ids = [element.get("id") for element in unit.iter("{*}segment", "{*}mrk")]
        assert len(ids) == len(set(ids))
    units = Xliff2File.parsestring(data).units
    assert len(units) == max(1, len(make().document.sentences))
    if make is sample_copy:
        assert [(unit.source, unit.target or "") for unit in units] == [(s.arabic, s.english) for s in make().document.sentences]


# --- tables, tokens, cards, notes


@pytest.mark.parametrize("make", EVERY)
def test_csv_cells_are_no_formulas(make: Any) -> None:
    rows = list(csv.reader(io.StringIO(formats.find("csv").render(make()).decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS and len(rows) == len(make().document.sentences) + 1
    for row in rows[1:]:
        assert len(row) == len(COLUMNS)
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    if make is sample_copy:
        assert [row[2] for row in rows[1:]] == [s.arabic for s in make().document.sentences]


@pytest.mark.parametrize("make", EVERY)
def test_conllu_passes_the_official_validator(make: Any, tmp_path: Path) -> None:
    import conllu

    data = formats.find("conllu").render(make())
    if not data:
        assert not any(sentence.tokens for sentence in make().document.sentences)
        return
    path = tmp_path / "out.conllu"
    path.write_bytes(data)
    # Level 2 without heads: Rafiq does not parse, and says so with "_".
    command = [
        str(Path(sys.executable).with_name("udvalidate")),
        "--lang",
        "ar",
        "--level",
        "2",
        "-e",
        "invalid-head",
        "unknown-head",
        "--",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if make is sample_copy:
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    parsed = conllu.parse(data.decode())
    wanted = [s for s in make().document.sentences if s.tokens]
    assert len(parsed) <= len(wanted)
    if make is sample_copy:
        government = parsed[1]
        assert government.metadata["text_en"] == wanted[1].english
        assert [token["form"] for token in government if isinstance(token["id"], tuple)] == ["الحكومة"]
        assert [token["misc"]["NER"] for token in government if token["misc"] and "NER" in token["misc"]] == ["B-ORG", "I-ORG"]
        assert government[0]["lemma"] == "قال" and government[0]["misc"]["Gloss"] == "say; say (also)"


@pytest.mark.parametrize("make", EVERY)
def test_anki_package_is_a_collection_with_the_words_and_names(make: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(formats.find("anki").render(make()))) as pack:
        assert {"collection.anki2", "media"} <= set(pack.namelist())
        pack.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    notes = [row[0].split("\x1f") for row in connection.execute("SELECT flds FROM notes")]
    models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    cards = connection.execute("SELECT count(*) FROM cards").fetchone()[0]
    connection.close()
    assert cards == len(notes) and not [field for fields in notes for field in fields if "<script" in field or "<img" in field]
    if make is sample_copy:
        assert {model["name"] for model in models.values()} == {"Rafiq word", "Rafiq name"}
        words = {fields[4]: fields for fields in notes if len(fields) == 7}
        assert (
            words["قال"][1] == "say; say (also)"
            and words["قال"][2].startswith("<b>قالت</b> الحكومة")
            and words["قال"][5] == "ق.و.ل"
        )
        assert {fields[1] for fields in notes if len(fields) == 5} == {"Muhammad Ali", "Cairo", "Microsoft Azure"}


@pytest.mark.parametrize("make", EVERY)
def test_web_annotations_expand_to_the_w3c_vocabulary(make: Any) -> None:
    from pyld import jsonld

    context = json.loads((SCHEMAS / "anno.jsonld").read_text("utf-8"))

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": context}

    data = json.loads(formats.find("jsonld").render(make()))
    (whole,) = jsonld.expand(data, {"documentLoader": load})
    assert whole["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    copy = make()
    assert len(data["first"]["items"]) == data["total"] == len(copy.annotations) + len(copy.tags)
    known = ("http://www.w3.org/", "http://purl.org/dc/", "urn:rafiq:", "@")
    assert not [key for key in keys_of(whole) if not key.startswith(known)]
    if make is sample_copy:
        arabic, english, whole_sentence, article = data["first"]["items"][:4]
        position, quote = arabic["target"]["selector"]
        text = copy.document.article.text
        assert text[position["start"] : position["end"]] == quote["exact"] == "قالت الحكومة"
        assert english["target"]["selector"]["value"] == "s1" and english["target"]["source"]["language"] == "en"
        assert whole_sentence["target"]["selector"] == {"type": "FragmentSelector", "value": "s2"}
        assert "selector" not in article["target"] and article["body"][0]["value"] == "For the seminar"


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_of(each)}
    return {key for each in value for key in keys_of(each)} if isinstance(value, list) else set()


# --- DOCX


@pytest.mark.parametrize("make", EVERY)
def test_docx_has_both_languages_right_to_left_runs_and_comments(make: Any) -> None:
    from docx import Document

    copy = make()
    document = Document(io.BytesIO(formats.find("docx").render(copy)))
    if not copy.document.sentences:
        return
    for sentence, row in zip(copy.document.sentences, document.tables[0].rows, strict=True):
        english, arabic = (cell.paragraphs[0] for cell in row.cells)
        assert same(arabic.text, sentence.arabic) and same(english.text, sentence.english)
        assert arabic._p.pPr is not None and arabic._p.pPr.find("{*}bidi") is not None
        for line, own in ((arabic, True), (english, False)):  # letters of the other script run the other way, and they alone
            other = "".join(run.text for run in line.runs if bool(run.font.rtl) is not own)
            assert not any(unicodedata.bidirectional(letter) in ({"R", "AL"} if own else {"L"}) for letter in other)
    if make is sample_copy:
        comments = [comment.text for comment in document.comments]
        assert "“قالت الحكومة” Who says so?" in comments and "For the seminar" in comments
        assert any("30 September" in comment for comment in comments)


def same(found: str, wanted: str) -> bool:
    """Word has no character for a vertical tab or carriage return of its own: they come back as line ends."""
    return found.replace("\r", "\n") == shown(wanted).replace("\r", "\n")


def test_hostile_text_is_in_every_text_export_only_as_text() -> None:
    """The first hostile text must be in each export (nothing is dropped), and never as it stands."""
    for name in ("html", "tmx", "xliff", "md"):
        made = formats.find(name).render(hostile_copy()).decode()
        assert HOSTILE[0] not in made and "alert" in made
