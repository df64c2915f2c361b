"""The documents keep their word: commands, files and pictures that they name exist."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "NOTICE", "models/weights/CARDS.md", "SECURITY.md", "docs/trust.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / name).parent / target).exists(), f"{name} links to {target}"
    for path in re.findall(r"`((?:nlp|models|rafiq|tests|scripts|benchmarks|docs)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), f"{name} names {path}"
    for target in re.findall(r"`make (\w+)", text):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M), f"{name} names make {target}"


def test_commands_of_the_readme_exist() -> None:
    import typer.main

    from rafiq.cli import main as cli

    group = typer.main.get_command(cli.app)
    commands = group.commands  # type: ignore[attr-defined]
    text = (ROOT / "README.md").read_text(encoding="utf8")
    named = re.findall(r"(?:`|bin/)rafiq ([a-z-]+)", text)
    assert {"read", "translate", "gloss", "evaluate", "engines"} <= set(named), "README.md lost its commands"
    for name in named:
        assert name in commands, f"rafiq {name}"


def test_every_dependency_is_in_the_notice() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    notice = (ROOT / "NOTICE").read_text(encoding="utf8").lower()
    listed = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    for requirement in listed:
        name = re.split(r"[\[<>=;~! ]", requirement)[0].lower()
        assert name in notice, f"{name} is not in NOTICE"


def test_the_table_of_engines_is_what_the_command_writes() -> None:
    from typer.testing import CliRunner

    from rafiq.cli.engines import engines

    written = CliRunner().invoke(engines, ["list", "--markdown"]).stdout.strip()
    text = (ROOT / "README.md").read_text(encoding="utf8")
    found = re.search(r"<!-- rafiq engines list --markdown -->\n(.*?)\n<!-- end of engines -->", text, re.S)
    assert found is not None, "README.md lost its table of engines"
    assert found.group(1).strip() == written, "run `rafiq engines list --markdown` and put its table into README.md"
