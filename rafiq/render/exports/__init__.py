"""A module an export: `render(copy: SavedCopy) -> bytes`, the same bytes for the same copy.

Lives here: every format but the saved page. Not here: their names and suffixes (`rafiq.render.formats`).
Start at `native.py`, the one that keeps everything.
"""
