"""What is said of a name: beside it in the article, and in tables that the article bears out.

Names themselves are found in `nlp.names.spans` and put into English by `nlp.names.english_name`.
"""
