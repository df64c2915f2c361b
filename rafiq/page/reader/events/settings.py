"""The reader's settings, and which values each may have."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["SETTINGS", "checked_settings"]

_ONE_OF: Final[dict[str, tuple[str, ...]]] = {
    "theme": ("system", "light", "sepia", "dark"),
    "font": ("naskh", "amiri", "sans"),
    "latin": ("serif", "sans"),
    "mode": ("side", "stack", "para", "ar", "en", "ruby"),
    "interface": ("en", "ar"),
}
_BETWEEN: Final = {"size": (10, 60), "line": (1, 4), "width": (30, 200), "level": (1, 5)}
_FLAGS: Final = ("diacritics", "transliteration")
SETTINGS: Final = (*_ONE_OF, *_BETWEEN, *_FLAGS)


def checked_settings(patch: Any) -> dict[str, Any]:
    """Only settings that there are, with values they can have; the rest is dropped."""
    if not isinstance(patch, dict):
        return {}
    good: dict[str, Any] = {}
    for name, value in patch.items():
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if (
            (name in _ONE_OF and value in _ONE_OF[name])
            or (name in _BETWEEN and numeric and _BETWEEN[name][0] <= value <= _BETWEEN[name][1])
            or (name in _FLAGS and isinstance(value, bool))
        ):
            good[name] = value
    return good
