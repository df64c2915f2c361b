"""What Streamlit itself draws: the start page, an article's frame, the library, and every string of the page.

Lives here: a module a screen. Not here: the reader component (`rafiq.page.reader`).
Start at `home.py`.
"""
