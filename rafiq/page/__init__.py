"""The Streamlit page. `app.py` at the top of the checkout is its script.

Lives here: `desk.py` (what all sessions share), `work/` (articles under way), `reader/` (the component that shows an article),
`screens/` (what Streamlit draws), `serve/` (the server). Not here: anything the command line needs too (`rafiq.workbench`).
Start at `desk.py`.
"""
