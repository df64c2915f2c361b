"""Text in, annotated document out.

Lives here: everything that is decided by rule, table or dictionary. `text/` cleans and cuts, `words/` reads words, `quantities/`
numbers and dates, `names/` people, places and bodies, `engine_input/` what an engine is told, `doubts/` what may be wrong with its
English. Not here: neural networks (`models/`), files and pages (`rafiq/`); nothing opens a socket or imports anything heavy. Start
at `reader.py`, which goes through all of it once, and `document.py`, the values that come out.
"""
