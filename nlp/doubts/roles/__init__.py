"""Who does what to whom: what the Arabic says of it, how the English is built, and where the two part.

Lives here: the subjects and objects of Arabic verbs (`arabic.py`), verbs of an English text and what stands around them
(`english.py`), the rule that compares them (`compare.py`), opposites (`opposites.py`). Not here: whether anything is missing.
"""
