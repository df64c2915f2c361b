"""`rafiq library …`: the saved copies from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.errors import InputError
from nlp.paths import command
from rafiq.cli.streams import write_whole

if TYPE_CHECKING:
    from nlp.annotations import SavedCopy
    from rafiq.library import CopySummary, Library
    from rafiq.render.formats import Format

__all__ = ["library"]

library = typer.Typer(no_args_is_help=True, help="Saved copies: list, show, export, import, back up.")

CopyId = Annotated[str, typer.Argument(metavar="ID", help=f"Id of a saved copy, as `{command('library list')}` shows it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def _open() -> Library:
    from rafiq.library import Library

    opened = Library.open()
    if opened.read_only:
        typer.echo(opened.read_only, err=True)
    return opened


@library.command("list")
def list_copies(
    query: Annotated[str, typer.Argument(help='Words, or a "phrase", in Arabic or English; all copies when left out.')] = "",
    tag: Annotated[str, typer.Option(help="Only copies with this tag.")] = "",
    trash: Annotated[bool, typer.Option("--trash", help="Deleted copies in place of the others.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most this many; 0 is all.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List saved copies, last changed first."""
    with _open() as saved:
        copies = saved.list(query, tag=tag, trash=trash, limit=limit)
    if as_json:
        _print_json([asdict(summary) for summary in copies])
        return
    if not copies:
        typer.echo("Nothing found." if query or tag else "The trash is empty." if trash else "No saved copies yet.", err=True)
    for summary in copies:
        typer.echo(_line(summary))


@library.command()
def show(copy: CopyId, as_json: AsJson = False) -> None:
    """Show a saved copy: its two languages, sentence by sentence, with the notes."""
    from nlp.annotations import copy_to_json
    from rafiq.render import formats

    with _open() as saved:
        shown = saved.get(copy)
    _write(copy_to_json(shown, indent=2).encode() + b"\n" if as_json else formats.find("md").render(shown), None)


@library.command()
def export(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of saved copies; `all` is every one.")],
    format: Annotated[
        list[str], typer.Option("--format", "-f", help=f"html, json, md, … (`{command('library formats')}`); may be repeated.")
    ] = ["html"],  # noqa: B006
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File or folder to write to; standard output when left out.")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="As PDF, printed by an installed Chromium: short for --format pdf.")] = False,
) -> None:
    """Export copies. Several copies or formats become one ZIP, or files in a folder."""
    from rafiq.render import formats

    forms = [formats.find(name) for name in (["pdf"] if pdf else format)]
    with _open() as saved:
        wanted = [summary.id for summary in saved.list()] if ids == ["all"] else list(dict.fromkeys(ids))
        copies = [saved.get(each) for each in wanted]
    if not copies:
        raise InputError("There are no saved copies to export.")
    if out is not None and out.is_dir():
        _write_folder(copies, forms, out)
        return
    single = len(copies) == 1 and len(forms) == 1
    if out is None and sys.stdout.isatty() and (forms[0].binary or not single):
        raise InputError("This export is not text: name a file with --out.")
    _write(forms[0].render(copies[0]) if single else formats.archive(copies, forms), out)


@library.command("formats")
def list_formats() -> None:
    """List what copies can be exported as."""
    from rafiq.render.formats import PAPER, offered

    for form in offered():
        typer.echo(f"{form.name:<12} {form.title}{' (can be imported again)' if form.importable else ''}")
    if PAPER not in offered():
        typer.echo(f"{PAPER.name:<12} {PAPER.title}, once Chromium, Chrome or Edge is installed")


@library.command()
def delete(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of saved copies.")],
    purge: Annotated[bool, typer.Option("--purge", help="Remove for good, also from the trash.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Bring back from the trash.")] = False,
) -> None:
    """Move copies to the trash."""
    if purge and undo:
        raise InputError("--purge and --undo contradict each other.")
    with _open() as saved:
        trash = {summary.id for summary in saved.list(trash=True)}
        for each in ids:
            if undo:
                saved.undelete(each)
                continue
            if not (purge and each in trash):
                saved.delete(each)
            if purge:
                saved.purge(each)
    done = "Brought back" if undo else "Removed for good" if purge else "Moved to the trash"
    typer.echo(f"{done}: {', '.join(ids)}.", err=True)


@library.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON, HTML or TMX exports, or a ZIP of them.")],
    onto: Annotated[str, typer.Option("--onto", metavar="ID", help="Add W3C annotations (JSON-LD) to this copy.")] = "",
) -> None:
    """Bring copies back as new ones, and print their ids; or bring annotations onto a copy."""
    from rafiq.library import imports
    from rafiq.library.imports import webannotation

    with _open() as saved:
        for file in files:
            if onto:
                notes = webannotation.read_onto(_bytes(file), saved.get(onto))
                for note in notes.placed:
                    saved.annotate(onto, note)
                typer.echo(f"{len(notes.placed)} annotations added, {len(notes.lost)} not found in the text.", err=True)
                continue
            for copy in imports.from_file(file):
                typer.echo(saved.save(copy, title=copy.title or None))


@library.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the backup.")]) -> None:
    """Write a whole copy of the library to a file, while it may be in use."""
    with _open() as saved:
        saved.backup(file)
    typer.echo(f"Backed up to {file}.", err=True)


@library.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup, or any library file.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the backup in place of the library (which is set aside).")
    ] = False,
) -> None:
    """Bring back from a backup the copies that the library lacks; with --replace, the backup as a whole."""
    from rafiq.library import Library
    from rafiq.library.backup import replace_library

    if replace:
        aside = replace_library(file)
        typer.echo(f"Restored.{f' What was there is in {aside}.' if aside else ''}", err=True)
        return
    with Library.open() as saved:
        count = saved.restore(file)
    typer.echo(f"{count} copies brought back.", err=True)


@library.command()
def check() -> None:
    """Check that the library is sound, every copy opens, and the search index is complete."""
    with _open() as saved:
        findings = saved.check()
        count = len(saved.list())
    for finding in findings:
        typer.echo(f"{finding.copy or 'library'}: {finding.message}")
    if findings:
        raise typer.Exit(1)
    typer.echo(f"Sound: {count} copies in {saved.where}.", err=True)


def _line(summary: CopySummary) -> str:
    english = f" | {summary.title_english}" if summary.title_english else ""
    extra = [f"{summary.annotations} notes"] if summary.annotations else []
    extra += [f"#{name}" for name in summary.tags]
    counts = f"{summary.sentences} sentences" + (f", {', '.join(extra)}" if extra else "")
    return f"{summary.id}  {summary.changed[:10]}  {_one_line(summary.title)}{_one_line(english)}  ({counts})"


def _one_line(value: str) -> str:
    """`value` without line ends and control characters: a title must not move the cursor of a terminal."""
    return "".join(c if c.isprintable() else " " for c in value)


def _bytes(path: Path) -> bytes:
    from rafiq.library.imports import contents

    return contents(path)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_whole(out, data)
    typer.echo(f"Written to {out}.", err=True)


def _write_folder(copies: Iterable[SavedCopy], forms: list[Format], folder: Path) -> None:
    from rafiq.render import formats

    for copy in copies:
        for form in forms:
            stem = formats.file_name(copy, form).removesuffix(form.suffix)
            path = folder / f"{stem}{form.suffix}"
            if path.exists():  # another copy's export, or an earlier one: never written over
                path = folder / f"{stem}-{copy.id}{form.suffix}"
            _write(form.render(copy), path)
