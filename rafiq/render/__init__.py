"""A bilingual document written out: the page's data, the saved page, and every export. The only place that escapes.

Lives here: `escape.py` (one function a place that text can go), HTML, and `exports/` a module a format; `formats.py` is their
table. Not here: reading exports back (`rafiq.library.imports`). Start at `formats.py`.
"""
