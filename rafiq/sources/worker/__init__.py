"""Documents are read in a process of their own: whatever a hostile file does to its reader, Rafiq goes on and says so.

Lives here: `apart.py`, the side that asks (the page, the command line); `child.py`, the process that reads; `wire.py`, what passes
between them. Not here: the readers themselves (`rafiq.sources.files` and its table). Start at `apart.py`.
"""
