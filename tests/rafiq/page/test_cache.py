"""Translations kept between readings."""

from __future__ import annotations

from pathlib import Path

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
