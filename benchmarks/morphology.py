"""CPU seconds of `Morphology.annotate` for an article, against the bare analyser: `python benchmarks/morphology.py [FILE]`.

Prints the seconds for the article cold (every word new) and warm (as when it is read again), per 1,000 words, and both as a
ratio to camel-tools' `Analyzer.analyze` called for every word without a memo.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from models.store.morphology_data import locate
from nlp.text.tokens import tokenize
from nlp.words.camel.opening import plain_analyzer
from nlp.words.morphology import Morphology


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else "../shared/articles/microsoft-azure.txt"
    lines = [tokenize(line) for line in Path(given).read_text(encoding="utf-8").splitlines() if line.strip()]
    words = [token.text for line in lines for token in line if token.kind == "word"]
    analyzer = plain_analyzer(locate())
    morphology = Morphology(locate())
    morphology.load()
    start = time.process_time()
    for word in words:
        analyzer.analyze(word)
    bare = time.process_time() - start
    for name in ("cold", "warm"):
        start = time.process_time()
        for line in lines:
            morphology.annotate(line)
        took = time.process_time() - start
        per = 1000 * took / len(words)
        print(f"{name}: {took:.3f} s for {len(words)} words, {per:.3f} s per 1,000, {took / bare:.2f} × bare analyser")
    print(f"bare analyser: {bare:.3f} s, {1000 * bare / len(words):.3f} s per 1,000")


if __name__ == "__main__":
    main()
