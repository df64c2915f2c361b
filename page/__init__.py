"""The Streamlit page: state, work in threads, settings, and the reader component (one file of HTML, CSS and JavaScript each)."""
