"""Saved copies, notes, glossary and words in SQLite, or PostgreSQL for a team.

Lives here: the schema and its migrations, the store, and what is kept in it; `imports/` brings exports back.
Not here: exports (`rafiq.render`). `Library.open()` is the way in; start at `library.py`.
"""

from __future__ import annotations

from rafiq.library.library import Library
from rafiq.library.values import CopySummary, EarlierSentence, Finding, GlossaryEntry

__all__ = ["CopySummary", "EarlierSentence", "Finding", "GlossaryEntry", "Library"]
