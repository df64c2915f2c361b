"""A page of the web that its reader sends in from the browser, by a bookmarklet; Rafiq itself asks no address for it.

Lives here: the bookmarklet, the page that takes what it brings, and the box where that waits. Not here: reading it
(`rafiq.sources`).
Start at `receiving.py`.
"""
