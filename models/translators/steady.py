"""An engine that fails is opened anew and asked again; a sentence that it cannot do is marked, and the others go on.

Whether a sentence or the engine is to blame is asked of the engine: one that cannot do a plain sentence either is broken, and its
failure goes to the caller, as does that of an engine that cannot be opened. What it leaves out: an engine that ends the process;
that is noticed when the page is back (`rafiq.page.work.cache`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from nlp.doubts.messages import tell
from nlp.errors import EngineError, EngineUnavailableError, InputError, RafiqError, SetupError
from nlp.protocols import AroundEngine, SourceSentence, Translation, Translator

__all__ = ["Steady", "not_translated"]

_ALONE: Final = 36  # sentences asked for one by one after a failure, to find the one that did it
_PAUSE: Final = 0.5  # seconds until what did not answer is asked again: a server that was started anew is there by then
_PLAIN: Final = "زار الوزير القاهرة أمس."
_log = logging.getLogger("rafiq.engine")


def not_translated(reason: str) -> Translation:
    """What stands in place of a translation that could not be made, and why.

    >>> not_translated("it is too long.").marks[0].message
    'This sentence could not be translated: it is too long.'
    """
    return Translation("", (tell("failed", reason=reason),))


class Steady(AroundEngine):
    """A `nlp.protocols.Translator` around what `open_engine` gives, which is called again after a failure. Thread-safe."""

    def __init__(self, open_engine: Callable[[], Translator]) -> None:
        super().__init__(open_engine())
        self._open = open_engine

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        """What the engine yields; a sentence that it fails on twice comes without English and says why.

        Raises what opening the engine raises, `EngineUnavailableError` where nothing answers, and the failure of an engine that can
        do nothing any more.
        """
        todo = list(range(len(sentences)))
        alone, waited = 0, False
        again: set[int] = set()
        while todo:
            batch = todo[:1] if alone else todo
            alone = max(0, alone - 1)
            done: set[int] = set()
            try:
                for position, translation in self._engine.translate([sentences[index] for index in batch]):
                    done.add(batch[position])
                    yield batch[position], translation
                if len(done) < len(batch):
                    raise EngineError(f"The engine {self.name!r} broke off.")
            except (SetupError, InputError):
                raise
            except EngineUnavailableError:
                if waited and not done:
                    raise
                time.sleep(_PAUSE)
                self._restart()
            except Exception as error:
                first = next(index for index in batch if index not in done)
                _log.warning("The engine %r failed and is opened again.", self.name, exc_info=not isinstance(error, RafiqError))
                self._restart()
                if first not in again:
                    again.add(first)
                    alone = max(alone, min(_ALONE, len(batch) - len(done)))
                elif self._works():
                    done.add(first)
                    yield first, not_translated(_reason(error))
                else:
                    raise
            waited = not done
            todo = [index for index in todo if index not in done]

    def _restart(self) -> None:
        self._engine = self._open()

    def _works(self) -> bool:
        """Whether the engine can do a plain sentence."""
        try:
            return bool(dict(self._engine.translate([SourceSentence(_PLAIN)]))[0].english)
        except Exception:
            return False


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, RafiqError) else f"the engine failed on it ({type(error).__name__})."
