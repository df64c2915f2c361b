"""How the tables of the morphology are learnt from parallel news: which reading is meant, which meaning is usual.

Lives here: the program (`learn.py`) and its parts; README.md tells what it does, step by step.
Not here: the tables it writes (`nlp/data`).
"""
