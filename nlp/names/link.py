"""From tags to entities: every mention of one person, place, organisation, date … under one number, named in English and explained.

`link` joins mentions through the article: «حسام نصر», «م. نصر» and «نصر»; «مايكروسوفت» with clitics and without; Arabic with its
Latin form beside it in parentheses; a role that was said with the name («المهندس المصري»). What the tagger found once is found
wherever it stands again. `place_in_english` (from `nlp.names.placing`) finds the names in a translation.
Numbers of entities follow the order of first mention. Leaves out: pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nlp.document import BilingualDocument, Entity, EntityType, Mention, Sentence
from nlp.names.appositions import Apposition, apposition
from nlp.names.english_name import TRANSLITERATION, Known, Namer, skeleton
from nlp.names.mentions import Span, find
from nlp.names.placing import place_in_english
from nlp.names.repeats import beside, find_again, find_roles
from nlp.quantities.find import find as find_quantities

__all__ = ["Namer", "link", "only_around", "place_in_english"]

_NAMES: Final = frozenset({"PERS", "LOC", "ORG", "MISC"})
_SURE: Final = 0.6  # of the tagger's fine type, mean over the mentions; measured, see models/weights/tagger/CARD.md
_WINS: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})


@dataclass(slots=True)
class _Group:
    """Mentions of one entity while they are being gathered; only `link` sees it."""

    spans: list[Span] = field(default_factory=list)
    latin: str = ""  # given beside it in the article

    @property
    def type(self) -> EntityType:
        """The type of most mentions; tables count threefold, Latin runs hardly."""
        votes: Counter[EntityType] = Counter()
        for span in self.spans:
            votes[span.type] += {"table": 9, "latin": 1, "role": 0}.get(span.origin, 3)
        return votes.most_common(1)[0][0]

    @property
    def longest(self) -> Span:
        """The fullest form: most words, then the earliest."""
        named = [span for span in self.spans if span.origin not in {"latin", "role"}] or self.spans
        return max(named, key=lambda s: (len(s.key.split()) if s.type == "PERS" else 0, s.origin == "table", -s.sentence, -s.first))


def _merge(groups: list[_Group], left: _Group, right: _Group) -> None:
    left.spans.extend(right.spans)
    left.latin = left.latin or right.latin
    groups.remove(right)


def _gather(rows: Sequence[Sequence[Span]]) -> list[_Group]:
    """Spans with the same name together, clitics taken off where the bare name stands elsewhere."""
    keys = Counter(span.key for row in rows for span in row if span.type in _NAMES)
    groups: dict[str, _Group] = {}
    for row in rows:
        for span in row:
            key = span.key
            if span.origin == "tagger":
                first, *rest = key.split()
                for cut in (1, 2):
                    bare = " ".join((first[cut:], *rest))
                    if (
                        first[:cut] in {"و", "ب", "ل", "ف", "ك", "ول", "وب"}
                        and len(first) - cut >= 3
                        and (keys[bare] or keys["ال" + bare if first[:cut].endswith("ل") else bare])
                    ):
                        shown = span.arabic[cut:]
                        key = bare if keys[bare] else "ال" + bare
                        span = replace(span, key=key, arabic=shown if keys[bare] else "ال" + shown)  # noqa: PLW2901
                        break
            groups.setdefault(key, _Group()).spans.append(span)
    return list(groups.values())


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of `short` stand in `long` in this order («محمد سلمان» in «محمد بن سلمان»)."""
    at = 0
    for word in long:
        if at < len(short) and _alike(short[at], word):
            at += 1
    return at == len(short)


def _alike(a: str, b: str) -> bool:
    return (
        a == b
        or a.removeprefix("ال") == b.removeprefix("ال")
        or (min(len(a), len(b)) > 3 and a[0] == b[0] and skeleton(a) == skeleton(b))
    )


def _join_people(groups: list[_Group]) -> None:
    """Shorter names of a person to the fuller one last mentioned before, else the only one there is."""
    people = [group for group in groups if group.type == "PERS"]
    for group in sorted(people, key=lambda g: len(g.longest.key.split())):
        words = group.longest.key.split()
        fuller = [
            other
            for other in people
            if other is not group
            and other in groups
            and (
                len(other.longest.key.split()) > len(words)
                or (
                    len(other.longest.key.split()) == len(words) > 1
                    and group.spans[0] != other.spans[0]
                    and (other.spans[0].sentence, other.spans[0].first) < (group.spans[0].sentence, group.spans[0].first)
                )
            )
            and _within(words, other.longest.key.split())
            and (len(words) > 1 or _alike(words[0], other.longest.key.split()[-1]) or _only(words[0], people, groups))
        ]
        if not fuller or group not in groups:
            continue
        where = (group.spans[0].sentence, group.spans[0].first)
        before = [o for o in fuller if (o.spans[0].sentence, o.spans[0].first) < where]
        target = max(before, key=lambda o: (o.spans[0].sentence, o.spans[0].first)) if before else fuller[0]
        _merge(groups, target, group)


def _only(word: str, people: Sequence[_Group], groups: Sequence[_Group]) -> bool:
    holders = [
        g for g in people if g in groups and len(g.longest.key.split()) > 1 and any(_alike(word, w) for w in g.longest.key.split())
    ]
    return len(holders) == 1


def _join_variants(groups: list[_Group]) -> None:
    """One entity for spellings that differ in vowels alone («ترامب», «ترمب»), with and without the article."""
    seen: dict[str, _Group] = {}
    for group in list(groups):
        if group.type not in _NAMES or group.longest.origin == "latin":
            continue
        words = group.longest.key.split()
        mark = " ".join(skeleton(word.removeprefix("ال")) for word in words)
        if len(mark.replace(" ", "")) < 4:
            continue
        other = seen.setdefault(f"{group.type}:{words[0].removeprefix('ال')[0]}:{mark}", group)
        if other is not group and (len(words) > 1 or len(mark) > 3):
            _merge(groups, other, group)


def _join_english(groups: list[_Group], namer: Namer) -> list[tuple[_Group, Known]]:
    """Each group with its English; groups of one type and the same sure English become one, Latin runs go to the name they
    spell."""
    named: list[tuple[_Group, Known]] = []
    byenglish: dict[str, int] = {}
    order = sorted(groups, key=lambda g: g.longest.origin == "latin")
    for group in order:
        kind = group.type
        choice = _english(group, kind, namer)
        key = choice.english.casefold()
        at = byenglish.get(key)
        latin = group.longest.origin == "latin"
        if at is not None and kind in _NAMES and (latin or (choice.source != TRANSLITERATION and named[at][0].type == kind)):
            _merge(groups, named[at][0], group)
            continue
        byenglish.setdefault(key, len(named))
        named.append((group, choice))
    return named


def _english(group: _Group, kind: EntityType, namer: Namer) -> Known:
    span = group.longest
    if kind not in _NAMES:
        return Known(english_value(kind, span.value), "the article", kind)
    given = namer.sure(span.arabic)
    if given is not None and given.source == "your glossary":
        return given
    acronym = group.latin.isupper() and len(group.latin) <= 6
    table = namer.name(span.arabic, kind) if span.origin != "latin" else Known(span.arabic, "the article", kind)
    if group.latin and not (acronym and table.source != TRANSLITERATION):
        return replace(table, english=group.latin, source="the article")
    return table


def english_value(kind: EntityType, value: str) -> str:
    """A quantity's value in words for people: "24 September 2025", "3,500,000 USD"."""
    from nlp.quantities.english import spoken

    return spoken(kind, value)[0] if value else ""


def link(
    sentences: Sequence[Sentence],
    tags: Sequence[Sequence[str]],
    *,
    fine: Sequence[Sequence[tuple[str, float]]] | None = None,
    namer: Namer | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[tuple[Sentence, ...], tuple[Entity, ...]]:
    """The sentences with `entities` filled in, and the entities in order of first mention (`id` is the place in that order).

    `tags` are BIO tags for the tokens of each sentence; `fine` the tagger's fine types of them with how sure it is (used where no
    table knows better); `names` is the reader's glossary, Arabic → English, which comes before all
    but nothing in the article itself contradicts it.
    """
    own = (namer or Namer()).with_names(names or {})
    rows = find(sentences, tags, own)
    rows, latin_of = beside(sentences, rows)
    rows = find_again(sentences, rows)
    rows = [_with_quantities(index, sentence, row) for index, (sentence, row) in enumerate(zip(sentences, rows, strict=True))]
    groups = _gather(rows)
    for group in groups:
        group.latin = next((latin_of[s.key] for s in group.spans if s.key in latin_of), "")
    _join_variants(groups)
    _join_people(groups)
    described = {id(group): _appositions(sentences, group) for group in groups if group.type in _NAMES}
    taken = [{at for span in row for at in range(span.first, span.last)} for row in rows]
    for group in groups:
        if group.type == "PERS" and described.get(id(group)):
            group.spans += find_roles(sentences, taken, group.spans[0], described[id(group)])
    named = _join_english(groups, own)
    named.sort(key=lambda pair: min((s.sentence, s.first) for s in pair[0].spans))
    entities: list[Entity] = []
    mentions: list[list[Mention]] = [[] for _ in sentences]
    for number, (group, choice) in enumerate(named):
        entity = _entity(number, group, choice, described.get(id(group), ()))
        if fine is not None and not entity.fine_type and entity.type in _NAMES:
            entity = replace(entity, fine_type=_fine(group, entity.type, tags, fine))
        entities.append(entity)
        for span in group.spans:
            tokens = sentences[span.sentence].tokens
            start, end = tokens[span.first].start, tokens[span.last - 1].end
            offset = sentences[span.sentence].start
            text = sentences[span.sentence].arabic[start - offset : end - offset]
            mentions[span.sentence].append(Mention(start, end, text, entity.type, number, entity.english, entity.gloss, span.value))
    filled = [
        replace(sentence, entities=tuple(sorted(found, key=lambda m: m.start)))
        for sentence, found in zip(sentences, mentions, strict=True)
    ]
    return tuple(filled), tuple(entities)


def _fine(group: _Group, kind: EntityType, tags: Sequence[Sequence[str]], fine: Sequence[Sequence[tuple[str, float]]]) -> str:
    """The fine type that the tagger gives to most of the mentions it takes for `kind`, or "" when it is not sure."""
    votes: dict[str, float] = {}
    mentions = 0
    for span in group.spans:
        seen = [fine[span.sentence][at] for at in range(span.first, span.last) if tags[span.sentence][at].endswith(f"-{kind}")]
        if seen:
            best = max(seen, key=lambda item: item[1])
            votes[best[0]] = votes.get(best[0], 0.0) + best[1]
            mentions += 1
    name, total = max(votes.items(), key=lambda item: item[1], default=("", 0.0))
    return name if mentions and total / mentions >= _SURE else ""


def only_around(document: BilingualDocument) -> frozenset[int]:
    """Ids of the entities that stand in no line of the text proper, only in links and menus around it."""
    inside = {mention.entity for sentence in document.sentences if sentence.kind != "furniture" for mention in sentence.entities}
    return frozenset(entity.id for entity in document.entities if entity.id not in inside)


def _with_quantities(index: int, sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Dates, money, … added; a number gives way to a name it is part of («مجموعة العشرين»), a date does not."""
    kept = list(spans)
    for quantity in find_quantities(sentence.tokens):
        clash = [span for span in kept if span.first < quantity.last and quantity.first < span.last]
        if clash and (quantity.type not in _WINS or any(span.last - span.first > quantity.last - quantity.first for span in clash)):
            continue
        kept = [span for span in kept if span not in clash]
        first, last = sentence.tokens[quantity.first], sentence.tokens[quantity.last - 1]
        text = sentence.arabic[first.start - sentence.start : last.end - sentence.start]
        kept.append(
            Span(
                index,
                quantity.first,
                quantity.last,
                quantity.type,
                f"{quantity.type}:{quantity.value}",
                text,
                "rule",
                quantity.value,
            )
        )
    return sorted(kept, key=lambda span: span.first)


def _appositions(sentences: Sequence[Sentence], group: _Group) -> tuple[Apposition, ...]:
    found = (apposition(sentences[s.sentence], s.first, s.last, s.type) for s in group.spans if s.origin not in {"latin", "role"})
    return tuple(a for a in found if a is not None)


def _entity(number: int, group: _Group, choice: Known, said: Sequence[Apposition]) -> Entity:
    kind = group.type
    if choice.type in _NAMES and kind in _NAMES and choice.source == "Rafiq's list":
        kind = choice.type  # type: ignore[assignment]
    gloss, source = choice.gloss, choice.gloss_source
    if not gloss and said:
        best = max(said, key=lambda a: (len(a.english.split()), -len(a.arabic)))
        gloss, source = f"{best.english} («{best.arabic}»)", "the article"
    named = [s for s in group.spans if s.origin != "role"]
    return Entity(
        id=number,
        arabic=group.longest.arabic,
        type=kind,
        english=choice.english,
        english_source=choice.source,
        fine_type=choice.fine,
        gloss=gloss,
        gloss_source=source,
        count=len(group.spans),
        first_sentence=min(s.sentence for s in named or group.spans),
        value=group.longest.value,
    )
