"""The words of the page in both languages."""

from __future__ import annotations

import re

from rafiq.page.strings import STRINGS


def test_every_string_is_there_in_both_languages_with_the_same_places() -> None:
    for key, (english, arabic) in STRINGS.items():
        assert english.strip(), key
        assert arabic.strip(), key
        assert sorted(re.findall(r"{(\w+)}", english)) == sorted(re.findall(r"{(\w+)}", arabic)), key
