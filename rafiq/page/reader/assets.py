"""The reader component's files and fonts, as Streamlit wants them: strings, read once."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FONTS", "fonts_css", "part"]

_HERE: Final = Path(__file__).parent
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
    """The text of `page/<name>`."""
    return (_HERE / name).read_text(encoding="utf-8")


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
