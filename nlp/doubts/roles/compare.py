"""Where the English turns round who does what to whom: the subject of an active Arabic verb that the English makes its object, the
object that it makes the subject, the doer of a verbal noun that it makes what is done to.

Needs the sentence's analysis and links; without them it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nlp.document import Token
from nlp.doubts.case import Case, Finding
from nlp.doubts.roles.arabic import Action, actions, agents_of_nouns
from nlp.doubts.roles.english import Text
from nlp.text.english import stem, stems

__all__ = ["roles"]

_GIVING: Final = frozenset(
    stem(word)
    for word in (
        "give grant award appoint elect call name consider make offer teach deprive hand inform promise lend pay add bestow assign "
        "provide supply choose nominate declare describe accord deny allot ask"
    ).split()
)
_SURE: Final = 0.3  # weight of a link from which it is believed


def roles(case: Case) -> Iterator[Finding]:
    """Verbs and verbal nouns whose subject or object the English turns round, each once."""
    if not case.tokens or not case.links:
        return
    look = _Look(case)
    for action in actions(case.tokens):
        if look.is_turned(action):
            yield look.finding(action.verb, (action.subject,) if action.subject >= 0 else ())
    for noun, doers, whom in agents_of_nouns(case.tokens):
        if look.is_done_to(noun, doers, whom):
            yield look.finding(noun, doers)


class _Look:
    """The two sides of one case: where the English has the words of the Arabic."""

    def __init__(self, case: Case) -> None:
        self.case, self.tokens = case, case.tokens
        self.text = Text(case.english)

    def finding(self, verb: int, subject: Sequence[int]) -> Finding:
        """What is said of a verb and the one who does it, or of the verb alone where its subject stands elsewhere."""
        token = self.tokens[verb]
        place = self.place(token)
        english = self.text.words[place].span() if place >= 0 else (-1, -1)
        if not subject:
            return Finding("roles", "roles of", (token.start, token.end), english, {"verb": token.text})
        doer = " ".join(self.tokens[at].text for at in subject)
        return Finding("roles", "roles", (token.start, token.end), english, {"verb": token.text, "doer": doer})

    def place(self, token: Token, other: int = -1) -> int:
        """The English word that a token is linked to most, function words and the word `other` apart; -1 for none."""
        links = [link for link in self.case.links if link.start < token.end and token.start < link.end and link.weight >= _SURE]
        for link in sorted(links, key=lambda each: -each.weight):
            words = [word for word in self.text.within(link.english_start, link.english_end) if word != other]
            if words:
                return words[-1]
        return -1

    def is_turned(self, action: Action) -> bool:
        """Whether the English says of the subject what the Arabic says of the object."""
        verb, subject, other, antecedent = (
            self.place(self.tokens[at]) if at >= 0 else -1 for at in (action.verb, action.subject, action.object, action.antecedent)
        )
        if verb < 0:
            return False
        voice, before = self.text.voice(verb), self.text.before(verb)
        if voice == "passive":
            known = bool(action.pronoun) or (action.object >= 0 and not self._may_have_two(action.verb))
            return known and before == subject >= 0
        if voice == "gerund":
            return False
        if self.text.relative(verb):
            does = subject > verb and not self._is_by(verb, subject)
            return antecedent >= 0 and before == antecedent and (does or action.subject < 0)
        swapped = before == other >= 0 and subject > verb and not self._is_by(verb, subject)
        return swapped or (voice == "active" and other >= 0 and before == subject == other + 1)

    def _may_have_two(self, verb: int) -> bool:
        """Whether a verb has an object in the passive as well: «مُنح الكاتب جائزة» is read as «منح» until vowels say otherwise."""
        return bool(stems(" ".join(self.tokens[verb].glosses)) & _GIVING)

    def _is_by(self, verb: int, subject: int) -> bool:
        """Whether the subject is the one "by" whom the verb is done."""
        by = self.text.by(verb)
        return by is not None and by < subject

    def is_done_to(self, noun: int, doers: Sequence[int], whom: int) -> bool:
        """Whether "supporting X for Y" stands where X supports Y; of some doers in the genitive, "of" stands between them."""
        verb, other = self.place(self.tokens[noun]), self.place(self.tokens[whom])
        one = min((place for at in doers if (place := self.place(self.tokens[at])) >= 0), default=-1)
        if verb < 0 or one < 0 or self.text.voice(verb) != "gerund":
            return False
        return (one == verb + 1 and other > one) if len(doers) == 1 else verb < one <= verb + len(doers) + 1
