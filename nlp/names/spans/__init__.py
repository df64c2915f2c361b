"""Which tokens of a sentence name something: the tagger's spans put right, what the tables, Latin letters and repetition add.

Lives here: spans, how a name is shown without clitics, quotation marks and Latin forms beside a name, the same name again.
Not here: which spans are one entity (`nlp.names.groups`), its English (`nlp.names.english_name`). Start at `find.py`.
"""
