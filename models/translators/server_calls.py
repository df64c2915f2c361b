"""Requests to an OpenAI-compatible server: its list of models, and one answer. What it says when it refuses is told to the reader.

Left out: what is asked (`server_forms`), and what becomes of an answer (`server`). No proxies, no redirects, at most 1 MB.

>>> words_of(b'{"error": {"message": "model requires more system memory"}}'), words_of(b"<html>"), words_of(b'{"error": "no"}')
('model requires more system memory', '<html>', 'no')
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import Any, Final

from nlp.errors import EngineError, EngineUnavailableError

__all__ = ["Calls", "Listed", "RefusedError", "SilentError", "words_of"]

_MAX_ANSWER: Final = 1 << 20
_LONGEST_WORDS: Final = 300  # characters of what a server says
_TEMPLATE: Final = re.compile(r"template|jinja|\brole|reasoning|thinking", re.IGNORECASE)  # llama.cpp fails so on a message
_TOO_LONG: Final = re.compile(r"context|too long|too many tokens", re.IGNORECASE)  # of one sentence, not of how it is asked
_LIST_SECONDS: Final = 10.0


class RefusedError(EngineError):
    """The server does not take a request as it is: something in it may be left out."""


class SilentError(EngineError):
    """The server was connected to and did not answer in time."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A model that the server offers, and who it says owns it ("library": Ollama, "llamacpp", "vllm")."""

    name: str
    owner: str = ""


class Calls:
    """The server at `base`, which ends in /v1. Thread-safe."""

    def __init__(self, base: str) -> None:
        self._base = base

    def models(self) -> list[Listed]:
        """What it offers, in its order. Raises `EngineUnavailableError` where nothing answers, `EngineError`."""
        listed = self._ask("models", None, _LIST_SECONDS)
        entries = listed.get("data") if isinstance(listed, dict) else None
        named = [entry for entry in entries or () if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        return [Listed(entry["id"], str(entry.get("owned_by") or "")) for entry in named]

    def chat(self, body: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The first choice of the answer to `body`. Raises `RefusedError` for a request that it does not take, `EngineError` for
        anything else that is no answer, `EngineUnavailableError` where nothing answers."""
        answer = self._ask("chat/completions", body, seconds)
        try:
            choice: dict[str, Any] = answer["choices"][0]
            choice["message"]["role"], choice["message"].get("content")
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise EngineError(f"The server at {self._base} answered, but not as an OpenAI-compatible server does.") from error
        return choice

    def _ask(self, path: str, body: dict[str, Any] | None, seconds: float) -> Any:
        import httpx

        key = os.environ.get("RAFIQ_ENGINE_KEY", "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            with (
                httpx.Client(timeout=httpx.Timeout(seconds, connect=10.0), trust_env=False, follow_redirects=False) as client,
                client.stream("GET" if body is None else "POST", f"{self._base}/{path}", json=body, headers=headers) as response,
            ):
                data = bytearray()
                for chunk in response.iter_bytes():
                    data += chunk
                    if len(data) > _MAX_ANSWER:
                        raise EngineError(f"The server at {self._base} answered with more than {_MAX_ANSWER >> 20} MB.")
                self._must_be_taken(path, response.status_code, bytes(data))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise EngineUnavailableError(f"Nothing answers at {self._base}: is the server running?") from error
        except httpx.TimeoutException as error:
            raise SilentError(f"The server at {self._base} did not answer within {seconds:.0f} s.") from error
        except httpx.HTTPError as error:
            raise EngineError(f"The server at {self._base} did not answer ({type(error).__name__}).") from error
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise EngineError(f"The server at {self._base} answered, but not as an OpenAI-compatible server does.") from error

    def _must_be_taken(self, path: str, status: int, data: bytes) -> None:
        if status == 200:
            return
        words = words_of(data)
        said = f"The server at {self._base} answered {status} to {path}" + (f": {words}" if words else ".")
        refused = (status in {400, 422} and not _TOO_LONG.search(words)) or (status == 500 and _TEMPLATE.search(words))
        raise (RefusedError if refused else EngineError)(said)


def words_of(data: bytes) -> str:
    """What a server says of its refusal, in one line."""
    text = data.decode("utf-8", errors="replace")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = text
    for key in ("error", "message", "detail"):
        if isinstance(told, dict):
            told = told.get(key, told)
    words = told if isinstance(told, str) else text
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_LONGEST_WORDS]
