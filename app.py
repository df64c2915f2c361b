"""The page: layout, state and wiring. What it shows and does is in `page/`; `rafiq app` or `make app` opens it."""

from __future__ import annotations

import logging
import os

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from nlp.errors import RafiqError
from rafiq.page.desk import Desk, Desks
from rafiq.page.reader import component
from rafiq.page.screens import engines, home, review, shelf, words
from rafiq.page.screens.reading import show_article
from rafiq.page.screens.widgets import plain
from rafiq.page.serve.guard import GUEST
from rafiq.page.serve.keys import SHARED
from rafiq.page.strings import text

st.set_page_config(page_title="Rafiq رفيق", page_icon="📖", layout="wide", initial_sidebar_state="collapsed")


@st.cache_resource(show_spinner=False)
def desks() -> Desks:
    """One for the process: sessions share the engines, and those of one reader the library and the open articles."""
    return Desks(shared=bool(os.environ.get(SHARED)))


def desk() -> Desk:
    """The desk of whoever looks at this page: the guard says which guest it is, if it is one."""
    return desks().of(st.context.headers.get(GUEST) or "")


def page(interface: str) -> None:
    """Which page the address names: an article (`?doc=`), a saved copy (`?copy=`), the library, or the start."""
    asked = st.query_params
    if "doc" in asked or "copy" in asked:
        show_article(desk(), interface, asked.get("doc", ""), asked.get("copy", ""))
        return
    st.session_state["showing"] = ""
    if "sent" in asked:
        home.open_sent(desk(), interface, asked["sent"])
    screens = {"library": shelf.show, "words": words.show, "review": review.show}
    if not desk().guest:  # what is fetched onto this computer is its owner's to say
        screens["engines"] = engines.show
    screens.get(asked.get("page", ""), home.show)(desk(), interface)


def main() -> None:
    """One run of the page. An error is a sentence: ours as it is, any other a general one, with the details in the log."""
    interface = "en"
    try:
        settings = desk().settings()
        interface = str(settings.get("interface", "en"))
        with st.container(key="hidden"):
            component.look(str(settings.get("theme", "system")), interface)
        page(interface)
    except RafiqError as error:
        st.warning(plain(str(error)))
    except (RerunException, StopException):
        raise
    except Exception:
        logging.getLogger("rafiq.page").exception("The page failed.")
        st.warning(text("broken", interface))


main()
