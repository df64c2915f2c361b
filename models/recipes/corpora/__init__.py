"""Parallel text as the translator's recipe reads it.

Lives here: where each set comes from and its weight, lines and their clean form, variants of pairs, exchanged names, similarity.
Not here: training (`models.recipes.translator`). Start at `sources.py`.
"""
