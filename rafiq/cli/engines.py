"""`rafiq engines …` and `rafiq evaluate`: what `models.manage` and `models.evaluate` return, as text for people or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from nlp.errors import InputError

if TYPE_CHECKING:
    from models.evaluate import Pair, Report
    from models.store.cards import Card

__all__ = ["engines", "evaluate"]

engines = typer.Typer(no_args_is_help=False, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})

JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]


@engines.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    """Translation engines and taggers: what is here, what can be added."""
    if context.invoked_subcommand is None:
        list_engines(as_json=False, markdown=False)


@engines.command("list")
def list_engines(
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The README's table: the engines Rafiq knows, for anybody.")] = False,
) -> None:
    """Every engine: whether it is installed, its size, licence and published scores with their sources."""
    from models.manage import rows
    from models.store import camel_data

    if markdown:
        typer.echo(_markdown())
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
            (card.name, card.task, "yes" if row.installed else "no", _size(row.size or card.download), card.licence, card.title)
        )
    typer.echo(_columns(table))
    scored = [(card.name, score) for row in listed for card in (row.card,) for score in card.scores]
    if scored:
        typer.echo("\nPublished scores:")
        typer.echo(_columns([(name, s.test, s.metric, f"{s.value:.1f}", s.source, s.address) for name, s in scored]))
    here = "installed" if camel_data.model_path() else "not installed"
    typer.echo(
        f"\nReadings of words: Rafiq's own ranking; camel-tools' disambiguator ({here}) with {camel_data.CHOICE}=camel-tools."
    )
    typer.echo("Add an engine with `rafiq engines add NAME` (also owner/name of the hub, or --folder, or --address).")


@engines.command()
def add(  # noqa: PLR0917
    name: Annotated[
        str, typer.Argument(help="An engine of the list, owner/name of the hub, or the name to give to a folder or server.")
    ],
    folder: Annotated[Path | None, typer.Option("--folder", help="A local checkpoint, used where it lies.")] = None,
    address: Annotated[str, typer.Option("--address", help="An OpenAI-compatible server, e.g. http://127.0.0.1:8080#model.")] = "",
    allow_remote: Annotated[bool, typer.Option("--allow-remote", help="Let the server be outside your private network.")] = False,
    task: Annotated[
        str, typer.Option("--task", help="translation or token-classification, where the checkpoint does not tell.")
    ] = "",
    source_tag: Annotated[str, typer.Option("--source-tag", help="Arabic in the model's spelling, e.g. arb_Arab.")] = "",
    target_tag: Annotated[str, typer.Option("--target-tag", help="English in the model's spelling, e.g. eng_Latn.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Fetch without asking.")] = False,
) -> None:
    """Add an engine. Nothing is fetched before its size and licence were shown and you agreed; a broken download goes on."""
    from models import manage
    from models.store.cards import CARDS

    if task not in {"", "translation", "token-classification"}:
        raise InputError(f"There is no task {task!r}; choose translation or token-classification.")
    if folder is not None and address:
        raise InputError("Give --folder or --address, not both.")
    if address:
        card = manage.add_server(address, name, allow_remote=allow_remote)
        typer.echo(f"Added {card.name}: {card.note}.")
        return
    if name in CARDS and CARDS[name].pinned:
        _add_pinned(CARDS[name], folder, yes=yes)
        return
    if folder is not None:
        card = manage.add_folder(folder, name, task=task, source_tag=source_tag, target_tag=target_tag)
        typer.echo(f"Added {card.name} ({card.task}, {_size(card.size)}) from {card.folder}.")
        return
    offered = manage.offer(name)
    typer.echo(f"{offered.repository}, version {offered.revision[:12]}")
    typer.echo(f"  licence: {offered.licence}\n  to fetch: {_size(offered.size)} in {len(offered.files)} files")
    known = manage.known_card(offered.repository)
    if offered.converted:
        typer.echo("  weights: safetensors made by the hub's own converter from the publisher's older format")
    elif known is not None and known.note:
        typer.echo(f"  note: {known.note}")
    if not yes and not typer.confirm("Fetch it?"):
        typer.echo("Nothing was fetched.", err=True)
        raise typer.Exit(1)
    chosen = name if "/" not in name else ""
    card = manage.add_from_hub(offered, chosen, task=task, progress=_progress if sys.stderr.isatty() else None)
    typer.echo(f"Added {card.name}. Use it with --engine {card.name}.")


def _add_pinned(known: Card, folder: Path | None, *, yes: bool) -> None:
    """An engine whose files Rafiq knows: fetched, or taken from `folder`, and heard before it is kept."""
    from models import manage

    if folder is None:
        typer.echo(f"{known.title}\n  licence: {known.licence}\n  to fetch: {_size(known.download)}, from {known.source}")
        if not yes and not typer.confirm("Fetch it?"):
            typer.echo("Nothing was fetched.", err=True)
            raise typer.Exit(1)
    card = manage.add_pinned(known.name, folder=folder, progress=_progress if sys.stderr.isatty() else None)
    typer.echo(f"Added {card.name} ({_size(card.size)}); it says what its publisher's run of it said. Rafiq now reads with it.")


@engines.command()
def remove(name: Annotated[str, typer.Argument(help="An added engine.")]) -> None:
    """Remove an added engine, its files and its converted copy. Saved copies it wrote stay."""
    from models.manage import remove as forget

    typer.echo(f"Removed {name}: {_size(forget(name))} freed.")


@engines.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="One engine; without it, all that are installed.")] = None,
    recorded: Annotated[Path | None, typer.Option("--recorded", help="Instead: what Rafiq makes of recorded English.")] = None,
    references: Annotated[Path | None, typer.Option("--references", help="For --recorded: TSV of Arabic and English.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="For --recorded: only the first N lines; 0: all.")] = 0,
) -> None:
    """Check every file of the installed engines against its sha256, and the English of those whose right English is recorded."""
    if recorded is not None:
        from rafiq.cli.recorded import verify_recorded

        verify_recorded(recorded, references, engine=name, limit=limit)
        return
    from models.manage import rows, verify_engine, verify_english
    from models.store.added import added
    from nlp.errors import ArtefactError, EngineError

    chosen = [name] if name else ["embedded", *added()]
    known = {row.card.name: row.card for row in rows()}
    damaged = 0
    for each in chosen:
        try:
            count = verify_engine(each)
            scores = verify_english(each)
        except (ArtefactError, EngineError) as error:
            damaged += 1
            typer.echo(f"{each}: {error}", err=True)
        else:
            server = each in known and not known[each].files
            heard = f"; says what its publisher's run said (chrF {sum(scores) / len(scores):.1f})" if scores else ""
            typer.echo(f"{each}: a server, nothing to check" if server else f"{each}: {count} files, all as they should be{heard}")
    if damaged:
        raise typer.Exit(1)


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


def _size(size: int) -> str:
    if size:
        return f"{size / 1e6:,.1f} MB" if size < 10_000_000 else f"{size / 1e6:,.0f} MB"
    return "–"


_UNPACKED: Final = {"firefox": 37_000_000}  # bytes; the vocabulary and the shortlist at twice their packed size, never published


def _markdown() -> str:
    """The table of `models.store.cards` for the README, the same on every machine: what a reader has added is not in it.

    A translation engine keeps what was fetched and an int8 copy beside it, reckoned here at one byte a weight.
    """
    from models.registry import card as card_of
    from models.store.cards import CARDS

    lines = [
        "| engine | what it is | weights | to fetch | on disk | licence | published scores | how to add it |",
        "|---|---|---:|---:|---:|---|---|---|",
    ]
    for name, known in CARDS.items():
        card = card_of(name) if name == "embedded" else known
        copy = card.parameters * 1_000_000 if card.task == "translation" and not card.pinned else 0
        title = f"[{card.title}]({card.source})" if card.source.startswith("https://") and " " not in card.source else card.title
        how = (
            f"`rafiq engines add {name}`"
            if card.repository or card.pinned
            else "`camel_data -i ner-arabert`"
            if card.download
            else "ships with Rafiq"
        )
        cells = [
            f"`{name}`",
            title,
            f"{card.parameters:,} M",
            _size(card.download) if card.download else "nothing",
            _size(_UNPACKED.get(name, card.download or card.size) + copy),
            card.licence,
            _scores(card) or ("[its card](models/weights/CARDS.md)" if name == "embedded" else "none found"),
            how,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _scores(card: Any) -> str:
    """ "FLORES-200 devtest 42.8 BLEU, 65.4 chrF2++ ([source](address)); …": figures of one test and source together."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for score in card.scores:
        together.setdefault((score.test, score.source, score.address), []).append(f"{score.value:.1f} {score.metric}")
    told = []
    for (test, source, address), figures in together.items():
        told.append(f"{test} {', '.join(figures)} ({f'[{source}]({address})' if address else source})")
    return "; ".join(told)


def _columns(table: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)


def _progress(name: str, done: int, total: int) -> None:
    share = done / total if total else 1.0
    typer.echo(f"\r{share:6.1%}  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB  {name[:40]:40}", err=True, nl=not name)
