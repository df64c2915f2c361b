"""An engine that says what another one said, by Arabic line, so that the code around an engine meets good English in tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.pipeline.agreement import recorded
from models.translators import firefox
from nlp.protocols import SourceSentence, Translation
from tests.conftest import ROOT

__all__ = ["RECORDINGS", "Replay", "of_files", "sample"]

RECORDINGS = ROOT.parent / "shared" / "data" / "engine-outputs"


class Replay:
    """Answers a sentence by its recorded English, without links, as its originals do. An unknown one is a mistake of the test."""

    def __init__(self, recordings: Mapping[str, str], name: str = "replay") -> None:
        self.recordings = {" ".join(arabic.split()): english for arabic, english in recordings.items()}
        self.name, self.version = name, "1"

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        for index, sentence in enumerate(sentences):
            yield index, Translation(self.recordings[" ".join(sentence.text.split())])


def sample() -> dict[str, str]:
    """The five lines that ship for the self-check of Firefox's engine."""
    return dict(recorded(Path(firefox.__file__).with_name("firefox_check.tsv")))


def of_files(name: str, engine: str, limit: int = 0) -> dict[str, str]:
    """Lines of `RECORDINGS`: `name` is "flores-dev" or "flores-test", `engine` is "firefox", "opusmt" or "nllb"."""
    arabic, english = ((RECORDINGS / f"{name}.{end}").read_text(encoding="utf-8").splitlines() for end in ("ar", f"{engine}.en"))
    return dict(list(zip(arabic, english, strict=True))[: limit or None])
