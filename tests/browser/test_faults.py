"""Faults as a reader meets them: an engine that fails on one sentence, a window that is killed while something is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models import manage
from tests.browser.conftest import Server
from tests.browser.pages import Site
from tests.support.model_server import Server as ModelServer
from tests.support.model_server import sentence_of

ARTICLE = "قال الوزير إن المكتبة مفتوحة.\n\nسقط الجدار الكبير أمس.\n\nذهب الولد إلى البحر.\n\nعاد المدير إلى المكتب."


@pytest.fixture
def failing(own_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """An engine of the reader's that fails on the sentence about the wall, each time it is asked."""
    made = ModelServer()
    made.answer = lambda asked: (500, b"out of breath") if "الجدار" in sentence_of(asked) else "The English of it is here."
    monkeypatch.setenv("RAFIQ_HOME", str(own_server.home))
    manage.add_server(made.address, "mine")
    own_server.told = {"RAFIQ_ENGINE": "mine"}
    yield made
    made.http.shutdown()
    made.http.server_close()


def test_one_sentence_fails_and_the_article_goes_on_and_what_was_typed_outlives_the_window(
    failing: ModelServer, own_server: Server, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    assert not failing.asked
    own_server.start()
    page = new_page()
    site = Site(page, own_server.address).open().read_text(ARTICLE).wait_until_translated()
    for number in (0, 2, 3):
        expect(site.english(number)).to_have_text("The English of it is here.")
    expect(site.row(1)).to_contain_text("could not be translated")
    expect(site.row(1)).to_contain_text("out of breath")
    site.token(1, 1).click()
    expect(site.card).to_contain_text("wall")
    page.screenshot(path=tmp_path / "failed-sentence.png")
    site.press("Escape")
    area = site.menu(2).get_by_label("Note on this sentence")
    area.fill("what I was about to say")
    address = page.url
    page.close()
    again = page.context.new_page()
    again.goto(address)
    back = Site(again, own_server.address)
    expect(back.rows).to_have_count(4)
    expect(back.menu(2).get_by_label("Note on this sentence")).to_have_value("what I was about to say")
