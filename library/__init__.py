"""Saved copies in SQLite, or PostgreSQL for a team. `Library.open()` is the way in."""

from __future__ import annotations

from library.library import Library
from library.values import CopySummary, EarlierSentence, Finding, GlossaryEntry

__all__ = ["CopySummary", "EarlierSentence", "Finding", "GlossaryEntry", "Library"]
