"""How often the English of a name is right, by source: `python benchmarks/names.py [FILE.tsv] [--wrong]`.

Exact: the same letters, whatever case, accents, hyphens and apostrophes. Fuzzy: a likeness (difflib) of at least 0.8. Default file:
`tests/nlp/names/names_300.tsv`. Prints one line a source and the total.
"""

from __future__ import annotations

import collections
import difflib
import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.names.english_name import Namer  # noqa: E402 - the line above makes it importable


def key(text: str) -> str:
    """Letters and digits in lower case without accents or the article."""
    plain = unicodedata.normalize("NFKD", text.split(" (", maxsplit=1)[0].lower())
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the ", "", plain))


def measure(path: Path, wrong: list[str] | None = None) -> dict[str, list[int]]:
    """Source, type or "all" → [names, exact, fuzzy]; the names that are not exact are added to `wrong`."""
    namer = Namer()
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        arabic, english, kind = line.split("\t")
        choice = namer.name(arabic, kind)  # type: ignore[arg-type]
        exact = key(choice.english) == key(english)
        fuzzy = difflib.SequenceMatcher(None, key(choice.english), key(english), autojunk=False).ratio() >= 0.8
        for name in (choice.source, kind, "all"):
            for index, value in enumerate((1, exact, fuzzy)):
                counts[name][index] += value
        if wrong is not None and not exact:
            wrong.append(f"{arabic}\t{english}\t{choice.english}\t{choice.source}")
    return counts


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    wrong: list[str] = []
    counts = measure(Path(arguments[0]) if arguments else ROOT / "tests" / "nlp" / "names" / "names_300.tsv", wrong)
    if "--wrong" in sys.argv:
        print("\n".join(wrong))
    print(f"{'':20} names  exact  fuzzy")
    for name, (number, exact, fuzzy) in sorted(counts.items(), key=lambda item: -item[1][0]):
        print(f"{name:20} {number:5d} {exact / number:6.3f} {fuzzy / number:6.3f}")


if __name__ == "__main__":
    main()
