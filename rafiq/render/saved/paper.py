"""PDF: the saved web page as an installed Chromium prints it. Where there is none, the reader's own browser prints the page.

The browser runs with a profile and a home of its own that are thrown away, without the network, and has a minute.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from nlp.annotations import SavedCopy
from nlp.errors import SetupError
from rafiq.render.saved import html

__all__ = ["browser", "render"]

SECONDS: Final = 60
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_PLACES: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the page asks for nothing; nothing would be answered
)


def browser() -> str:
    """The Chromium (or a relative of it) that is installed here, "" where there is none."""
    named = next((path for name in _NAMES if (path := shutil.which(name))), "")
    return named or next((place for place in _PLACES if Path(place).is_file()), "")


def render(copy: SavedCopy) -> bytes:
    """The copy as a PDF. Raises `SetupError` where no browser is installed, or it does not do it in time."""
    program = browser()
    if not program:
        raise SetupError("No Chromium, Chrome or Edge is installed here to make a PDF: open the saved web page and print it.")
    with TemporaryDirectory(prefix="rafiq-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "copy.html").write_bytes(html.render(copy))
        _printed(program, folder)
        made = folder / "copy.pdf"
        if not made.is_file() or made.read_bytes()[:5] != b"%PDF-":
            raise SetupError(f"{Path(program).name} made no PDF of this copy: open the saved web page and print it.")
        return made.read_bytes()


def _printed(program: str, folder: Path) -> None:
    """Lets the browser print `copy.html` in `folder`; whatever it started ends with it."""
    own = ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []  # Chromium refuses root otherwise
    profile, target = f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'copy.pdf'}"
    command = [program, *_FLAGS, *own, profile, target, (folder / "copy.html").as_uri()]
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, env={**os.environ, **home}, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise SetupError(f"{program} could not be started: {error.strerror or error}.") from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise SetupError(f"{Path(program).name} did not make the PDF in {SECONDS} seconds: try again.") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
