"""What the reader decides about words and names: another reading, a meaning of their own, a name's English.

Left out: what is looked up and learned (`study.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from nlp.document import Token
from nlp.errors import InputError, NotFoundError, RafiqError
from nlp.names.english_name import OwnName
from nlp.text.normalize import strip_diacritics
from nlp.words.glossary import ReaderGlossary
from rafiq.library.values import GlossaryEntry
from rafiq.library.words.own import as_entry
from rafiq.page.desk import Desk
from rafiq.page.reader.events.checks import Event, Events, Replies, document_of, number_in, say, text_in, word_in
from rafiq.page.work import choices
from rafiq.page.work.job import Job

__all__ = ["EVENTS"]


def _reading(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        document, token = word_in(job, event)
        chosen = number_in(event, "reading")
        if not 0 <= chosen < len(token.readings):
            raise InputError(f"The word {token.text!r} has no reading {chosen}.")
        reading = token.readings[chosen]
        document, changed = choices.with_reading(document, token.text, reading)
        job.change(document, changed, words=True)
    desk.library.choose_reading(token.text, reading)
    _follow(desk, job, changed)
    return _decided(desk, job, "glossSaved")


def _gloss(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        document, token = word_in(job, event)
        english, every = text_in(event, "english"), event.get("all") is True and bool(token.lemma)
        if every:
            with suppress(NotFoundError):  # or what was said of this form alone would stand before it
                desk.library.remove_term(strip_diacritics(token.text), kind="form", lemma=token.lemma)
            desk.library.set_term(token.lemma, english, kind="lemma")
        else:
            desk.library.set_term(strip_diacritics(token.text), english, kind="form", lemma=token.lemma)
        document, changed = choices.with_gloss(document, token, english, all_forms=every)
        job.change(document, changed, words=True)
    _follow(desk, job, changed)
    return _decided(desk, job, "glossSaved")


def _forget(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        _, token = word_in(job, event)
    gone = [entry for entry in desk.library.glossary() if entry.kind != "name" and _says(entry, token)]
    for entry in gone:
        desk.library.remove_term(entry.arabic, kind=entry.kind, lemma=entry.lemma)
    desk.library.forget_reading(token.text)

    def touched(other: Token) -> bool:
        return choices.same_word(other, token) or any(_says(entry, other) for entry in gone)

    changed = _read_again(desk, job, touched)
    _follow(desk, job, changed)
    return _decided(desk, job, "glossForgotten")


def _says(entry: GlossaryEntry, token: Token) -> bool:
    """Whether the meaning of `token` comes from `entry`."""
    return token.kind == "word" and bool(ReaderGlossary([as_entry(entry)]).look_up([token.text], [token.lemma]))


def _read_again(desk: Desk, job: Job, touched: Callable[[Token], bool]) -> list[int]:
    """The words that are `touched`, as the library would have them now; gives the sentences that changed."""
    fresh = desk.reader()
    with job.lock:
        document = document_of(job)
        rows = [n for n, each in enumerate(document.sentences) if any(touched(token) for token in each.tokens)]
        seen = desk.chosen(fresh.annotate([document.sentences[n] for n in rows]))
        tokens = {n: each.sentence.tokens for n, each in zip(rows, seen, strict=True)}
        document, changed = choices.with_tokens(document, tokens, touched)
        job.change(document, changed, words=True)
    return changed


def _rename(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        now = document_of(job)
        number, english = number_in(event, "entity"), text_in(event, "english")
        shown = event.get("arabic")  # numbers may have moved since the card was drawn: an article is analysed piece by piece
        if isinstance(shown, str) and all((each.id, each.arabic) != (number, shown) for each in now.entities):
            number = next((each.id for each in now.entities if each.arabic == shown), number)
        document, changed = choices.rename_entity(now, number, english)
        name = next(each for each in document.entities if each.id == number)
        job.change(document, changed, entities=True)
        job.work.names[name.arabic] = OwnName(english, name.type)
    if event.get("keep") is True:
        desk.library.set_term(name.arabic, english, kind="name", type=name.type)
    desk.jobs.translate(job)
    desk.keep(job)
    return say("renamed")


def _occurrences(desk: Desk, job: Job, event: Event) -> Replies:
    """Where else, in saved copies, a word of this lemma stands: up to 20 sentences."""
    lemma = text_in(event, "lemma")
    sentences: list[str] = []
    for summary in desk.library.list(f'"{lemma}"', limit=12):
        if summary.id == job.saved or len(sentences) >= 20:
            continue
        for sentence in desk.library.get(summary.id).document.sentences:
            if any(token.lemma == lemma for token in sentence.tokens):
                sentences.append(sentence.arabic)
    return [{"kind": "occurrences", "lemma": lemma, "sentences": sentences[:20]}]


def _decided(desk: Desk, job: Job, key: str) -> Replies:
    """After a choice about a word: it is in the library already, and in the copy when there is one."""
    if job.saved:
        desk.keep(job)
    return say(key)


def _follow(desk: Desk, job: Job, changed: Sequence[int]) -> None:
    """The English follows what the reader decided about a word: an engine that takes hints translates these sentences again.

    What the reader wrote stays. Nothing is done while the engine cannot be had.
    """
    try:
        if not desk.translator(job.engine).uses_hints:
            return
    except RafiqError:
        return
    desk.jobs.again(job, changed)


EVENTS: Final[Events] = {
    "reading": _reading,
    "gloss": _gloss,
    "forget": _forget,
    "rename": _rename,
    "occurrences": _occurrences,
}
