"""Builds the table of single names that Wikipedia spells: `python -m models.recipes.tables.spellings FOLDER`.

FOLDER holds `google_ar2en.tsv` (github.com/google/transliteration, Apache-2.0, mined from Wikipedia) and `given_family.tsv`
(github.com/TechForPalestine/palestine-datasets, Unlicense). Of the mined rows, which are noisy, one is kept where its spelling
sounds as `nlp.names.spelling.romanize` would have the Arabic, or is among the spellings it finds likely, and where it is a known
Latin name or a given or family name; rows that the other tables have already are left out. Writes
`nlp/data/names_spellings.tsv.xz`: folded Arabic, Latin.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nlp.names.gazetteer import units
from nlp.names.spelling.likeness import sound
from nlp.names.spelling.romanize import romanize, spellings
from nlp.text.normalize import fold
from nlp.text.tables import rows

DATA: Final = Path(__file__).resolve().parents[3] / "nlp" / "data"
_LEAST: Final = 3  # letters
_LIKELY: Final = 20  # spellings of a word that are likely


def read(path: Path) -> Iterator[tuple[str, str]]:
    """(folded Arabic, lower-case Latin) of the rows that are one word of letters."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        arabic, _, latin = line.partition("\t")
        key, latin = fold(arabic.strip()), latin.strip().lower()
        if len(key) >= _LEAST and key.isalpha() and latin.isascii() and latin.isalpha():
            yield key, latin


def kept(mined: Iterable[tuple[str, str]], given: Iterable[tuple[str, str]], latin: dict[str, tuple[str, int]]) -> dict[str, str]:
    """Folded Arabic → the spelling with the most weight of those that pass; `latin` has known Latin names with their weights."""
    table: dict[str, tuple[int, str]] = {}
    for surest, pairs in ((0, mined), (1, given)):
        for key, spelling in pairs:
            name, weight = latin.get(spelling, ("", 0))
            if not (name or surest) or key in units() or not _sounds(key, spelling):
                continue
            if key not in table or weight > table[key][0]:
                table[key] = weight, name or spelling.capitalize()
    return {key: spelling for key, (_, spelling) in table.items()}


def _sounds(key: str, spelling: str) -> bool:
    return sound(spelling) == sound(romanize(key)) or spelling in dict(spellings(key, _LIKELY))


def main() -> None:
    folder = Path(sys.argv[1])
    latin = {row[0]: (row[1], int(row[2])) for row in rows("names_latin.tsv.xz")}
    table = kept(read(folder / "google_ar2en.tsv"), read(folder / "given_family.tsv"), latin)
    with lzma.open(DATA / "names_spellings.tsv.xz", "wt", encoding="utf-8", preset=9) as file:
        file.writelines(f"{key}\t{spelling}\n" for key, spelling in sorted(table.items()))
    print(f"names_spellings.tsv.xz: {len(table)} rows")


if __name__ == "__main__":
    main()
