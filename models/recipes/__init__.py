"""How the embedded translator is made: numbered steps, each runnable alone (`python -m models.recipes.step1_data --help`).

Nothing here is imported by the product. RUNS.md holds every run; `models/weights/CARDS.md` what came out and from which data.
"""
