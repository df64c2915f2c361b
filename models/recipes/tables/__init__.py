"""How the larger tables of `nlp/data` are made from public lists: known names, spellings, English words, months.

Lives here: a program a table. Not here: tables written by hand.
Start with the table's line in NOTICE, which names its program.
"""
