"""Dates, times, numbers, money and shares: what the Arabic says, and how English writes it.

Lives here: quantities as entities of an article, the numbers and dates that a text of either language writes.
Not here: what is wrong when the two differ (`nlp.doubts`). Start at `find.py`.
"""
