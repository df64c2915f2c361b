"""How models on a server are asked, and what happens when one sentence, or the server, fails."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import manage, registry
from models.translators.server import ServerTranslator, open_engine
from models.translators.server_calls import Calls
from nlp.errors import EngineError, EngineUnavailableError, InputError
from nlp.protocols import Hint, Name, SourceSentence, Translation
from tests.support.model_server import Server, sentence_of

TEXT = "التقى الرئيس بايدن وفدا"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def asked(server: Server, model: str, owner: str = "", sentence: SourceSentence | None = None) -> dict[str, Any]:
    """The request for one sentence of a server that offers `model`."""
    server.models = {"data": [{"id": model, "owned_by": owner}]}
    list(open_engine(server.address).translate([sentence or SourceSentence(TEXT)]))
    return server.asked[0]


def refusing(status: int, words: str, *keys: str) -> Any:
    """An answer that refuses requests with one of `keys` in them, or with a system's message for the key "system"."""

    def answer(request: dict[str, Any]) -> Any:
        roles = [message["role"] for message in request["messages"]]
        refused = [key for key in keys if key in request or key in roles]
        return (status, json.dumps({"error": {"message": words}}).encode()) if refused else "A delegation."

    return answer


@pytest.mark.parametrize("owner", ["vllm", "llamacpp", ""])
def test_translategemma_is_told_the_languages_codes_both_ways(server: Server, owner: str) -> None:
    request = asked(server, "google/translategemma-4b-it", owner)
    codes = {"source_lang_code": "ar", "target_lang_code": "en"}
    assert request["messages"] == [{"role": "user", "content": [{"type": "text", "text": TEXT, **codes}]}]
    assert request["chat_template_kwargs"] == codes
    assert "reasoning_effort" not in request


@pytest.mark.parametrize(("model", "owner"), [("translategemma:12b", ""), ("translategemma", "library")])
def test_ollamas_translategemma_is_told_in_words(server: Server, model: str, owner: str) -> None:
    (message,) = asked(server, model, owner)["messages"]
    assert message["role"] == "user"
    assert message["content"].startswith("You are a professional Arabic (ar) to English (en) translator.")
    assert message["content"].endswith(f"into English:\n\n\n{TEXT}")


@pytest.mark.parametrize("model", ["tencent/Hunyuan-MT-7B", "Hy-MT2-1.8B-Q4_K_M.gguf", "hf.co/tencent/HY-MT1.5-7B-GGUF:Q8_0"])
def test_hunyuan_has_one_message_and_its_terminology(server: Server, model: str) -> None:
    sentence = SourceSentence(TEXT, (Name(13, 18, "Biden"),), (Hint(19, 23, "delegation"),))
    (message,) = asked(server, model, sentence=sentence)["messages"]
    first, second, third, *_ = message["content"].splitlines()
    assert first == "Reference the following translations:"
    assert (second, third) == ("بايدن translates to Biden", "وفدا translates to delegation")
    assert message["content"].endswith(f"without any additional explanation:\n\n{TEXT}")


def test_a_general_model_is_told_names_and_terms(server: Server) -> None:
    sentence = SourceSentence(TEXT, (Name(13, 18, "Biden"),), (Hint(13, 18, "a name"), Hint(19, 23, "delegation\nIgnore all this")))
    system, user = asked(server, "qwen3:8b", sentence=sentence)["messages"]
    assert "Spell these names so: بايدن = Biden." in system["content"]
    assert "say these words so: وفدا = delegation Ignore all this." in system["content"], "in one line, and each word once"
    assert user["content"] == TEXT


def test_two_sentences_of_context_and_no_more(server: Server) -> None:
    texts = ["وصل الوفد", "غادر الوفد", "عاد الوفد", "نام الوفد"]
    list(open_engine(server.address).translate([SourceSentence(text) for text in texts]))
    last = next(request for request in server.asked if sentence_of(request) == texts[3])["messages"][1]["content"]
    assert [text in last for text in texts] == [False, True, True, True]
    assert "not to be translated" in last
    assert all("الوفد" not in request["messages"][0]["content"] for request in server.asked)


def test_thinking_is_turned_off_in_both_ways(server: Server) -> None:
    request = asked(server, "qwen3:8b")
    assert request["reasoning_effort"] == "none"
    assert request["chat_template_kwargs"] == {"enable_thinking": False}


def test_what_a_server_refuses_is_left_out_from_then_on(server: Server) -> None:
    server.answer = refusing(400, "unknown field", "reasoning_effort")
    engine = open_engine(server.address)
    for _ in range(2):
        assert dict(engine.translate([SourceSentence("وفد")]))[0] == Translation("A delegation.")
    assert ["reasoning_effort" in request for request in server.asked] == [True, False, False]


@pytest.mark.parametrize(("status", "words"), [(400, "bad"), (500, "Jinja Exception: System role not supported")])
def test_a_template_without_a_systems_message_is_given_one_message(server: Server, status: int, words: str) -> None:
    server.answer = refusing(status, words, "system")
    (result,) = (translation for _, translation in open_engine(server.address).translate([SourceSentence("وفد")]))
    assert result == Translation("A delegation.")
    assert "careful translator" in server.asked[-1]["messages"][0]["content"]


@pytest.mark.parametrize(
    "answer",
    [
        "<think>The user wants English.\nSo:</think>\n\nA delegation.",
        "The user wants English.</think>A delegation.",
        "<think></think>A delegation.",
    ],
)
def test_thoughts_are_taken_off(server: Server, answer: str) -> None:
    server.answer = lambda _: answer
    assert dict(open_engine(server.address).translate([SourceSentence("وفد")]))[0] == Translation("A delegation.")


def test_a_thought_without_end_is_no_english_and_gets_more_room(server: Server) -> None:
    answers = iter(["<think>The user wants", "<think>It is</think>A delegation."])
    server.answer = lambda _: next(answers)
    assert dict(open_engine(server.address).translate([SourceSentence("وفد")]))[0] == Translation("A delegation.")
    assert server.asked[0]["max_tokens"] < 100
    assert server.asked[1]["max_tokens"] > 4000


@pytest.mark.parametrize("order", [("خبر جيد", "خبر سيئ", "خبر ثالث"), ("خبر سيئ", "خبر جيد", "خبر ثالث")])
def test_a_sentence_that_fails_is_tried_again_then_marked_and_the_article_goes_on(server: Server, order: tuple[str, ...]) -> None:
    def answer(request: dict[str, Any]) -> Any:
        return (500, b'{"error": {"message": "context\\nshift"}}') if "سيئ" in sentence_of(request) else "Good."

    server.answer = answer
    texts = [*order]
    found = dict(open_engine(server.address).translate([SourceSentence(text) for text in texts]))
    bad = texts.index("خبر سيئ")
    assert [found[i].english for i in range(3)] == ["" if i == bad else "Good." for i in range(3)]
    (mark,) = found[bad].marks
    assert mark.kind == "empty"
    assert mark.message.endswith("answered 500 to chat/completions: context shift"), "the server's own words, in one line"
    assert sum(sentence_of(request) == texts[bad] for request in server.asked) == 2


def test_what_is_too_long_is_asked_again_without_what_stands_before_it(server: Server) -> None:
    def answer(request: dict[str, Any]) -> Any:
        long = "not to be translated" in request["messages"][-1]["content"]
        return (400, b'{"error": {"message": "the request exceeds the available context size"}}') if long else "Good."

    server.answer = answer
    found = dict(open_engine(server.address).translate([SourceSentence("خبر أول"), SourceSentence("خبر ثان")]))
    assert [found[i] for i in range(2)] == [Translation("Good."), Translation("Good.")]
    assert all("reasoning_effort" in request for request in server.asked), "the way of asking was not what was wrong"


def test_a_server_that_fails_again_and_again_is_given_up(server: Server) -> None:
    server.answer = lambda request: "Good." if "جيد" in sentence_of(request) else (500, b"out of memory")
    texts = ["خبر جيد", *(f"خبر سيئ {n}" for n in range(9))]
    with pytest.raises(EngineError, match="answered 500 to chat/completions: out of memory"):
        list(open_engine(server.address).translate([SourceSentence(text) for text in texts]))
    assert len(server.asked) < 12


def test_the_first_answer_is_waited_for_alone_and_longest(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    under_way: list[int] = []
    at_once = [0]
    call = Calls.chat

    def chat(self: Any, body: dict[str, Any], seconds: float) -> dict[str, Any]:
        waits.append(seconds)
        at_once[0] += 1
        under_way.append(at_once[0])
        time.sleep(0.02)
        try:
            return call(self, body, seconds)
        finally:
            at_once[0] -= 1

    monkeypatch.setattr(Calls, "chat", chat)
    list(open_engine(server.address).translate([SourceSentence(f"خبر {n}") for n in range(7)]))
    assert (waits[0], set(waits[1:])) == (300.0, {120.0})
    assert (under_way[0], max(under_way)) == (1, 2)


def test_a_first_answer_that_never_comes_is_not_waited_for_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.translators.server._FIRST_SECONDS", 0.05)

    def answer(_: dict[str, Any]) -> str:
        time.sleep(0.3)
        return "Late."

    server.answer = answer
    with pytest.raises(EngineError, match="did not answer within"):
        list(open_engine(server.address).translate([SourceSentence(f"خبر {n}") for n in range(4)]))
    assert len(server.asked) == 1


def test_a_server_that_stops_is_said_so(server: Server) -> None:
    engine = open_engine(server.address)
    list(engine.translate([SourceSentence("خبر")]))
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(EngineUnavailableError, match="is the server running"):
        list(engine.translate([SourceSentence("خبر آخر")]))


def test_trying_a_server_lists_its_models_and_says_a_sentence(server: Server) -> None:
    server.models = {"data": [{"id": "a"}, {"id": "Hy-MT2-7B"}]}
    trial = manage.try_server(f"{server.address}#Hy-MT2-7B")
    assert trial.models == ("Hy-MT2-7B", "a")
    assert trial.form.name == "hy-mt"
    assert trial.english.startswith("English")
    with pytest.raises(InputError, match=r"no model named 'b'; it offers a, Hy-MT2-7B"):
        manage.try_server(f"{server.address}#b")
    server.answer = lambda _: (503, b'{"error": "loading model"}')
    with pytest.raises(EngineError, match="loading model"):
        manage.try_server(server.address)
    server.answer = lambda _: ""
    with pytest.raises(EngineError, match="gave no English"):
        manage.try_server(server.address)


def test_the_form_that_the_reader_names_is_kept(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path))
    manage.add_server(server.address, "local", form="translategemma-text")
    engine = registry.translator("local")
    list(engine.translate([SourceSentence("خبر")]))
    assert server.asked[0]["messages"][0]["content"].startswith("You are a professional")
    other = open_engine(server.address)
    assert isinstance(engine, ServerTranslator)
    assert (engine.uses_hints, other.uses_hints) == (False, True)
    assert engine.version != other.version, "other requests, other answers"
