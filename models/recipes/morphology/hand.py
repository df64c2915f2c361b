"""What the morphology's recipe is given and does not learn: weights set by hand, and the words that neighbours see as themselves.

English says nothing about voice, aspect and person, nor about the case after a preposition; the corpora have no tagger's tags.
Those weights stay as written here (`FIXED`). The others start from `PRIOR` and are pulled back to it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["AT_LEAST", "FIXED", "KEPT_KINDS", "PRIOR", "SENSE", "WORDS"]

SENSE: Final = 1.0  # the weight of the share of a lemma's best meaning; its table is made after the weights
KEPT_KINDS: Final = ("asp=", "vox=", "per=")  # never learnt, with what stands before them or without

_PREPOSITIONS: Final = "الي بعد بين حتي حول خلال دون ضد عبر علي عن في قبل مع من منذ".split()
_PARTICLES: Final = "ان سوف قد لا لم لن وقد".split()

FIXED: Final[dict[str, float]] = {
    "asp=c": -2.5,
    "vox=p": -0.6,
    "per=1": -1.2,
    "per=2": -2.0,
    "noun_prop@PERS": 3.0,
    "noun_prop@LOC": 2.0,
    "noun_prop@ORG": 1.0,
    "noun_prop@MISC": 0.5,
    "noun_prop@O": -1.5,
    "noun<prep": 0.5,
    "verb<prep": -2.5,
    **{f"noun<{word}": 0.5 for word in _PREPOSITIONS},
    **{f"verb<{word}": -2.5 for word in _PREPOSITIONS},
    **{f"verb<{word}": 1.5 for word in _PARTICLES},
}
PRIOR: Final[dict[str, float]] = {
    "freq": 1.0,
    "spelling=1": -0.2,
    "spelling=2": -1.5,
    "spelling=3": -3.5,
    "backoff": -4.0,
    "prc1=la_emph": -1.5,
    "prc1=la_rc": -2.0,
    "prc3=>a_ques": -2.0,
    "prc1=wa_prep": -3.0,
    "prc1=ta_prep": -3.0,
    "num=d": -0.5,
    "pos=noun_prop": -0.3,
}
# A preposition with a pronoun («لها», «بهم») is little seen in English and nearly always meant.
AT_LEAST: Final[dict[str, float]] = {f"enc0={person}_pron": 1.5 for person in "1s 1p 2ms 2fs 2d 2mp 2fp 3ms 3fs 3d 3mp 3fp".split()}
WORDS: Final = tuple(
    """
    اذ اذا الا التي الذي الذين الي اليه اليها ام اما ان انا اننا انه انها انهم او اي ب بان بانه بانها بذلك بل بما به بها بهذا بهذه
    بي بينما تلك حتي حيث خلال خلالها ذلك سوف علي عليه عليها عليهم عن عنه عنها في فيما فيه فيها قد كذلك كما كيف ل لا لان لذلك لقد لكن
    لكنه لم لما لن لنا له لها لهذا لهذه لهم لو ما مع معه مما من منذ منه منها منهم نحن هؤلاء هذا هذه هل هو هي و
    """.split()
)
