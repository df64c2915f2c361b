"""What is done around every neural translator: names put in, sentences split, searched, checked, tried again, linked.

Lives here: the parts of that way, none of which knows a runtime. Not here: networks (`models.translators`) and judgements about the
English by rule (`nlp.doubts`). Start at `engine.py`.
"""
