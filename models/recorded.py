"""What the code around an engine does to its English, measured on outputs that were recorded elsewhere.

A folder holds `NAME.ar` (Arabic, a sentence a line), `NAME.ENGINE.en` (what that engine made of it) and, for scores, `NAME.en` or a
TSV whose second column is the reference. Each recorded English goes the way that the engine's own would go: through the retries,
tidying, word links, names and marks of a reading. Left out: the cutting of long sentences, as the recordings are of whole ones.

>>> network = Replay({"نعم": "Yes."})
>>> engine_of("test", network).name
'test'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.pipeline.engine import NeuralTranslator
from models.pipeline.links.forced import Linked, Opened
from models.pipeline.search import DecodingOptions, Generator, Output, Pieces
from models.translators.firefox import as_written
from nlp.document import Sentence
from nlp.engine_input.source_sentence import source_of
from nlp.errors import InputError, NotFoundError
from nlp.protocols import Translator
from nlp.reader import Reader
from nlp.text.tokens import tokenize

__all__ = ["Change", "Recording", "Replay", "as_read", "change", "engine_of", "recordings"]

_WHOLE: Final = 1_000_000  # pieces: no sentence is cut


@dataclass(frozen=True, slots=True)
class Recording:
    """What `engine` made of the lines of one file: equally long, in order. `references` are () where there are none."""

    name: str
    engine: str
    arabic: tuple[str, ...]
    english: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """(BLEU, chrF2++) of a recording, as recorded and as a reader gets it, and how many sentences differ."""

    recording: Recording
    before: tuple[float, float]
    after: tuple[float, float]
    changed: int


def recordings(folder: Path, references: Path | None = None, *, limit: int = 0) -> list[Recording]:
    """The recordings of a folder, in the order of their names; `references`: a TSV (Arabic, English) as long as they are. `limit`:
    only the first lines. Raises `NotFoundError`, `InputError`."""
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}.")
    made = []
    for source in sorted(folder.glob("*.ar")):
        arabic = _lines(source)
        wanted = _references(source, references, len(arabic))
        for output in sorted(folder.glob(f"{source.stem}.*.en")):
            english = _lines(output)
            if len(english) != len(arabic):
                raise InputError(f"{output} has {len(english)} lines where {source.name} has {len(arabic)}.")
            engine = output.name.removeprefix(f"{source.stem}.").removesuffix(".en")
            stop = limit or len(arabic)
            made.append(Recording(source.stem, engine, arabic[:stop], english[:stop], wanted[:stop]))
    if not made:
        raise InputError(f"The folder {folder} holds no recordings: files NAME.ar with NAME.ENGINE.en beside them.")
    return made


def _references(source: Path, table: Path | None, count: int) -> tuple[str, ...]:
    beside = source.with_suffix(".en")
    if beside.is_file():
        lines = _lines(beside)
    elif table is not None:
        lines = tuple(line.split("\t")[1] if "\t" in line else "" for line in _lines(table))
    else:
        return ()
    return lines if len(lines) == count else ()


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The file {path} cannot be read as UTF-8 text: {error}.") from error


class Replay:
    """A network, and its cutter, that says what was recorded; "" of what was not (a sentence asked again in another form)."""

    specials: frozenset[str] = frozenset()

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = {" ".join(arabic.split()): said for arabic, said in english.items()}

    def encode(self, text: str) -> list[str]:
        return [text]

    def decode(self, pieces: list[str]) -> str:
        return "".join(pieces)

    def generate(self, batch: list[list[str]], options: DecodingOptions) -> list[Output]:
        del options
        return [Output([self._english.get(" ".join("".join(pieces).split()), "")]) for pieces in batch]


def engine_of(name: str, network: Replay) -> NeuralTranslator:
    """An engine of that name over recorded English, as Firefox's is made: no names or hints put in, no links of its own."""

    def opened() -> tuple[Generator, Pieces]:
        return network, network

    options = DecodingOptions(max_source=_WHOLE, links=False)
    return NeuralTranslator(name, "recorded", opened, options=options, read_as=as_written, searches=False)


def as_read(texts: Sequence[str], engine: Translator, reader: Reader) -> list[Sentence]:
    """Each text as a reader sees it: by itself, with the English of `engine`, names, links and marks."""
    rows = [Sentence(0, len(text), text, tokens=tokenize(text, 0)) for text in texts]
    linked = [reader.link([seen]) for seen in reader.annotate(rows)]
    out = [row for (row,), _ in linked]
    sources = [source_of(row, {entity.id: entity for entity in entities}) for (row,), entities in linked]
    for index, made in engine.translate(sources):
        out[index] = reader.complete(out[index], made, engine.name)
    return out


def change(recording: Recording, reader: Reader, open_links: Callable[[], Opened]) -> tuple[Change, list[Sentence]]:
    """(How the scores of a recording change, its sentences as read). Raises `InputError` where it has no references."""
    if not recording.references:
        raise InputError(f"There are no references for {recording.name}: give a TSV of as many lines, or {recording.name}.en.")
    network = Replay(dict(zip(recording.arabic, recording.english, strict=True)))
    rows = as_read(recording.arabic, Linked(engine_of(recording.engine, network), open_links), reader)
    english = [row.english for row in rows]
    changed = sum(" ".join(one.split()) != " ".join(other.split()) for one, other in zip(english, recording.english, strict=True))
    before, after = _scores(recording.english, recording.references), _scores(english, recording.references)
    return Change(recording, before, after, changed), rows


def _scores(english: Sequence[str], references: Iterable[str]) -> tuple[float, float]:
    import sacrebleu

    given = [list(references)]
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF(word_order=2)
    return round(bleu.corpus_score(english, given).score, 2), round(chrf.corpus_score(english, given).score, 2)
