"""`rafiq engines verify --recorded FOLDER`: scores of recorded English before and after the code around an engine, as a table."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import typer

from nlp.errors import InputError

__all__ = ["LEAST_CHANGE", "verify_recorded"]

LEAST_CHANGE: Final = -0.1
"""chrF2++ that the code around an engine may cost; more is a fault, and the command ends with 1."""


def verify_recorded(folder: Path, references: Path | None, *, engine: str | None = None, limit: int = 0) -> None:
    """Prints a line for each recording that has references; `engine` chooses one. Raises `InputError`, `NotFoundError`."""
    from models.recorded import change, recordings
    from models.translators.embedded import open_for_links
    from rafiq.workbench import Workbench

    scored = [each for each in recordings(folder, references, limit=limit) if each.references and engine in {None, each.engine}]
    if not scored:
        raise InputError(
            f"Nothing in {folder} has references: give --references FILE.tsv of as many lines, or NAME.en beside NAME.ar."
        )
    reader, links, worst = Workbench().reader(), lru_cache(maxsize=1)(open_for_links), 0.0
    typer.echo(f"{'recording':24} {'BLEU':>15} {'chrF2++':>15}  changed")
    for each in scored:
        made, _ = change(each, reader, links)
        (bleu, chrf), (bleu_after, chrf_after) = made.before, made.after
        worst = min(worst, chrf_after - chrf)
        name = f"{each.name} {each.engine}"
        shown = f"{name:24} {bleu:6.2f} → {bleu_after:6.2f} {chrf:6.2f} → {chrf_after:6.2f}"
        typer.echo(f"{shown}  {made.changed} of {len(each.arabic)}")
    if worst < LEAST_CHANGE:
        typer.echo(f"The code around an engine costs {-worst:.2f} chrF2++; at most {-LEAST_CHANGE} is right.", err=True)
        raise typer.Exit(1)
