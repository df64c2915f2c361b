"""Makes the README's pictures: `python scripts/screenshots.py` runs the page in a home of its own and writes docs/images/*.png.

Needs what the browser tests need (Chromium, playwright) and a finished set-up. The article is the page's own sample.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.home import own_home  # noqa: E402 (the checkout, found above)
from rafiq.page.serve.keys import KEY, kept_key  # noqa: E402
from rafiq.page.serve.server import command, free_port  # noqa: E402

OUT = ROOT / "docs" / "images"
PATIENCE = 600_000  # ms: the machine may be shared
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


def picture(page: Page, name: str) -> None:
    """Writes the window as OUT/name.png."""
    expect(page.locator("[data-testid=stSkeleton], [data-stale=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=OUT / f"{name}.png")


def read(page: Page, address: str) -> None:
    """Opens the sample article and waits for its English."""
    page.goto(address)
    page.get_by_role("button", name="Try the sample article").click()
    expect(page.locator(".rq-row").first).to_be_visible()
    expect(page.locator(".rq")).to_have_attribute("data-busy", "no")
    expect(page.locator(".rq-toast")).not_to_have_class("rq-toast rq-on")
    page.mouse.move(5, 5)


def study(page: Page, address: str) -> None:
    """Marks some words of the open article as being learnt, and takes the pictures of My words and of a review."""
    for word in ("الإشارة", "الكوكب", "تكلفة", "المهندسين", "مدار"):
        token = page.locator(".rq-ar [data-token]", has_text=word).first
        token.click()
        page.locator(".rq-pop").get_by_role("button", name="Learning").click()
        page.keyboard.press("Escape")
    page.wait_for_timeout(2000)  # the events are sent in batches
    page.goto(f"{address}&page=words")
    expect(page.get_by_role("heading", name="My words")).to_be_visible()
    picture(page, "my-words")
    page.get_by_role("button", name="Review").first.click()
    expect(page.get_by_role("button", name="Show")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("button", name="Good")).to_be_visible()
    picture(page, "review")


def take(address: str) -> None:
    """All pictures, from the page at `address`."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        still = {"reduced_motion": "reduce"}
        page = browser.new_page(viewport=DESKTOP, color_scheme="light", **still)  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        expect(page.get_by_role("button", name="Read", exact=True)).to_be_visible()
        expect(page.get_by_role("textbox").first).to_be_visible()
        picture(page, "start")
        read(page, address)
        page.locator(".rq-ar [data-token]", has_text="الإشارة").first.hover()
        expect(page.locator(".rq-pop")).to_be_visible()
        picture(page, "reading")
        page.locator(".rq-ar [data-entity]", has_text="سارة الأميري").first.click()
        expect(page.locator(".rq-pop")).to_have_attribute("role", "dialog")
        picture(page, "name-card")
        page.keyboard.press("Escape")
        study(page, address)
        page.goto(f"{address}&page=engines")
        expect(page.get_by_role("heading", name="Better English")).to_be_visible()
        picture(page, "engines")
        dark = browser.new_page(viewport=DESKTOP, color_scheme="dark", **still)  # type: ignore[arg-type]
        dark.set_default_timeout(PATIENCE)
        read(dark, address)
        dark.get_by_role("button", name="People, places, dates").click()
        picture(dark, "dark")
        phone = browser.new_page(viewport=PHONE, color_scheme="light", **still)  # type: ignore[arg-type]
        phone.set_default_timeout(PATIENCE)
        read(phone, address)
        picture(phone, "phone")
        arabic = browser.new_page(viewport=DESKTOP, color_scheme="light", **still)  # type: ignore[arg-type]
        arabic.set_default_timeout(PATIENCE)
        arabic.goto(address)
        arabic.get_by_role("button", name="العربية", exact=True).click()
        arabic.get_by_role("button", name="جرّب المقال النموذجي").click()
        expect(arabic.locator(".rq")).to_have_attribute("data-busy", "no")
        arabic.locator('[data-mode-to="ruby"]').click()
        expect(arabic.locator(".rq-toast")).not_to_have_class("rq-toast rq-on")
        picture(arabic, "arabic-interface")
        browser.close()


def main() -> None:
    """Starts the page, takes the pictures, stops it."""
    OUT.mkdir(parents=True, exist_ok=True)
    with own_home() as environment:
        environment.pop("RAFIQ_OFFLINE")  # the page offers what can be fetched, and fetches nothing by itself
        port, key = free_port(), kept_key()
        process = subprocess.Popen(command(port), env={**environment, KEY: key})
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                        break
                except OSError:
                    time.sleep(0.1)
            take(f"http://127.0.0.1:{port}/?key={key}")
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
