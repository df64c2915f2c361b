"""One article of a bulk run: read as a page or `rafiq read` reads it, and written down as one record.

A record is a JSON object (a line of a shard, or a row of a Parquet file): `id` (the content's hash), `name`, `source`, `title`,
`title_english`, `engine`, `sentences` (Arabic, English, doubts), `entities` (Arabic, English, type, gloss), and with `copies` the
whole copy as `rafiq library import` takes it. A record that failed has `id`, `name` and `reason`.
"""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from typing import Any, Final, Protocol

from nlp.annotations import as_copy, copy_to_json
from nlp.document import Article, BilingualDocument
from nlp.errors import InputError, RafiqError
from nlp.reader import with_sentence
from rafiq.bulk.articles import Item
from rafiq.sources import files
from rafiq.sources.raw import joined
from rafiq.workbench import Workbench

__all__ = ["Reading", "Record", "Recorder", "record_of"]

Record = dict[str, Any]
_log = logging.getLogger("rafiq.bulk")
_BATCH: Final = "512"  # pieces an engine takes at once: the same on every worker, whatever memory is free, so that all agree


def record_of(document: BilingualDocument, item: Item, *, copies: bool) -> Record:
    """The record of an article that was read."""
    record: Record = {
        "id": item.digest,
        "name": item.name,
        "source": item.source,
        "title": document.title or document.article.title,
        "title_english": document.title_english,
        "engine": document.versions.get("engine", document.engine),
        "sentences": [
            {
                "arabic": each.arabic,
                "english": each.english,
                "doubts": [{"kind": mark.kind, "message": mark.message} for mark in each.marks],
            }
            for each in document.sentences
        ],
        "entities": [
            {"arabic": each.arabic, "english": each.english, "type": each.type, "gloss": each.gloss, "count": each.count}
            for each in document.entities
        ],
    }
    if copies:
        record["copy"] = copy_to_json(as_copy(document))
    return record


class Recorder(Protocol):
    """What a worker asks for records."""

    def record(self, item: Item) -> Record: ...


class Reading:
    """A worker's own desk: opened once, asked for one article after the other. `threads` 0: all cores of this process."""

    def __init__(self, engine: str = "", *, threads: int = 0, copies: bool = False) -> None:
        os.environ.setdefault("RAFIQ_BATCH_PIECES", _BATCH)
        if threads:
            os.environ["RAFIQ_THREADS"] = str(threads)
        self._copies = copies
        desk = Workbench()
        self._reader, self._engine = desk.reader(), desk.translator(engine)

    def record(self, item: Item) -> Record:
        """The record of `item`; whatever goes wrong is a record with a reason, and no other article's matter."""
        if item.problem:
            return _failed(item, item.problem)
        try:
            return record_of(self._document(item), item, copies=self._copies)
        except RafiqError as error:
            return _failed(item, str(error))
        except Exception as error:
            _log.exception("An article could not be read.")
            return _failed(item, f"Rafiq failed on it ({type(error).__name__}): please report it with the article.")

    def _document(self, item: Item) -> BilingualDocument:
        article = replace(_article(item), source=item.source or item.name)
        document = self._reader.analyse(article)
        if not document.sentences:
            raise InputError(f"There is no article text in {item.name}.")
        for index, sentence in self._reader.translate(document, self._engine):
            document = with_sentence(document, index, sentence, self._engine.name)
        return replace(document, versions={**document.versions, "engine": f"{self._engine.name} {self._engine.version}"})


def _article(item: Item) -> Article:
    return joined(files.read_bytes(item.content, item.file)).article()


def _failed(item: Item, reason: str) -> Record:
    return {"id": item.digest, "name": item.name, "reason": " ".join(reason.split())[:300]}
