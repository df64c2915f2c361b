"""The server of the page: its options, its headers, its start.

Lives here: how Streamlit is run on 127.0.0.1. Not here: what it shows.
Start at `server.py`.
"""
