"""Dates, times, numbers, money and shares: what the Arabic says, and how English writes it.

Lives here: quantities as entities of an article (`find.py`, by kind: `dates.py`, `times.py`, `amounts.py`), and what numbers and
dates a text of either language writes (`written.py`). Each language has one reader of numbers: `arabic_numbers.py`,
`english_numbers.py`. Not here: what months are called (`nlp.text.calendar`), what is wrong when two texts differ (`nlp.doubts`).
Start at `find.py`.
"""
