"""Recipe of `nlp/data/calendar_cldr.tsv`: the months and weekdays of the Arab countries and of English, as Unicode CLDR has them.

    python -m models.recipes.tables.calendar

CLDR is read through babel, at recipe time only: the table is read in half a millisecond, babel takes fifty. babel carries no Hijri
months; those, and names that CLDR lacks, are kept by hand in `nlp/data/calendar_local.tsv`. Leaves out: narrow forms («ن») and the
weekdays without their article («أحد» is also "one", «جمعة» a name).

>>> from models.recipes.tables.calendar import rows
>>> [row for row in rows() if row.startswith("month\\t8\\tأوت")]
['month\\t8\\tأوت\\tDZ TN']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

__all__ = ["main", "rows"]

_TARGET: Final = Path(__file__).resolve().parents[3] / "nlp" / "data" / "calendar_cldr.tsv"
_HEAD: Final = """\
# Months and weekdays as Unicode CLDR has them (Unicode-3.0), made by models/recipes/tables/calendar.py; do not edit.
# kind (month, weekday: Arabic; en_month, en_short, en_weekday: English), number (Monday is 1), name, countries whose locale has it
"""


def _everyday(widths: Mapping[str, Mapping[str, Mapping[int, str]]], *wanted: str) -> Iterator[tuple[int, str]]:
    """(number, name) of a CLDR table of months or weekdays, of the `wanted` widths, in running text and standing alone."""
    for context in widths.values():
        for width in wanted:
            for number, name in context[width].items():
                yield number, " ".join(name.split())  # Iraq's «تشرين الأول» has a no-break space


def rows() -> list[str]:
    """The table's lines, without the remarks: kind, number, name and countries ("001" is the world), sorted."""
    from babel import Locale, localedata

    countries: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for identifier in localedata.locale_identifiers():
        language, _, country = identifier.partition("_")
        if language != "ar":
            continue
        locale = Locale.parse(identifier)
        for number, name in _everyday(locale.months, "wide", "abbreviated"):
            countries["month", number, name].add(country or "001")
        for day, name in _everyday(locale.days, "wide"):
            countries["weekday", day + 1, name].add(country or "001")
    for identifier, country in (("en", "001"), ("en_GB", "GB")):
        locale = Locale.parse(identifier)
        for number, name in _everyday(locale.months, "wide"):
            countries["en_month", number, name].add(country)
        for number, name in _everyday(locale.months, "abbreviated"):
            countries["en_short", number, name].add(country)
        for day, name in _everyday(locale.days, "wide"):
            countries["en_weekday", day + 1, name].add(country)
    return [f"{kind}\t{number}\t{name}\t{' '.join(sorted(where))}" for (kind, number, name), where in sorted(countries.items())]


def main() -> None:
    """Writes the table."""
    _TARGET.write_text(_HEAD + "\n".join(rows()) + "\n", encoding="utf-8")
    print(f"{len(rows())} names: {_TARGET}")


if __name__ == "__main__":
    main()
