"""What the reader does on the page, applied to the article, the library and the settings: a table kind → function.

Each takes the desk, the job and the event (a dict from the browser, so checked like any input) and gives replies for the component.
"""

# ruff: noqa: ARG001  (the functions of the table below share one signature)
from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from nlp.annotations import Annotation, Place
from nlp.document import BilingualDocument, Sentence, Token
from nlp.errors import InputError, NotFoundError, RafiqError
from nlp.names.link import place_in_english
from nlp.reader import with_sentence
from rafiq.library.values import new_id
from rafiq.page.desk import Desk
from rafiq.page.reader.engines import opinion
from rafiq.page.work import choices
from rafiq.page.work.jobs import Job
from rafiq.render import formats

__all__ = ["EVENTS", "SETTINGS", "apply", "checked_settings"]

Event = dict[str, Any]
Replies = list[dict[str, Any]]
MAX_ENGLISH: Final = 20_000
_ONE_OF: Final[dict[str, tuple[str, ...]]] = {
    "theme": ("system", "light", "sepia", "dark"),
    "font": ("naskh", "amiri", "sans"),
    "latin": ("serif", "sans"),
    "mode": ("side", "stack", "ar", "en", "ruby"),
    "interface": ("en", "ar"),
}
_BETWEEN: Final = {"size": (10, 60), "line": (1, 4), "width": (30, 200), "level": (1, 5)}
_FLAGS: Final = ("diacritics", "transliteration")
SETTINGS: Final = (*_ONE_OF, *_BETWEEN, *_FLAGS)


def apply(desk: Desk, job: Job, event: Event) -> Replies:
    """Does what `event` says. Raises `RafiqError`; an unknown kind is an `InputError`."""
    kind = event.get("kind")
    if not isinstance(kind, str) or kind not in EVENTS:
        raise InputError(f"The page sent something this Rafiq does not know: {kind!r}.")
    return EVENTS[kind](desk, job, event) or []


def checked_settings(patch: Any) -> dict[str, Any]:
    """Only settings that there are, with values they can have; the rest is dropped."""
    if not isinstance(patch, dict):
        return {}
    good: dict[str, Any] = {}
    for name, value in patch.items():
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            (name in _ONE_OF and value in _ONE_OF[name])
            or (name in _BETWEEN and numeric and _BETWEEN[name][0] <= value <= _BETWEEN[name][1])
            or (name in _FLAGS and isinstance(value, bool))
        ):
            good[name] = value
    return good


def _number(event: Event, name: str) -> int:
    value = event.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"The page sent {name} {value!r}; a number was expected.")
    return value


def _words(event: Event, name: str, *, empty: bool = False) -> str:
    value = event.get(name)
    if not isinstance(value, str) or len(value) > MAX_ENGLISH or not (empty or value.strip()):
        raise InputError(f"The page sent no usable {name}: a text of 1 to {MAX_ENGLISH:,} characters was expected.")
    return value.strip()


def _sentence(job: Job, event: Event) -> int:
    number = _number(event, "n")
    if job.document is None or not 0 <= number < len(job.document.sentences):
        raise InputError(f"This article has no sentence {number}.")
    return number


def _say(key: str) -> Replies:
    return [{"kind": "say", "text": key}]


def _edit(desk: Desk, job: Job, event: Event) -> Replies:
    number, english = _sentence(job, event), _words(event, "english")
    with job.lock:
        assert job.document is not None  # noqa: S101 (_sentence has looked)
        old = job.document.sentences[number]
        new = replace(
            old, english=english, engine="reader", machine_english=old.machine_english or old.english, marks=(), alignment=()
        )
        job.put(number, place_in_english(new))
    desk.keep(job)
    return _say("editSaved")


def _again(desk: Desk, job: Job, event: Event) -> Replies:
    job.clear([_sentence(job, event)])
    desk.jobs.translate(job)
    return []


def _word(job: Job, event: Event) -> tuple[BilingualDocument, Token]:
    """The article as it is now, and the word of it that `event` is about. For use under the job's lock."""
    number, place = _sentence(job, event), _number(event, "token")
    assert job.document is not None  # noqa: S101 (_sentence has looked)
    return job.document, choices.token_at(job.document, number, place)


def _decided(desk: Desk, job: Job, said: str) -> Replies:
    """After a choice about a word: it is in the library already, and in the copy when there is one."""
    if job.saved:
        desk.keep(job)
    return _say(said)


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


def _reading(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        document, token = _word(job, event)
        chosen = _number(event, "reading")
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
        document, token = _word(job, event)
        english = _words(event, "english")
        desk.library.set_term(token.lemma or token.text, english, kind="lemma" if token.lemma else "word")
        document, changed = choices.with_gloss(document, token, english)
        job.change(document, changed, words=True)
    _follow(desk, job, changed)
    return _decided(desk, job, "glossSaved")


def _forget(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        _, token = _word(job, event)
    for arabic, kind in ((token.lemma, "lemma"), (token.text, "word")):
        if arabic:
            try:
                desk.library.remove_term(arabic, kind=kind)  # type: ignore[arg-type]  # the two kinds above
            except NotFoundError:
                continue
    desk.library.forget_reading(token.text)
    fresh = desk.reader()
    with job.lock:
        document, _ = _word(job, event)
        rows = [n for n, each in enumerate(document.sentences) if any(choices.same_word(other, token) for other in each.tokens)]
        seen = fresh.annotate([document.sentences[n] for n in rows])
        tokens = {n: each.sentence.tokens for n, each in zip(rows, seen, strict=True)}
        document, changed = choices.with_tokens(document, tokens, token)
        job.change(document, changed, words=True)
    _follow(desk, job, changed)
    return _decided(desk, job, "glossForgotten")


def _rename(desk: Desk, job: Job, event: Event) -> Replies:
    with job.lock:
        if job.document is None:
            raise InputError("This article is still being read.")
        number, english = _number(event, "entity"), _words(event, "english")
        shown = event.get("arabic")  # numbers may have moved since the card was drawn: an article is analysed piece by piece
        if isinstance(shown, str) and all((each.id, each.arabic) != (number, shown) for each in job.document.entities):
            number = next((each.id for each in job.document.entities if each.arabic == shown), number)
        document, changed = choices.rename_entity(job.document, number, english)
        name = next(each for each in document.entities if each.id == number)
        job.change(document, changed, entities=True)
        job.names[name.arabic] = english
    if event.get("keep") is True:
        desk.library.set_term(name.arabic, english, kind="name")
    desk.jobs.translate(job)
    desk.keep(job)
    return _say("renamed")


def _note(desk: Desk, job: Job, event: Event) -> Replies:
    number, place, text = _sentence(job, event), _number(event, "token"), _words(event, "text", empty=True)
    with job.lock:
        assert job.document is not None  # noqa: S101
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        old = next((note for note in job.notes if note.id and note.id == event.get("id")), None)
        if old is None:
            old = Annotation(id=new_id(), sentence=number, created=moment)
            if place >= 0:
                token = choices.token_at(job.document, number, place)
                whole = job.document.article.text
                before, after = whole[max(0, token.start - 32) : token.start], whole[token.end : token.end + 32]
                old = replace(old, side="arabic", start=token.start, end=token.end, quote=token.text, prefix=before, suffix=after)
        new = replace(old, text=text, changed=moment)
        job.notes = (*(note for note in job.notes if note.id != new.id), *((new,) if text else ()))
        desk.keep(job)
        if not text and event.get("id"):
            desk.library.remove_annotation(job.saved, new.id)
        elif text:
            desk.library.annotate(job.saved, new)
    return _say("noteSaved")


def _known(desk: Desk, job: Job, event: Event) -> Replies:
    desk.library.set_known(_words(event, "lemma"), event.get("known") is True)
    return []


def _place(desk: Desk, job: Job, event: Event) -> Replies:
    number = _sentence(job, event)
    with job.lock:
        job.looking, job.place = number, Place(number)
    if job.saved:
        desk.library.set_place(job.saved, number)
    return []


def _settings(desk: Desk, job: Job, event: Event) -> Replies:
    good = checked_settings(event.get("patch"))
    if good:
        desk.set(good)
    return []


def _cancel(desk: Desk, job: Job, event: Event) -> Replies:
    desk.jobs.cancel(job)
    return _say("stopped")


def _resume(desk: Desk, job: Job, event: Event) -> Replies:
    desk.jobs.translate(job)
    return []


def _engine(desk: Desk, job: Job, event: Event) -> Replies:
    """Another engine for this article and the next ones; what the reader wrote stays, what an engine wrote is in the cache."""
    name = _words(event, "engine")
    if name not in desk.engines():
        raise InputError(f"The engine {name!r} is not installed here; installed: {', '.join(desk.engines())}.")
    desk.set({"engine": name})
    desk.jobs.cancel(job)
    with job.lock:
        assert job.document is not None  # noqa: S101
        job.engine = name
        rows = [n for n, each in enumerate(job.document.sentences) if each.engine != name and not choices.readers_own(each)]
        job.clear(rows)
    desk.jobs.translate(job)
    return []


def _opinion(desk: Desk, job: Job, event: Event) -> Replies:
    """Another engine's English of one sentence; the answer comes with a later feed, when that engine has it."""
    number, name = _sentence(job, event), _words(event, "engine")
    if name not in desk.engines():
        raise InputError(f"The engine {name!r} is not installed here; installed: {', '.join(desk.engines())}.")
    client = str(event.get("client", ""))

    def told(found: Sentence | str) -> None:
        with job.lock:
            assert job.document is not None  # noqa: S101 (an opinion is about a sentence)
            now = job.document.sentences[number]
            said = {"error": found} if isinstance(found, str) else opinion(now, found)
            job.answers.append({"kind": "opinion", "client": client, "id": f"o{new_id()}", "n": number, "engine": name, **said})

    desk.jobs.ask(job, number, name, told)
    return []


def _take(desk: Desk, job: Job, event: Event) -> Replies:
    """The other engine's English instead of what stands there: kept like an edit, and said to be from that engine."""
    number, name = _sentence(job, event), _words(event, "engine")
    with job.lock:
        assert job.document is not None  # noqa: S101
        old, new = job.document.sentences[number], job.opinions.get((number, name))
        if new is None:
            raise InputError(f"{name!r} was not asked about sentence {number}.")
        taken = replace(
            old,
            english=new.english,
            engine=name,
            machine_english=old.machine_english or old.english,
            marks=new.marks,
            alignment=new.alignment,
        )
        job.change(with_sentence(job.document, number, place_in_english(taken)), [number])
    desk.keep(job)
    return _say("taken")


def _save(desk: Desk, job: Job, event: Event) -> Replies:
    desk.save(job)
    return _say("saved")


def _export(desk: Desk, job: Job, event: Event) -> Replies:
    form = formats.find(_words(event, "format"))
    copy = desk.copy_of(job)
    data = form.render(copy)
    return [
        {
            "kind": "download",
            "name": formats.file_name(copy, form),
            "media": form.media_type,
            "base64": b64encode(data).decode(),
        }
    ]


def _occurrences(desk: Desk, job: Job, event: Event) -> Replies:
    """Where else, in saved copies, a word of this lemma stands: up to 20 sentences."""
    lemma = _words(event, "lemma")
    found: list[str] = []
    for summary in desk.library.list(f'"{lemma}"', limit=12):
        if summary.id == job.saved or len(found) >= 20:
            continue
        for sentence in desk.library.get(summary.id).document.sentences:
            if any(token.lemma == lemma for token in sentence.tokens):
                found.append(sentence.arabic)
    return [{"kind": "occurrences", "lemma": lemma, "found": found[:20]}]


def _nothing(desk: Desk, job: Job, event: Event) -> Replies:
    """ "home", "library", "sync", "resync": the session answers these (rafiq/page/reader/session.py)."""
    return []


EVENTS: Final[dict[str, Callable[[Desk, Job, Event], Replies]]] = {
    "edit": _edit,
    "restore": _again,
    "again": _again,
    "reading": _reading,
    "gloss": _gloss,
    "forget": _forget,
    "rename": _rename,
    "note": _note,
    "known": _known,
    "place": _place,
    "settings": _settings,
    "cancel": _cancel,
    "resume": _resume,
    "engine": _engine,
    "opinion": _opinion,
    "take": _take,
    "save": _save,
    "export": _export,
    "occurrences": _occurrences,
    "home": _nothing,
    "library": _nothing,
    "sync": _nothing,
    "resync": _nothing,
}
