"""Raw text → an article, its sentences and tokens, with offsets into the text as the reader sees it.

Lives here: bytes to characters, HTML to text, cleaning, furniture and datelines, sentences, tokens, and the forms that are
compared. Not here: what a word means (`nlp.words`) or names (`nlp.names`). Start at `clean.py`.
"""
