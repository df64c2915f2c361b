"""Which of a network's translations of one part is taken.

Those without a fault of form come first, then those that keep most of the names put in; among them the best by the network's own
probability, by how much of the dictionary's meaning it says, and by numbers, countries and denials that agree.
"""

from __future__ import annotations

from typing import Final

from models.pipeline.draft import Part, form_faults
from models.pipeline.search import Output, Pieces
from nlp.doubts.judge import contradictions
from nlp.engine_input.coverage import coverage

__all__ = ["chosen"]

_CONTRADICTION: Final = 0.3  # what a number, country or denial without a partner costs a translation, in mean log probability


def chosen(part: Part, output: Output, pieces: Pieces, worth: float) -> Output:
    """`output` or one of its `others`. `worth`: what saying all the meanings is worth, in mean log probability."""
    if not output.others:
        return output
    source = part.source

    def value(option: Output) -> tuple[bool, int, float]:
        text = pieces.decode(option.pieces)
        merit = worth * coverage(part.senses, text) - _CONTRADICTION * contradictions(source, text)
        whole = not form_faults(source, text, finished=option.finished)
        return whole, sum(name in text for name in part.names), option.score + merit

    return max((output, *output.others), key=value)
