"""What may be wrong with the English of a sentence, judged by comparing it with the Arabic.

Lives here: a module a kind of evidence (negation, form, places, words, omissions), and the marks a reader sees.
Not here: scores of the network itself (`models.pipeline.doubt`). Start at `find.py`.
"""
