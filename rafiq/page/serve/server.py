"""Starts the page: Streamlit on 127.0.0.1, with the options of rafiq/page/serve/config.py wherever Rafiq is installed."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import InputError
from rafiq.page.serve import lan, running
from rafiq.page.serve.config import arguments
from rafiq.page.serve.keys import HASH, KEY, NAMES, ONCE, SHARED, kept_key

__all__ = ["Network", "command", "free_port", "serve"]

_APP = Path(__file__).resolve().parent / "serving.py"


@dataclass(frozen=True, slots=True)
class Network:
    """How the page is offered to other devices: the passphrase's hash; the certificate and its key (None: plain HTTP)."""

    passphrase: str
    certificate: Path | None = None
    certificate_key: Path | None = None
    shared: bool = False


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int, network: Network | None = None) -> list[str]:
    """The command line that runs the page. No browser is opened by it."""
    made = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(_APP),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *arguments(),
    ]
    if network is None:
        return made
    made += ["--server.address", "0.0.0.0"]  # noqa: S104 (asked for by --lan; the guard judges every name)
    for name in sorted(lan.names()):
        made += ["--server.allowedHosts", name]
    if network.certificate and network.certificate_key:
        made += ["--server.sslCertFile", str(network.certificate), "--server.sslKeyFile", str(network.certificate_key)]
    return made


def serve(*, port: int = 8501, browser: bool = True, network: Network | None = None) -> int:
    """Runs the page until it is stopped; gives the exit code. Port 0 takes a free one; `InputError` when the port is taken."""
    if port:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                reason = f"Port {port} cannot be used ({error.strerror}): choose another with --port, or 0 for a free one."
                raise InputError(reason) from error
    chosen = port or free_port()
    key, once = kept_key(), secrets.token_urlsafe(24)
    told = {KEY: key, ONCE: once}
    if network is not None:
        told |= {NAMES: ",".join(sorted(lan.names())), HASH: network.passphrase, SHARED: "1" if network.shared else ""}
    scheme = "https" if network and network.certificate else "http"
    own = f"{scheme}://127.0.0.1:{chosen}"
    _say(f"Rafiq is at {own}/?key={key} (stop it with Ctrl+C; the key lets in whoever has it)")
    if network is not None:
        _say(_for_phones(scheme, chosen))

    def began(process: subprocess.Popen[bytes]) -> None:
        if browser:
            threading.Thread(target=_open, args=(f"{own}/?once={once}", chosen, process), daemon=True).start()

    return running.run(command(chosen, network), {"PYTHONUNBUFFERED": "1", **told}, began)


def _for_phones(scheme: str, port: int) -> str:
    where = [f"{scheme}://{address}:{port}" for address in lan.addresses()]
    if not where:
        return "This computer is on no network: other devices cannot reach it now."
    plain = (
        ""
        if scheme == "https"
        else "\nWithout a certificate (--certificate, --certificate-key) what is read can be seen on this network."
    )
    return f"On your network: {', '.join(where)} (the passphrase lets a device in){plain}\n{lan.qr_code(where[0])}"


def _open(address: str, port: int, process: subprocess.Popen[bytes]) -> None:
    """Opens `address` in the reader's browser as soon as the server listens."""
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            webbrowser.open(address)
            return
        time.sleep(0.1)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (for the terminal)
