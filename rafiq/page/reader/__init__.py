"""The component that shows an article: its files in the browser, and what it and Python tell each other.

Lives here: what a session is fed, the events that come back, the component's script, fonts and styles.
Not here: translating, or what a reader's choice does to an article (`rafiq.page.work`). Start at `session.py`.
"""
