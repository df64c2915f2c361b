"""`rafiq engines add`: what it would fetch is shown and agreed to, then fetched, converted and kept."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.errors import EngineError, InputError
from rafiq.cli.streams import size_of

if TYPE_CHECKING:
    from models.adding import Languages
    from models.store.cards import Card

__all__ = ["add", "install_torch"]


def add(  # noqa: PLR0917
    name: Annotated[
        str, typer.Argument(help="An engine of the list, owner/name of the hub, or the name to give to a folder or server.")
    ],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="A local checkpoint, or one ready for CTranslate2, used where it lies.")
    ] = None,
    address: Annotated[str, typer.Option("--address", help="An OpenAI-compatible server, e.g. http://127.0.0.1:8080#model.")] = "",
    allow_remote: Annotated[bool, typer.Option("--allow-remote", help="Let the server be outside your private network.")] = False,
    form: Annotated[
        str, typer.Option("--form", help="How a server's model is asked, where its name does not tell: see the list when adding.")
    ] = "",
    task: Annotated[
        str, typer.Option("--task", help="translation or token-classification, where the checkpoint does not tell.")
    ] = "",
    source_tag: Annotated[str, typer.Option("--source-tag", help="Arabic in the model's spelling, e.g. arb_Arab.")] = "",
    target_tag: Annotated[str, typer.Option("--target-tag", help="English in the model's spelling, e.g. eng_Latn.")] = "",
    prefix: Annotated[str, typer.Option("--prefix", help="Text that the model wants before every sentence, e.g. '>>eng<< '.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Fetch without asking.")] = False,
    drop_originals: Annotated[
        bool | None,
        typer.Option("--drop-originals/--keep-originals", help="Delete the weights that the int8 copy was made of, or not."),
    ] = None,
) -> None:
    """Add an engine. Nothing is fetched before its size and licence were shown and you agreed; a broken download goes on."""
    from models import manage
    from models.store.cards import CARDS

    if task not in {"", "translation", "token-classification"}:
        raise InputError(f"There is no task {task!r}; choose translation or token-classification.")
    if folder is not None and address:
        raise InputError("Give --folder or --address, not both.")
    languages = manage.Languages(source_tag, target_tag, prefix)
    if address:
        _add_server(name, address, allow_remote=allow_remote, form=form)
    elif name in CARDS and CARDS[name].pinned:
        _add_pinned(CARDS[name], folder, yes=yes)
    elif folder is not None:
        card = manage.add_folder(folder, name, task=task, languages=languages)
        typer.echo(f"Added {card.name} ({card.task}, {size_of(card.size)}) from {card.folder}.")
        _convert(card)
    else:
        _add_from_hub(name, task, languages, yes=yes, drop=drop_originals)


def _add_from_hub(name: str, task: str, languages: Languages, *, yes: bool, drop: bool | None) -> None:
    from models import manage
    from models.store.conversion import torch_family

    given = bool(languages.source_tag or languages.target_tag)
    offered = manage.offer(name, task=task, tags_given=given)
    typer.echo(f"{offered.repository}, version {offered.revision[:12]}")
    typer.echo(f"  licence: {offered.licence}\n  to fetch: {size_of(offered.size)} in {len(offered.files)} files")
    known = manage.known_card(offered.repository)
    if offered.converted:
        typer.echo("  weights: safetensors made by the hub's own converter from the publisher's older format")
    elif known is not None and known.note:
        typer.echo(f"  note: {known.note}")
    needs_torch = bool(torch_family.missing()) and not any(Path(file.name).name == "model.bin" for file in offered.files)
    if needs_torch:
        typer.echo(
            f"  and: {' and '.join(torch_family.missing())}, which it is run or converted with ({size_of(torch_family.SIZE)})"
        )
    _must_agree(yes=yes)
    if needs_torch:
        install_torch()
    chosen = name if "/" not in name else ""
    card = manage.add_from_hub(offered, chosen, task=task, languages=languages, progress=_bar())
    typer.echo(f"Added {card.name}. Use it with --engine {card.name}.")
    if _convert(card):
        _offer_to_drop(card, yes=yes, drop=drop)


def install_torch() -> None:
    """Installs PyTorch and transformers, where they are missing. The reader has agreed."""
    from models.store.conversion import torch_family

    if away := torch_family.missing():
        with _counting(f"Installing {' and '.join(away)}, once"):
            torch_family.install()
    typer.echo("PyTorch and transformers are here.")


def _add_server(name: str, address: str, *, allow_remote: bool, form: str) -> None:
    """A server: what it offers is listed and one sentence tried, before it is kept."""
    from models import manage
    from models.translators.server_forms import FORMS

    trial = manage.try_server(address, allow_remote=allow_remote, form=form)
    used, *others = trial.models
    typer.echo(f"Model: {used}" + (f" (also there, by #NAME behind the address: {', '.join(others)})" if others else ""))
    ways = ", ".join(other for other in FORMS if other != trial.form.name)
    typer.echo(f"Asked in the form {trial.form.name}: {trial.form.title} (--form takes another: {ways})")
    typer.echo(f"It says: {trial.english}")
    for mark in trial.marks:
        typer.echo(f"  {mark.message}")
    card = manage.add_server(address, name, allow_remote=allow_remote, form=form)
    typer.echo(f"Added {card.name}: {card.note}.")


def _convert(card: Card) -> bool:
    """Makes the int8 copy of a translator now, rather than at its first sentence; whether there is one."""
    from models import manage

    try:
        with _counting("Converting to int8, once"):
            size = manage.prepare(card.name)
    except EngineError as error:
        typer.echo(f"{error} It runs without a copy, more slowly.", err=True)
        return False
    if size:
        typer.echo(f"Converted: {size_of(size)}.")
    return bool(size)


def _offer_to_drop(card: Card, *, yes: bool, drop: bool | None) -> None:
    from models import manage

    originals = size_of(sum(file.size for name, file in card.files.items() if name.endswith(".safetensors")))
    if drop is None and not yes:
        try:
            drop = typer.confirm(f"Delete the originals ({originals})? They are only needed to convert it again.", default=False)
        except typer.Abort:
            typer.echo("")  # no answer is no
    if drop:
        typer.echo(f"Deleted: {size_of(manage.drop_originals(card.name))} freed.")


def _add_pinned(known: Card, folder: Path | None, *, yes: bool) -> None:
    """An engine whose files Rafiq knows: fetched, or taken from `folder`, and heard before it is kept."""
    from models import manage

    if folder is None:
        typer.echo(f"{known.title}\n  licence: {known.licence}\n  to fetch: {size_of(known.download)}, from {known.source}")
        _must_agree(yes=yes)
    card = manage.add_pinned(known.name, folder=folder, progress=_bar())
    typer.echo(f"Added {card.name} ({size_of(card.size)}); it says what its publisher's run of it said. Rafiq now reads with it.")


def _must_agree(*, yes: bool) -> None:
    if not yes and not typer.confirm("Fetch it?"):
        typer.echo("Nothing was fetched.", err=True)
        raise typer.Exit(1)


class _Bar:
    """One line of progress on a terminal."""

    def __call__(self, name: str, done: int, total: int) -> None:
        share = done / total if total else 1.0
        typer.echo(f"\r{share:6.1%}  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB  {name[:40]:40}", err=True, nl=not name)


def _bar() -> _Bar | None:
    return _Bar() if sys.stderr.isatty() else None


@contextmanager
def _counting(what: str) -> Iterator[None]:
    """Counts the seconds of work that tells nothing of itself, on a terminal."""
    done = threading.Event()

    def count() -> None:
        begun = time.monotonic()
        while not done.wait(1.0):
            typer.echo(f"\r{what} … {time.monotonic() - begun:.0f} s", err=True, nl=False)
        typer.echo("", err=True)

    if not sys.stderr.isatty():
        yield
        return
    thread = threading.Thread(target=count, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
