"""Names in the English of a sentence: where they stand there, how they are spelt, and which words it shows to be names.

Lives here: placing, respelling after the article, what engines make of names, words told to be names.
Not here: what a name is called in English (`nlp.names.english_name`). Start at `placing.py`.
"""
