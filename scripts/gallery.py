"""Makes a gallery of exports: one article in every format, and pictures of the saved page, light and dark, wide and narrow.

    python -m scripts.gallery FOLDER [--copy ID | --json FILE]

Without a copy of yours it shows the test suite's sample.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from nlp.annotations import SavedCopy, copy_from_json
from rafiq.library import Library
from rafiq.render import escape, formats
from tests.support.copies_sample import sample_copy

__all__ = ["main", "make"]

_VIEWS = (
    ("wide-light", 1280, 900, "light"),
    ("wide-dark", 1280, 900, "dark"),
    ("narrow-light", 390, 844, "light"),
    ("narrow-dark", 390, 844, "dark"),
)


def make(copy: SavedCopy, folder: Path) -> list[str]:
    """Writes every export of `copy`, the pictures and an index; gives the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for form in formats.FORMATS.values():
        path = folder / f"article{form.suffix}"
        path.write_bytes(form.render(copy))
        names.append(path.name)
    names += _pictures(folder)
    items = "".join(
        f'<li><a href="{name}">{name}</a> {(folder / name).stat().st_size:,} bytes'
        f"{f'<br><img src={chr(34)}{name}{chr(34)} width=640 alt={chr(34)}{name}{chr(34)}>' if name.endswith('.png') else ''}</li>"
        for name in names
    )
    title = escape.text(copy.title)
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title>'
    page = f'{head}<h1 dir="auto">{title}</h1><ul>{items}</ul></html>\n'
    (folder / "index.html").write_text(page, "utf-8")
    return [*names, "index.html"]


def _pictures(folder: Path) -> list[str]:
    """Pictures of the saved page with a card open; none, with a word on stderr, where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("gallery: no chromium, so no pictures\n")
        return []
    from playwright.sync_api import sync_playwright

    names = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for name, width, height, scheme in _VIEWS:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page.goto((folder / "article.html").resolve().as_uri())
            words = page.locator(".row.paragraph button, .row button")
            if words.count() > 3:
                words.nth(3).click()
            page.screenshot(path=folder / f"page-{name}.png")
            names.append(f"page-{name}.png")
        browser.close()
    return names


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copy", help="id of a saved copy of your library")
    parser.add_argument("--json", type=Path, help="a native JSON export")
    chosen = parser.parse_args()
    copy = sample_copy()
    if chosen.copy:
        with Library.open() as library:
            copy = library.get(chosen.copy)
    elif chosen.json:
        copy = copy_from_json(chosen.json.read_bytes())
    sys.stdout.write("\n".join(make(copy, chosen.folder)) + "\n")


if __name__ == "__main__":
    main()
