"""Twenty readers at once on one server: does each get the English of their own article, how soon, and in how much memory.

    python -m benchmarks.load [READERS [MINUTES]]

Every reader is a websocket session with a browser's cookie of its own, which speaks Streamlit's protocol to the server that
`rafiq app` runs: it pastes an article, asks for what is new as the page does, reads for a while, and pastes the next. No browser
draws anything, so that two cores are the server's: what a browser adds is measured by `benchmarks.speed`. Every sentence of every
article bears a number that no other article has: none of its English was made before, and all of it can be told apart. Prints a
line of figures, and exits with 1 for a mix-up, an article without English, or a first English later than 15 s.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.home import own_home
from benchmarks.page import SAMPLE, article
from rafiq.page.serve.keys import KEY, Keys
from rafiq.page.serve.server import command, free_port

__all__ = ["Load", "load", "main"]

LIMIT: Final = 15.0  # seconds from pasting to the first English
_READ: Final = (10.0, 40.0)  # seconds for an article, before the next is pasted
_SECRET: Final = "k" * 43


@dataclass
class Load:
    """What came of it. `first`: seconds from pasting to the first English; `memory`: MB of the server at the end of each minute;
    `marks`: the numbers of all articles; `garbled`: articles that the translator gave a number that no article has."""

    readers: int
    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    garbled: int = 0

    def line(self) -> str:
        """The figures in one line."""
        first = sorted(self.first) or [0.0]
        most = first[math.ceil(0.95 * len(first)) - 1]
        soon = f"median {statistics.median(first):.1f} s, 95 % {most:.1f} s, latest {first[-1]:.1f} s"
        memory = f"{min(self.memory, default=0):.0f}–{max(self.memory, default=0):.0f} MB"
        counts = (
            f"articles {len(self.whole)}, mix-ups {len(self.mixed)} (wrong numbers {self.garbled}), broken off {len(self.broken)}"
        )
        return f"readers {self.readers}, {counts}, first English {soon}, server {memory}"


class Visitor:
    """One browser's session: what the server told it last."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie, self._open = port, cookie, ExitStack()
        self._connect()
        self.query = ""
        self.widgets: dict[str, str] = {}  # label → id
        self.fragments: dict[str, float] = {}  # what asks to be run again → seconds between
        self._fresh: dict[str, float] = {}  # those of the run of the script that goes on
        self.rows: dict[str, dict[int, dict[str, Any]]] = {}  # article → its rows
        self.busy: dict[str, bool] = {}
        self.told: dict[str, str] = {}  # article → what the page says of it
        self._have: dict[str, int] = {}  # article → the revision that is here
        self._gap = False  # something between what is here and what was fed never came

    def _connect(self) -> None:
        from websockets.sync.client import connect

        session = connect(
            f"ws://127.0.0.1:{self._port}/_stcore/stream",
            additional_headers={"Cookie": f"rafiq-{self._port}={self._cookie}", "Origin": f"http://127.0.0.1:{self._port}"},
            max_size=None,
            proxy=None,
            open_timeout=60,
        )
        self._socket = self._open.enter_context(session)

    def _load_again(self) -> None:
        """The page anew, where the reader's component would say what it has and be told the rest."""
        self._open.close()
        self._connect()
        self._gap = False
        self.ask(self.query)

    def close(self) -> None:
        """Leaves."""
        self._open.close()

    def ask(self, query: str = "", fragment: str = "", widgets: Mapping[str, str | bool] | None = None) -> None:
        """A run of the page's script; `widgets`: what the reader did, by the widgets' numbers."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.fragment_id, state.is_auto_rerun = query, fragment, bool(fragment)
        for number, value in (widgets or {}).items():
            widget = state.widget_states.widgets.add()
            widget.id = number
            if isinstance(value, bool):
                widget.trigger_value = value
            else:
                widget.string_value = value
        if not fragment:
            self.fragments.clear()
        self._socket.send(message.SerializeToString())

    def paste(self, article: str) -> None:
        """Pastes an article on the start page and presses "Read"."""
        self.ask(widgets={self.widgets["paste"]: article, self.widgets["Read"]: True})

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Listens, and asks for what is new as the page does, until `done` or so many seconds have gone."""
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        end, asked = time.monotonic() + seconds, dict.fromkeys(self.fragments, time.monotonic())
        while not done():
            now = time.monotonic()
            if now > end:
                return False
            with suppress(TimeoutError):
                data = self._socket.recv(timeout=0.1)
                if isinstance(data, bytes):
                    self._take(ForwardMsg.FromString(data))
            if self._gap:
                self._load_again()
            for fragment, pause in list(self.fragments.items()):
                if now - asked.setdefault(fragment, now) > pause:
                    asked[fragment] = now
                    self.ask(self.query, fragment)
        return True

    def _take(self, message: Any) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._fresh = {}
        elif kind == "script_finished" and message.script_finished == message.FINISHED_SUCCESSFULLY:
            self.fragments = self._fresh  # the whole page was made anew: a browser stops the clocks of what stood there
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.fragments[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            self._fresh[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "text_area":
                self.widgets["paste"] = element.text_area.id
            elif element.WhichOneof("type") == "button":
                self.widgets[element.button.label] = element.button.id
            elif element.WhichOneof("type") == "bidi_component":
                self._component(element.bidi_component)

    def _component(self, told: Any) -> None:
        if told.component_name.endswith("rafiq.reader"):
            whole = json.loads(bytes(told.bytes).split(b"\n", 1)[1])
            self._have[whole["doc"]] = whole["revision"]
            self._rows(whole["doc"], whole["view"]["rows"], whole["status"])
        elif told.component_name.endswith("rafiq.feed"):
            fed = json.loads(told.json or told.mixed.json)["feed"]
            self._gap = fed["from"] > self._have.get(fed["doc"], 0)
            if not self._gap:
                self._have[fed["doc"]] = max(fed["to"], self._have.get(fed["doc"], 0))
            self._rows(fed["doc"], [change["row"] for change in fed["changes"]], fed["status"])

    def _rows(self, article: str, rows: list[dict[str, Any]], status: dict[str, Any]) -> None:
        kept = self.rows.setdefault(article, {})
        for row in rows:
            kept[row["n"]] = {**kept.get(row["n"], {}), **row}
        self.busy[article] = status["state"] in ("analysing", "translating")
        self.told[article] = f"{status['state']} {status['done']}/{status['total']} {status['error']}"


def _visit(port: int, number: int, until: float, load: Load, lock: threading.Lock) -> None:
    """One reader's ten minutes: article after article, each with numbers in it that no other has."""
    chance = random.Random(number)  # noqa: S311 (when somebody reads is no secret)
    visitor = Visitor(port, Keys(_SECRET).cookie(guest=True))
    time.sleep(chance.uniform(0, 5))
    turn = 0
    while time.monotonic() < until:
        turn += 1
        mark = f"{number + 10}{turn:03}"
        visitor.widgets.clear()
        visitor.ask()
        if not visitor.wait(lambda: {"paste", "Read"} <= visitor.widgets.keys(), 60):
            with lock:
                load.broken.append(f"reader {number}: no start page")
            continue
        text = _article(mark, chance)
        with lock:
            load.marks.add(mark)
        began, visitor.query, visitor.rows, visitor.told = time.monotonic(), "", {}, {}
        visitor.paste(text)

        def english(visitor: Visitor = visitor) -> list[str]:
            return [row["en"] for rows in visitor.rows.values() for row in rows.values() if row.get("en")]

        if not visitor.wait(lambda: bool(english()), 120):
            with lock:
                load.broken.append(
                    f"reader {number}, article {turn}: no English ({visitor.query}; {visitor.told}; {visitor.fragments})"
                )
            continue
        first = time.monotonic() - began
        visitor.wait(lambda: bool(visitor.busy) and not any(visitor.busy.values()), 300)
        with lock:
            load.first.append(first)
            load.whole.append(time.monotonic() - began)
            seen = set(re.findall(r"\b\d{5}\b", " ".join(english())))
            load.garbled += bool(seen - {mark})
            if seen & (load.marks - {mark}) or len(visitor.rows) != 1:
                load.mixed.append(f"reader {number}, article {turn}: {sorted(seen)} for {mark}")
        visitor.wait(lambda: False, min(chance.uniform(*_READ), max(0.0, until - time.monotonic())))
    visitor.close()


def _article(mark: str, chance: random.Random) -> str:
    """The sentences of the sample article in an order of their own, each with the number `mark`."""
    sentences = re.split(r"(?<=[.؟!])\s+|\s*\n\s*", SAMPLE.read_text(encoding="utf-8").strip())
    chance.shuffle(sentences)
    return article([f"الخبر {mark}: {sentence.rstrip('.')}." for sentence in sentences], 10**6)


def _memory(pid: int) -> float:
    with suppress(OSError):
        held = re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace"))
        return int(held[1]) / 1024 if held else 0.0
    return 0.0


def load(readers: int, seconds: float) -> Load:
    """Runs a server in a home of its own with so many readers; gives what came of it."""
    made, lock, port = Load(readers), threading.Lock(), free_port()
    with own_home() as environment:
        log = os.environ.get("RAFIQ_LOAD_LOG", os.devnull)  # what the server says, to find out what broke off
        with Path(log).open("ab") as said:
            server = subprocess.Popen(command(port), env={**environment, KEY: _SECRET}, stdout=subprocess.DEVNULL, stderr=said)
        try:
            _ready(port)
            until = time.monotonic() + seconds
            threads = [threading.Thread(target=_visit, args=(port, number, until, made, lock)) for number in range(readers)]
            for thread in threads:
                thread.start()
            while any(thread.is_alive() for thread in threads):
                made.memory.append(_memory(server.pid))
                time.sleep(5)
            for thread in threads:
                thread.join()
            if server.poll() is not None:
                made.broken.append(f"the server ended with {server.returncode}")
        finally:
            server.terminate()
            server.wait(30)
    return made


def _ready(port: int) -> None:
    """Waits until the server listens and has warmed up, by one reader's sentence."""
    for _ in range(1_500):
        try:
            visitor = Visitor(port, Keys(_SECRET).cookie(guest=True))
            break
        except OSError:
            time.sleep(0.2)
    else:
        raise SystemExit("load: the server did not start")
    visitor.ask()
    visitor.wait(lambda: {"paste", "Read"} <= visitor.widgets.keys(), 120)
    visitor.paste("وصل الوفد إلى القاهرة.")
    visitor.wait(lambda: any(row.get("en") for rows in visitor.rows.values() for row in rows.values()), 120)
    visitor.close()


def main(arguments: list[str]) -> int:
    """Prints the figures; gives the exit code."""
    readers = int(arguments[0]) if arguments else 20
    made = load(readers, 60 * float(arguments[1] if len(arguments) > 1 else 10))
    print(made.line(), flush=True)
    for line in (*made.mixed, *made.broken):
        print(f"  {line}")
    late = sum(seconds > LIMIT for seconds in made.first)
    if late:
        print(f"  {late} articles waited longer than {LIMIT:.0f} s for their first English")
    return 1 if made.mixed or made.broken or late or not made.first else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
