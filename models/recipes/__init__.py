"""How Rafiq's own weights and tables are made, each step a program of its own; the product imports nothing of it.

Lives here: `translator/` in numbered steps (`python -m models.recipes.translator.step1_data --help`), `corpora/` the text it learns
from, `tagger/`, `morphology/`, `tables/` of names and words, `data/` what was written for training.
RUNS.md and TAGGER_RUNS.md hold every run; `models/weights/CARDS.md` what came out and from which data.
"""
