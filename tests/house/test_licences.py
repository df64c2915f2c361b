"""The locks, NOTICE and the list of parts agree; every licence is one that somebody has read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import notice

ROOT = Path(__file__).parents[2]
FAMILY = {"torch", "torchvision", "transformers", "tokenizers", "scipy", "scikit-learn", "sympy", "triton", "networkx"}
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"},
    "linux-arm": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64", "os_name": "posix"},
    "mac": {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
}


def locked(name: str) -> Iterator[Requirement]:
    """The pins of a lock."""
    text = (ROOT / "locks" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            yield Requirement(re.split(r"\s--hash", line)[0])


def pins(name: str, system: str, python: str) -> dict[str, str]:
    """What a lock installs on one system: package → version."""
    environment = {**default_environment(), **SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.1"}
    chosen: dict[str, str] = {}
    for pin in locked(name):
        if pin.marker is None or pin.marker.evaluate({key: str(value) for key, value in environment.items()}):
            package = canonicalize_name(pin.name)
            assert package not in chosen, f"{package} is locked twice for {system}, Python {python}"
            chosen[package] = str(pin.specifier).removeprefix("==")
    return chosen


def wanted(system: str, python: str, *extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    listed = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    environment = {**default_environment(), **SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.1"}
    return [
        one
        for one in map(Requirement, listed)
        if one.marker is None or one.marker.evaluate({key: str(value) for key, value in environment.items()})
    ]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_locks_hold_what_is_required_on_every_system(system: str, python: str) -> None:
    app, full = pins("app.txt", system, python), pins("full.txt", system, python)
    for one in wanted(system, python):
        name = canonicalize_name(one.name)
        if name not in FAMILY:
            assert one.specifier.contains(app[name]), f"{name} {app[name]} is locked, {one} is required"
    for one in wanted(system, python, "dev", "train", "postgres", "bulk", "ray"):
        name = canonicalize_name(one.name)
        if name != "torch":
            assert one.specifier.contains(full[name]), f"{name} {full[name]} is locked, {one} is required"
    assert not FAMILY & set(app)
    assert {name: full[name] for name in app} == app


def test_every_pin_has_hashes() -> None:
    for name in ("app.txt", "full.txt"):
        text = (ROOT / "locks" / name).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            if line and not line.startswith((" ", "#")):
                assert "--hash=sha256:" in line, line.split()[0]


def test_the_list_of_parts_is_the_lock_and_its_licences_are_known() -> None:
    listed = {canonicalize_name(part["name"]): part["version"] for part in notice.parts()}
    app = pins("app.txt", "linux", "3.11")
    assert listed == {name: version for name, version in app.items() if name in listed}
    assert set(app) == set(listed)
    assert {part["name"]: bad for part in notice.parts() if (bad := notice.refused(notice.licence_of(part)))} == {}


def test_notice_names_every_package_of_the_default_install() -> None:
    assert notice.section().strip() in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_packages_under_the_gpl_are_for_tests_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    shipped = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    assert not shipped & {"translate-toolkit", "udtools"}
