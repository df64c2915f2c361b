"""One module an engine or runtime: Rafiq's own weights, hub checkpoints, a server, CTranslate2, transformers.

Lives here: what opens weights and runs them. Not here: what every engine does around its network (`models.pipeline`), and the table
that names the engines (`models.store.cards`). Start at `embedded.py`.
"""
