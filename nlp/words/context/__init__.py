"""What a word means where it stands: which of its readings, and which meaning of that reading.

Lives here: the learnt ranking of readings, the rules of grammar that it does not know, meanings chosen by the words beside them and
by the English, how translators say a word. Not here: the readings themselves (`nlp.words.readings`). Start at `grammar.py`.
"""
