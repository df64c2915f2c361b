"""The program around the language: command line, page, library, exports, sources.

Lives here: everything a reader touches. Not here: text (`nlp/`) and weights (`models/`).
Start at `workbench.py`, which builds a reading from the parts, then `cli/main.py` or `page/desk.py`.
"""
