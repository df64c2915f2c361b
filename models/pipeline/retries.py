"""When an engine translates a sentence once more, how, and when the new English is kept: a table, gone through from the top.

| what is wrong | how it is asked again | kept |
|---|---|---|
| a name put in came back nearly | (it is put right) | always |
| "it" for one of some people, a participle turned round | (it is put right) | always |
| names put in did not come back | without those names, then without any | where no fewer names are there |
| a sure name or the reader's meaning of a word is lost | with it in Latin letters, quoted if it was given | where it is back |
| a word, expression or date that is known is not said | in English in its place, half the beam | where said, no worse, believed |
| a number has nearly its digits | (it is put right) | always |
| a number, address or Latin word is lost | a word in its place; then cut at it | where fewer are lost |
| a country that nothing in the Arabic names | with that name forbidden | where less contradicts the Arabic |
| a denial is lost or added, or millions are billions | with a wider beam, to choose from | where it agrees, no worse |
| looped, cut, empty or copied | with a stricter search, if the engine has one | where its form is better |
| still so | in stretches two thirds as long | where its form is better |

Adding a retry is a line of `RETRIES` and its three functions. "Believed": by the Arabic alone the network finds the new English
little less likely than the old. (Of 351 such retries in 1,460 sentences of news, read blind, 158 were better and 86 worse, 38 and
16 by much; with the bound that was chosen on half of them the other half has 66 and 33, 17 and 6, without it 73 and 43, 20 and 9.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Protocol

from models.pipeline.draft import Draft, Part, badness, joined, lost_literals, lost_names, unquote
from models.pipeline.missing import better, missing, said, tells, unsaid
from models.pipeline.search import DecodingOptions, Pieces
from models.pipeline.text.digits import wrong_digits
from models.pipeline.text.near_names import near_names
from models.pipeline.text.participles import participles
from models.pipeline.text.persons import persons
from models.pipeline.text.stand_ins import Edit
from nlp.doubts.judge import contradictions, judge
from nlp.engine_input.insertion import without_hints
from nlp.engine_input.literals import Kept
from nlp.names.spelling.likeness import name_is_in
from nlp.protocols import Hint, Name, SourceSentence

__all__ = ["RETRIES", "Desk", "Retry", "retried"]


_MOST_LOSS: Final = 0.25
_ALONE: Final = 2  # terms of a sentence that are tried one by one
_QUOTED: Final = re.compile(r"[«\"“]\s*$")


class Desk(Protocol):
    """What a retry asks of the engine."""

    @property
    def options(self) -> DecodingOptions: ...
    @property
    def pieces(self) -> Pieces: ...
    @property
    def tells_terms(self) -> bool:
        """Whether the network was trained to take English in place of an Arabic word."""
        ...

    @property
    def takes_names(self) -> bool:
        """Whether names are put into every sentence."""
        ...

    @property
    def searches(self) -> bool:
        """Whether the network heeds the settings of its search."""
        ...

    def draft(
        self,
        index: int,
        sentence: SourceSentence,
        *,
        terms: tuple[Hint, ...] = (),
        aside: tuple[Kept, ...] = (),
        apart: bool = False,
        names: tuple[Name, ...] | None = None,
    ) -> Draft: ...
    def split(self, text: str, most: int, costs: Mapping[int, float] | None = None) -> list[tuple[int, int]]: ...
    def losses(self, pairs: Sequence[tuple[Draft, Draft]]) -> list[float]:
        """By how much less likely than its own English a draft's network finds another draft's: log probability a piece."""
        ...

    def generate(self, parts: Sequence[Part], options: DecodingOptions) -> None:
        """Fills in what comes back for `parts`."""
        ...


@dataclass(frozen=True, slots=True)
class Retry:
    """One line of the table. `again` gives the new English of each draft that needs it, by index; it changes nothing that it is
    given unless the new English is kept."""

    name: str
    again: Callable[[Desk, Sequence[Draft]], dict[int, Draft]]
    needs_terms: bool = False  # only for a network that was trained to take English in place of Arabic words
    needs_search: bool = False  # only for a network that heeds the settings of its search


def retried(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """`drafts` after every line of the table."""
    now = list(drafts)
    for retry in RETRIES:
        if (desk.tells_terms or not retry.needs_terms) and (desk.searches or not retry.needs_search):
            new = retry.again(desk, now)
            now = [new.get(draft.index, draft) for draft in now]
    return now


def _put_right(_: Desk, drafts: Sequence[Draft], edits: Callable[[Part], Sequence[Edit]]) -> dict[int, Draft]:
    """What is put right where it stands; nothing is asked again."""
    for part in (part for draft in drafts for part in draft.parts):
        part.edit(edits(part))
    return {}


def _turned_round(_: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    for draft, own in ((each, each.sentence) for each in drafts):
        asked = [(own.text[each.start : each.end], each.english) for each in (*own.senses, *own.hints)]
        for part in draft.parts:
            part.edit(participles(part.source.text, asked, part.english))
    return {}


def _without_lost_names(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    return _with_names(desk, drafts, _others)


def _without_names(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    return _with_names(desk, drafts, lambda *_: ())


def _with_names(
    desk: Desk, drafts: Sequence[Draft], kept: Callable[[Sequence[Name], set[str]], tuple[Name, ...]]
) -> dict[int, Draft]:
    """The drafts that lost names, with what `kept` leaves of their names, where that has no fewer of them in any form."""
    old = {draft.index: draft for draft in drafts if lost_names(draft)}
    fresh = {i: desk.draft(i, old[i].sentence, names=kept(old[i].sentence.names, lost_names(old[i]))) for i in old}
    desk.generate([part for draft in fresh.values() for part in draft.parts], desk.options)
    return {i: draft for i, draft in fresh.items() if _names_in(draft) >= _names_in(old[i])}


def _names_in(draft: Draft) -> int:
    """How many of the sentence's names are in its English in some form."""
    return sum(name_is_in(name.english, draft.english) for name in draft.sentence.names)


def _with_unsaid(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The sure names that the English has in no form, and the reader's own meanings that it does not say, in Latin letters in the
    Arabic; in quotation marks, which are taken off again, for a network that had its names so and lost them."""
    old = {draft.index: (draft, lost) for draft in drafts if (lost := unsaid(draft.english, draft.sentence))}
    fresh = {i: _given(desk, draft, lost) for i, (draft, lost) in old.items()}
    desk.generate([part for draft in fresh.values() for part in draft.parts], desk.options)
    for draft in fresh.values():
        unquote(draft)
    return {i: draft for i, draft in fresh.items() if _says_again(draft, old[i][1]) and _is_no_worse(draft, old[i][0])}


def _says_again(draft: Draft, lost: Sequence[Name]) -> bool:
    """Whether nothing of what was `lost` is lost any more."""
    return set(lost).isdisjoint(unsaid(draft.english, draft.sentence))


def _given(desk: Desk, old: Draft, lost: Sequence[Name]) -> Draft:
    """`old` once more with what was `lost` in it."""
    if not desk.takes_names:
        return desk.draft(old.index, old.sentence, names=tuple(lost))
    text, rest = old.sentence.text, [name for name in old.sentence.names if not any(_overlap(name, each) for each in lost)]
    bare = [name for name in lost if not _QUOTED.search(text[: name.start])]
    given = [replace(name, english=f'"{name.english}"') if name in bare else name for name in lost]
    return desk.draft(old.index, old.sentence, names=(*rest, *given))


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _is_no_worse(new: Draft, old: Draft) -> bool:
    """Whether the form is no worse, no more literals or names are lost, and no less of what the words mean is said."""
    form = badness(new) <= badness(old) and len(lost_literals(new)) <= len(lost_literals(old))
    return form and _names_in(new) >= _names_in(old) and better(new.english, old.english, old.sentence)


def _others(names: Sequence[Name], lost: set[str]) -> tuple[Name, ...]:
    return tuple(name for name in names if " ".join(name.english.split()) not in lost)


def _with_terms(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """What the dictionary knows and the English does not say, in English in the Arabic; where only some of it came back, that alone
    once more; where all of it together is not kept, one after the other until one is."""
    old = {draft.index: draft for draft in drafts}
    terms: dict[int, tuple[Hint, ...]] = {}
    for draft in drafts:
        english, _, links = draft.whole()
        terms[draft.index] = missing(english, links, draft.sentence)
    first = _told_terms(desk, old, {index: each for index, each in terms.items() if each})
    kept = _believed(desk, old, {index: draft for index, draft in first.items() if _improves(draft, old[index])})
    some = {
        index: tuple(term for term in terms[index] if tells(term) and said((term,), first[index].english))
        for index in first.keys() - kept.keys()
    }
    kept |= _kept_terms(desk, old, {index: each for index, each in some.items() if 0 < len(each) < len(terms[index])})
    for place in range(_ALONE):
        alone = {i: each[place : place + 1] for i, each in terms.items() if i not in kept and place < len(each) > 1}
        new = {i: each for i, each in alone.items() if tells(each[0]) and each != some[i]}  # what was asked for alone is known
        kept |= _kept_terms(desk, old, new)
    return kept


def _kept_terms(desk: Desk, old: Mapping[int, Draft], terms: Mapping[int, tuple[Hint, ...]]) -> dict[int, Draft]:
    """The drafts of these indices once more with their terms, where that is better and believed."""
    new = _told_terms(desk, old, terms)
    return _believed(desk, old, {index: draft for index, draft in new.items() if _improves(draft, old[index])})


def _believed(desk: Desk, old: Mapping[int, Draft], new: Mapping[int, Draft]) -> dict[int, Draft]:
    """Those of the new drafts that are little less likely than the old ones by the Arabic as it was, and those that say a number
    or date again, or what the reader or the rest of the article knows: of these the network is no judge."""
    losses = desk.losses([(old[index], draft) for index, draft in new.items()])
    return {i: draft for (i, draft), loss in zip(new.items(), losses, strict=True) if loss <= _MOST_LOSS or _is_known(draft)}


def _is_known(draft: Draft) -> bool:
    """Whether one of the terms told is a number or date and no word's meaning, or one that was decided."""
    words = (*draft.sentence.hints, *draft.sentence.senses)
    return any(term.own or term not in words for term in draft.terms)


def _told_terms(desk: Desk, old: Mapping[int, Draft], terms: Mapping[int, tuple[Hint, ...]]) -> dict[int, Draft]:
    """The drafts of these indices once more, each with its terms in English."""
    fresh = {i: desk.draft(i, old[i].sentence, terms=each, names=old[i].given) for i, each in terms.items()}
    desk.generate([part for draft in fresh.values() for part in draft.parts], desk.options.narrower())
    return fresh


def _improves(new: Draft, old: Draft) -> bool:
    """Whether the English with terms says them, keeps the names, loses no number more, and is no worse."""
    return (
        badness(new) <= badness(old)
        and len(lost_literals(new)) <= len(lost_literals(old))
        and not lost_names(new)
        and said(new.terms, new.english)
        and better(new.english, old.english, old.sentence)
    )


def _put_aside(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """What must come out as it is and was lost, with words in its place that come back."""
    return _with_literals(desk, {draft.index: (draft, lost) for draft in drafts if (lost := lost_literals(draft))}, apart=False)


def _cut_apart(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Addresses that were lost even so, with the sentence cut at them. A number cut out of a sentence would spoil it."""
    lost = {draft.index: (draft, tuple(each for each in lost_literals(draft) if each.kind == "address")) for draft in drafts}
    return _with_literals(desk, {index: pair for index, pair in lost.items() if pair[1]}, apart=True)


def _with_literals(desk: Desk, again: dict[int, tuple[Draft, tuple[Kept, ...]]], *, apart: bool) -> dict[int, Draft]:
    fresh = {
        i: desk.draft(i, draft.sentence, terms=draft.terms, aside=lost, apart=apart, names=draft.given)
        for i, (draft, lost) in again.items()
    }
    desk.generate([part for draft in fresh.values() for part in draft.parts], desk.options)
    return {i: draft for i, draft in fresh.items() if _loses_less(draft, again[i][0])}


def _loses_less(new: Draft, old: Draft) -> bool:
    """Whether fewer literals are lost, no name more, and the form is no worse."""
    fewer = len(lost_literals(new)) < len(lost_literals(old))
    return fewer and badness(new) <= badness(old) and lost_names(new) <= lost_names(old)


def _without_unfounded_places(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    pieces = desk.pieces
    for part in (part for draft in drafts for part in draft.parts):
        made_up = {finding.words["english"] for finding in judge(part.source, part.english, rules=("places",))}
        if made_up:
            never = tuple(tuple(piece for piece in pieces.encode(name) if piece not in pieces.specials) for name in sorted(made_up))
            _contradict_less(desk, part, replace(desk.options, never=never))
    return {}


def _agreeing(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Parts that deny where the Arabic does not, or the other way about, and those with millions for billions, once more with twice
    as many hypotheses to choose from."""
    wide = 2 * desk.options.beam_size
    for part in (part for draft in drafts for part in draft.parts):
        if judge(part.source, part.english, rules=("magnitudes", "negation")):
            _contradict_less(desk, part, replace(desk.options, beam_size=wide, hypotheses=wide))
    return {}


def _contradict_less(desk: Desk, part: Part, options: DecodingOptions) -> None:
    """The part once more, kept where less of it contradicts the Arabic, no name more is lost and the form is no worse."""
    new = part.again()
    desk.generate([new], options)
    names_kept = all(name in new.english for name in part.names if name in part.english)
    less = contradictions(part.source, new.english) < contradictions(part.source, part.english)
    if names_kept and less and badness(new) <= badness(part):
        part.become(new)


def _stricter(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    bad = [part for draft in drafts for part in draft.parts if part.faults]
    tries = [part.again() for part in bad]
    desk.generate(tries, desk.options.stricter())
    for part, new in zip(bad, tries, strict=True):
        _keep_better(part, new)
    return {}


def _in_stretches(desk: Desk, drafts: Sequence[Draft]) -> dict[int, Draft]:
    halved: list[tuple[Part, list[Part]]] = []
    for draft, part in [(each, part) for each in drafts for part in each.parts if part.faults]:
        most = max(4, len(desk.pieces.encode(without_hints(part.text))) * 2 // 3)
        spans = desk.split(part.text, most, draft.costs(part.start, part.start + len(part.text)))
        if len(spans) > 1:
            halved.append((part, [Part(part.text[a:b], a, stands=part.stands) for a, b in spans]))
    desk.generate([half for _, halves in halved for half in halves], desk.options.stricter())
    for part, halves in halved:
        _keep_better(part, joined(part, halves))
    return {}


def _keep_better(part: Part, new: Part) -> None:
    if badness(new) < badness(part):
        part.become(new)


RETRIES: Final = (
    Retry("with the names that came back nearly", partial(_put_right, edits=lambda part: near_names(part.english, part.names))),
    Retry("without the names that were lost", _without_lost_names),
    Retry("without any name where one was lost", _without_names),
    Retry("with the dictionary's English of what is not said", _with_terms, needs_terms=True),
    Retry("with the sure names and the reader's words that were lost", _with_unsaid),
    Retry("with the digits of the Arabic", partial(_put_right, edits=lambda part: wrong_digits(part.source.text, part.english))),
    Retry("with the pronouns of people", partial(_put_right, edits=lambda part: persons(part.source.text, part.english))),
    Retry("with the participles asked for", _turned_round),
    Retry("with what was lost put aside", _put_aside),
    Retry("cut at the addresses that were lost", _cut_apart),
    Retry("with places forbidden that the Arabic does not name", _without_unfounded_places, needs_terms=True),
    Retry("with a wider beam where a denial is lost or added, or millions are billions", _agreeing, needs_search=True),
    Retry("with a stricter search", _stricter, needs_search=True),
    Retry("in shorter stretches", _in_stretches),
)
