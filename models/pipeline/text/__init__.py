"""The text on both sides of a network: the Arabic cut to its length, what it must not touch put aside, its English put right.

Lives here: what works on letters alone. Not here: names and hints (`nlp.engine_input`) and what is tried again
(`models.pipeline.retries`).
"""
