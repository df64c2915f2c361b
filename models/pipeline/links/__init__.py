"""Which words of an English text stand for which words of the Arabic.

Lives here: links read from a network's attention (`attention.py`), English that a network is made to say so that it can be linked
(`forced.py`), and what the dictionary knows better than attention does (`dictionary.py`). Not here: what links are used for.
"""
