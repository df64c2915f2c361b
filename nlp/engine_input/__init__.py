"""What an engine is given with a sentence: names in English, hints for rare words, the meanings to choose by.

Lives here: how a `SourceSentence` is made of an annotated sentence, and how its names and hints are put into the Arabic.
Not here: running the engine (`models.pipeline`). Start at `source_sentence.py`.
"""
