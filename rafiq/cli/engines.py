"""`rafiq engines …` and `rafiq evaluate`: what `models.manage` and `models.evaluate` return, as text for people or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.errors import InputError
from nlp.paths import command
from rafiq.cli.add_engine import add
from rafiq.cli.streams import size_of

if TYPE_CHECKING:
    from models.evaluate import Pair, Report
    from models.hearing import Heard

__all__ = ["engines", "evaluate"]

engines = typer.Typer(no_args_is_help=False, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
engines.command()(add)

JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]


@engines.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    """Translation engines and taggers: what is here, what can be added."""
    if context.invoked_subcommand is None:
        list_engines(as_json=False, markdown=False)


@engines.command("list")
def list_engines(
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The README's tables: what Rafiq knows, for anybody.")] = False,
) -> None:
    """Every engine: whether it is installed, its size, licence and published scores with their sources."""
    from models.manage import rows
    from models.store import camel_data

    if markdown:
        from rafiq.cli.engine_table import markdown as table_for_readme

        typer.echo(table_for_readme())
        return
    listed = rows()
    if as_json:
        shown = [{**asdict(row.card), "installed": row.installed, "size": row.size} for row in listed]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    table = [("engine", "task", "here", "size", "licence", "what it is")]
    for row in listed:
        card = row.card
        table.append(
            (
                card.name,
                card.task,
                "yes" if row.installed else "no",
                size_of(row.size or card.download),
                card.licence,
                f"{card.title} (superseded by {card.instead})" if card.instead else card.title,
            )
        )
    typer.echo(_columns(table))
    scored = [(card.name, score) for row in listed for card in (row.card,) for score in card.scores]
    if scored:
        typer.echo("\nScores, and who measured them:")
        typer.echo(_columns([(name, s.test, s.metric, f"{s.value:.1f}", s.source, s.address) for name, s in scored]))
    here = "installed" if camel_data.model_path() else "not installed"
    typer.echo(
        f"\nReadings of words: Rafiq's own ranking; camel-tools' disambiguator ({here}) with {camel_data.CHOICE}=camel-tools."
    )
    how = command("engines add NAME")
    typer.echo(f"Add an engine with `{how}` (also owner/name of the hub, or --folder, or --address).")


@engines.command()
def remove(name: Annotated[str, typer.Argument(help="An added engine.")]) -> None:
    """Remove an added engine, its files and its converted copy. Saved copies it wrote stay."""
    from models.manage import remove as forget

    typer.echo(f"Removed {name}: {size_of(forget(name))} freed.")


@engines.command("torch")
def torch() -> None:
    """Install PyTorch and transformers, which engines of the hub need and the default install leaves out (0.9 GB)."""
    from rafiq.cli.add_engine import install_torch

    install_torch()


@engines.command()
def verify(  # noqa: PLR0917 - options of a command
    name: Annotated[str | None, typer.Argument(help="One engine; without it, all that are installed.")] = None,
    arabic: Annotated[Path | None, typer.Option("--arabic", help="Let it say these sentences, one a line, …")] = None,
    published: Annotated[Path | None, typer.Option("--published", help="… and compare with its publisher's run …")] = None,
    reference: Annotated[Path | None, typer.Option("--reference", help="… and with human English.")] = None,
    recorded: Annotated[Path | None, typer.Option("--recorded", help="Instead: what Rafiq makes of recorded English.")] = None,
    references: Annotated[Path | None, typer.Option("--references", help="For --recorded: TSV of Arabic and English.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="For --recorded: only the first N lines; 0: all.")] = 0,
) -> None:
    """Check every file of the installed engines against its sha256, and the English of those whose right English is recorded."""
    if recorded is not None:
        from rafiq.cli.recorded import verify_recorded

        verify_recorded(recorded, references, engine=name, limit=limit)
        return
    from models import manage
    from models.store.added import added
    from nlp.errors import ArtefactError, EngineError

    if (arabic is None) != (published is None) or (reference is not None and arabic is None) or (arabic is not None and not name):
        raise InputError("Name an engine, --arabic and --published together, and --reference where you have it.")
    texts = manage.read_texts(arabic, published, reference) if arabic is not None and published is not None else None
    known = {row.card.name: row.card for row in manage.rows()}
    damaged = 0
    for each in [name] if name else ["embedded", *added()]:
        try:
            count = manage.verify_engine(each)
            server = each in known and not known[each].files
            typer.echo(f"{each}: a server, without files to check" if server else f"{each}: {count} files, all as they should be")
            heard = manage.hear(each, texts)
            if heard is not None:
                typer.echo(_heard(heard))
            manage.verify_english(each)
        except (ArtefactError, EngineError) as error:
            damaged += 1
            typer.echo(f"{each}: {error}", err=True)
    if damaged:
        raise typer.Exit(1)


def _heard(heard: Heard) -> str:
    """What an engine said against what was recorded of it and against the reference, in one line each."""
    against = f"  against its publisher's run: BLEU {heard.recorded.bleu}, chrF {heard.recorded.chrf} ({heard.worst} at worst)"
    lines = [f"  {heard.sentences} sentences", against]
    if heard.reference is not None and heard.recorded_against_reference is not None:
        here, there = heard.reference, heard.recorded_against_reference
        lines.append(f"  against human English: BLEU {here.bleu}, chrF {here.chrf} (that run: {there.bleu}, {there.chrf})")
    return "\n".join(lines)


@engines.command()
def compare(
    file: Annotated[Path, typer.Argument(help="TSV: Arabic, tab, reference English.")],
    engine: Annotated[
        list[str] | None, typer.Option("--engine", "-e", help="Repeat for each engine; without it, all installed.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Only the first N lines; 0: all.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Scores, faults, speed and memory of several engines in one table; each runs in a process of its own."""
    from models.manage import compare as run

    reports, failed = run(file, engine or (), limit=limit, progress=lambda name: typer.echo(f"{name} …", err=True))
    for name, reason in failed.items():
        typer.echo(f"{name}: {reason}", err=True)
    if as_json:
        typer.echo(json.dumps([_as_dict(report) for report in reports], ensure_ascii=False, indent=1))
    else:
        faults = list(reports[0].faults)
        table: list[tuple[str, ...]] = [("engine", "BLEU", "chrF2++", "sent./s", "start s", "peak MB", "marked", *faults)]
        for r in reports:
            speed = (f"{r.per_second:.1f}", f"{r.start_up:.1f}", f"{r.peak_memory / 1e6:.0f}")
            shares = [f"{rate.share:.1%}" for rate in (r.marked, *r.faults.values())]
            table.append((r.engine, f"{r.bleu:.2f}", f"{r.chrf:.2f}", *speed, *shares))
        typer.echo(_columns(table))
        typer.echo(f"{reports[0].sentences} sentences; {reports[0].bleu_signature}; {reports[0].chrf_signature}")
    if failed:
        raise typer.Exit(1)


def evaluate(file: Path, *, engine: str = "", limit: int = 0, as_read: bool = False, as_json: bool = False) -> None:
    """Prints the scores, faults, speed and memory of one engine on a TSV. `as_read`: fed as a reading feeds it."""
    from models.evaluate import measured, read_pairs
    from models.registry import best_engine, translator

    engine = engine or best_engine()
    pairs = read_pairs(file, limit)
    translator(engine)
    report = _as_read(pairs, engine) if as_read else measured(file, engine, limit=limit)
    if as_json:
        typer.echo(json.dumps(_as_dict(report), ensure_ascii=False, indent=1))
        return
    lines = [
        ("engine", f"{report.engine} {report.version}"),
        ("sentences", str(report.sentences)),
        ("BLEU", f"{report.bleu:.2f}  {report.bleu_signature}"),
        ("chrF2++", f"{report.chrf:.2f}  {report.chrf_signature}"),
        *((fault, f"{rate.share:.1%}  ({rate.count} of {rate.of})") for fault, rate in report.faults.items()),
        ("marked", f"{report.marked.share:.1%}  ({report.marked.count} of {report.marked.of}; by the engine itself)"),
        ("speed", f"{report.per_second:.1f} sentences/s on {report.device}"),
        ("start-up", f"{report.start_up:.2f} s"),
        ("peak memory", f"{report.peak_memory / 1e6:.0f} MB"),
    ]
    typer.echo(_columns(lines))


def _as_read(pairs: Sequence[Pair], engine: str) -> Report:
    from models.evaluate import evaluate as score
    from rafiq.workbench import Workbench

    bench = Workbench()
    sources = bench.sources([pair.arabic for pair in pairs])
    return score(pairs, bench.translator(engine), sources=sources)


def _as_dict(report: Any) -> dict[str, Any]:
    fields = {key: value for key, value in asdict(report).items() if key != "translations"}
    return {**fields, "per_second": round(report.per_second, 2)}


def _columns(table: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
