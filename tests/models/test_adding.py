"""How an engine is added: judged before it is fetched, with the languages that the reader names, converted, and lightened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import manage, registry
from models.store import hub_files
from models.store.added import added, engines_folder
from models.store.conversion.copies import converted
from models.store.files import measure
from nlp.errors import ChecksumError, InputError, NetworkError
from nlp.protocols import SourceSentence
from tests.support import tiny_models
from tests.support.hub_stand_in import COMMIT, Hub, running

SENTENCES = [SourceSentence("زار الوزير القاهرة"), SourceSentence("وصل 77 لاجئا إلى لبنان")]
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAFIQ_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.marian(tmp_path_factory.mktemp("marian"))


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.nllb(tmp_path_factory.mktemp("nllb"))


@pytest.fixture
def hub(marian: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr("models.store.hub_files.sleep", lambda _: None)
    with running(Hub("somebody/some-model", {COMMIT: files_of(marian)})) as stand_in:
        monkeypatch.delenv("RAFIQ_OFFLINE", raising=False)
        monkeypatch.setenv("HF_ENDPOINT", stand_in.address)
        yield stand_in


def files_of(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def english(name: str) -> list[str]:
    found = dict(registry.translator(name).translate(SENTENCES))
    return [found[i].english for i in range(len(SENTENCES))]


def ready(source: Path, folder: Path) -> Path:
    """`source` as somebody publishes it for CTranslate2: its int8 copy, with the tokenizer's files beside it."""
    shutil.copytree(converted("somebody", source, measure(source)), folder)
    (folder / "rafiq.json").unlink()
    for path in source.iterdir():
        if path.suffix != ".safetensors" and path.name != "config.json":
            shutil.copyfile(path, folder / path.name)
    return folder


def weights_asked_for(hub: Hub) -> list[str]:
    return [path for _, path, _ in hub.requests if path.endswith((".safetensors", ".bin"))]


def settings(hub: Hub, name: str, **more: object) -> None:
    files = hub.files[COMMIT]
    files[name] = json.dumps(json.loads(files[name]) | more).encode()


def test_a_model_from_english_is_refused_before_its_weights_are_fetched(hub: Hub) -> None:
    settings(hub, "tokenizer_config.json", source_lang="en", target_lang="ar")
    with pytest.raises(InputError, match="not from Arabic to English"):
        manage.offer("somebody/some-model")
    assert weights_asked_for(hub) == []


def test_an_architecture_that_is_not_run_is_refused_before_its_weights_are_fetched(hub: Hub) -> None:
    settings(hub, "config.json", model_type="t5", architectures=["T5ForConditionalGeneration"])
    with pytest.raises(InputError, match="T5"):
        manage.offer("somebody/some-model")
    assert weights_asked_for(hub) == []


def test_a_gated_repository_is_said_so(hub: Hub) -> None:
    hub.gated = "manual"
    with pytest.raises(InputError, match=r"gated: .* log in .*--folder"):
        manage.offer("somebody/some-model")


def test_a_busy_hub_is_asked_again(hub: Hub) -> None:
    hub.later = 2
    assert manage.offer("somebody/some-model").revision == COMMIT


def test_offline_the_hub_is_not_asked(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_OFFLINE", "1")
    with pytest.raises(NetworkError, match="RAFIQ_OFFLINE"):
        manage.offer("somebody/some-model")
    assert hub.requests == []


def test_the_readers_languages_and_prefix_are_kept(hub: Hub, nllb: Path) -> None:
    hub.files[COMMIT] = files_of(nllb)
    languages = manage.Languages("arz_Arab", "eng_Latn", ">>eng<< ")
    card = manage.add_from_hub(manage.offer("somebody/some-model", tags_given=True), languages=languages)
    assert (card.source_tag, card.target_tag, card.target_prefix) == ("arz_Arab", "eng_Latn", ">>eng<< ")
    assert added()["some-model"] == card
    assert any(english("some-model"))


def test_an_engine_is_converted_when_it_is_added(hub: Hub, home: Path) -> None:
    manage.add_from_hub(manage.offer("somebody/some-model"))
    assert manage.prepare("some-model") > 1000
    (copy,) = (home / "home" / "cache" / "engines").glob("some-model-*")
    stamp = copy.stat().st_mtime_ns
    before = english("some-model")
    assert copy.stat().st_mtime_ns == stamp, "and not again when it is used"
    assert any(before)


def test_a_borrowed_copy_that_is_out_of_date_is_made_anew_beside_its_owners(marian: Path, home: Path) -> None:
    copy = converted("mine", marian, measure(marian))
    (copy / "rafiq.json").write_text((copy / "rafiq.json").read_text().replace('"recipe":', '"recipe":9'))
    theirs = copy.rename(home / "theirs")
    copy.symlink_to(theirs)
    assert converted("mine", marian, measure(marian)) == copy
    assert not copy.is_symlink()
    assert (theirs / "model.bin").is_file()


def test_dropped_originals_leave_an_engine_that_says_the_same(hub: Hub, home: Path) -> None:
    manage.add_from_hub(manage.offer("somebody/some-model"))
    manage.prepare("some-model")
    before, size = english("some-model"), registry.card("some-model").size
    assert manage.drop_originals("some-model") > 0
    folder = engines_folder() / "some-model"
    assert not list(folder.glob("*.safetensors"))
    assert not list((home / "home" / "cache" / "engines").glob("some-model-*"))
    assert english("some-model") == before
    assert registry.card("some-model").size < size
    assert manage.verify_engine("some-model") == len(registry.card("some-model").files)
    assert manage.prepare("some-model") == 0
    with pytest.raises(InputError, match="no originals"):
        manage.drop_originals("some-model")


def test_originals_in_a_folder_of_the_readers_are_never_dropped(marian: Path) -> None:
    manage.add_folder(marian, "mine")
    with pytest.raises(InputError, match="no originals"):
        manage.drop_originals("mine")
    assert (marian / "model.safetensors").is_file()


@pytest.mark.parametrize("kind", ["marian", "nllb"])
def test_a_folder_that_is_ready_for_ctranslate2_is_added_as_it_is(kind: str, home: Path, request: pytest.FixtureRequest) -> None:
    source: Path = request.getfixturevalue(kind)
    manage.add_folder(source, "original")
    folder = ready(source, home / "ready")
    card = manage.add_folder(folder, "mine")
    assert (card.source_tag, card.target_tag) == (("arb_Arab", "eng_Latn") if kind == "nllb" else ("", ""))
    assert english("mine") == english("original")
    (folder / "model.bin").write_bytes(b"\x06" + bytes(99))
    with pytest.raises(ChecksumError):
        english("mine")


def test_the_hub_has_such_folders_too(hub: Hub, nllb: Path, home: Path) -> None:
    hub.files[COMMIT] = {**files_of(ready(nllb, home / "ready")), "README.md": b"# hello"}
    card = manage.add_from_hub(manage.offer("somebody/some-model"))
    assert "model.bin" in card.files
    assert (card.task, card.source_tag) == ("translation", "arb_Arab")
    assert manage.prepare(card.name) == 0
    assert any(english(card.name))


def test_a_ready_folder_without_a_tokenizer_is_refused(hub: Hub, nllb: Path, home: Path) -> None:
    folder = ready(nllb, home / "ready")
    for path in folder.glob("tokenizer*"):
        path.unlink()
    with pytest.raises(InputError, match="no tokenizer"):
        manage.add_folder(folder, "mine")
    hub.files[COMMIT] = files_of(folder)
    with pytest.raises(InputError, match="no tokenizer"):
        manage.offer("somebody/some-model")


def test_another_file_of_that_name_is_refused(marian: Path, home: Path) -> None:
    folder = ready(marian, home / "ready")
    (folder / "model.bin").write_bytes(b"\x80\x04pickle")
    with pytest.raises(InputError, match="not one that CTranslate2 wrote"):
        manage.add_folder(folder, "mine")
    assert hub_files.Offer("a/b", "0" * 40, "MIT", ()).weights == 0
