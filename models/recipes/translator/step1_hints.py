"""Step 1, second part: the training pairs again, with hints (`nlp.engine_input.hints`) behind the rarer Arabic words.

    python -m models.recipes.translator.step1_hints --data ../runs/data

Reads DATA/pairs.tsv and writes DATA/hinted.tsv: each row as it is, at part of its weight, and with the hints that serving would
give it, at the rest. The hints are the morphology's own, right or wrong, so that the network learns how far to trust them; now and
then one is put right by the reference, as a reader's choice of meaning would, or given to a common word. In a few rows words whose
hint the reference proves right stand in the Arabic in English, as serving puts in a word that came out as none. The morphology
database is needed (`make setup`). The same seed and inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from nlp.document import Token
from nlp.engine_input.hints import hints, term, wording
from nlp.engine_input.insertion import insert_names
from nlp.protocols import Hint, SourceSentence
from nlp.text.english import stems
from nlp.text.tokens import tokenize
from nlp.words.glossary import Expressions, with_glosses
from nlp.words.morphology import Morphology

__all__ = ["hinted", "main", "termed"]

HINTED_SHARE, TERM_SHARE = 0.7, 0.1  # of a row's weight
LEVELS: Final = (3, 4, 4, 4, 5)  # the least level, drawn for each row: serving may choose among them
PUT_RIGHT, EXTRA = 0.4, 0.03  # chance that a wrong hint becomes a right one; that a common word gets one
_LISTS: Final = ("places", "people", "lexicon")


def hinted(arabic: str, english: str, tokens: Sequence[Token], draw: random.Random) -> str:
    """`arabic` with hints for its analysed `tokens`; now and then a hint is the one that `english` shows to be meant."""
    given = hints(tokens, least_level=draw.choice(LEVELS))
    wanted = stems(english)
    by_end = {token.end: token for token in tokens}
    out = [_put_right(hint, by_end[hint.end], wanted) if draw.random() < PUT_RIGHT else hint for hint in given]
    covered = {at for hint in given for at in range(hint.start, hint.end)}
    for token in tokens:
        if token.start not in covered and token.kind == "word" and len(token.text) > 2 and draw.random() < EXTRA:
            right = _right(token, wanted)
            if right:
                out.append(Hint(token.start, token.end, right))
    return insert_names(SourceSentence(arabic, (), tuple(out))).text


def termed(arabic: str, english: str, tokens: Sequence[Token], draw: random.Random) -> str:
    """`arabic` with one to three of its hinted words in English in their place, where `english` says that they mean it; the others
    keep their hints. The same text where there is none."""
    given, wanted = hints(tokens), stems(english)
    right = [hint for hint in given if (words := stems(hint.english)) and words <= wanted]
    if not right:
        return arabic
    chosen = draw.sample(right, min(len(right), draw.choice((1, 1, 2, 3))))
    names = tuple(term(hint) for hint in chosen)
    return insert_names(SourceSentence(arabic, names, tuple(hint for hint in given if hint not in chosen))).text


def _put_right(hint: Hint, token: Token, wanted: frozenset[str]) -> Hint:
    right = "" if stems(hint.english) & wanted else _right(token, wanted)
    return replace(hint, english=right) if right else hint


def _right(token: Token, wanted: frozenset[str]) -> str:
    """A gloss of any reading of `token` whose words are all in the English, or ""."""
    glosses = [wording(gloss) for reading in token.readings for gloss in reading.glosses]
    return next((gloss for gloss in glosses if (words_ := stems(gloss)) and words_ <= wanted), "")


def _rows(lines: Sequence[str], morphology: Morphology, draw: random.Random) -> Iterator[str]:
    glossaries = (Expressions.load(),)
    for line in lines:
        weight, source, arabic, english = line.rstrip("\n").split("\t")
        text = terms = arabic
        if source not in _LISTS:
            tokens = with_glosses(glossaries, morphology.annotate(tokenize(arabic, 0)))
            text = hinted(arabic, english, tokens, draw)
            terms = termed(arabic, english, tokens, draw)
        shares = {text: HINTED_SHARE, terms: TERM_SHARE}
        shares.pop(arabic, None)
        yield f"{float(weight) * (1 - sum(shares.values())):.4f}\t{source}\t{arabic}\t{english}\n"
        for form, share in shares.items():
            yield f"{float(weight) * share:.4f}\t{source}{'+hint' if form == text else '+term'}\t{form}\t{english}\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this step."""
    from models.store import morphology_data

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the pairs.tsv of step 1")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    start, draw = time.monotonic(), random.Random(chosen.seed)  # noqa: S311 - repeatable, not secret
    morphology = Morphology(morphology_data.locate())
    with (chosen.data / "pairs.tsv").open(encoding="utf-8") as lines:
        rows = list(lines)
    new, count = chosen.data / "hinted.tsv.new", 0
    with new.open("w", encoding="utf-8") as out:
        for row in _rows(rows, morphology, draw):
            out.write(row)
            count += 1
            if count % 50_000 == 0:
                print(f"{count} rows, {time.monotonic() - start:.0f} s", flush=True)
    new.replace(chosen.data / "hinted.tsv")
    print(f"{count} rows from {len(rows)} in {time.monotonic() - start:.0f} s: {chosen.data / 'hinted.tsv'}")


if __name__ == "__main__":
    main()
