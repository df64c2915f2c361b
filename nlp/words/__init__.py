"""One Arabic word: its readings (lemma, root, clitics, meanings), which of them is meant, and how it is written in Latin letters.

Lives here: the morphology over camel-tools' database, its ranking by context, the lexicon of modern words, expressions, vowels,
roots. Not here: names (`nlp.names`) and what an engine is told of a word (`nlp.engine_input`). Start at `morphology.py`.
"""
