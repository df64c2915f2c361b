"""From tags to entities: every mention of one person, place, organisation, date … under one number, named in English and explained.

`link` joins mentions through the article: «حسام نصر», «م. نصر» and «نصر»; «مايكروسوفت» with clitics and without; Arabic with its
Latin form beside it in parentheses; a role that was said with the name («المهندس المصري»). What the tagger found once is found
wherever it stands again. `place_in_english` (from `nlp.names.in_english.placing`) finds the names in a translation.
Numbers of entities follow the order of first mention. Leaves out: pronouns.

>>> from nlp.text.tokens import tokenize
>>> text = "زار علي القاهرة"
>>> row = Sentence(0, len(text), text, tokens=tokenize(text, 0))
>>> [(entity.english, entity.gloss) for entity in link((row,), [["O", "B-PERS", "B-LOC"]])[1]]
[('Ali', ''), ('Cairo', 'capital of Egypt')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import Final

from nlp.document import NAMES, BilingualDocument, Entity, EntityType, Mention, NameSource, Sentence
from nlp.names.english_name import Namer, OwnName
from nlp.names.facts.also import with_also
from nlp.names.facts.another import is_another, is_contradicted
from nlp.names.facts.appositions import apposition
from nlp.names.facts.descriptions import Apposition, told
from nlp.names.facts.kinds import is_under, kind_of, part_of_country
from nlp.names.facts.roles import role_kind
from nlp.names.facts.surroundings import called, is_paper
from nlp.names.facts.witnesses import witnessed
from nlp.names.groups import Group, gather, merge
from nlp.names.in_english.placing import place_in_english
from nlp.names.listed import Known
from nlp.names.made_of_words.wording import wording
from nlp.names.spans.find import find
from nlp.names.spans.repeats import beside, find_again, find_roles
from nlp.names.spans.span import Span, SpanOrigin, in_order
from nlp.quantities.english import spoken
from nlp.quantities.find import find as find_quantities
from nlp.text.normalize import fold
from nlp.text.tables import words

__all__ = ["Namer", "link", "only_around", "place_in_english"]

_TITLE: Final = 2  # words of a title that are plain words
_THE: Final = "ال"
_BOYCOTT: Final = "مقاطعه"
_PAPER: Final = "صحيفه"

_REGION: Final = "State-or-Province"
_A_TOWN: Final = re.compile(r"(?:\w+ ){0,2}(?:city|town|village)\b")
_WINS: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})


def link(
    sentences: Sequence[Sentence],
    tags: Sequence[Sequence[str]],
    *,
    namer: Namer | None = None,
    names: Mapping[str, str | OwnName] | None = None,
) -> tuple[tuple[Sentence, ...], tuple[Entity, ...]]:
    """The sentences with `entities` filled in, and the entities in order of first mention (`id` is the place in that order).

    `tags` are BIO tags for the tokens of each sentence; `names` is the reader's glossary, Arabic → English, which comes before all
    but nothing in the article itself contradicts it.
    """
    own = (namer or Namer()).with_names(names or {})
    rows, latin_of = beside(sentences, find(sentences, tags, own))
    rows = _papers_apart(sentences, find_again(sentences, rows))
    rows = [_with_quantities(index, sentence, row) for index, (sentence, row) in enumerate(zip(sentences, rows, strict=True))]
    groups = gather(rows, latin_of)
    described = _described(sentences, rows, groups)
    joined = [pair for pair in _join_english(sentences, groups, own) if not _is_plain(*pair, sentences)]
    named = sorted(joined, key=lambda pair: min(span.place for span in pair[0].spans))
    entities = [
        _entity(number, group, choice, described.get(id(group), ()), sentences) for number, (group, choice) in enumerate(named)
    ]
    entities = witnessed(entities, {n: described.get(id(group), ()) for n, (group, _) in enumerate(named)})
    return _with_mentions(sentences, [group for group, _ in named], entities), tuple(entities)


def _papers_apart(sentences: Sequence[Sentence], rows: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """The spans, those of a newspaper or channel apart from the place of its name: «دبي: «الخليج»» among «دول الخليج»."""
    return [
        [
            replace(span, key=f"{_PAPER} {span.key}", type="ORG")
            if span.type in NAMES and is_paper(sentence.tokens, span.first, span.last)
            else span
            for span in row
        ]
        for sentence, row in zip(sentences, rows, strict=True)
    ]


def _described(
    sentences: Sequence[Sentence], rows: Sequence[Sequence[Span]], groups: Sequence[Group]
) -> dict[int, tuple[Apposition, ...]]:
    """`id` of a group → what stands beside its name and says what it is; a person's roles elsewhere become its mentions."""
    people = [_covered(span for span in row if span.type == "PERS") for row in rows]
    described = {id(group): _appositions(sentences, group, people) for group in groups if group.type in NAMES}
    taken = [_covered(row) for row in rows]
    for group in groups:
        if group.type == "PERS" and described.get(id(group)):
            group.spans += find_roles(sentences, taken, group.spans[0], described[id(group)])
    return described


def _covered(spans: Iterable[Span]) -> set[int]:
    """The tokens of some spans of one sentence."""
    return {at for span in spans for at in range(span.first, span.last)}


def _with_mentions(sentences: Sequence[Sentence], groups: Sequence[Group], entities: Sequence[Entity]) -> tuple[Sentence, ...]:
    """The sentences with a mention for each span of the groups, in order."""
    mentions: list[list[Mention]] = [[] for _ in sentences]
    for group, entity in zip(groups, entities, strict=True):
        for span in group.spans:
            mentions[span.sentence].append(_mention(span, sentences[span.sentence], entity))
    return tuple(
        replace(sentence, entities=tuple(sorted(row, key=lambda mention: mention.start)))
        for sentence, row in zip(sentences, mentions, strict=True)
    )


def _mention(span: Span, sentence: Sentence, entity: Entity) -> Mention:
    start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
    text = sentence.arabic[start - sentence.start : end - sentence.start]
    return Mention(start, end, text, entity.type, entity.id, entity.english, entity.gloss, span.value)


def _join_english(sentences: Sequence[Sentence], groups: list[Group], namer: Namer) -> list[tuple[Group, Known]]:
    """Each group with its English; groups of one type and the same sure English become one, Latin runs go to the name they
    spell."""
    named: list[tuple[Group, Known]] = []
    byenglish: dict[str, int] = {}
    order = sorted(groups, key=_is_latin)
    for group in order:
        kind = group.type
        choice = _english(group, kind, namer, sentences)
        key = choice.english.casefold()
        at = byenglish.get(key)
        if at is not None and kind in NAMES and (_is_latin(group) or (_is_sure(choice) and named[at][0].type == kind)):
            merge(groups, named[at][0], group)
            continue
        byenglish.setdefault(key, len(named))
        named.append((group, choice))
    return named


def _is_plain(group: Group, choice: Known, sentences: Sequence[Sentence]) -> bool:
    """Whether what the tagger alone took for a name, and no table has, is words of the dictionary.

    A work's title that only words make or sounds: their glosses and the engine say better what it means («نصوص كبار», "Texts of
    Seniors"; of 104 such names a strict reader found every second one wrong). A person's name of one such word («فيراني», and he
    sees me: seven of seven), a place's or a thing's that is a verb.
    """
    if group.longest.key.removeprefix(_THE) in _loanwords() and not group.latin:
        return True
    guessed = choice.source in {NameSource.WORDS, NameSource.TRANSLITERATION} and not group.latin
    if not guessed or any(span.origin is not SpanOrigin.TAGGER for span in group.spans):
        return False
    span = group.longest
    own = [token for token in sentences[span.sentence].tokens[span.first : span.last] if token.kind == "word"]
    known = [word for word in own if word.readings and word.readings[0].source != "backoff" and word.pos != "proper noun"]
    by_sound = choice.source is NameSource.TRANSLITERATION
    if len(own) == 1:
        return by_sound and bool(known) and (group.type == "PERS" or (group.type != "ORG" and known[0].pos == "verb"))
    whole = len(known) == len(own) or (by_sound and len(known) >= _TITLE)
    return group.type == "MISC" and len(own) >= _TITLE and whole and not kind_of(span.arabic, "MISC")


@cache
def _loanwords() -> frozenset[str]:
    """Folded foreign words that name nobody and nothing: «كيوسك»."""
    return frozenset(map(fold, words("names_loanwords.txt")))


def _is_latin(group: Group) -> bool:
    return group.longest.origin is SpanOrigin.LATIN


def _is_sure(choice: Known) -> bool:
    return choice.source is not NameSource.TRANSLITERATION


def _english(group: Group, kind: EntityType, namer: Namer, sentences: Sequence[Sentence]) -> Known:
    """What a group is called in English: by the reader's glossary, by Latin letters beside it, by the tables, by its sound."""
    span = group.longest
    if kind not in NAMES:
        return Known(spoken(kind, span.value)[0] if span.value else "", NameSource.ARTICLE, kind)
    around = [called(sentences[each.sentence].tokens, each.first, each.last) for each in group.spans]
    others = {other for other in around if other is not None}
    if len(others) == 1 and 2 * around.count(None) <= len(around):
        return others.pop()
    given = namer.sure(span.arabic)
    if given is not None and given.source is NameSource.GLOSSARY:
        return given
    if _is_latin(group):
        table = Known(span.arabic, NameSource.ARTICLE, kind)
    else:
        table = namer.name(span.arabic, kind, wording(sentences[span.sentence].tokens[span.first : span.last], work=kind == "MISC"))
    acronym = group.latin.isupper() and len(group.latin) <= 6
    if group.latin and not (acronym and _is_sure(table)):
        return replace(table, english=group.latin, source=NameSource.ARTICLE)
    return table


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
                SpanOrigin.QUANTITY,
                quantity.value,
            )
        )
    return in_order(kept)


def _kind_of(group: Group, kind: EntityType, sentences: Sequence[Sentence]) -> str:
    """The fine type that a name's own first word states; none under a banner: «تحت لواء الأزهر» is no brigade."""
    under = (is_under(sentences[span.sentence].tokens, span.first) for span in group.spans)
    return "" if any(under) else kind_of(group.longest.arabic, kind)


def _appositions(sentences: Sequence[Sentence], group: Group, people: Sequence[Set[int]]) -> tuple[Apposition, ...]:
    named = [span for span in group.spans if span.origin not in {SpanOrigin.LATIN, SpanOrigin.ROLE}]
    described = (apposition(sentences[span.sentence], span.first, span.last, span.type, people[span.sentence]) for span in named)
    return tuple(each for each in described if each is not None)


def _entity(number: int, group: Group, choice: Known, descriptions: Sequence[Apposition], sentences: Sequence[Sentence]) -> Entity:
    """What is known of a group; `sentences` are all of the article."""
    kind = group.type
    another = all(is_another(sentences[s.sentence].tokens, s.first, s.last, kind, choice.gloss) for s in group.spans)
    if another:
        choice = replace(choice, gloss="", gloss_source=NameSource.UNKNOWN, fine="")
    if choice.type in NAMES and kind in NAMES and choice.source is NameSource.OURS and not (another and kind == "MISC"):
        kind = choice.type  # «نوكيا 5800» is no company
    if kind == "PERS":  # «رواية ربعي المدهون» is his novel
        descriptions = [each for each in descriptions if role_kind(each.head) in {"person", ""}]
    elif kind == "ORG":  # «حملة الإسعاف الوطني» is the body's campaign
        descriptions = [each for each in descriptions if role_kind(each.head) != "work"]
    elif choice.gloss.startswith("country"):  # «مقاطعة قطر» is a boycott
        descriptions = [each for each in descriptions if each.head != _BOYCOTT]
    gloss, source = choice.gloss, choice.gloss_source
    contradicted = is_contradicted(gloss, descriptions)
    part = part_of_country("" if contradicted else choice.fine, group.longest.arabic, descriptions)
    if contradicted or (part == _REGION and _A_TOWN.match(gloss)):  # «إقليم خوست» is no city
        gloss, source = "", NameSource.UNKNOWN
    gloss = with_also(group.longest.arabic, choice.english, gloss)
    if descriptions and not gloss:
        gloss, source = told(descriptions), NameSource.ARTICLE
    named = [span for span in group.spans if span.origin is not SpanOrigin.ROLE]
    return Entity(
        id=number,
        arabic=group.longest.arabic,
        type=kind,
        english=choice.english,
        english_source=choice.source,
        fine_type=part or _kind_of(group, kind, sentences),
        gloss=gloss,
        gloss_source=source,
        count=len(group.spans),
        first_sentence=min(span.sentence for span in named or group.spans),
        value=group.longest.value,
    )
