"""Thousands of articles at once: `rafiq bulk`.

Lives here: articles out of files, folders, JSONL, Parquet and WARC; shards that are written whole, and what is done; a pool of
processes on one machine, and Ray Data on a cluster. Not here: how one article is read (`nlp.reader`). Start at `run.py`.
"""
