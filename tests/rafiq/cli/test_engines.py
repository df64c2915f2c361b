"""`rafiq engines …` and `rafiq evaluate`, through the real command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.store.added import added
from models.store.cards import CARDS
from nlp.errors import EngineError, InputError, RafiqError, UnknownNameError
from rafiq.cli import main as cli
from rafiq.cli.engines import engines
from tests.support import tiny_models
from tests.support.hub_stand_in import COMMIT, Hub, running
from tests.support.model_server import Server


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(engines, list(arguments), input=answer)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.bart(tmp_path_factory.mktemp("tiny-bart"))


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text("زار الوزير القاهرة\tThe minister visited Cairo.\nلم يصل أحد\tNobody arrived.\n", encoding="utf-8")
    return path


@pytest.fixture
def hub(home: Path, checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    files = {path.name: path.read_bytes() for path in checkpoint.iterdir()}
    with running(Hub("Helsinki-NLP/opus-mt-ar-en", {COMMIT: files})) as stand_in:
        monkeypatch.delenv("RAFIQ_OFFLINE", raising=False)
        monkeypatch.setenv("HF_ENDPOINT", stand_in.address)
        yield stand_in


def test_the_list_says_what_is_here_with_licence_and_scores(home: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    rows = {line.split()[0]: line for line in result.stdout.split("\n\n")[0].splitlines()}
    assert " yes " in rows["embedded"]
    assert " no " in rows["nllb"]
    assert "CC-BY-NC-4.0" in rows["nllb"]
    assert "49.4" in result.stdout
    assert "model card" in result.stdout
    shown = {row["name"]: row for row in json.loads(run("list", "--json").stdout)}
    assert shown["embedded"]["installed"] is True
    assert shown["embedded"]["size"] > 10_000_000
    assert run().stdout == result.stdout


def test_the_readmes_tables_are_the_cards(home: Path, checkpoint: Path) -> None:
    run("add", "mine", "--folder", str(checkpoint))
    tables = [part.splitlines() for part in run("list", "--markdown").stdout.strip().split("\n\n") if part.startswith("|")]
    rows = {}
    for head, _, *lines in tables:
        for line in lines:
            cells = [cell.strip() for cell in line.split("|")]
            assert len(cells) == head.count("|") + 1
            rows[cells[1].split("`")[1]] = cells
    listed = [[line.split("`")[1] for line in lines[2:]] for lines in tables]
    assert listed[0] == ["embedded", "firefox", "opus-mt-big", "nllb-1.3b", "translategemma"], "the best of each size"
    assert listed[1] == [name for name, card in CARDS.items() if card.instead]
    assert set(rows) == {*CARDS, "translategemma"}, "all that Rafiq knows, and nothing that is only here"
    assert rows["firefox"][1] == "`firefox` (add first)"
    for name, card in CARDS.items():
        cells = rows[name]
        assert card.licence in cells
        assert f"{card.parameters:,} M" in cells
        for score in card.scores:
            assert f"{score.value:.1f} {score.metric}" in cells[7]
            assert f"[{score.source}]({score.address})" in cells[7], "a figure without its source"
        assert cells[7], "none found, when none was"
        if card.repository:
            assert f"`.venv/bin/rafiq engines add {name}`" in cells
            assert f"{card.download / 1e6:,.0f} MB" in cells
    assert "--address" in rows["translategemma"][8]


def test_what_supersedes_an_engine_scores_higher_and_is_smaller() -> None:
    def bleu(name: str) -> float:
        return next(s.value for s in CARDS[name].scores if (s.test, s.metric) == ("FLORES-200 devtest", "BLEU"))

    for name, card in CARDS.items():
        if card.instead:
            assert bleu(card.instead) > bleu(name)
            assert CARDS[card.instead].download < card.download


def test_nothing_is_fetched_without_a_yes(hub: Hub) -> None:
    result = run("add", "opus-mt", answer="n\n")
    assert result.exit_code == 1
    assert "apache-2.0" in result.output
    assert "hub's own converter" in result.output
    assert "MB" in result.output
    assert added() == {}
    assert not [path for _, path, _ in hub.requests if "/resolve/" in path and not path.endswith("config.json")]


def test_add_verify_remove(hub: Hub) -> None:
    assert run("add", "opus-mt", answer="y\n").exit_code == 0
    assert "opus-mt: 7 files" in run("verify").stdout
    weights = next(path for path in Path(added_folder("opus-mt")).glob("*.safetensors"))
    weights.write_bytes(b"broken")
    result = run("verify", "opus-mt")
    assert result.exit_code == 1
    assert "damaged" in result.output
    assert "freed" in run("remove", "opus-mt").stdout
    assert added() == {}


@pytest.mark.parametrize(("options", "answer"), [(("--yes", "--drop-originals"), ""), ((), "y\ny\n")])
def test_the_originals_can_be_dropped(hub: Hub, options: tuple[str, ...], answer: str) -> None:
    shown = run("add", "opus-mt", *options, answer=answer).output
    assert "Converted: " in shown
    assert "freed" in shown
    assert not list(added_folder("opus-mt").glob("*.safetensors"))
    assert "all as they should be" in run("verify", "opus-mt").stdout


@pytest.mark.parametrize(("options", "answer"), [(("--yes",), ""), (("--keep-originals",), "y\n"), ((), "y\nn\n"), ((), "y\n")])
def test_and_are_kept_otherwise(hub: Hub, options: tuple[str, ...], answer: str) -> None:
    assert "freed" not in run("add", "opus-mt", *options, answer=answer).output
    assert list(added_folder("opus-mt").glob("*.safetensors"))


def test_a_server_is_tried_before_it_is_added(home: Path) -> None:
    server = Server()
    server.models = {"data": [{"id": "qwen3:8b"}, {"id": "translategemma:4b"}]}
    try:
        shown = run("add", "local", "--address", server.address).output
        assert "Model: qwen3:8b (also there, by #NAME behind the address: translategemma:4b)" in shown
        assert "in the form general" in shown
        assert "It says: English 4" in shown
        assert "form translategemma-text" in run("add", "gemma", "--address", f"{server.address}#translategemma:4b").output
        assert list(added()) == ["gemma", "local"]
        server.answer = lambda _: (404, b'{"error": {"message": "model not found"}}')
        result = run("add", "other", "--address", server.address)
        assert isinstance(result.exception, EngineError)
        assert "model not found" in str(result.exception)
    finally:
        server.http.shutdown()
        server.http.server_close()
    assert "other" not in added()


def added_folder(name: str) -> Path:
    from models.store.added import engines_folder

    return engines_folder() / name


def test_a_folder_is_used_where_it_lies(home: Path, checkpoint: Path) -> None:
    result = run("add", "mine", "--folder", str(checkpoint))
    assert result.exit_code == 0
    assert "mine (translation" in result.stdout
    assert run("remove", "mine").exit_code == 0
    assert (checkpoint / "model.safetensors").is_file()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("add", "nope"), UnknownNameError),
        (("add", "../x", "--folder", "."), InputError),
        (("add", "nllb", "--folder", "."), InputError),
        (("add", "x", "--folder", "/nonexistent"), InputError),
        (("add", "x", "--folder", ".", "--address", "http://127.0.0.1"), InputError),
        (("add", "x", "--address", "http://8.8.8.8"), InputError),
        (("add", "x", "--folder", ".", "--task", "dancing"), InputError),
        (("remove", "embedded"), InputError),
        (("remove", "nope"), UnknownNameError),
        (("verify", "nope"), UnknownNameError),
        (("compare", "/nonexistent.tsv"), InputError),
    ],
)
def test_bad_usage_is_one_clear_sentence(home: Path, arguments: tuple[str, ...], error: type[RafiqError]) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, error)
    assert "\n" not in str(result.exception)


def test_compare_puts_engines_in_one_table(home: Path, checkpoint: Path, pairs: Path) -> None:
    run("add", "mine", "--folder", str(checkpoint))
    result = run("compare", str(pairs), "--engine", "embedded", "--engine", "mine")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["engine", "BLEU", "chrF2++"]
    assert [line.split()[0] for line in lines[1:3]] == ["embedded", "mine"]
    assert "2 sentences" in lines[3]


def test_compare_goes_on_past_an_engine_that_fails(home: Path, pairs: Path) -> None:
    result = run("compare", str(pairs), "--engine", "embedded", "--engine", "opus-mt", "--json")
    assert result.exit_code == 1
    assert "rafiq engines add opus-mt" in result.output
    assert [report["engine"] for report in json.loads(result.stdout)] == ["embedded"]


def test_evaluate_prints_scores_with_signatures(home: Path, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from rafiq.cli.engines import evaluate

    evaluate(pairs, engine="embedded", limit=1)
    shown = capsys.readouterr().out
    assert "tok:13a" in shown
    assert "nw:2" in shown
    for fault in ("lost numbers", "lost negation", "lost names", "repetition", "copied Arabic", "empty"):
        assert fault in shown
    evaluate(pairs, engine="embedded", as_json=True)
    assert json.loads(capsys.readouterr().out)["sentences"] == 2


def test_evaluate_as_read_gives_the_engine_names_and_hints(home: Path, pairs: Path) -> None:
    from nlp.protocols import Hint, Name
    from rafiq.workbench import Workbench

    (source,) = Workbench().sources(["زار دونالد ترمب الصرح العتيق"])
    assert [name.english for name in source.names] == ["Donald Trump"]
    assert all(isinstance(name, Name) and source.text[name.start : name.end] == "دونالد ترمب" for name in source.names)
    assert any(isinstance(hint, Hint) and hint.end <= len(source.text) and hint.start >= 16 for hint in source.hints)
    result = CliRunner().invoke(cli.app, ["evaluate", str(pairs), "--as-read", "--limit", "1"])
    assert result.exit_code == 0
    assert "chrF2++" in result.stdout
