"""The Streamlit page. `app.py` at the top of the checkout is its script.

From the ground up: `serve/` (the server), `strings/` (every word the page says), `work/` (articles under way), `desk.py` (what
all sessions share), `reader/` (the component that shows an article), `screens/` (what Streamlit draws).
Not here: anything the command line needs too (`rafiq.workbench`). Start at `desk.py`.
"""
