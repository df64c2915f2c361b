"""`rafiq …`: the same things as the page, without a browser.

Exit codes: 0 done; 2 bad usage or input, with one sentence on stderr; 1 anything else.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from nlp.document import BilingualDocument, Reading
from nlp.errors import InputError, NotFoundError, RafiqError
from rafiq.cli.engines import engines
from rafiq.cli.library import library
from rafiq.workbench import DEFAULT_ENGINE, Workbench, rafiq_version, set_up

__all__ = ["app", "main"]

BATCH = 32  # lines translated together when they are already waiting

app = typer.Typer(
    name="rafiq",
    help="Read Arabic in English, side by side, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(library, name="library", help="Saved copies: list, show, export, import, back up.")
app.add_typer(engines, name="engines", help="Translation engines and taggers: what is here, what can be added.")

EngineOption = Annotated[str, typer.Option("--engine", "-e", help="Engine to translate with; see `rafiq engines`.")]


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"rafiq {rafiq_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Read Arabic in English, side by side, offline."""


@app.command()
def read(  # noqa: PLR0917  # typer makes options of them, never positional
    file: Annotated[
        str, typer.Argument(help="The article: a text, HTML, Markdown, DOCX, PDF or EPUB file, or - for standard input.")
    ],
    engine: EngineOption = DEFAULT_ENGINE,
    format: Annotated[str, typer.Option("--format", "-f", help="What to write: html, json, md or another export.")] = "html",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; standard output when left out.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep a copy in the library and print its id.")] = False,
    furniture: Annotated[bool, typer.Option("--furniture", help="Translate menus and link lists too.")] = False,
) -> None:
    """Translate an article and write both languages side by side."""
    from nlp.reader import with_sentence
    from nlp.text.clean import clean
    from rafiq.render import formats

    writer = formats.find(format)
    if writer.binary and out is None and not save and sys.stdout.isatty():
        raise InputError(f"{writer.title} is not text: name a file with --out.")
    if out is not None and not out.resolve().parent.is_dir():
        raise InputError(f"There is no folder {str(out.parent)!r} to write {out.name!r} in: name a file in a folder that exists.")
    desk = Workbench()
    with desk.library() as saved:
        reader = desk.reader(entries=saved.glossary_words(), names=saved.glossary_names())
    raw, name, media_type = _input(file)
    document = reader.analyse(clean(raw, source=name, media_type=media_type), include_furniture=furniture)
    if not document.sentences:
        raise InputError(f"There is no article text in {name or 'the input'}: give a text with at least one sentence.")
    translator = desk.translator(engine)
    for done, (index, sentence) in enumerate(reader.translate(document, translator), 1):
        document = with_sentence(document, index, sentence, translator.name)
        if sys.stderr.isatty():
            typer.echo(f"\r{done}/{len(document.sentences)} sentences", err=True, nl=done == len(document.sentences))
    document = replace(document, versions={**document.versions, "engine": f"{translator.name} {translator.version}"})
    _report(document)
    identity = ""
    if save:
        with desk.library() as saved:
            identity = saved.save(document)
    if out is not None:
        _write(out, writer.render(document))
        _say(f"Written to {out}.")
    elif not save:
        _put(writer.render(document))
    if identity:
        typer.echo(identity)


def _input(file: str) -> tuple[str | bytes, str, str | None]:
    """The bytes or text of the article, its name and media type."""
    if file == "-":
        return sys.stdin.buffer.read(), "", None
    from rafiq.sources import files
    from rafiq.sources.raw import joined

    path = Path(file)
    if not path.exists():
        raise NotFoundError(f"There is no file {file!r}: give the path of an article, or - for standard input.")
    raw = files.read(path)
    whole = raw[0] if len(raw) == 1 else joined(raw)
    if len(raw) > 1:
        _say(f"{path.name} holds {len(raw)} parts; they are read as one.")
    return whole.content, whole.source or path.name, whole.media_type


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"Cannot write {str(path)!r}: {error.strerror}; name a file that you may write.") from error


def _put(content: bytes) -> None:
    sys.stdout.buffer.write(content if content.endswith(b"\n") else content + b"\n")
    sys.stdout.buffer.flush()


def _report(document: BilingualDocument) -> None:
    tokens = sum(len(sentence.tokens) for sentence in document.sentences)
    marked = sum(bool(sentence.marks) for sentence in document.sentences)
    _say(document.title or "(no title)")
    if document.title_english:
        _say(document.title_english)
    counts = f"{len(document.sentences)} sentences, {tokens} tokens, {len(document.entities)} entities"
    _say(f"{counts}, {marked} sentences marked doubtful.")


def _waiting_lines() -> Iterator[list[str]]:
    """Lines of standard input in batches: whatever has arrived by the time the last batch is done, at least one."""
    waiting: queue.Queue[str | BaseException | None] = queue.Queue(maxsize=4 * BATCH)

    def pump() -> None:
        try:
            for raw in sys.stdin.buffer:
                waiting.put(raw.decode("utf8", errors="replace").rstrip("\r\n"))
        except BaseException as error:
            waiting.put(error)
        waiting.put(None)

    threading.Thread(target=pump, daemon=True).start()
    ended = False
    while not ended:
        batch: list[str] = []
        item = waiting.get()
        while True:
            if isinstance(item, BaseException):
                raise item
            if item is None:
                ended = True
                break
            batch.append(item)
            if len(batch) >= BATCH or waiting.empty():
                break
            item = waiting.get()
        if batch:
            yield batch


@app.command()
def translate(engine: EngineOption = DEFAULT_ENGINE) -> None:
    """Translate one Arabic sentence a line from standard input: one English line each on standard output, in order.

    Names and rare words are looked up first, as in a reading.
    """
    desk = Workbench()
    translator = desk.translator(engine)
    for batch in _waiting_lines():
        results = [""] * len(batch)
        ready, done = 0, set[int]()
        for index, translation in translator.translate(desk.sources(batch)):
            results[index] = " ".join(translation.english.split())
            done.add(index)
            while ready in done:
                typer.echo(results[ready])
                ready += 1
            sys.stdout.flush()


@app.command()
def tag(
    file: Annotated[str | None, typer.Argument(help="An article: list its names. Left out: CoNLL on standard input.")] = None,
    tagger: Annotated[str | None, typer.Option("--tagger", help="Tagger to use; the default is the embedded one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The names of FILE as JSON.")] = False,
) -> None:
    """Find names. With FILE: every name of the article once, with its English and what it is, also those of the links around it.
    Without: CoNLL on standard input (a token a line, blank line between sentences), `token<TAB>tag` on standard output."""
    desk = Workbench()
    if file is not None:
        _list_names(desk, file, tagger, as_json=as_json)
        return
    model = desk.tagger(tagger)

    def flush(sentences: list[list[str]]) -> None:
        for sentence, tags in zip(sentences, model.tag(sentences), strict=True):
            for token, label in zip(sentence, tags, strict=True):
                typer.echo(f"{token}\t{label}")
            typer.echo("")
        sys.stdout.flush()

    current: list[str] = []
    for batch in _waiting_lines():
        finished: list[list[str]] = []
        for line in batch:
            token = line.split("\t")[0].strip("\ufeff")
            if token.strip():
                current.append(token)
            elif current:
                finished.append(current)
                current = []
        if finished:
            flush(finished)
    if current:
        flush([current])


def _list_names(desk: Workbench, file: str, tagger: str | None, *, as_json: bool) -> None:
    """Prints the named entities of an article in order of mention: Arabic, English, type, mentions, what it is."""
    from nlp.names.link import only_around
    from nlp.text.clean import clean
    from rafiq.render.labels import name_columns

    with desk.library() as saved:
        reader = replace(desk.reader(names=saved.glossary_names()), tagger=desk.tagger(tagger))
    raw, name, media_type = _input(file)
    document = reader.analyse(clean(raw, source=name, media_type=media_type), include_furniture=True)
    around = only_around(document)
    entities = [entity for entity in document.entities if entity.type in {"PERS", "LOC", "ORG", "MISC"}]
    if as_json:
        listed = [{**asdict(entity), "only_around": entity.id in around} for entity in entities]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for entity in entities:
        typer.echo("\t".join((*name_columns(entity), "links around the text" if entity.id in around else "")))


@app.command()
def gloss(
    words: Annotated[list[str], typer.Argument(help="Arabic words.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON: word → readings.")] = False,
) -> None:
    """Show every reading of each word: lemma, root, part of speech, clitics, meanings."""
    morphology = Workbench().morphology
    readings_of = {word: morphology.analyse(word) for word in words}
    if as_json:
        typer.echo(
            json.dumps(
                {word: [asdict(reading) for reading in row] for word, row in readings_of.items()}, ensure_ascii=False, indent=2
            )
        )
        return
    for word, readings in readings_of.items():
        typer.echo(word)
        if not readings:
            typer.echo("  no reading found")
        for number, reading in enumerate(readings, 1):
            typer.echo(f"  {number}. {_reading(reading)}")


def _reading(reading: Reading) -> str:
    parts = [reading.diacritized or reading.lemma, f"lemma {reading.lemma}"]
    parts += [f"root {reading.root}"] if reading.root else []
    parts += [reading.pos, "; ".join(reading.glosses) or "no gloss"]
    if len(reading.segments) > 1:
        parts.append(" + ".join(f"{part.text} “{part.gloss}”" if part.gloss else part.text for part in reading.segments))
    parts += [f"({reading.reason})"] if reading.reason else []
    return " · ".join(parts)


@app.command("app")
def page(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 8501,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
) -> None:
    """Open the reading page on 127.0.0.1."""
    from rafiq.page.serve import server

    raise typer.Exit(server.serve(port=port, browser=browser))


@app.command()
def setup() -> None:
    """Fetch and verify what a reading needs (morphology database), and make the embedded engine ready. Quick the second time."""
    set_up(_say)


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="TSV: Arabic, tab, reference English.")],
    engine: EngineOption = DEFAULT_ENGINE,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Only the first N lines; 0: all.")] = 0,
    as_read: Annotated[bool, typer.Option("--as-read", help="With the names and hints that a reading gives the engine.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Score an engine on a TSV of Arabic and reference English: BLEU, chrF2++, faults, speed, memory."""
    from rafiq.cli import engines as cli_engines

    cli_engines.evaluate(file, engine=engine, limit=limit, as_read=as_read, as_json=as_json)


@app.command("evaluate-tagger")
def evaluate_tagger(
    file: Annotated[Path, typer.Argument(help="TSV: token, tab, gold tag; blank line between sentences.")],
    tagger: Annotated[str | None, typer.Option("--tagger", help="Tagger to score.")] = None,
) -> None:
    """Score a tagger by exact spans (seqeval): precision, recall and F1 by type."""
    from models.taggers.evaluate import evaluate_file

    typer.echo(evaluate_file(file, Workbench().tagger(tagger)))


def main() -> None:
    """Entry point of the console script: errors of ours become one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf8", errors="replace")
    try:
        app()
    except RafiqError as error:
        _say(f"rafiq: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): leave quietly, and keep Python from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
