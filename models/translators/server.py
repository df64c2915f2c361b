"""A local OpenAI-compatible server (llama.cpp, Ollama, vLLM) as an engine, by its address. Off unless the reader names it.

One sentence a request, in the form that its model wants (`server_forms`), so that English and Arabic cannot come apart; each
answer is checked: one line, no preamble, no thoughts, no Arabic, length in proportion, no loops. One that fails is asked
for once more, then marked, and the article goes on. Text goes to this machine or its private network only, unless the reader
allowed a remote address when adding the engine.

Address: `http://127.0.0.1:8080` or `http://127.0.0.1:11434/v1#model-name`. A key, where one is wanted, is read from
`RAFIQ_ENGINE_KEY`.

>>> spoken("<think>The minister</think>\\nThe minister left."), spoken("The user wants</think>He left."), spoken("<think>and so on")
('The minister left.', 'He left.', '')
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from models.pipeline.engine import pass_through
from models.store.cards import Card
from models.translators.server_calls import Calls, Listed, RefusedError, SilentError
from models.translators.server_forms import Form, Question, choose, find, in_one_line
from models.translators.steady import not_translated
from nlp.document import Mark, engine_name
from nlp.doubts.find import told
from nlp.doubts.judge import FORM, judge
from nlp.doubts.messages import tell
from nlp.errors import EngineError, EngineUnavailableError, InputError
from nlp.protocols import SourceSentence, TokenLink, Translation
from nlp.text.normalize import for_model

__all__ = ["ServerTranslator", "Trial", "check_address", "open_card", "open_engine", "spoken", "try_out"]

_FIRST_SECONDS, _SECONDS = 300.0, 120.0  # for the first answer, which may load the model, and for any other
_AT_ONCE: Final = 2
_CONTEXT: Final = 2  # sentences before
_IN_A_ROW: Final = 3  # sentences that fail before the server is given up
_ROOM, _ROOM_TO_THINK = 64, 4096  # tokens beside those of the sentence
_TRIAL: Final = "زار الوزير القاهرة أمس."
_PREAMBLE: Final = re.compile(
    r"^(?:(?:here(?: is|'s) (?:the |your )?)?(?:english )?translation(?: in english)?\s*:|english\s*:)\s*",
    re.IGNORECASE,
)
_THOUGHT: Final = re.compile(r"^.*</think>|<think>.*", re.DOTALL)  # also where only one of the two is said
_MOST_TERMS: Final = 24  # of a sentence, each
_OPEN: Final = ('"', "«", "“")
_QUOTES: Final = (('"', '"'), ("“", "”"), ("«", "»"))


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of asking a server for one sentence: its `models` (the one that answered first), the `form` it was asked in."""

    models: tuple[str, ...]
    form: Form
    english: str
    marks: tuple[Mark, ...]


def open_engine(address: str, *, allow_remote: bool = False, name: str = "", form: str = "") -> ServerTranslator:
    """The server at `address` as an engine; asked for nothing yet. Raises `InputError` for what is not to be used."""
    return ServerTranslator(address, allow_remote=allow_remote, name=name, form=form)


def open_card(card: Card) -> ServerTranslator:
    """The server that the reader added under a name."""
    return open_engine(card.source, allow_remote=card.revision == "remote allowed", name=card.name, form=card.form)


def try_out(address: str, *, allow_remote: bool = False, form: str = "") -> Trial:
    """Asks the server for its models and for one sentence. Raises `InputError` for a model that it does not offer, and
    `EngineError` with the server's own words where it gives no English."""
    engine = open_engine(address, allow_remote=allow_remote, form=form)
    names = [listed.name for listed in engine.models()]
    _, named = check_address(address, allow_remote=allow_remote)
    if named and names and named not in names:
        raise InputError(f"The server offers no model named {named!r}; it offers {', '.join(names)}.")
    answer = dict(engine.translate([SourceSentence(_TRIAL)]))[0]
    if not answer.english:
        raise EngineError(f"The server gave no English for «{_TRIAL}»: {' '.join(mark.message for mark in answer.marks)}")
    chosen = named or names[0]
    return Trial((chosen, *(name for name in names if name != chosen)), engine.form(), answer.english, answer.marks)


def check_address(address: str, *, allow_remote: bool = False) -> tuple[str, str]:
    """(base address ending in /v1, model or ""). Raises `InputError` for no http address or, unless allowed, a public one."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(f"{address!r} is not the address of a server: {error}.") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password or parts.query:
        raise InputError(f"{address!r} is not the address of a server: it should look like http://127.0.0.1:8080 or …#model.")
    if not allow_remote and not _is_private(host):
        raise InputError(
            f"{host} is not on this machine or its private network, and Rafiq sends no text elsewhere unless it is added so."
        )
    where = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/")
    base = f"{parts.scheme}://{where}{f':{port}' if port else ''}{path}"
    return (base if path.endswith("/v1") else f"{base}/v1"), parts.fragment


def _is_private(host: str) -> bool:
    try:
        addresses = {ipaddress.ip_address(host)}
    except ValueError:
        try:
            addresses = {ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in socket.getaddrinfo(host, None)}
        except (OSError, UnicodeError) as error:
            raise InputError(f"There is no machine called {host!r} on this network.") from error
    return all(address.is_loopback or (address.is_private and not address.is_unspecified) for address in addresses)


class ServerTranslator:
    """A `nlp.protocols.Translator`. Thread-safe."""

    def __init__(self, address: str, *, allow_remote: bool = False, name: str = "", form: str = "") -> None:
        self._base, self._chosen = check_address(address, allow_remote=allow_remote)
        self._name = engine_name(name or f"server {self._base}")
        self._calls = Calls(self._base)
        self._form = find(form) if form else None
        self._lock = threading.RLock()
        self._extra = 0  # which of the form's extras the server takes
        self._answered = self._thinks = False
        self._failed = 0  # sentences in a row

    @property
    def name(self) -> str:
        return self._name

    @property
    def version(self) -> str:
        """The model's name and how it is asked. Asks the server for its model when none was named."""
        asked = json.dumps([self.form().name, self.form().messages(Question("", ("",), (("", ""),), (("", ""),)))])
        return f"{self._model()}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}"

    @property
    def uses_hints(self) -> bool:
        """Whether the model is told the meanings of words. Asks the server for its model when none was named."""
        return self.form().uses_hints

    def models(self) -> list[Listed]:
        """What the server offers. Raises `EngineUnavailableError` where that is nothing."""
        listed = self._calls.models()
        if not listed and not self._chosen:
            raise EngineUnavailableError(f"The server at {self._base} offers no model: name one after # in its address.")
        return listed

    def form(self) -> Form:
        """How its model is asked: as the reader said, or as the model's name says."""
        with self._lock:
            if self._form is None:
                model = self._model()
                self._form = self._form or choose(model)
            return self._form

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """Yields in order; the first answer is waited for alone, then two requests are under way at a time.

        A sentence that fails is marked. Raises `EngineUnavailableError` when nothing answers, and `EngineError`, with the server's
        words, when three sentences in a row failed (or all, where there are fewer), or the first answer never came.
        """
        if all(pass_through(sentence) is not None for sentence in sentences):
            yield from ((i, pass_through(sentence) or Translation("")) for i, sentence in enumerate(sentences))
            return
        self.form()
        before = [tuple(near.text for near in sentences[max(0, i - _CONTEXT) : i]) for i in range(len(sentences))]
        last = min(_IN_A_ROW, sum(pass_through(sentence) is None for sentence in sentences))
        first = 0
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while first < len(sentences):
                chunk = slice(first, first + (_AT_ONCE if self._answered else 1))
                yield from enumerate(pool.map(partial(self._one, last), sentences[chunk], before[chunk]), first)
                first = chunk.stop

    def _one(self, last: int, sentence: SourceSentence, before: tuple[str, ...]) -> Translation:
        """A sentence, behind those before it; the failure of it is one too many where it is the `last` in a row."""
        ready = pass_through(sentence)
        if ready is not None:
            return ready
        source = for_model(sentence.text)
        question = Question(source, tuple(map(for_model, before)), *_terms(sentence))
        best: tuple[int, str, tuple[Mark, ...]] | None = None
        failure: EngineError | None = None
        for attempt in range(2):
            try:
                english, lines, finished = self._ask(question, attempt)
            except EngineUnavailableError:
                raise
            except EngineError as error:
                if isinstance(error, SilentError) and not self._answered:
                    raise
                failure, question = error, replace(question, before=())  # at times it is what stands before that is too much
                continue
            marks = [told(finding) for finding in judge(SourceSentence(source), english, finished=finished, rules=FORM)]
            if lines > 1:
                marks.append(tell("several lines"))
            if best is None or len(marks) < best[0]:
                best = len(marks), english, tuple(marks)
            if not marks:
                break
        if best is None:
            return self._missed(failure or EngineError("The server gave no answer."), last)
        self._failed = 0
        _, english, marks_kept = best
        return Translation(english, marks_kept, tuple(_name_links(sentence, english)))

    def _missed(self, failure: EngineError, last: int) -> Translation:
        """A sentence that the server failed on, marked with its words; where that is no accident, the failure itself."""
        with self._lock:
            self._failed += 1
            if self._failed >= last:
                raise failure
        return not_translated(str(failure))

    def _ask(self, question: Question, attempt: int) -> tuple[str, int, bool]:
        """(the first line of the answer, how many lines it had, whether it came to an end)."""
        room = _ROOM_TO_THINK if self._thinks else _ROOM
        choice = self._choice(
            question,
            {
                "model": self._model(),
                "temperature": 0.3 * attempt,
                "seed": attempt,
                "max_tokens": room + 4 * len(question.source.split()),
                "stream": False,
            },
        )
        self._answered = True
        message = choice["message"]
        said = str(message.get("content") or "")
        if "think>" in said or message.get("reasoning_content") or message.get("reasoning"):
            self._thinks = True  # and cannot be kept from it: more room from now on
        lines = [line.strip() for line in spoken(said).splitlines() if line.strip()]
        lines = [cut for line in lines if (cut := _PREAMBLE.sub("", line))]
        english = " ".join(lines[0].split()) if lines else ""
        return _unquoted(english, question.source), len(lines), choice.get("finish_reason") != "length"

    def _choice(self, question: Question, body: dict[str, Any]) -> dict[str, Any]:
        """The server's answer, in the fullest way of asking that it takes: what it refuses is left out from then on."""
        while True:
            form, tried = self.form(), self._extra
            extras = (*form.extras, {})
            try:
                seconds = _SECONDS if self._answered else _FIRST_SECONDS
                return self._calls.chat(body | {"messages": form.messages(question)} | extras[tried], seconds)
            except RefusedError:
                with self._lock:
                    if self._extra == tried and self._form is form:
                        if tried + 1 < len(extras):
                            self._extra += 1
                        elif form.name == "general":
                            self._form, self._extra = find("general-one"), 0
                        else:
                            raise

    def _model(self) -> str:
        with self._lock:
            if not self._chosen:
                first = self.models()[0]
                self._chosen = first.name
                self._form = self._form or choose(first.name, first.owner)
            return self._chosen


def spoken(answer: str) -> str:
    """An answer without the thoughts before it, also where their end or beginning was not marked."""
    return _THOUGHT.sub("", answer).strip()


def _unquoted(english: str, source: str) -> str:
    for opening, closing in _QUOTES:
        if len(english) > 1 and english.startswith(opening) and english.endswith(closing) and not source.startswith(_OPEN):
            english = english[1:-1].strip()
    return english


def _terms(sentence: SourceSentence) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """(names, terms) of a sentence, Arabic and English: terms are its hints, and the dates and amounts that are known."""
    names = [(sentence.text[n.start : n.end], n.english) for n in sentence.names]
    terms = [(sentence.text[h.start : h.end], h.english) for h in (*sentence.hints, *sentence.facts)]
    named, termed = ({in_one_line(a): in_one_line(e) for a, e in pairs[:_MOST_TERMS]} for pairs in (names, terms))
    return tuple(named.items()), tuple((a, e) for a, e in termed.items() if a not in named)


def _name_links(sentence: SourceSentence, english: str) -> Iterator[TokenLink]:
    after: dict[str, int] = {}
    for name in sentence.names:
        at = english.find(name.english, after.get(name.english, 0))
        if at >= 0:
            after[name.english] = at + len(name.english)
            yield TokenLink(name.start, name.end, at, at + len(name.english), 1.0)
