"""How fast Rafiq is, in one run on one machine: the table that README shows.

    python -m benchmarks.speed [--lines 64]

Every measurement runs in a process of its own; ratios are of this run. Nothing else should run beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.home import own_home
from benchmarks.page import SAMPLE, pasted

ROOT: Final = Path(__file__).resolve().parents[1]
EVALUATION: Final = ROOT.parent / "shared" / "data" / "eval" / "flores200_dev.tsv"
ARTICLE: Final = ROOT.parent / "shared" / "articles" / "microsoft-azure.txt"


# -- what the processes do: each prints one JSON object


def reading(path: str) -> dict[str, float]:
    """One article from the start of the process: seconds to text, glosses, first English, all; then again, warm."""
    began = time.perf_counter()
    from nlp.reader import outline
    from nlp.text.clean import clean
    from rafiq.workbench import Workbench

    article = clean(Path(path).read_text(encoding="utf-8"))
    sentences = len(outline(article).sentences)
    text = time.perf_counter() - began
    desk = Workbench()
    reader = desk.reader()
    document = reader.analyse(article)
    glosses = time.perf_counter() - began
    engine = desk.translator("embedded")
    first = 0.0
    for _ in reader.translate(document, engine):
        first = first or time.perf_counter() - began
    whole = time.perf_counter() - began
    again = time.perf_counter()
    document = reader.analyse(article)
    warm_glosses = time.perf_counter() - again
    warm_first = 0.0
    for _ in reader.translate(document, engine):
        warm_first = warm_first or time.perf_counter() - again
    warm = time.perf_counter() - again
    return {
        "sentences": sentences,
        "text": text,
        "glosses": glosses,
        "first English": first,
        "all": whole,
        "warm glosses": warm_glosses,
        "warm first English": warm_first,
        "warm all": warm,
        "peak MB": peak(),
    }


def network(lines: str) -> dict[str, float]:
    """The embedded network on the same sentences: as read, alone, and in plain transformers greedy and with beam 4."""
    from models.evaluate import read_pairs
    from models.translators import embedded
    from nlp.protocols import SourceSentence
    from rafiq.workbench import Workbench

    arabic = [pair.arabic for pair in read_pairs(EVALUATION, int(lines))]
    desk = Workbench()
    sources = desk.sources(arabic)
    engine = desk.translator("embedded")
    list(engine.translate(sources[:4]))
    made = {"as read": rate(lambda: list(engine.translate(sources)), len(arabic))}
    made["bare text"] = rate(lambda: list(engine.translate([SourceSentence(text) for text in arabic])), len(arabic))
    made["peak MB"] = peak()
    import torch
    import transformers

    folder = Path(embedded.__file__).parents[1] / "weights" / "embedded"
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    for name, beams in (("transformers greedy", 1), ("transformers beam 4", 4)):

        def plain(beams: int = beams) -> None:
            for start in range(0, len(arabic), 16):
                batch = tokenizer(arabic[start : start + 16], return_tensors="pt", padding=True)
                with torch.no_grad():
                    model.generate(**batch, num_beams=beams, max_new_tokens=200)

        made[name] = rate(plain, len(arabic))
    return made


def analysis(copies: str) -> dict[str, float]:
    """Words a second: all of analysis (cleaning to entities, with the neural tagger), its readings alone (in context, the words
    known), and camel-tools' analyser used plainly on the same words; and memory."""
    from models.store.morphology_data import locate
    from nlp.text.clean import clean
    from nlp.text.tokens import tokenize
    from nlp.words.camel.opening import plain_analyzer
    from rafiq.workbench import Workbench

    text = ARTICLE.read_text(encoding="utf-8")
    article = clean("\n\n".join([text] * int(copies)))
    reader = Workbench().reader()
    reader.analyse(clean("قال الوزير إن المكتبة مفتوحة."))
    began = time.perf_counter()
    rows = reader.analyse(article).sentences
    took = time.perf_counter() - began
    words = sum(token.kind == "word" for sentence in rows for token in sentence.tokens)
    memory = peak()
    bare = [tokenize(row.arabic) for row in rows]
    readings = rate(lambda: [reader.morphology.annotate(tokens) for tokens in bare], words)
    analyzer = plain_analyzer(locate())
    listed = text.split()
    plain = rate(lambda: [analyzer.analyze(word) for word in listed], len(listed))
    return {
        "words": words,
        "words/s": words / took,
        "readings alone words/s": readings,
        "camel-tools words/s": plain,
        "peak MB": memory,
    }


def rate(work: Callable[[], Any], count: int) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def peak() -> float:
    """MB of this process at its most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)


# -- the run


def measured(what: str, argument: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", "--only", what, argument],
        cwd=ROOT, env={**os.environ, "TOKENIZERS_PARALLELISM": "false"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    made: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs=2, metavar=("WHAT", "ARGUMENT"), help="one measurement, in this process")
    parser.add_argument("--lines", default="64", help="sentences for the engines")
    asked = parser.parse_args()
    if asked.only:
        tell(json.dumps({"reading": reading, "network": network, "analysis": analysis}[asked.only[0]](asked.only[1])))
        return
    show("sample article, process start to …", measured("reading", str(SAMPLE)))
    show("the article the project began with", measured("reading", str(ARTICLE)))
    show("embedded network, sentences/s", measured("network", asked.lines))
    for copies in ("1", "10", "60"):
        show(f"analysis, {copies} × 1,000 words", measured("analysis", copies))
    with tempfile.TemporaryDirectory() as folder, own_home() as environment:
        for turn in ("first", "second"):
            began = time.perf_counter()
            command = [sys.executable, "-c", "from rafiq.cli.main import main; main()", "read", str(SAMPLE), "-e", "embedded"]
            subprocess.run([*command, "--out", f"{folder}/a.html"], cwd=ROOT, env=environment, check=True, capture_output=True)
            show(f"rafiq read, {turn} time", {"seconds": time.perf_counter() - began})
    show("the page in Chromium, paste to …", pasted(SAMPLE.read_text(encoding="utf-8")))


def show(name: str, made: dict[str, float]) -> None:
    tell(
        f"| {name} | "
        + " · ".join(f"{key} {value:.2f}" if value < 20 else f"{key} {value:.0f}" for key, value in made.items())
        + " |"
    )


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
