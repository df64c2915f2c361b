"""Articles under way, in threads that never call Streamlit.

Lives here: jobs, analysis, the reader's choices, the cache of translations, drafts that survive a crash.
Not here: what a session shows of them (`rafiq.page.reader`). Start at `jobs.py`.
"""
