"""The English of names that are made of ordinary words: bodies, works, places of the kind of "Military Justice".

Lives here: heads, adjectives and purposes put in English order (`bodies`), what each word means where it stands (`wording`).
Not here: single names and their spelling (`nlp.names.english_name`). Start at `bodies.py`.
"""
