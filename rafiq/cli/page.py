"""`rafiq app`: the reading page, on this computer alone or, when asked, for other devices of the reader's network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.errors import InputError
from nlp.paths import data_folder

if TYPE_CHECKING:
    from rafiq.page.serve.server import Network

__all__ = ["page"]


def page(  # noqa: PLR0917 - options of a command
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8501,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
    lan: Annotated[bool, typer.Option("--lan", help="Let devices on this network in, by a passphrase.")] = False,
    shared: Annotated[bool, typer.Option("--shared", help="With --lan: they use your library, not one of their own.")] = False,
    new_passphrase: Annotated[bool, typer.Option("--new-passphrase", help="With --lan: ask for another passphrase.")] = False,
    certificate: Annotated[Path | None, typer.Option("--certificate", help="With --lan: TLS certificate (PEM).")] = None,
    certificate_key: Annotated[Path | None, typer.Option("--certificate-key", help="The certificate's key (PEM).")] = None,
) -> None:
    """Open the reading page on 127.0.0.1."""
    from rafiq.page.serve import server

    if not lan and (shared or new_passphrase or certificate or certificate_key):
        raise InputError("--shared, --new-passphrase, --certificate and --certificate-key go with --lan: add --lan.")
    network = _network(shared, new_passphrase, certificate, certificate_key) if lan else None
    raise typer.Exit(server.serve(port=port, browser=browser, network=network))


def _network(shared: bool, new: bool, certificate: Path | None, key: Path | None) -> Network:
    from rafiq.page.serve.passphrase import hashed, keep_hash, kept_hash
    from rafiq.page.serve.server import Network

    if (certificate is None) != (key is None):
        raise InputError("--certificate and --certificate-key go together: name both files.")
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise InputError(f"There is no file {file}: name a PEM file.")
    place = data_folder() / "page-passphrase"
    kept = "" if new else kept_hash(place)
    if not kept:
        kept = hashed(typer.prompt("Passphrase for other devices", hide_input=True, confirmation_prompt=True))
        keep_hash(place, kept)
    return Network(kept, certificate, key, shared)
