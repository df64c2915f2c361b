"""Translations kept between readings."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.protocols import Hint, SourceSentence, Translation
from rafiq.page.work.cache import CachedTranslator, TranslationCache
from tests.support.fakes import UpperTranslator


def test_cache_answers_for_the_same_sentence_names_and_version_only(tmp_path: Path) -> None:
    engine = UpperTranslator()
    place = tmp_path / "c" / "translations.sqlite3"
    cached = CachedTranslator(engine, TranslationCache(place))
    once = dict(cached.translate([SourceSentence("نعم"), SourceSentence("لا")]))
    again = dict(
        CachedTranslator(engine, TranslationCache(tmp_path / "c" / "translations.sqlite3")).translate([SourceSentence("لا")])
    )
    assert again[0] == once[1]
    assert len(engine.asked) == 2
    list(cached.translate([SourceSentence("لا", hints=(Hint(0, 2, "no"),))]))
    assert len(engine.asked) == 3
    engine.version = "2"
    list(cached.translate([SourceSentence("لا")]))
    assert len(engine.asked) == 4


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "translations.sqlite3"
    place.write_bytes(b"not a database" * 100)
    cache = TranslationCache(place)
    cache.put(b"k", Translation("yes"))
    assert cache.get(b"k") == Translation("yes")


def test_the_file_is_for_its_reader_alone(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "translations.sqlite3"
    for _ in range(2):
        cache = TranslationCache(place)
        cache.put(b"key", Translation("English."))
        assert {path.name: path.stat().st_mode & 0o077 for path in place.parent.iterdir()} == dict.fromkeys(
            (path.name for path in place.parent.iterdir()), 0
        )
        cache.close()
        place.chmod(0o644)  # as Rafiq 0.1 left it


KILLED = """
import os, signal, sys
from pathlib import Path
from nlp.protocols import SourceSentence
from rafiq.page.work.cache import CachedTranslator, TranslationCache
from tests.support.fakes import UpperTranslator

class Deadly(UpperTranslator):
    def translate(self, sentences):
        for index, made in super().translate(sentences):
            if "حجر" in sentences[index].text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield index, made

texts = ["نعم", "لا", "هذا حجر", "ربما", "أمس"]
cached = CachedTranslator(Deadly(), TranslationCache(Path(sys.argv[1])))
done = dict(cached.translate([SourceSentence(text) for text in texts]))
print(*("|".join([done[n].english, *(mark.message for mark in done[n].marks)]) for n in sorted(done)), sep="\\n")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_sentence_that_ends_the_process_is_marked_and_the_rest_is_translated(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "translations.sqlite3")]
    runs = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(5)]
    assert [run.returncode for run in runs] == [-9, -9, -9, 0, 0], runs[0].stderr
    lines = runs[3].stdout.splitlines()
    assert [line.startswith("EN:") for line in lines] == [True, True, False, True, True]
    assert lines[2] == "|This sentence could not be translated: Rafiq came to an end each time its engine was at it."
    assert runs[4].stdout == runs[3].stdout


def test_an_engine_that_raises_or_is_left_alone_ended_nothing(tmp_path: Path) -> None:
    cache = TranslationCache(tmp_path / "translations.sqlite3")
    cached = CachedTranslator(UpperTranslator(), cache)
    asked = cached.translate([SourceSentence("نعم"), SourceSentence("لا")])
    next(asked)
    assert cache.ended(cached.key(SourceSentence("لا"))) == 0
    asked.close()  # type: ignore[attr-defined]  # a generator
    assert cache.ended(cached.key(SourceSentence("لا"))) is None
