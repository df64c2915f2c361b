"""The house rules that a machine can hold: which way imports point, what stays out of import time, what never appears."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A package may import those of a smaller number only.
LAYERS = {
    "nlp": 0,
    "models": 1,
    "render": 2,
    "library": 3,
    "sources": 2,
    "page": 4,
    "workbench": 4,
    "cli_engines": 5,
    "cli_library": 5,
    "cli": 6,
    "app": 6,
}
# Within a layer's reach, but never: text and its renderers know no neural network, and nobody but the wiring knows the network.
FORBIDDEN = {"render": {"models"}, "library": {"models"}, "sources": {"models"}}
HEAVY = ("torch", "transformers", "camel_tools", "ctranslate2", "streamlit", "sacrebleu", "trafilatura")


def modules() -> list[Path]:
    found = list(ROOT.glob("*.py"))
    for package in ("nlp", "models", "render", "library", "sources", "page"):
        found += (ROOT / package).rglob("*.py")
    return sorted(path for path in found if "recipes" not in path.parts)


def imports(path: Path) -> set[str]:
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            out |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            out.add(node.module.split(".")[0])
    return out


def home_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = home_of(path)
    assert own in LAYERS, f"{own} has no place in LAYERS"
    for name in imports(path) & LAYERS.keys() - {own}:
        assert LAYERS[name] < LAYERS[own] or own == "page", f"{path.name} imports {name}"
        assert name not in FORBIDDEN.get(own, set()), f"{own} must not know {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_dangerous_things_never_appear(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf8"))
    assert not imports(path) & {"pickle", "shelve", "marshal", "dill", "joblib"}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword):
            assert node.arg != "unsafe_allow_html", f"{path.name}:{node.value.lineno}"
            if node.arg == "trust_remote_code":
                assert isinstance(node.value, ast.Constant) and node.value.value is False
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec"}, f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr != "extractall", f"{path.name}:{node.lineno}"


def test_what_the_shipped_code_imports_is_declared() -> None:
    """A package that happens to be installed beside ours must not be leaned on: the next machine has only what we name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    named = project["dependencies"] + project["optional-dependencies"]["postgres"]
    declared = {re.split(r"[\[<>=;~! ]", requirement)[0].lower().replace("_", "-") for requirement in named}
    homes = packages_distributions()
    used = set().union(*(imports(path) for path in modules())) - set(sys.stdlib_module_names) - LAYERS.keys() - {"__future__"}
    for name in sorted(used):
        owners = {owner.lower().replace("_", "-") for owner in homes.get(name, [name])}
        assert owners & declared, f"{name} (from {', '.join(owners)}) is imported and not declared in pyproject.toml"


def test_importing_does_nothing_heavy() -> None:
    names = ["nlp.reader", "models.registry", "render.formats", "library", "sources.files", "workbench", "cli"]
    code = f"import sys\nfor name in {names!r}: __import__(name)\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_does_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert ast.get_docstring(ast.parse(text)), f"{path} has no opening docstring"
    assert len(text.splitlines()) <= 500, f"{path} is too long: split it"
