"""Where an article comes from: a file, an e-book, a web address. Bytes in, what `nlp.text.clean` reads out.

Lives here: a module a kind of file, and fetching an address the reader named. Not here: cleaning (`nlp.text`).
Start at `files.py`, the table of kinds.
"""
