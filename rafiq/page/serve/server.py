"""Starts the page: Streamlit on 127.0.0.1, with the options of rafiq/page/serve/config.py wherever Rafiq is installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from nlp.errors import InputError
from rafiq.page.serve.config import arguments

__all__ = ["command", "free_port", "serve"]

_APP = Path(__file__).resolve().parent / "serving.py"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int, *, browser: bool) -> list[str]:
    """The command line that runs the page."""
    headless = "false" if browser else "true"
    fixed = ["--server.port", str(port), "--server.headless", headless]
    return [sys.executable, "-m", "streamlit", "run", str(_APP), *fixed, *arguments()]


def serve(*, port: int = 8501, browser: bool = True) -> int:
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
    print(f"Rafiq is at http://127.0.0.1:{chosen} (stop it with Ctrl+C)", flush=True)  # noqa: T201 (for the terminal)
    process = subprocess.Popen(command(chosen, browser=browser), env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait(10)
        return 0
