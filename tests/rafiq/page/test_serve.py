"""How the page is served: its options and its headers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import streamlit

from rafiq.page.serve.config import OPTIONS, arguments

ROOT = Path(__file__).parents[3]


def test_the_policy_lets_through_what_streamlits_own_page_has_inline() -> None:
    from rafiq.page.serve.serving import HEADERS

    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    inline = re.findall(
        r"<script>(.*?)</script>", (Path(streamlit.__file__).parent / "static" / "index.html").read_text(), re.DOTALL
    )
    assert inline
    assert policy["script-src"].count("sha256-") == len(inline)
    assert policy["connect-src"].startswith("'self'")
    assert policy["frame-ancestors"] == "'none'"


def test_the_installed_options_are_those_of_the_checkout() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    flat: dict[str, Any] = {}

    def walk(prefix: str, values: dict[str, Any]) -> None:
        for name, value in values.items():
            walk(f"{prefix}{name}.", value) if isinstance(value, dict) else flat.update({f"{prefix}{name}": value})

    walk("", written)
    assert flat == OPTIONS
    assert arguments()[:2] == ["--browser.gatherUsageStats", "false"]
    assert OPTIONS["server.address"] == "127.0.0.1"


def test_streamlit_knows_every_option() -> None:
    from streamlit import config

    for name in OPTIONS:
        assert name in config._config_options_template, name


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_what_ends_the_launcher_ends_its_server(number: signal.Signals) -> None:
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    start = (
        "import sys; from rafiq.page.serve import server; "
        f"server.command = lambda *_: [sys.executable, '-c', {child!r}]; sys.exit(server.serve(port=0, browser=False))"
    )
    launcher = subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE, text=True)
    with launcher:
        assert launcher.stdout is not None
        process = int(next(line for line in launcher.stdout if line.strip().isdigit()))
        launcher.send_signal(number)
        assert launcher.wait(30) == 0
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
