"""The reader component's files and fonts, as Streamlit wants them: strings, read once."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FONTS", "fonts_css", "modules", "part", "script"]

_HERE: Final = Path(__file__).parent
_MAIN: Final = _HERE / "script" / "main.js"
_IMPORT: Final = re.compile(r'^import [^;]*? from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?!default )", re.MULTILINE)
_ARABIC: Final = "U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC"
# file, family, weights, letters; licences lie beside the files
FONTS: Final = (
    ("noto-naskh-arabic.woff2", "Rafiq Naskh", "400 700", _ARABIC),
    ("amiri-400.woff2", "Rafiq Amiri", "400", _ARABIC),
    ("noto-sans-arabic-400.woff2", "Rafiq Sans Arabic", "400", _ARABIC),
    ("noto-sans-arabic-700.woff2", "Rafiq Sans Arabic", "700", _ARABIC),
    ("source-serif-4.woff2", "Rafiq Serif", "200 900", ""),
    ("inter.woff2", "Rafiq Inter", "100 900", ""),
)


@cache
def part(name: str) -> str:
    """The text of the file `name` in this folder."""
    return (_HERE / name).read_text(encoding="utf-8")


def modules() -> list[Path]:
    """The modules of the component's script, each after those it imports, `main.js` last. Modules in a circle are an error."""
    ordered: list[Path] = []

    def add(module: Path, way: tuple[Path, ...]) -> None:
        if module in way:
            circle = " → ".join(each.name for each in (*way[way.index(module) :], module))
            raise ValueError(f"The script's modules go round in a circle: {circle}")
        if module not in ordered:
            for name in _IMPORT.findall(module.read_text(encoding="utf-8")):
                add((module.parent / name).resolve(), (*way, module))
            ordered.append(module)

    add(_MAIN.resolve(), ())
    return ordered


@cache
def script() -> str:
    """The component's script as one module, which is what Streamlit takes: its modules joined, nothing imported.

    All of them share one scope then, so a name at the top of a module is used in no other (a test holds that).
    """
    texts = (module.read_text(encoding="utf-8") for module in modules())
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


@cache
def fonts_css() -> str:
    """`@font-face` rules with the fonts inside them: a page that asks for nothing from anywhere."""
    rules = []
    for name, family, weight, letters in FONTS:
        data = b64encode((_HERE / "fonts" / name).read_bytes()).decode()
        scope = f"unicode-range:{letters};" if letters else ""
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;{scope}"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "\n".join(rules)
