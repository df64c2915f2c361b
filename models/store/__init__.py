"""Weights and data on disk: what there is (cards), where it lies, how it is fetched, checked and converted.

Lives here: the table of engines with their facts, downloads from a hub, checksums, the morphology database, camel-tools' data.
Not here: running anything. Start at `cards.py`.
"""
