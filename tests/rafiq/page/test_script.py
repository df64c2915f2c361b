"""The component's script: its modules, the one script they are joined into, and the strings it asks for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rafiq.page.reader.assets import modules, part, script
from rafiq.page.reader.events import article, highlights, sentences, study, words
from rafiq.page.reader.events.table import EVENTS
from rafiq.page.strings import STRINGS
from tests.conftest import ROOT

HOME = ROOT / "rafiq" / "page" / "reader" / "script"
# From the ground up; a module imports from its own folder and from those below it. "" is the top of the folder itself.
FOLDERS = ("base", "rows", "focus", "dialogs", "cards", "hands", "")
EVERYWHERE = {"state.js"}  # the state that all modules are functions on
NODE = shutil.which("node")


def files() -> list[Path]:
    return sorted(HOME.rglob("*.js"))


def floor(module: Path) -> int:
    return FOLDERS.index(module.relative_to(HOME).parts[0] if module.parent != HOME else "")


def test_every_module_is_in_the_script_after_those_it_imports() -> None:
    ordered = modules()
    assert sorted(ordered) == files()
    assert ordered[-1].name == "main.js"
    for place, module in enumerate(ordered):
        for name in re.findall(r' from "(\..+)";', module.read_text(encoding="utf-8")):
            assert (module.parent / name).resolve() in ordered[:place], f"{module.name} imports {name}"


@pytest.mark.parametrize("module", files(), ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_is_small_says_what_it_is_and_imports_from_below(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 350
    for name in re.findall(r' from "(\..+)";', text):
        other = (module.parent / name).resolve()
        assert floor(other) <= floor(module) or other.name in EVERYWHERE, f"{module.name} imports {name}"


def test_the_joined_script_exports_what_streamlit_mounts_and_imports_nothing() -> None:
    joined = script()
    assert re.findall(r"^(?:export|import)\b.*$", joined, re.MULTILINE) == ["export default function mount(component) {"]
    assert "innerHTML" not in joined
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", joined, re.MULTILINE)
    assert len(names) > 100
    assert sorted(names) == sorted(set(names)), "modules share one scope in the joined script"


@pytest.mark.skipif(NODE is None, reason="no Node here; scripts/test_tools.sh installs it")
def test_the_joined_script_parses(tmp_path: Path) -> None:
    place = tmp_path / "joined.mjs"
    place.write_text(script(), encoding="utf-8")
    done = subprocess.run([str(NODE), "--check", str(place)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_event_the_component_sends_is_in_the_table() -> None:
    kinds = set(re.findall(r'\b(?:send|act)\(reader, "(\w+)"', script()))
    assert kinds <= set(EVENTS)
    assert set(EVENTS) - kinds == set()
    assert len(EVENTS) == sum(len(each.EVENTS) for each in (words, study, highlights, sentences, article))


def test_every_string_the_component_asks_for_is_in_the_table() -> None:
    asked = set(re.findall(r"reader\.t\(\"(\w+)\"", script())) | set(re.findall(r"data-(?:t|label)=\"(\w+)\"", part("reader.html")))
    assert asked - set(STRINGS) == set()
    assert len(asked) > 50
