"""Arabic names in Latin letters, and whether two Latin spellings are of one name.

Not here: names that a table has whole (`nlp.names.english_name`) and names made of words (`nlp.names.made_of_words`).
Start at `latin_spelling.py`.
"""
