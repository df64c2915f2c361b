"""What Streamlit itself draws: the start page, an article's frame, the library.

Lives here: a module a screen. Not here: the reader component (`rafiq.page.reader`), words (`rafiq/page/strings`).
Start at `home.py`.
"""
