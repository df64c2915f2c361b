"""How often each rule speaks on the English of each engine and on human English: which kinds are shown for which engine.

    python benchmarks/marks_of_engines.py FOLDER REFERENCES.tsv [LINES] [HALF] [--embedded]

FOLDER as for `rafiq engines verify --recorded`. HALF 0 or 1: the even or odd lines (bounds are set on 0 and reported on 1). For
each rule and engine: sentences of the engine's English that it speaks on, sentences of the human references, linked the same way,
and the precision that follows: what it says of a reference is wrong, and it is wrong as often on an engine's. So of a rule that
speaks on 20 sentences of an engine and on 5 references, 15 of 20 are right. The last lines count the sentences on which any rule
that is shown for the engine speaks.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from models.pipeline.links.forced import Linked
from models.recorded import Replay, as_read, engine_of, recordings
from models.translators.embedded import open_engine, open_for_links
from nlp.document import Sentence
from nlp.doubts.find import judged, shown_rules
from nlp.doubts.judge import RULES
from nlp.protocols import Translator
from rafiq.workbench import Workbench

_CARDS = {"opusmt": "opus-mt"}
"""Engine as the recordings call it → as Rafiq does, where that differs."""


def spoken(rows: Sequence[Sentence]) -> dict[str, set[int]]:
    """Rule → the sentences it speaks on."""
    return {rule: {at for at, row in enumerate(rows) if judged(row, rules=(rule,))} for rule in RULES if rule != "unfinished"}


def main(folder: Path, references: Path, lines: int, half: int, *, embedded: bool) -> None:
    found = [each for each in recordings(folder, references, limit=lines) if each.references]
    pick = slice(half, None, 2)
    arabic, links = found[0].arabic[pick], lru_cache(maxsize=1)(open_for_links)
    reader = Workbench().reader()

    def replayed(name: str, english: Sequence[str]) -> Translator:
        return Linked(engine_of(name, Replay(dict(zip(arabic, english, strict=True)))), links)

    human = as_read(arabic, replayed("reference", found[0].references[pick]), reader)
    right = spoken(human)
    engines = {each.engine: replayed(each.engine, each.english[pick]) for each in found}
    if embedded:
        engines["embedded"] = open_engine()
    print("| rule | engine | marked | references marked | precision | shown |\n|---|---|---|---|---|---|")
    any_shown = []
    for name, engine in engines.items():
        said, shown = spoken(as_read(arabic, engine, reader)), shown_rules(_CARDS.get(name, name))
        for rule, sentences in said.items():
            if sentences or right[rule]:
                precision = max(0.0, 1 - len(right[rule]) / len(sentences)) if sentences else 0.0
                row = f"| {rule} | {name} | {len(sentences)} | {len(right[rule])} | {precision:.0%} |"
                print(f"{row} {'yes' if rule in shown else 'no'} |", flush=True)
        marked = [set().union(*(where[rule] for rule in shown if rule in where)) for where in (said, right)]
        any_shown.append(f"{name}: {len(marked[0])} of {len(arabic)} sentences marked, {len(marked[1])} references")
    print("\n" + "\n".join(any_shown))


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if not each.startswith("--")]
    numbers = [int(each) for each in given[2:]]
    main(Path(given[0]), Path(given[1]), *numbers, *(400, 0)[len(numbers) :], embedded="--embedded" in sys.argv)
