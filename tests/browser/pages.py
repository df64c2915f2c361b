"""Page objects: what a reader sees and does, in a reader's words. Tests speak to these, not to selectors."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from rafiq.page.serve.keys import Keys

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


class Reader:
    """The reading component, wherever it is mounted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".rq")
        self.card = page.locator(".rq-pop")
        self.dialog = page.locator(".rq-dialog")
        self.toast = page.locator(".rq-toast")
        self.rows = page.locator(".rq-row")
        self.progress = page.get_by_role("progressbar")

    def arabic(self, sentence: int) -> Locator:
        return self.page.locator(f'.rq-ar[data-sentence="{sentence}"]')

    def english(self, sentence: int) -> Locator:
        return self.page.locator(f'.rq-en[data-sentence="{sentence}"]')

    def row(self, sentence: int) -> Locator:
        return self.page.locator(f'.rq-row[data-row="{sentence}"]')

    def token(self, sentence: int, token: int) -> Locator:
        return self.arabic(sentence).locator(f'[data-token="{token}"]')

    def word(self, sentence: int, english: str) -> Locator:
        return self.english(sentence).locator(".rq-word", has_text=english).first

    def entity(self, number: int, side: str = "ar") -> Locator:
        return self.page.locator(f'.rq-{side} [data-entity="{number}"]')

    def focus_text(self) -> None:
        """Puts the keyboard on the first word, by the Tab key alone."""
        for _ in range(40):
            if self.page.evaluate("document.activeElement.matches('.rq-rows [data-token]')"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("Tab does not reach the text.")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def menu(self, sentence: int) -> Locator:
        self.row(sentence).hover()
        self.row(sentence).locator(".rq-dots").click()
        return self.card

    def mode(self, name: str) -> None:
        self.page.locator(f'[data-mode-to="{name}"]').click()
        expect(self.root).to_have_attribute("data-mode", name)

    def sent(self, kind: str) -> list[dict[str, Any]]:
        """On the static page: the events of this kind that Python was told of, each once."""
        messages = self.page.evaluate("window.sent")
        events = {event["seq"]: event for message in messages for event in message["events"]}
        return [event for event in events.values() if event["kind"] == kind]

    def feed(self, **what: Any) -> None:
        """On the static page: what Python would feed."""
        self.page.evaluate("what => window.fed(what)", {"from": 0, "to": 0, "changes": [], "status": {}, **what})

    def faults(self) -> list[str]:
        """What axe-core finds serious or worse on the whole page."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        return [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"][:4]
        ]


PASTES = itertools.count(1)
KEY_OF_TESTS = "the-key-of-every-server-that-a-test-starts-0"


def let_in(context: BrowserContext, address: str) -> None:
    """Gives the context what the address with the key would: the cookie of a browser of the reader's own."""
    name = f"rafiq-{urlsplit(address).port}"
    if not any(cookie["name"] == name for cookie in context.cookies(address)):
        value = Keys(KEY_OF_TESTS).cookie()
        context.add_cookies([{"name": name, "value": value, "url": address, "httpOnly": True, "sameSite": "Strict"}])


class Site(Reader):
    """The whole page."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page)
        self.address = address
        let_in(page.context, address)
        self.paste = page.locator("textarea").first
        self.read = page.get_by_role("button", name="Read", exact=True)
        self.sample = page.get_by_role("button", name="Try the sample article")

    def open(self, path: str = "/") -> Site:
        self.page.goto(f"{self.address}{path}")
        expect(self.page.locator(".rq-rows, textarea, h1").first).to_be_visible()
        expect(self.page.locator("html")).to_have_attribute("data-rafiq-theme", re.compile("."))  # its own look is there
        return self

    def read_text(self, article: str) -> Site:
        expect(self.read).to_be_visible()
        self.paste.fill(article + "\n" * next(PASTES))  # each its own: the same paste is the article that is open already
        self.read.click()
        expect(self.rows.first).to_be_visible()
        return self

    def wait_until_translated(self) -> Site:
        expect(self.root).to_have_attribute("data-busy", "no")
        return self
