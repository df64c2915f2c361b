"""How Streamlit is run for Rafiq: the same options as `.streamlit/config.toml`, for an installed wheel, where that file is not.

A test holds the two equal. Colours of the page are in page.css; Streamlit's own theme only has to agree with them.
"""

from __future__ import annotations

from typing import Final

__all__ = ["MAX_UPLOAD_MB", "OPTIONS", "arguments"]

MAX_UPLOAD_MB: Final = 50
OPTIONS: Final[dict[str, str | int | bool | list[str]]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "client.showSidebarNavigation": False,
    "runner.postScriptGC": False,  # a full collection over tables that stay takes a second, after every poll
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.maxMessageSize": 200,
    "server.maxUploadSize": MAX_UPLOAD_MB,
    "server.showEmailPrompt": False,
    "server.xsrfCookieSameSite": "strict",
    "theme.light.primaryColor": "#0b6562",
    "theme.light.backgroundColor": "#fbf9f5",
    "theme.light.secondaryBackgroundColor": "#f3f0e9",
    "theme.light.textColor": "#20242c",
    "theme.dark.primaryColor": "#74c9bf",
    "theme.dark.backgroundColor": "#15181c",
    "theme.dark.secondaryBackgroundColor": "#101316",
    "theme.dark.textColor": "#e8e4da",
}


def arguments() -> list[str]:
    """The options as arguments of `streamlit run`."""
    made: list[str] = []
    for name, value in OPTIONS.items():
        for each in value if isinstance(value, list) else [value]:
            made += [f"--{name}", str(each).lower() if isinstance(each, bool) else str(each)]
    return made
