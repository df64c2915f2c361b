"""The rules of the house that a machine can hold: which way imports point, how many rooms a folder has, what never appears.

`python -m pytest tests/test_architecture.py` prints the floors, the topmost first.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Floors from the ground up. A room (a module, or a folder of modules) may use rooms of lower floors and, inside its own folder, any
# module; rooms of one floor know nothing of each other. The longest name that fits a module is its room.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("nlp.errors", "nlp.paths"),
    ("nlp.document",),
    ("nlp.annotations", "nlp.protocols", "nlp.text", "models.store"),
    ("nlp.quantities", "nlp.words", "models.encoder"),
    ("nlp.names",),
    ("nlp.engine_input",),
    ("nlp.doubts",),
    ("nlp.reader", "models.pipeline"),
    ("models.translators",),
    ("models.taggers",),
    ("models.registry",),
    ("models.evaluate", "models.adding", "models.hearing", "models.recorded"),
    ("models.manage",),
    ("rafiq.render", "rafiq.sources"),
    ("rafiq.library",),
    ("rafiq.workbench",),
    ("rafiq.bulk",),
    ("rafiq.page.strings",),
    ("rafiq.page.counted", "rafiq.page.serve", "rafiq.page.work"),
    ("rafiq.page.desk",),
    ("rafiq.page.reader",),
    ("rafiq.page.screens",),
    ("rafiq.cli", "app"),
    ("models.recipes",),
    ("benchmarks",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Not by floor but by trade: text and its renderers know no neural network, and what Rafiq ships knows no recipe.
FORBIDDEN = {
    "nlp": ("models", "rafiq"),
    "models": ("rafiq",),
    "rafiq.render": ("models",),
    "rafiq.library": ("models",),
    "rafiq.sources": ("models",),
}
HEAVY = ("torch", "transformers", "camel_tools", "ctranslate2", "streamlit", "sacrebleu", "trafilatura", "babel")
MOST_ROOMS, MOST_LINES = 12, 350


def files(*folders: str) -> list[Path]:
    """The Python files of the program (and of `folders` in place of it), in order."""
    chosen = folders or ("nlp", "models", "rafiq", "benchmarks")
    found = [path for folder in chosen for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts]
    return sorted(found + ([] if folders else [ROOT / "app.py"]))


def shipped() -> list[Path]:
    return [path for path in files() if "recipes" not in path.parts and "benchmarks" not in path.relative_to(ROOT).parts]


def named(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that `path` imports anywhere in it, by its full name as far as it is a module of ours."""
    ours = {named(each) for each in files()}
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            out |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                out.add(full if full in ours else node.module)
    return frozenset(out)


def room(module: str) -> str | None:
    """The room of a module: the longest name in `FLOORS` that it is or lies in."""
    parts = module.split(".")
    return next((name for n in range(len(parts), 0, -1) if (name := ".".join(parts[:n])) in FLOOR), None)


def inside(module: str, home: str) -> bool:
    return module == home or module.startswith(home + ".")


def identity(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_floors_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"{number:3}  {'   '.join(FLOORS[number])}" for number in reversed(range(len(FLOORS)))]
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 (what this test is for)
    for rooms in FLOORS:
        for each in rooms:
            place = ROOT / each.replace(".", "/")
            assert place.is_dir() or place.with_suffix(".py").is_file(), f"{each} is on a floor and not in the house"


@pytest.mark.parametrize("path", files(), ids=identity)
def test_imports_point_down(path: Path) -> None:
    own = named(path)
    home = room(own)
    if home is None:
        assert path.name == "__init__.py", f"{own} is on no floor: add it to FLOORS"
        return
    for name in imports(path):
        other = room(name)
        if other is None or other == home:
            continue
        assert FLOOR[other] < FLOOR[home], f"{own} imports {name}, which is not below it"
        for trade, strangers in FORBIDDEN.items():
            if inside(own, trade) and "recipes" not in path.parts:
                assert not any(inside(name, stranger) for stranger in strangers), f"{trade} must not know {name}"


def test_no_modules_go_round_in_a_circle() -> None:
    graph = {named(path): imports(path) for path in files()}
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(graph[module] & graph.keys()):
                walk(other, (*way, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def folders() -> Iterator[Path]:
    for top in ("nlp", "models", "rafiq"):
        for folder in (ROOT / top, *sorted((ROOT / top).rglob("*"))):
            if folder.is_dir() and (folder / "__init__.py").exists():
                yield folder


@pytest.mark.parametrize("folder", folders(), ids=identity)
def test_a_folder_has_few_rooms_and_says_what_lives_in_it(folder: Path) -> None:
    rooms = [
        path
        for path in folder.iterdir()
        if (path.suffix == ".py" and path.name != "__init__.py") or (path / "__init__.py").exists()
    ]
    assert len(rooms) <= MOST_ROOMS, f"{folder.name} has {len(rooms)} rooms: {', '.join(sorted(path.name for path in rooms))}"
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf8"))) or ""
    assert len(told.splitlines()) >= 3, f"{identity(folder)}/__init__.py: say what lives here, what does not, and where to start"


@pytest.mark.parametrize("path", shipped(), ids=identity)
def test_dangerous_things_never_appear(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf8"))
    assert not {name.split(".")[0] for name in imports(path)} & {"pickle", "shelve", "marshal", "dill", "joblib"}
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
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + [each for name in ("postgres", "bulk", "ray") for each in extras[name]]
    declared = {re.split(r"[\[<>=;~! ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    homes = packages_distributions()
    tops = {name.split(".")[0] for path in shipped() for name in imports(path)}
    for name in sorted(tops - set(sys.stdlib_module_names) - {"nlp", "models", "rafiq", "app", "__future__"}):
        owners = {owner.lower().replace("_", "-") for owner in homes.get(name, [name])}
        assert owners & declared, f"{name} (from {', '.join(owners)}) is imported and not declared in pyproject.toml"


def test_importing_does_nothing_heavy() -> None:
    modules = [
        "nlp.reader",
        "models.registry",
        "rafiq.render.formats",
        "rafiq.library",
        "rafiq.sources.files",
        "rafiq.workbench",
        "rafiq.cli.main",
    ]
    code = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", files("nlp", "models", "rafiq", "benchmarks", "scripts", "tests"), ids=identity)
def test_every_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{path} has no opening docstring"
    assert len(text.splitlines()) <= MOST_LINES, f"{path} is too long: split it"


@pytest.mark.parametrize("path", sorted((ROOT / "rafiq").rglob("*.js")), ids=identity)
def test_the_pages_script_is_in_small_modules(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= MOST_LINES, f"{path} is too long: split it"


@pytest.mark.parametrize("path", files("tests"), ids=identity)
def test_tests_import_nothing_from_other_tests(path: Path) -> None:
    taken = {name for name in imports(path) if ".test_" in name}
    assert not taken, f"{identity(path)} imports {', '.join(taken)}: put what they share into tests/support"
