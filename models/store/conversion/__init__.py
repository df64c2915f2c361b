"""From a checkpoint as it was published to the form that CTranslate2 runs.

Lives here: the reader's converted copies (`copies.py`), the instructions of the processor that run them (`instructions.py`), the
conversion of the embedded network without torch (`bart.py`), and torch itself for the others (`torch_family.py`), by whichever pip
there is (`pip_here.py`).
Not here: fetching (`models.store.download`) and running them (`models.translators`). Start at `copies.py`.
"""
