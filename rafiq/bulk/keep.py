"""Articles of a bulk run as copies in the library: each under the id of its content, so that saving them again adds nothing."""

from __future__ import annotations

from nlp.annotations import copy_from_json
from rafiq.bulk.shards import Shards, records_of
from rafiq.library import Library

__all__ = ["into_library"]


def into_library(shards: Shards, library: Library) -> int:
    """Saves what was read with its copy (`Reading(copies=True)`) and is not there yet; gives how many there are then."""
    count = 0
    for path in shards.paths():
        for record in records_of(path):
            if record.get("copy"):
                library.save(copy_from_json(record["copy"]), copy_id=str(record["id"]))
                count += 1
    return count
