"""Fetching from the hub, against a stand-in on this machine: what is offered, interrupted, damaged, refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from models import manage, registry
from models.store import hub_files
from models.store.added import added, engines_folder
from nlp.errors import ArtefactError, ChecksumError, InputError, NetworkError, NotFoundError, SetupError, UnknownNameError
from nlp.protocols import SourceSentence
from tests.support import tiny_models
from tests.support.hub_stand_in import COMMIT, PULL_REQUEST, Hub, running

REPOSITORY = "Helsinki-NLP/opus-mt-ar-en"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tiny_models.marian(tmp_path_factory.mktemp("marian"))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def hub(checkpoint: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    files = {
        **checkpoint,
        "README.md": b"# hello",
        "pytorch_model.bin": b"\x80\x04pickle",
        "evil.py": b"print()",
        "tf_model.h5": b"x" * 99,
    }
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(hub_files, "_TIMEOUT", 5.0)
    with running(Hub(REPOSITORY, {COMMIT: files})) as stand_in:
        monkeypatch.delenv("RAFIQ_OFFLINE", raising=False)
        monkeypatch.setenv("HF_ENDPOINT", stand_in.address)
        yield stand_in


def test_an_offer_states_version_licence_and_size_and_fetches_nothing(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    offered = manage.offer("opus-mt")
    assert (offered.repository, offered.revision, offered.licence) == (REPOSITORY, COMMIT, "apache-2.0")
    assert {file.name for file in offered.files} == set(checkpoint)
    assert offered.size == sum(map(len, checkpoint.values()))
    fetched = [path.rsplit("/", 1)[1] for _, path, _ in hub.requests if "/resolve/" in path]
    assert fetched == ["config.json", "tokenizer_config.json"], "the files that it is judged by, and no other"
    assert not engines_folder().exists()


def test_an_added_engine_is_pinned_verified_and_translates(hub: Hub) -> None:
    told: list[tuple[str, int, int]] = []
    card = manage.add_from_hub(manage.offer("opus-mt"), progress=lambda *step: told.append(step))
    assert card.revision == COMMIT
    assert card.scores == registry.CARDS["opus-mt"].scores
    assert registry.is_installed("opus-mt")
    assert manage.verify_engine("opus-mt") == len(card.files)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1][1:] == (card.size, card.size)
    left = {path.name for path in (engines_folder() / "opus-mt").iterdir()}
    assert left == {*card.files, "card.json"}
    found = dict(registry.translator("opus-mt").translate([SourceSentence("زار الوزير القاهرة")]))
    assert found[0].english or found[0].marks


def test_every_file_is_asked_for_at_the_pinned_commit(hub: Hub) -> None:
    manage.add_from_hub(manage.offer("opus-mt"))
    assert {path.split("/resolve/")[1].split("/")[0] for _, path, _ in hub.requests if "/resolve/" in path} == {COMMIT}
    assert not [path for _, path, _ in hub.requests if path.endswith((".bin", ".py", ".h5"))]


def test_an_interrupted_download_goes_on_where_it_broke_off(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    hub.break_after, hub.breaks = 100_000, 404
    with pytest.raises(NetworkError, match="try again"):
        manage.add_from_hub(manage.offer("opus-mt"))
    assert added() == {}
    assert not registry.is_installed("opus-mt")
    hub.break_after = 0
    hub.requests.clear()
    card = manage.add_from_hub(manage.offer("opus-mt"))
    assert [asked for _, path, asked in hub.requests if path.endswith("model.safetensors") and asked]
    assert (engines_folder() / "opus-mt" / "model.safetensors").read_bytes() == checkpoint["model.safetensors"]
    assert registry.is_installed(card.name)


def test_a_connection_that_breaks_now_and_then_is_taken_up_again(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    hub.break_after = len(checkpoint["model.safetensors"]) // 3 + 1
    manage.add_from_hub(manage.offer("opus-mt"))
    assert (engines_folder() / "opus-mt" / "model.safetensors").read_bytes() == checkpoint["model.safetensors"]
    ranges = [asked for _, path, asked in hub.requests if path.endswith("model.safetensors")]
    assert ranges == ["", f"bytes={hub.break_after}-", f"bytes={2 * hub.break_after}-"]


def test_a_corrupt_download_is_refused_and_not_kept(hub: Hub) -> None:
    hub.corrupt = True
    with pytest.raises(ChecksumError, match="another file"):
        manage.add_from_hub(manage.offer("opus-mt"))
    assert not registry.is_installed("opus-mt")
    hub.corrupt = False
    manage.add_from_hub(manage.offer("opus-mt"))
    assert registry.is_installed("opus-mt")


def test_a_full_disk_is_told_before_anything_is_fetched(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        total: int
        used: int
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(SetupError, match="of disk"):
        manage.add_from_hub(manage.offer("opus-mt"))
    assert not [path for _, path, _ in hub.requests if "/resolve/" in path and not path.endswith("config.json")]


def test_a_pinned_version_is_taken_though_the_hub_has_a_newer_one(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    newer = "0123456789abcdef0123456789abcdef01234567"
    hub.files[newer] = {**checkpoint, "README.md": b"newer"}
    hub.main = newer
    assert manage.offer("opus-mt").revision == registry.CARDS["opus-mt"].revision == COMMIT
    assert manage.offer(REPOSITORY).revision == newer


def test_a_pinned_version_that_is_gone_is_said_so_with_the_way_to_the_present_one(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    newer = "0123456789abcdef0123456789abcdef01234567"
    hub.files, hub.main = {newer: checkpoint}, newer
    with pytest.raises(NotFoundError, match=f"rafiq engines add {REPOSITORY}"):
        manage.offer("opus-mt")
    assert manage.add_from_hub(manage.offer(REPOSITORY)).revision == newer


def test_a_repository_without_safetensors_is_refused(hub: Hub) -> None:
    del hub.files[COMMIT]["model.safetensors"]
    with pytest.raises(InputError, match="safetensors"):
        manage.offer("opus-mt")


def test_the_hubs_own_conversion_is_taken_and_said_so(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    hub.files = {COMMIT: {"config.json": b"{}", "pytorch_model.bin": b"x"}, PULL_REQUEST: checkpoint}
    hub.pull_request_author = "SFconvertbot"
    offered = manage.offer("opus-mt")
    assert (offered.revision, offered.converted) == (PULL_REQUEST, True)
    assert manage.add_from_hub(offered).note.count("converter") == 1


def test_anybody_elses_conversion_is_not_taken(hub: Hub, checkpoint: dict[str, bytes]) -> None:
    hub.files = {COMMIT: {"config.json": b"{}", "pytorch_model.bin": b"x"}, PULL_REQUEST: checkpoint}
    hub.pull_request_author = "mallory"
    with pytest.raises(InputError, match="safetensors"):
        manage.offer("opus-mt")


def test_any_repository_can_be_added_under_its_own_name(hub: Hub) -> None:
    hub.repository = "someone/Ar-En-Model"
    card = manage.add_from_hub(manage.offer("someone/Ar-En-Model"))
    assert (card.name, card.task, card.licence) == ("ar-en-model", "translation", "apache-2.0")
    assert registry.translator("ar-en-model").name == "ar-en-model"


@pytest.mark.parametrize(
    ("name", "error"), [("nobody/nothing", NotFoundError), ("nope", UnknownNameError), ("../../etc", InputError)]
)
def test_what_is_not_on_the_hub(hub: Hub, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        manage.offer(name)


def test_a_hub_that_fails_or_is_not_there(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.status = 500
    with pytest.raises(NetworkError):
        manage.offer("opus-mt")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(NetworkError, match="did not deliver"):
        manage.offer("opus-mt")


def test_remove_deletes_files_and_the_converted_copy(hub: Hub, tmp_path: Path) -> None:
    manage.add_from_hub(manage.offer("opus-mt"))
    registry.translator("opus-mt").open()  # type: ignore[attr-defined]
    assert list((tmp_path / "home" / "cache" / "engines").glob("opus-mt-*"))
    assert manage.remove("opus-mt") > 1000
    assert not (engines_folder() / "opus-mt").exists()
    assert not list((tmp_path / "home" / "cache" / "engines").glob("opus-mt-*"))
    with pytest.raises(InputError, match="not installed"):
        manage.remove("opus-mt")


def test_damage_on_disk_is_found(hub: Hub) -> None:
    manage.add_from_hub(manage.offer("opus-mt"))
    path = engines_folder() / "opus-mt" / "model.safetensors"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ChecksumError):
        manage.verify_engine("opus-mt")
    with pytest.raises(ArtefactError):
        registry.translator("opus-mt").open()  # type: ignore[attr-defined]
