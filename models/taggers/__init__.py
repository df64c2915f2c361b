"""One module a tagger: tokens in, BIO tags of people, places, bodies and works out; and how taggers are scored.

Lives here: Rafiq's own tagger with its parts (pieces, CRF, network), hub checkpoints, camel-tools' own.
Not here: what becomes of the tags (`nlp.names`). Start at `ours.py`.
"""
