"""How likely the embedded engine's English misleads: sentences labelled by hand, and what is fitted to them.

`learn.py` reads `labels.tsv.xz` and writes `models/weights/estimates/embedded.json`. To be run again for other weights.
"""
