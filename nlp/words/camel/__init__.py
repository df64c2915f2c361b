"""camel-tools' morphology, opened: from its database, or from a compact form of it that opens in a tenth of the time.

Lives here: the only imports of camel-tools' morphology, and the compact form. Not here: what its analyses say
(`nlp.words.readings`). Start at `opening.py`.
"""
