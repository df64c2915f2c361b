"""People, places, bodies and works: mentions joined to entities, named in English, explained, and placed in the English.

Lives here: linking, English names and their sources, their spelling (`spelling`), the tables of known names.
Not here: the tagger that finds the spans (`models.taggers`). Start at `link.py`.
"""
