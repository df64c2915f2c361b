"""What the reader looks up while reading, and how well they know it: both go to their own list of words, with the sentence."""

from __future__ import annotations

from typing import Final

from nlp.annotations import Context, LearnedWord
from nlp.document import NAMES, Sentence, Token
from nlp.errors import InputError
from nlp.text.normalize import strip_diacritics
from rafiq.page.desk import Desk
from rafiq.page.reader.events.checks import Event, Events, Replies, document_of, number_in, sentence_in, text_in, word_in
from rafiq.page.work.job import Job

__all__ = ["EVENTS", "learned_word"]


def _look(desk: Desk, job: Job, event: Event) -> Replies:
    """The card of a word, or (`entity`) of a name, was opened."""
    with job.lock:
        number = sentence_in(job, event)
        word = _name(job, event, number) if isinstance(event.get("entity"), int) else _word(job, event, number)
    if word is not None:
        desk.library.look_up(word)
    return []


def _state(desk: Desk, job: Job, event: Event) -> Replies:
    """A word is new, being learned or known from now on, in later articles too."""
    with job.lock:
        word = _word(job, event, sentence_in(job, event))
    if word is None:
        raise InputError("Only words can be marked as known, not numbers and signs.")
    desk.library.look_up(word, counted=False)
    desk.library.set_state(word.kind, word.lemma, text_in(event, "state"))
    return []


def _word(job: Job, event: Event, number: int) -> LearnedWord | None:
    _, token = word_in(job, event)
    return learned_word(document_of(job).sentences[number], token, job.saved, number) if token.kind == "word" else None


def learned_word(sentence: Sentence, token: Token, copy: str = "", number: int = -1) -> LearnedWord:
    """What the list keeps of a word that stands in `sentence`."""
    here = Context(sentence.arabic, sentence.english, token.start - sentence.start, token.end - sentence.start, copy, number)
    lemma = token.lemma or strip_diacritics(token.text)
    english = "; ".join(token.glosses[:3])
    return LearnedWord("word", lemma, token.text, english, root=token.root, pos=token.pos, contexts=(here,))


def _name(job: Job, event: Event, number: int) -> LearnedWord | None:
    document, wanted = document_of(job), number_in(event, "entity")
    sentence = document.sentences[number]
    entity = next((each for each in document.entities if each.id == wanted), None)
    mention = next((each for each in sentence.entities if each.entity == wanted), None)
    if entity is None or mention is None or entity.type not in NAMES:
        return None
    start, end = mention.start - sentence.start, mention.end - sentence.start
    here = Context(sentence.arabic, sentence.english, start, end, job.saved, number)
    return LearnedWord("name", entity.arabic, mention.text, entity.english, pos=entity.type, contexts=(here,))


EVENTS: Final[Events] = {"look": _look, "state": _state}
