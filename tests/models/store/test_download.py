"""One file from one address: tried again where that may help, gone on with, checked, and every failure one sentence."""

from __future__ import annotations

import errno
import hashlib
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.store.download import Patience, download, read
from models.store.files import FileSum
from nlp.errors import ChecksumError, NetworkError, RafiqError, SetupError
from tests.support.file_server import Files, serving

DATA = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(8000))
RIGHT = FileSum(hashlib.sha256(DATA).hexdigest(), len(DATA))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    for name in ("ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(Files({"a": DATA})) as files:
        yield files


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, none of which is made."""
    made: list[float] = []
    monkeypatch.setattr("models.store.download.sleep", made.append)
    return made


def fetched(server: Files, folder: Path, stated: FileSum = RIGHT, **options: Any) -> bytes:
    assert download(f"{server.address}/a", folder / "a", stated, **options) == RIGHT
    assert [path.name for path in folder.iterdir()] == ["a"]
    return (folder / "a").read_bytes()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_says_later_is_asked_later(server: Files, tmp_path: Path, pauses: list[float], status: int) -> None:
    server.later = [(status, "7"), (status, "soon")]
    assert fetched(server, tmp_path) == DATA
    assert pauses == [7.0, 2.0]


def test_a_pause_is_never_longer_than_a_minute(server: Files, tmp_path: Path, pauses: list[float]) -> None:
    server.later = [(503, "86400")]
    fetched(server, tmp_path)
    assert pauses == [60.0]


def test_tries_are_counted_anew_whenever_something_came(server: Files, tmp_path: Path, pauses: list[float]) -> None:
    server.cut_after, server.cut_always = len(DATA) // 12, True
    assert fetched(server, tmp_path, patience=Patience(tries=2)) == DATA
    assert len(server.asked) > 10


def test_without_a_byte_it_is_given_up(server: Files, tmp_path: Path, pauses: list[float]) -> None:
    server.status = 503
    with pytest.raises(NetworkError, match=r"The file a could not be fetched: 127\.0\.0\.1:\d+ answered 503\."):
        download(f"{server.address}/a", tmp_path / "a", RIGHT, patience=Patience(tries=3))
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_what_will_not_change_is_not_asked_again(server: Files, tmp_path: Path, pauses: list[float], status: int) -> None:
    server.status = status
    with pytest.raises(NetworkError, match=f"answered {status}"):
        download(f"{server.address}/a", tmp_path / "a", RIGHT)
    assert (len(server.asked), pauses) == (1, [])


def test_a_silent_server_is_tried_again(server: Files, tmp_path: Path, pauses: list[float]) -> None:
    server.silent = 0.6
    with pytest.raises(NetworkError, match="could not be fetched"):
        download(f"{server.address}/a", tmp_path / "a", RIGHT, patience=Patience(read=0.1, tries=2))
    assert len(server.asked) == 2


def test_a_host_that_is_not_there_is_asked_once(tmp_path: Path, pauses: list[float]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NetworkError, match=f"127.0.0.1:{port} could not be reached"):
        download(f"http://127.0.0.1:{port}/a", tmp_path / "a", RIGHT)
    assert pauses == []


def test_a_size_and_sum_that_were_never_published_are_told(server: Files, tmp_path: Path) -> None:
    assert fetched(server, tmp_path, FileSum("", 0)) == DATA


@pytest.mark.parametrize("stated", [FileSum("0" * 64, len(DATA)), FileSum("", len(DATA) - 1), FileSum("", len(DATA) + 1)])
def test_another_file_is_not_kept(server: Files, tmp_path: Path, stated: FileSum, pauses: list[float]) -> None:
    with pytest.raises(ChecksumError, match="another file"):
        download(f"{server.address}/a", tmp_path / "a", stated)
    assert list(tmp_path.iterdir()) == []


def test_half_of_another_file_is_fetched_anew(server: Files, tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(b"half of something else")
    assert fetched(server, tmp_path) == DATA
    assert [asked for _, asked in server.asked] == ["bytes=22-", ""]


def test_progress_counts_what_is_here(server: Files, tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(DATA[:100_000])
    told: list[int] = []
    fetched(server, tmp_path, tell=told.append)
    assert told == sorted(told)
    assert (told[0] > 100_000, told[-1]) == (True, len(DATA))


@pytest.mark.parametrize(
    ("proxy", "words"),
    [
        ("socks5://127.0.0.1:9", "could not be reached"),
        ("socks5", "could not be reached"),
        ("carrier-pigeon://127.0.0.1:9", "could not be asked"),
    ],
)
def test_a_proxy_that_does_not_work_is_one_sentence(
    server: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str, words: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    monkeypatch.setattr(socket, "getaddrinfo", _nobody) if proxy == "socks5" else None
    with pytest.raises(NetworkError, match=words):
        download(f"{server.address}/a", tmp_path / "a", RIGHT)


def _nobody(*_: object, **__: object) -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_socks_proxy_without_its_package_is_one_sentence(server: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "socksio", None)
    with pytest.raises(NetworkError, match="SOCKS"):
        download(f"{server.address}/a", tmp_path / "a", RIGHT)


def test_a_disk_that_fills_up_is_one_sentence(server: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(SetupError, match="The disk is full"):
        download(f"{server.address}/a", tmp_path / "a", RIGHT, tell=full)


def test_a_folder_that_is_none_is_one_sentence(server: Files, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(SetupError, match="cannot be written"):
        download(f"{server.address}/a", tmp_path / "a", RIGHT)


def test_a_small_file_is_read_whole_or_not(server: Files, pauses: list[float]) -> None:
    server.later = [(503, "")]
    assert read(f"{server.address}/a", most=len(DATA)) == DATA
    with pytest.raises(RafiqError, match="sent more than"):
        read(f"{server.address}/a", most=1000)
    with pytest.raises(NetworkError, match="answered 404"):
        read(f"{server.address}/b", most=1000)
