"""Every sentence that can reach the page when something goes wrong is there in Arabic: read off the errors of the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rafiq.page.strings.engine_faults import ENGINE_FAULTS
from rafiq.page.strings.faults import FAULTS
from rafiq.page.strings.told import fault

ROOT = Path(__file__).parents[3]
SHOWN = (
    "rafiq/sources", "rafiq/library", "rafiq/page/reader/events", "rafiq/page/work", "rafiq/page/desk.py",
    "rafiq/render/saved/paper.py", "nlp/document.py", "nlp/annotations.py", "nlp/text/clean.py", "nlp/text/encoding.py",
    "nlp/text/length.py", "nlp/words/glossary.py", "models/store/download.py", "models/store/pinned.py",
    "models/pipeline/agreement.py", "models/translators/server.py", "models/translators/server_calls.py",
    "models/translators/firefox.py", "models/translators/ctranslate.py", "models/translators/steady.py",
    "models/translators/hub.py",
)  # fmt: skip
TERMINAL = ("rafiq/library/backup.py", "rafiq/library/connect.py")  # a command's, or the set-up's, before there is a page
INNER = {"_BrokenError", "TypeError", "ValueError", "OSError", "ConnectTimeout", "ReadTimeout", "FormatVersionError"}
LETTERS = re.compile("[\u0621-\u064a]")


def _words(node: ast.expr, fill: str) -> str:
    """The sentence of an error's argument with every value as `fill`; "" when it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else fill for v in node.values)
    return ""


def _sentences() -> Iterator[tuple[str, str]]:
    """(place, sentence) of every error raised in `SHOWN`."""
    for shown in SHOWN:
        path = ROOT / shown
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            name = module.relative_to(ROOT).as_posix()
            if name in TERMINAL:
                continue
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                words = _words(node.args[0], "7x")
                if not any(
                    letter.isalpha() for letter in words.replace("7x", "")
                ):  # two values: each is a sentence's part elsewhere
                    continue
                if called.endswith("Error") and called not in INNER and words:
                    yield f"{name}:{node.lineno}", words


@pytest.mark.parametrize("words", [pytest.param(words, id=place) for place, words in _sentences()])
def test_a_sentence_about_a_fault_is_there_in_arabic(words: str) -> None:
    arabic = fault(words, "ar")
    assert LETTERS.search(arabic), f"no Arabic for {words!r}: rafiq/page/strings/faults.py or engine_faults.py"
    assert words.count("7x") <= arabic.count("7x"), "a value is lost"
    assert fault(words, "en") == words


def test_what_an_arabic_sentence_names_is_named_in_the_english_one() -> None:
    for english, arabic in (FAULTS | ENGINE_FAULTS).items():
        assert set(re.findall(r"{(\w+)}", arabic)) == set(re.findall(r"{(\w+)}", english)), english
        assert LETTERS.search(arabic)


def test_a_name_stands_in_an_isolate_and_inner_reasons_are_told_too() -> None:
    assert fault("The file 'a.pdf' is empty.", "ar") == "الملف \u2068'a.pdf'\u2069 فارغ."
    told = fault("The file 'a.pdf' takes longer than 20 seconds to read: give Rafiq a smaller one, or paste its text.", "ar")
    assert told == "الملف \u2068'a.pdf'\u2069 تطول قراءته عن 20 ثانية: أعط رفيقًا أصغر منه، أو الصق نصه."
    told = fault("The library /x/l.db cannot be used: the disk is full: free some space. The change was not saved.", "ar")
    assert told == "لا يمكن استعمال المكتبة \u2068/x/l.db\u2069: القرص ممتلئ: أفرغ بعض المساحة. لم يُحفظ التغيير."
    assert fault("{name} خطأ", "ar") == "{name} خطأ"
