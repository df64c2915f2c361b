"""The reader's saved copies, kept in one SQLite file."""
