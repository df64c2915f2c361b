"""`rafiq …`: the same things as the page, without a browser.

Exit codes: 0 done; 2 bad usage or input, with one sentence on stderr; 1 anything else.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from nlp.document import BilingualDocument
from nlp.errors import InputError, RafiqError, TooLongError, one_line
from nlp.paths import command
from rafiq.cli.bulk import bulk
from rafiq.cli.engines import engines
from rafiq.cli.library import library
from rafiq.cli.page import page
from rafiq.cli.streams import article_in, say, waiting_lines, write_whole
from rafiq.cli.words import gloss, tag
from rafiq.workbench import Workbench, rafiq_version, set_up

__all__ = ["app", "main"]

app = typer.Typer(
    name="rafiq",
    help="Read Arabic in English, side by side, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(tag)
app.command()(gloss)
app.add_typer(library, name="library", help="Saved copies: list, show, export, import, back up.")
app.add_typer(engines, name="engines", help="Translation engines and taggers: what is here, what can be added.")

EngineOption = Annotated[
    str, typer.Option("--engine", "-e", help=f"See `{command('engines')}`; left out: RAFIQ_ENGINE, or the best here.")
]


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
    engine: EngineOption = "",
    format: Annotated[str, typer.Option("--format", "-f", help="What to write: html, json, md or another export.")] = "html",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; standard output when left out.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep a copy in the library and print its id.")] = False,
    furniture: Annotated[bool, typer.Option("--furniture", help="Translate menus and link lists too.")] = False,
    first: Annotated[int, typer.Option("--first", metavar="N", min=0, help="Only the first N sentences; 0: all.")] = 0,
) -> None:
    """Translate an article and write both languages side by side."""
    from nlp.reader import with_sentence
    from rafiq.render import formats

    writer = formats.find(format)
    if writer.binary and out is None and not save and sys.stdout.isatty():
        raise InputError(f"{writer.title} is not text: name a file with --out.")
    if out is not None and not out.resolve().parent.is_dir():
        raise InputError(f"There is no folder {str(out.parent)!r} to write {out.name!r} in: name a file in a folder that exists.")
    desk = Workbench()
    with desk.library(to_read=not save) as saved:
        reader = desk.reader(entries=saved.glossary_words(), names=saved.glossary_names())
    article = article_in(file)
    try:
        document = reader.analyse(article, include_furniture=furniture, first=first)
    except TooLongError as error:
        raise InputError(f"{error} Give --first {error.first}." if error.first else str(error)) from error
    if not document.sentences:
        raise InputError(f"There is no article text in {article.source or 'the input'}: give a text with at least one sentence.")
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
        write_whole(out, writer.render(document))
        say(f"Written to {out}.")
    elif not save:
        _put(writer.render(document))
    if identity:
        typer.echo(identity)


def _put(content: bytes) -> None:
    sys.stdout.buffer.write(content if content.endswith(b"\n") else content + b"\n")
    sys.stdout.buffer.flush()


def _report(document: BilingualDocument) -> None:
    tokens = sum(len(sentence.tokens) for sentence in document.sentences)
    marked = sum(bool(sentence.marks) for sentence in document.sentences)
    say(document.title or "(no title)")
    if document.title_english:
        say(document.title_english)
    counts = f"{len(document.sentences)} sentences, {tokens} tokens, {len(document.entities)} entities"
    say(f"{counts}, {marked} sentences marked doubtful.")


@app.command()
def translate(engine: EngineOption = "") -> None:
    """Translate one Arabic sentence a line from standard input: one English line each on standard output, in order.

    Names and rare words are looked up first, as in a reading.
    """
    desk = Workbench()
    translator = desk.translator(engine)
    for batch in waiting_lines():
        results = [""] * len(batch)
        ready, done = 0, set[int]()
        for index, translation in translator.translate(desk.sources(batch)):
            results[index] = " ".join(translation.english.split())
            done.add(index)
            while ready in done:
                typer.echo(results[ready])
                ready += 1
            sys.stdout.flush()


app.command("app")(page)
app.command()(bulk)


@app.command()
def setup() -> None:
    """Fetch and verify what a reading needs, and Firefox's translator where it can be had (RAFIQ_OFFLINE=1: not). Quick later."""
    set_up(say)


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="TSV: Arabic, tab, reference English.")],
    engine: EngineOption = "",
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
        try:
            app()
        finally:
            sys.stdout.flush()  # here, and not when Python ends: a full disk is told like any other
    except RafiqError as error:
        _end(str(error), error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _end("", 0)  # the reader of our output went away (`| head`): leave quietly
    except OSError as error:
        what = f" {str(error.filename)!r}" if error.filename else " the output"
        _end(f"{error.strerror or error}: cannot read or write{what}; free some space, or name another place.", 1)


def _end(sentence: str, code: int) -> NoReturn:
    """Ends with a sentence on stderr, and keeps Python from flushing once more into an output that refuses."""
    with suppress(OSError):
        if sentence:
            say(f"rafiq: {one_line(sentence)}")
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()
