"""Scores of an engine on sentences with a reference: BLEU and chrF2++ (sacreBLEU, signed), faults, speed, start-up, memory.

Faults are counted against the reference, so that an engine is blamed only for what a translator did carry over: a number, negation
or name is lost when source and reference have it and the output has not, by the evidence that readers' doubts rest on
(`nlp.doubts`). Repetition, copied Arabic, empty and cut output are judged by form alone. Numbers and names are counted one by one,
the other faults by sentence, as shares of those where the fault was possible.

`measured` runs the same in a process of its own: start-up and peak memory are then the engine's alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from nlp.doubts.judge import FORM, judge
from nlp.doubts.negation import arabic_negations, english_may_negate, english_negations
from nlp.doubts.numbers import numbers_carried
from nlp.errors import EngineError, InputError, NotFoundError, RafiqError, TooLargeError
from nlp.names.spelling.likeness import name_is_in
from nlp.protocols import SourceSentence, Translator
from nlp.quantities.english_numbers import english_numbers
from nlp.quantities.written import unmatched

__all__ = ["Pair", "Rate", "Report", "evaluate", "fault_rates", "measured", "read_pairs"]

_MAX_BYTES: Final = 200 << 20
_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-Z][a-zA-Z'’-]{3,}")
_FAULTS: Final = ("lost numbers", "lost negation", "lost names", "repetition", "copied Arabic", "empty", "cut")


@dataclass(frozen=True, slots=True)
class Pair:
    """An Arabic sentence and its reference English."""

    arabic: str
    english: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a fault happened, of how often it could."""

    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What `evaluate` found. Seconds are wall-clock; memory is the process's peak in bytes (0: the platform does not tell)."""

    engine: str
    version: str
    sentences: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    faults: dict[str, Rate]
    marked: Rate
    start_up: float
    seconds: float
    peak_memory: int
    device: str = "cpu"
    translations: tuple[str, ...] = field(default=(), repr=False)

    @property
    def per_second(self) -> float:
        """Sentences a second, after start-up."""
        return self.sentences / self.seconds if self.seconds else 0.0


def read_pairs(path: Path, limit: int = 0) -> list[Pair]:
    """The pairs of a TSV (Arabic, tab, English; further columns ignored). Raises `InputError` naming a line that is none."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise TooLargeError(f"The file {path} is larger than {_MAX_BYTES >> 20} MB.")
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path}.") from error
    except OSError as error:
        raise InputError(f"The file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"The file {path} is not UTF-8 text.") from error
    pairs: list[Pair] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            raise InputError(f"Line {number} of {path} is not an Arabic sentence, a tab and its English.")
        pairs.append(Pair(cells[0], cells[1]))
        if limit and len(pairs) == limit:
            break
    if not pairs:
        raise InputError(f"The file {path} holds no pairs.")
    return pairs


def evaluate(
    pairs: Sequence[Pair],
    translator: Translator,
    *,
    sources: Sequence[SourceSentence] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Translates every Arabic side and scores it against its reference. `progress` is told how many sentences are done.

    `sources`: the Arabic sides as a reading gives them to the engine (names, hints), one a pair; without it, the bare text.
    """
    import sacrebleu

    given = sources if sources is not None else [SourceSentence(pair.arabic) for pair in pairs]

    begun = time.perf_counter()
    list(translator.translate([SourceSentence("سلام")]))  # opens the engine: not part of the speed
    opened = time.perf_counter()
    english = [""] * len(pairs)
    marked = 0
    for done, (i, translation) in enumerate(translator.translate(given), 1):
        english[i] = translation.english
        marked += bool(translation.marks)
        if progress is not None:
            progress(done)
    finished = time.perf_counter()
    references = [[pair.english for pair in pairs]]
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF(word_order=2)
    return Report(
        engine=translator.name,
        version=translator.version,
        sentences=len(pairs),
        bleu=round(bleu.corpus_score(english, references).score, 2),
        chrf=round(chrf.corpus_score(english, references).score, 2),
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        faults=fault_rates(pairs, english),
        marked=Rate(marked, len(pairs)),
        start_up=round(opened - begun, 2),
        seconds=round(finished - opened, 6),
        peak_memory=_peak_memory(),
        device=_device(),
        translations=tuple(english),
    )


def fault_rates(pairs: Sequence[Pair], english: Sequence[str]) -> dict[str, Rate]:
    """The rate of each fault that hurts readers; the definitions are in this file's opening words."""
    count, of = dict.fromkeys(_FAULTS, 0), dict.fromkeys(_FAULTS, 0)

    def note(fault: str, possible: int, happened: int) -> None:
        of[fault] += possible
        count[fault] += min(possible, happened)

    for pair, output in zip(pairs, english, strict=True):
        source = SourceSentence(pair.arabic)
        wanted = numbers_carried(pair.arabic, pair.english)
        note("lost numbers", len(wanted), len(unmatched(wanted, english_numbers(output))))
        negated = bool(arabic_negations(pair.arabic)) and bool(english_negations(pair.english))
        note("lost negation", negated, not english_may_negate(output))
        names = {name.casefold(): name for name in _NAME.findall(pair.english)}
        note("lost names", len(names), sum(not name_is_in(name, output) for name in names.values()))
        kinds = {finding.kind for finding in judge(source, output, rules=FORM)}
        for fault, given in (
            ("repetition", {"repetition"}),
            ("copied Arabic", {"copied", "untranslated"}),
            ("empty", {"empty"}),
            ("cut", {"cut"}),
        ):
            note(fault, 1, bool(kinds & given))
    return {fault: Rate(count[fault], of[fault]) for fault in _FAULTS}


def measured(file: Path, engine: str, *, limit: int = 0) -> Report:
    """`evaluate` on a file in a fresh process. Errors come back as they were raised there, in one sentence."""
    command = [sys.executable, "-m", "models.evaluate", str(file), engine, str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parent.parent)
    try:
        answer = json.loads(done.stdout.rsplit("\n", 2)[-2])
    except (ValueError, IndexError) as error:
        last = done.stderr.strip().rsplit("\n", 1)[-1]
        raise EngineError(
            f"The engine {engine!r} could not be measured: {last or 'its process ended without an answer'}."
        ) from error
    if "error" in answer:
        raise (InputError if answer["code"] == 2 else EngineError)(answer["error"])
    return msgspec.convert(answer, Report)


def _peak_memory() -> int:
    """The most memory this program has had, in bytes; 0 where the platform does not tell.

    Linux's `ru_maxrss` would not do: a process begins with the peak of the one that started it.
    """
    with suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)


def _device() -> str:
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"


def _main(arguments: list[str]) -> None:
    """FILE ENGINE LIMIT → one line of JSON: the report, or the error and its exit code."""
    from models.registry import translator

    try:
        report = evaluate(read_pairs(Path(arguments[0]), int(arguments[2])), translator(arguments[1]))
        line = json.dumps(asdict(report))
    except RafiqError as error:
        line = json.dumps({"error": str(error), "code": error.exit_code})
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
