"""The page's server and its launcher: however the launcher ends, no process and no port is left of the server."""

from __future__ import annotations

import io
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from rafiq.page.serve.running import LEASH, end_with_launcher, run
from tests.support.page import wait_for

SERVER = """
import socket, subprocess, sys, time
from rafiq.page.serve.running import end_with_launcher
end_with_launcher()
taken = socket.create_server(("127.0.0.1", 0))
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(taken.getsockname()[1], child.pid, flush=True)
time.sleep(600)
"""
LAUNCHER = """
import sys
from rafiq.page.serve import running
sys.exit(running.run([sys.executable, "-c", sys.argv[1]], {}))
"""
PROCESSES = Path("/proc")


def is_running(pid: int) -> bool:
    try:
        return (PROCESSES / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_of_the_server_when_its_launcher_ends(number: signal.Signals) -> None:
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, SERVER], stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    port, child = (int(each) for each in launcher.stdout.readline().split())
    assert is_running(child)
    launcher.send_signal(number)
    assert launcher.wait(20) == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    wait_for(lambda: not is_running(child))
    wait_for(lambda: not _listens(port))  # the group is asked to end at once; which of it ends first is not said


DYING = """
import os, signal, sys
from pathlib import Path
times = Path(sys.argv[1])
times.write_text(times.read_text() + "x" if times.exists() else "x")
if len(times.read_text()) < int(sys.argv[2]):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_server_that_is_killed_is_started_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    began: list[int] = []
    times = tmp_path / "times"
    assert run([sys.executable, "-c", DYING, str(times), "3"], {}, lambda process: began.append(process.pid)) == 0
    assert times.read_text() == "xxx"
    assert len(began) == 1  # the browser is opened once
    assert capfd.readouterr().err.count("came to an end by itself (SIGKILL); it is started again.") == 2


def test_a_server_that_is_killed_again_and_again_is_given_up(tmp_path: Path) -> None:
    times = tmp_path / "times"
    assert run([sys.executable, "-c", DYING, str(times), "99"], {}) == -signal.SIGKILL
    assert len(times.read_text()) == 4


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    except ConnectionResetError:  # it ended while it was asked
        return True
    return True


def test_a_server_that_was_started_by_itself_has_no_leash() -> None:
    ended = Event()
    end_with_launcher(io.BytesIO(), {}, ended.set)
    assert not ended.wait(0.1)
    end_with_launcher(io.BytesIO(), {LEASH: "1"}, ended.set)
    assert ended.wait(10)
