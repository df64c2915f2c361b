"""What the reader does on the page, applied to the article, the library and the settings.

Lives here: a module for words and names, one for sentences, one for the whole article, and the table of them all.
Not here: which events were done already (`rafiq/page/reader/session.py`). Start at `table.py`.
"""
