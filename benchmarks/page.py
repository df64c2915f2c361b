"""How fast the page is in Chromium: from pasting to text, glosses, English; how long a text it bears; what twenty articles cost.

    python -m benchmarks.page [--long] [SENTENCES.tsv]

The sample article first, then, with `--long`, texts of 6,000 and 30,000 words and twenty articles one after the other, made of the
Arabic of SENTENCES.tsv (`arabic<TAB>english` lines; FLORES-200 where none is given): every sentence once, five a paragraph. Each
text has a server of its own, started and warm as after `rafiq app`; memory is the server's and that of the processes it started.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.home import own_home

__all__ = ["article", "long_texts", "pasted", "twenty"]

ROOT: Final = Path(__file__).resolve().parents[1]
SAMPLE: Final = ROOT / "rafiq" / "page" / "screens" / "sample.txt"
SHARED: Final = ROOT.parent / "shared" / "data" / "eval"
_KEY: Final = "k" * 43
_PLACES: Final = (
    ("text", ".rq-row"),
    ("glosses", '.rq-ar[data-sentence="1"] [data-token="0"][data-known], .rq-ar[data-sentence="1"] [data-token]'),
    ("first English", '.rq-en[data-sentence="0"] .rq-word'),
)
_DONE: Final = '.rq[data-busy="no"]'


@contextmanager
def served(warm: float = 8.0) -> Iterator[tuple[Any, int]]:
    """(a tab on the start page, the server's process number); the desk has had `warm` seconds to make itself ready."""
    from playwright.sync_api import sync_playwright

    from rafiq.page.serve.keys import KEY
    from rafiq.page.serve.server import command, free_port

    port = free_port()
    with own_home() as environment:
        told = {**environment, KEY: _KEY}
        server = subprocess.Popen(command(port), env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                tab = browser.new_page()
                tab.set_default_timeout(300_000)
                for _ in range(300):
                    try:
                        tab.goto(f"http://127.0.0.1:{port}/?key={_KEY}")
                        break
                    except Exception:
                        time.sleep(0.1)
                tab.locator("textarea").first.wait_for()
                time.sleep(warm)
                yield tab, server.pid
                browser.close()
        finally:
            server.terminate()
            server.wait(20)


def paste(tab: Any, text: str) -> float:
    """Pastes and presses "Read"; gives the moment."""
    tab.locator("textarea").first.fill(text)
    began = time.perf_counter()
    tab.get_by_role("button", name="Read", exact=True).click()
    return began


def memory(pid: int) -> float:
    """MB that a process and all it started hold; what two share is counted once."""
    import psutil

    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return float(sum(process.memory_full_info().pss for process in processes)) / (1 << 20)


def pasted(text: str, *, whole: bool = True) -> dict[str, float]:
    """Seconds from pasting to …, and from a hover to its card.

    A text that is not waited for as a `whole` is left at once for its end: seconds from there to the English and a card there.
    """
    with served() as (tab, pid):
        began, made = paste(tab, text), dict[str, float]()
        for name, place in _PLACES:
            tab.locator(place).first.wait_for(state="attached")
            made[name] = time.perf_counter() - began
        if whole:
            tab.locator(_DONE).first.wait_for(state="attached")
            made["all"] = time.perf_counter() - began
        made["hover to card"] = _card(tab, 1)
        if not whole:
            jump = time.perf_counter()
            tab.locator(".rq-piece").last.scroll_into_view_if_needed()
            last = int(tab.get_by_role("progressbar").get_attribute("aria-valuemax") or 0) - 1
            tab.locator(f'.rq-ar[data-sentence="{last}"]').scroll_into_view_if_needed()
            made["jump to its end"] = time.perf_counter() - jump
            tab.locator(f'.rq-en[data-sentence="{last}"] .rq-word').first.wait_for(state="attached")
            made["English there"] = time.perf_counter() - jump
            made["hover to card there"] = _card(tab, last)
        made["server MB"] = memory(pid)
        return made


def _card(tab: Any, sentence: int) -> float:
    """From the pointer's coming to a word of a sentence to its card; it moves a little each quarter of a second, as a hand does."""
    from playwright.sync_api import TimeoutError as TooLate

    word = tab.locator(f'.rq-ar[data-sentence="{sentence}"] [data-token]:not(.rq-k-punctuation)').first
    tab.mouse.move(2, 2)
    began = time.perf_counter()
    for turn in range(240):
        word.hover(position={"x": 3 + turn % 2, "y": 8})
        try:
            tab.locator(".rq-pop").first.wait_for(timeout=250)
            break
        except TooLate:
            continue
    return time.perf_counter() - began


def twenty(texts: Sequence[str]) -> dict[str, float]:
    """MB of the server before and after so many articles, all read to their end and left open."""
    with served() as (tab, pid):
        start, made = tab.url.split("?")[0], {"server MB before": memory(pid)}
        for text in texts:
            tab.goto(start)
            tab.locator("textarea").first.wait_for()
            paste(tab, text)
            tab.locator(_PLACES[2][1]).first.wait_for(state="attached")
            tab.locator(_DONE).first.wait_for(state="attached")
        made["after"] = memory(pid)
        return made


def article(sentences: Sequence[str], words: int) -> str:
    """The first sentences that have so many words together, five a paragraph.

    >>> article(["كتب الولد.", "قرأ.", "نام الولد."], 3)
    'كتب الولد. قرأ.'
    """
    taken: list[str] = []
    while sum(len(each.split()) for each in taken) < words and len(taken) < len(sentences):
        taken.append(sentences[len(taken)])
    return "\n\n".join(" ".join(taken[at : at + 5]) for at in range(0, len(taken), 5))


def long_texts(file: Path | None = None) -> list[str]:
    """The sentences that long texts are made of."""
    from models.evaluate import read_pairs

    files = [file] if file else [SHARED / "flores200_dev.tsv", SHARED / "flores200_devtest.tsv"]
    return [pair.arabic for each in files for pair in read_pairs(each)]


def main(arguments: Sequence[str]) -> None:
    _tell("sample article, paste to …", pasted(SAMPLE.read_text(encoding="utf-8")))
    if "--long" not in arguments:
        return
    files = [Path(each) for each in arguments if not each.startswith("--")]
    sentences = long_texts(files[0] if files else None)
    for words in (6_000, 30_000):
        _tell(f"{words} words, paste to …", pasted(article(sentences, words), whole=False))
    _tell("twenty articles of 20 sentences", twenty([article(sentences[at : at + 20], 10**6) for at in range(0, 400, 20)]))


def _tell(name: str, made: dict[str, float]) -> None:
    figures = " · ".join(f"{key} {value:.2f}" if value < 20 else f"{key} {value:.0f}" for key, value in made.items())
    sys.stdout.write(f"| {name} | {figures} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
