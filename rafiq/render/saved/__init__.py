"""The saved copy as a page of its own, and the same on paper.

Lives here: the web page in one file (`html.py`, its text and cards, its style), the PDF that an installed browser prints of it.
Not here: the other forms (`rafiq/render/exports`). Start at `html.py`.
"""
