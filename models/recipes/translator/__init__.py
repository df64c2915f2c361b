"""The embedded translator's recipe: data, training, mean of checkpoints, export.

Lives here: the steps in order of their numbers, with batches, the warm start (e5) and the exchange between workers.
Not here: reading the sets (`models.recipes.corpora`), scoring (`benchmarks/search_grid.py`). Start at `step1_data.py`.
"""
