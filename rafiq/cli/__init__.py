"""`rafiq …`: the same things as the page, without a browser.

Lives here: a module a group of commands; `main.py` joins them. Not here: anything a second caller could want.
Start at `main.py`.
"""
