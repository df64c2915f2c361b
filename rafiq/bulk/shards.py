"""The output of a bulk run: shards, each written whole or not at all, and the ledger of what is in them.

There is no other ledger than the shards: what a run has done is what they hold, so nothing can disagree with them after a power
cut. A shard's name is made from the articles in it: a worker that is killed after writing and asked again writes the same file.
Failures are shards too, of their own kind; a later run tries them again only when asked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from models.store.files import write_whole
from nlp.errors import InputError
from rafiq.bulk.record import Record

__all__ = ["FORMS", "Form", "Shards"]

Form = Literal["jsonl", "parquet"]
FORMS: Final[tuple[Form, ...]] = ("jsonl", "parquet")
_ID: Final = re.compile(rb'\{"id": ?"([0-9a-f]{32})"')


class Shards:
    """The folder of a run's output."""

    def __init__(self, folder: Path, form: Form = "jsonl") -> None:
        self.folder, self.form = folder, form

    def prepare(self) -> None:
        """Makes the folder, and clears away what an interrupted writer left. Raises `InputError`."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob(".*.part"):
                left.unlink()
        except OSError as error:
            raise InputError(
                f"Rafiq cannot write in {str(self.folder)!r}: {error.strerror}; name a folder that you may write."
            ) from error
        other = next((each for each in FORMS if each != self.form and any(self.folder.glob(f"part-*.{each}"))), None)
        if other is not None:
            raise InputError(f"{str(self.folder)!r} holds {other} shards: go on with --format {other}, or name another folder.")

    def write(self, records: Sequence[Record]) -> None:
        """Writes what was read into one shard and what failed into another. Disk errors are raised as they are."""
        for kind in ("part", "failed"):
            if chosen := [record for record in records if ("reason" in record) == (kind == "failed")]:
                form: Form = self.form if kind == "part" else "jsonl"
                names = "".join(sorted(str(record["id"]) for record in chosen))
                name = f"{kind}-{hashlib.sha256(names.encode()).hexdigest()[:20]}.{form}"
                write_whole(self.folder / name, _encoded(chosen, form))

    def paths(self, kind: Literal["part", "failed"] = "part") -> list[Path]:
        """The shards of a kind, in the order of their names."""
        return sorted(self.folder.glob(f"{kind}-*.{self.form if kind == 'part' else 'jsonl'}"))

    def done(self) -> set[str]:
        """The hashes of all articles that were read."""
        return {each for path in self.paths() for each in _ids(path)}

    def failed(self) -> set[str]:
        """The hashes of all that could not be read."""
        return {each for path in self.paths("failed") for each in _ids(path)}

    def forget_failures(self) -> None:
        """Before all that failed is tried again."""
        for path in self.paths("failed"):
            path.unlink()

    def settle(self) -> int:
        """Takes out what is in two shards (two workers read the same article at once), and failures that were read after all.

        Gives how many records were taken out.
        """
        seen: set[str] = set()
        taken = 0
        for path in [*self.paths(), *self.paths("failed")]:
            ids = list(_ids(path))
            keep = [number for number, each in enumerate(ids) if each not in seen and each not in ids[:number]]
            seen.update(ids)
            if len(keep) < len(ids):
                records = list(records_of(path))
                taken += len(ids) - len(keep)
                self.write([records[number] for number in keep])
                path.unlink()
        return taken


def _encoded(records: Sequence[Record], form: Form) -> bytes:
    if form == "jsonl":
        return b"".join(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for record in records)
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist([dict(record) for record in records], schema=_schema("copy" in records[0])), sink)
    return bytes(sink.getvalue().to_pybytes())


def _schema(copies: bool) -> Any:
    """The columns of a Parquet shard: the same in every one, also where a list is empty."""
    import pyarrow as pa

    text = pa.string()
    doubt = pa.struct([("kind", text), ("message", text)])
    sentence = pa.struct([("arabic", text), ("english", text), ("doubts", pa.list_(doubt))])
    entity = pa.struct([("arabic", text), ("english", text), ("type", text), ("gloss", text), ("count", pa.int64())])
    plain = [(name, text) for name in ("id", "name", "source", "title", "title_english", "engine")]
    return pa.schema(
        [*plain, ("sentences", pa.list_(sentence)), ("entities", pa.list_(entity)), *([("copy", text)] if copies else [])]
    )


def _ids(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        yield from pq.read_table(path, columns=["id"]).column("id").to_pylist()
        return
    with path.open("rb") as file:
        for line in file:
            if (match := _ID.match(line)) is not None:
                yield match[1].decode()


def records_of(path: Path) -> Iterable[Record]:
    """The records of a shard."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        yield from pq.read_table(path).to_pylist()
        return
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
