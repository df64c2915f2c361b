"""The component that shows an article: its files in the browser, and what it and Python tell each other.

Lives here: what a session is fed, events that come back, choices that are kept, fonts and styles.
Not here: translating (`rafiq.page.work`). Start at `session.py`.
"""
