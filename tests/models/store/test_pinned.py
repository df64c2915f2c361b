"""Pinned files: fetched packed from the first address that gives the right bytes, and never kept half or wrong."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.store import mozilla_list, pinned
from models.store.files import FileSum
from models.store.pinned import PinnedFile, fetch, take_from
from nlp.errors import ChecksumError, InputError, NetworkError, SetupError
from tests.support.file_server import Files, serving

PLAIN = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(5000))
PACKED = gzip.compress(PLAIN, mtime=0)


def sum_of(data: bytes) -> FileSum:
    return FileSum(hashlib.sha256(data).hexdigest(), len(data))


def a_file(*addresses: str, unpacked: bool = True) -> PinnedFile:
    return PinnedFile("a.bin", sum_of(PACKED), tuple(f"{at}/a.bin.gz" for at in addresses), sum_of(PLAIN) if unpacked else None)


@pytest.fixture(autouse=True)
def _no_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pinned.OFFLINE, raising=False)
    monkeypatch.delenv(pinned.MIRROR, raising=False)


@pytest.fixture
def good() -> Iterator[Files]:
    with serving(Files({"a.bin.gz": PACKED})) as server:
        yield server


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


@pytest.mark.parametrize("unpacked", [True, False])
def test_a_file_is_fetched_packed_and_kept_unpacked(good: Files, tmp_path: Path, unpacked: bool) -> None:
    told: list[tuple[str, int, int]] = []
    sums = fetch([a_file(good.address, unpacked=unpacked)], tmp_path, lambda *step: told.append(step))
    assert sums == {"a.bin": sum_of(PLAIN)}
    assert names(tmp_path) == {"a.bin"}
    assert told[-1] == ("", len(PACKED), len(PACKED))
    assert [have for _, have, _ in told] == sorted(have for _, have, _ in told)


def test_what_is_here_is_not_fetched_again(good: Files, tmp_path: Path) -> None:
    fetch([a_file(good.address)], tmp_path)
    fetch([a_file(good.address)], tmp_path)
    assert len(good.asked) == 1
    (tmp_path / "a.bin").write_bytes(b"damaged")
    fetch([a_file(good.address)], tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


@pytest.mark.parametrize("fault", ["wrong bytes", "too long", "not found", "refused", "silent", "broken gzip"])
def test_the_next_address_is_tried(good: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    monkeypatch.setattr(pinned, "READ_SECONDS", 0.3)
    bad = {"wrong bytes": PACKED[:-1] + b"x", "too long": PACKED + b"x", "broken gzip": bytes(len(PACKED))}.get(fault, PACKED)
    with serving(Files({"a.bin.gz": bad})) as first:
        first.status = 404 if fault == "not found" else 0
        first.silent = 1.0 if fault == "silent" else 0.0
        address = f"http://127.0.0.1:{closed_port()}" if fault == "refused" else first.address
        fetch([a_file(address, good.address)], tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == PLAIN
    assert names(tmp_path) == {"a.bin"}


def test_half_a_file_is_kept_and_gone_on_with(good: Files, tmp_path: Path) -> None:
    good.cut_after, good.later = 60_000, [(0, ""), (404, "")]
    with pytest.raises(NetworkError, match=r"broke off after [\d,]+ of [\d,]+ bytes \(answered 404\)"):
        fetch([a_file(good.address)], tmp_path)
    assert names(tmp_path) == {"a.bin.gz.part"}
    kept = (tmp_path / "a.bin.gz.part").stat().st_size
    assert 0 < kept <= 60_000
    fetch([a_file(good.address)], tmp_path)
    assert good.asked[-1] == ("a.bin.gz", f"bytes={kept}-")
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


def test_a_server_without_ranges_starts_over(good: Files, tmp_path: Path) -> None:
    good.ranges = False
    (tmp_path / "a.bin.gz.part").write_bytes(b"other bytes")
    fetch([a_file(good.address)], tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


def test_half_a_file_that_does_not_fit_is_fetched_anew(good: Files, tmp_path: Path) -> None:
    (tmp_path / "a.bin.gz.part").write_bytes(b"other bytes")
    fetch([a_file(good.address)], tmp_path)
    assert [wanted for _, wanted in good.asked] == ["bytes=11-", ""]
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


@pytest.mark.parametrize(
    ("bad", "kind", "words"),
    [
        (PACKED[:-1] + b"x", ChecksumError, "another file"),
        (None, NetworkError, "404"),
    ],
)
def test_no_address_gives_it(tmp_path: Path, bad: bytes | None, kind: type[Exception], words: str) -> None:
    with serving(Files({} if bad is None else {"a.bin.gz": bad})) as server, pytest.raises(kind, match=words):
        fetch([a_file(server.address)], tmp_path)
    assert names(tmp_path) == set(), "nothing half or wrong stays"


def test_right_bytes_that_hold_another_file(tmp_path: Path) -> None:
    file = PinnedFile("a.bin", sum_of(PACKED), (), FileSum("0" * 64, len(PLAIN)))
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.bin.gz").write_bytes(PACKED)
    with pytest.raises(ChecksumError, match=r"another a\.bin"):
        take_from(tmp_path / "here", [file], tmp_path / "engine")
    assert names(tmp_path / "engine") == set()


def test_a_packed_file_that_swells_is_refused(tmp_path: Path) -> None:
    swollen = gzip.compress(bytes(5_000_000), mtime=0)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.bin.gz").write_bytes(swollen)
    with pytest.raises(ChecksumError):
        take_from(tmp_path / "here", [PinnedFile("a.bin", sum_of(swollen), ())], tmp_path / "engine")
    assert names(tmp_path / "engine") == set()


def test_the_mirror_is_asked_first(good: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Files({"models/a.bin.gz": PACKED})) as mirror:
        monkeypatch.setenv(pinned.MIRROR, f"{mirror.address}/models/")
        fetch([a_file(good.address)], tmp_path)
        assert [path for path, _ in mirror.asked] == ["models/a.bin.gz"]
    assert good.asked == []


@pytest.mark.parametrize("mirror", ["nowhere", "ftp://127.0.0.1/x", "http://[::1", "http://127.0.0.1:99999"])
def test_a_mirror_that_is_none_is_passed_over(good: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mirror: str) -> None:
    monkeypatch.setenv(pinned.MIRROR, mirror)
    fetch([a_file(good.address)], tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


def test_offline_tries_nothing(good: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pinned.OFFLINE, "1")
    with pytest.raises(NetworkError, match="RAFIQ_OFFLINE"):
        fetch([a_file(good.address)], tmp_path / "engine")
    assert good.asked == []
    assert not (tmp_path / "engine").exists()


def test_a_full_disk_is_one_sentence_before_anything_is_fetched(
    good: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage: Any = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(SetupError, match="MB are free"):
        fetch([a_file(good.address)], tmp_path)
    assert good.asked == []


def test_a_folder_that_cannot_be_made(good: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="cannot be written"):
        fetch([a_file(good.address)], tmp_path / "file" / "engine")


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("form", ["packed", "unpacked"])
def test_files_of_a_folder_are_copied(tmp_path: Path, form: str, known: bool) -> None:
    here, engine = tmp_path / "here", tmp_path / "engine"
    here.mkdir()
    (here / ("a.bin.gz" if form == "packed" else "a.bin")).write_bytes(PACKED if form == "packed" else PLAIN)
    assert take_from(here, [a_file(unpacked=known)], engine) == {"a.bin": sum_of(PLAIN)}
    assert names(engine) == {"a.bin"}


def test_a_folder_without_the_files_or_with_others(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither a\.bin nor a\.bin\.gz"):
        take_from(tmp_path, [a_file()], tmp_path / "engine")
    (tmp_path / "a.bin").write_bytes(b"another")
    with pytest.raises(ChecksumError, match="not the one"):
        take_from(tmp_path, [a_file()], tmp_path / "engine")


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- Mozilla's list


def listed(*paths: Any, architecture: str = "base-memory") -> bytes:
    entries = [{"architecture": architecture, "files": {"model": {"path": path}}} for path in paths]
    return json.dumps({"baseUrl": "https://elsewhere.example", "models": {"ar-en": entries}}).encode()


def test_the_list_leads_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "models/ar-en/spring_x-1/exported/a.bin.gz"
    wrong = "models/ar-en/older/exported/a.bin.gz"
    with serving(Files({"db/models.json": listed(wrong, path), path: PACKED, wrong: b"another"})) as storage:
        monkeypatch.setattr(mozilla_list, "STORAGE", storage.address)
        fetch([a_file(f"{storage.address}/gone")], tmp_path, further=mozilla_list.addresses)
        assert [name for name, _ in storage.asked] == ["gone/a.bin.gz", "db/models.json", wrong, path]
    assert (tmp_path / "a.bin").read_bytes() == PLAIN


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[" * 100_000,
        b"[]",
        b'{"models": {"ar-en": {"files": 1}}}',
        listed("https://elsewhere.example/a.bin.gz"),
        listed("../a.bin.gz"),
        listed("models/../../a.bin.gz"),
        listed("//elsewhere.example/a.bin.gz"),
        listed("models/other.bin.gz", 7, None),
        listed("models/x/a.bin.gz", architecture="tiny"),
    ],
)
def test_nothing_else_in_the_list_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    with serving(Files({"db/models.json": body})) as storage:
        monkeypatch.setattr(mozilla_list, "STORAGE", storage.address)
        with pytest.raises(NetworkError, match=r"a\.bin\.gz could not be fetched: 127\.0\.0\.1:\d+ answered 404"):
            fetch([a_file(f"{storage.address}/gone")], tmp_path, further=mozilla_list.addresses)
        assert len(storage.asked) == 2


def test_the_storage_is_https() -> None:
    assert mozilla_list.STORAGE.startswith("https://storage.googleapis.com/moz-fx-translations-data")
