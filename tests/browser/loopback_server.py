"""Runs the page as `rafiq app` does, except that a reader may open addresses of this machine: the tests' web site is there."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

from rafiq.sources import web


def _loopback(address: Any) -> bool:
    return address == ipaddress.ip_address("127.0.0.1") or web.is_public(address)


if __name__ == "__main__":
    defaults = web.fetch.__kwdefaults__
    assert defaults is not None
    defaults["allow"] = _loopback
    from streamlit.web.cli import main

    sys.argv = ["streamlit", *sys.argv[1:]]
    main()
