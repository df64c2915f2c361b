"""`rafiq bulk`: thousands of articles, on all cores of this machine or on a Ray cluster."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.errors import InputError
from nlp.paths import command
from rafiq.cli.streams import say

if TYPE_CHECKING:
    from rafiq.bulk.run import Counts

__all__ = ["bulk"]

_EVERY = 10.0  # seconds between lines of progress


def bulk(  # noqa: PLR0917 - options of a command
    inputs: Annotated[
        list[Path], typer.Argument(metavar="IN…", help="Files or folders: articles, JSONL, Parquet, WARC.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the shards; a run goes on where an earlier one stopped.")],
    engine: Annotated[str, typer.Option("--engine", "-e", help=f"See `{command('engines')}`; left out: the best here.")] = "",
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, help="Processes (or Ray actors); 0: one for each core.")] = 0,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Threads of each.")] = 1,
    form: Annotated[str, typer.Option("--format", "-f", help="jsonl or parquet.")] = "jsonl",
    keep: Annotated[bool, typer.Option("--library", help="Save every article in your library too (RAFIQ_LIBRARY).")] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Put the whole copy into each record.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed before.")] = False,
    limit: Annotated[float, typer.Option("--limit", min=1, help="Seconds that one article may take (without --ray).")] = 900.0,
    ray: Annotated[str, typer.Option("--ray", help="Address of a Ray cluster, or `local`.")] = "",
) -> None:
    """Read thousands of articles into shards of JSONL or Parquet."""
    from models.translators.ctranslate import cores
    from rafiq.bulk.cluster import Cluster
    from rafiq.bulk.keep import into_library
    from rafiq.bulk.pool import Pool
    from rafiq.bulk.record import Reading
    from rafiq.bulk.run import run
    from rafiq.bulk.shards import FORMS, Shards
    from rafiq.library import Library

    chosen = next((each for each in FORMS if each == form), None)
    if chosen is None:
        raise InputError(f"There is no form {form!r} of shards: jsonl or parquet.")
    several = workers or max(1, cores() // threads)
    opener = partial(Reading, engine, threads=threads, copies=copies or keep)
    work = Cluster(ray, opener, several, threads) if ray else Pool(opener, several, limit)
    last = [time.monotonic()]

    def told(counts: Counts) -> None:
        if time.monotonic() - last[0] > _EVERY:
            last[0] = time.monotonic()
            say(_line(counts))

    shards = Shards(out, chosen)
    counts = run(inputs, shards, work, retry=retry, told=told)
    say(_line(counts))
    if keep:
        with Library.open() as library:
            say(f"{into_library(shards, library)} copies are in {library.where}.")
    if counts.failed:
        say(f"What failed, and why: {out}/failed-*.jsonl (--retry reads it again).")


def _line(counts: Counts) -> str:
    rate = f", {60 * (counts.read + counts.failed) / counts.seconds:.0f} a minute" if counts.seconds else ""
    before = f", {counts.before} done before" if counts.before else ""
    return f"{counts.read} articles read, {counts.failed} failed{before}{rate}."
