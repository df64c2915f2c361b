"""The tagger's recipe: labelled text, the network, the CRF, and their export.

Lives here: what it is trained on and how. Not here: tables of names (`models.recipes.tables`).
Start at `data.py`; every run is in TAGGER_RUNS.md.
"""
