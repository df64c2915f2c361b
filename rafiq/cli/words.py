"""`rafiq tag` and `rafiq gloss`: what an article names, and what a word may mean."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import Annotated

import typer

from nlp.document import Reading
from rafiq.cli.streams import article_in, waiting_lines
from rafiq.workbench import Workbench

__all__ = ["gloss", "tag"]


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
    for batch in waiting_lines():
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
    from rafiq.render.labels import name_columns

    with desk.library(to_read=True) as saved:
        reader = replace(desk.reader(names=saved.glossary_names()), tagger=desk.tagger(tagger))
    document = reader.analyse(article_in(file), include_furniture=True)
    around = only_around(document)
    entities = [entity for entity in document.entities if entity.type in {"PERS", "LOC", "ORG", "MISC"}]
    if as_json:
        listed = [{**asdict(entity), "only_around": entity.id in around} for entity in entities]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for entity in entities:
        typer.echo("\t".join((*name_columns(entity), "links around the text" if entity.id in around else "")))


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
