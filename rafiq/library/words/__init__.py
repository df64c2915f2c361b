"""What a reader teaches Rafiq, and what a reader learns: nothing here belongs to one copy.

Lives here: own glossary, chosen readings, known words, settings (`own.py`); the words looked up, with their sentences, states and
cards to review (`learning.py`); when a card comes back (`schedule.py`).
Not here: what the page shows of them (`rafiq/page/screens`), exports (`rafiq/render`). Start at `learning.py`.
"""
