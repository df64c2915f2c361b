"""Writes what Rafiq is made of from what is installed: locks/app.cdx.json (a CycloneDX list of parts) and the packages in NOTICE.

    .venv/bin/python scripts/notice.py            # needs the network: installs locks/app.txt in a place of its own, and looks
    .venv/bin/python scripts/notice.py --again    # NOTICE alone, from the list that is there

Licences come from the packages themselves; what one does not say stands in `SAID`, with where it is said. A licence that is not in
`ALLOWED` ends the script: somebody has to read it first.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
SBOM: Final = ROOT / "locks" / "app.cdx.json"
NOTICE: Final = ROOT / "NOTICE"
BEGIN: Final = "PACKAGES OF THE DEFAULT INSTALL (written by scripts/notice.py)\n"
ALLOWED: Final = frozenset(
    "MIT MIT-0 MIT-CMU 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 ISC Zlib PSF-2.0 CNRI-Python CC0-1.0 MPL-2.0 LGPL-3.0-only "
    "MPL-1.1 GPL-2.0-only LGPL-2.1-or-later".split()
)
EITHER: Final = {"tld": "MPL-1.1"}  # of several licences to choose from, the one that is used
SAID: Final = {
    "protobuf": "BSD-3-Clause",  # LICENSE in its repository
    "pydeck": "Apache-2.0",  # LICENSE.txt in its repository
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",  # REUSE.toml; PDFium itself BSD-3-Clause
}
_SHORT: Final = {
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_NOT_PACKAGES: Final = frozenset({"pip", "setuptools", "rafiq"})  # what every environment has


def licence_of(part: dict[str, Any]) -> str:
    """The licence expression of one part of the list.

    >>> licence_of({"name": "x", "licenses": [{"license": {"name": "License :: OSI Approved :: BSD License"}}]})
    'BSD-3-Clause'
    """
    given = [
        each.get("expression") or each["license"].get("id") or each["license"].get("name") for each in part.get("licenses", [])
    ]
    known = [_SHORT.get(each, each) for each in given]
    return EITHER.get(part["name"]) or SAID.get(part["name"]) or next(iter(known), "")


def refused(licence: str) -> list[str]:
    """The licences of an expression that nobody has allowed.

    >>> refused("MIT AND Beerware"), refused("")
    (['Beerware'], ['none'])
    """
    names = re.findall(r"[A-Za-z0-9][A-Za-z0-9.-]*", re.sub(r"\b(AND|OR|WITH)\b", " ", licence))
    return [name for name in names if name not in ALLOWED] or ([] if names else ["none"])


def parts() -> list[dict[str, Any]]:
    """The parts in the committed list, by name."""
    listed = json.loads(SBOM.read_text(encoding="utf-8"))["components"]
    return sorted((each for each in listed if each["name"].lower() not in _NOT_PACKAGES), key=lambda each: each["name"].lower())


def section() -> str:
    """The packages and their licences as NOTICE lists them."""
    words = [f"{canonicalize_name(part['name'])} {licence_of(part)}" for part in parts()]
    lines, line = [], " "
    for word in words:
        if len(line) + len(word) > 128:
            lines.append(line.rstrip())
            line = " "
        line += f" {word} ·"
    return BEGIN + "\n".join([*lines, line.removesuffix(" ·")]) + "\n"


def look() -> None:
    """Installs the lock in a place of its own and writes the list of parts."""
    with tempfile.TemporaryDirectory(prefix="rafiq-notice-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        pip = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "-r",
            str(ROOT / "locks" / "app.txt"),
        ]
        subprocess.run(pip, check=True)
        wanted = ["environment", "--output-reproducible", "--output-format", "JSON", "--output-file", str(SBOM), str(python)]
        subprocess.run([str(Path(sys.executable).parent / "cyclonedx-py"), *wanted], check=True)


def main() -> None:
    if "--again" not in sys.argv:
        look()
    unread = {part["name"]: bad for part in parts() if (bad := refused(licence_of(part)))}
    if unread:
        raise SystemExit(f"notice: read these licences first, then add them to ALLOWED or SAID: {unread}")
    text = NOTICE.read_text(encoding="utf-8")
    start = text.index(BEGIN)
    end = text.find("\n\n", start)
    NOTICE.write_text(text[:start] + section() + (text[end + 1 :] if end > 0 else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
