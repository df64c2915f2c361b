"""What is wrong with an English text by its form alone.

Lives here: what is empty, cut off or out of proportion (`shape.py`), and what is said over again (`repetition.py`). Not here: what
an English text means.
"""
