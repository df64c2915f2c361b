"""Another engine on the whole page: a tiny random checkpoint, added as a reader would add their own, beside the embedded one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from models.manage import add_folder
from tests.browser.conftest import Server
from tests.browser.pages import Site
from tests.conftest import SHARED_CACHE, SHARED_DATA
from tests.support import tiny_models
from tests.support.hub_stand_in import COMMIT, Hub, running

ARTICLE = (
    "مكتبة في القاهرة\n\nقال الوزير إن المكتبة ستفتح أبوابها اليوم.\n\nولم يحضر أحد الاحتفال.\n\nوعاد الناس إلى بيوتهم في المساء."
)


@pytest.fixture(scope="module")
def two_engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page on a home with one added engine, "tiny". What set-up made is borrowed; what is converted here stays here."""
    home = home_of_its_own(tmp_path_factory.mktemp("engines"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAFIQ_HOME", str(home))
        add_folder(tiny_models.marian(home / "checkpoint"), "tiny")
    server = Server(home)
    server.start()
    yield server
    server.stop()


def home_of_its_own(home: Path) -> Path:
    """`home` with what set-up made; what is added and converted there stays there."""
    for made in (SHARED_DATA / "morphology", SHARED_CACHE / "engines"):
        kind = "data" if made.name == "morphology" else "cache"
        (home / kind / made.name).mkdir(parents=True)
        for entry in made.iterdir():
            if made.name == "morphology" or entry.name.startswith("embedded"):
                (home / kind / made.name / entry.name).symlink_to(entry)
    return home


def test_a_second_opinion_is_taken_and_stays(two_engines: Server, new_page: Callable[..., Page]) -> None:
    site = Site(new_page(), two_engines.address).open().read_text(ARTICLE).wait_until_translated()
    first = site.english(1).text_content() or ""
    site.menu(1).get_by_text("Another engine’s English").click()
    expect(site.dialog.locator(".rq-two section")).to_have_count(2)
    sides = [each.text_content() or "" for each in site.dialog.locator(".rq-opinion-en").all()]
    assert sides[0] == first
    assert sides[1] not in ("", first)
    expect(site.dialog.locator("mark").first).to_be_visible()
    assert site.faults() == []
    site.dialog.get_by_role("button", name="Use this English").click()
    expect(site.english(1)).to_have_text(sides[1].strip())
    expect(site.row(1)).to_contain_text("from tiny")

    site.menu(2).get_by_text("Edit the English").click()
    site.page.get_by_label("English of sentence 3").fill("Nobody came.")
    site.press("Control+Enter")
    expect(site.toast).to_contain_text("kept")
    site.menu(3).get_by_label("Note on this sentence").fill("a homely end")
    site.card.get_by_role("button", name="Save note").click()
    expect(site.row(3).locator(".rq-note")).to_contain_text("a homely end")

    before = site.english(3).text_content() or ""
    site.page.get_by_role("button", name="Reading settings").click()
    expect(site.dialog.get_by_role("radio", name="embedded")).to_be_checked()
    site.dialog.get_by_role("radio", name="tiny").check()
    site.press("Escape")
    expect(site.english(3)).not_to_have_text(before)
    site.wait_until_translated()
    expect(site.english(1)).to_have_text(sides[1].strip())
    expect(site.english(2)).to_have_text("Nobody came.")
    expect(site.row(3).locator(".rq-note")).to_contain_text("a homely end")

    address = site.page.url
    two_engines.stop()
    two_engines.start()
    site.page.goto(address)
    expect(site.english(1)).to_have_text(sides[1].strip())
    expect(site.row(1)).to_contain_text("from tiny")
    expect(site.english(2)).to_have_text("Nobody came.")
    site.menu(1).get_by_text("Back to the machine’s English").click()
    expect(site.row(1)).not_to_contain_text("from tiny")
    site.page.get_by_role("button", name="Reading settings").click()  # as the other tests find it
    site.dialog.get_by_role("radio", name="embedded").check()
    site.press("Escape")
    expect(site.english(1)).to_have_text(first)


@pytest.fixture(scope="module")
def a_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Hub]]:
    """The page on a home without further engines, and a hub on this machine that has a tiny one under the name of OPUS-MT."""
    home = home_of_its_own(tmp_path_factory.mktemp("fetching"))
    model = tiny_models.marian(tmp_path_factory.mktemp("opus"))
    with running(Hub("Helsinki-NLP/opus-mt-ar-en", {COMMIT: {path.name: path.read_bytes() for path in model.iterdir()}})) as hub:
        server = Server(home)
        server.told = {"HF_ENDPOINT": hub.address, "RAFIQ_OFFLINE": "0"}
        server.start()
        yield server, hub
        server.stop()


def test_an_engine_is_fetched_verified_and_chosen_without_a_terminal(
    a_hub: tuple[Server, Hub], new_page: Callable[..., Page]
) -> None:
    server, hub = a_hub
    site = Site(new_page(), server.address).open("/?page=engines")
    engine = site.page.locator(".st-key-copy-engine-opus-mt")
    for fact in ("OPUS-MT Arabic–English", "312 MB to fetch", "licence: Apache-2.0", "FLORES-200 devtest: 33.9 BLEU"):
        expect(engine).to_contain_text(fact)
    expect(site.page.locator(".st-key-copy-engine-embedded")).to_contain_text("reads now")
    assert site.faults() == []
    hub.status = 503  # the network is cut
    engine.get_by_role("button", name="Fetch 312 MB").click()
    expect(site.page.get_by_text("opus-mt could not be fetched to its end. What came is kept")).to_be_visible()
    hub.status = 0
    engine.get_by_role("button", name="Go on fetching").click()
    expect(site.page.get_by_text("opus-mt is here, and every file of it is what its publisher gave out.")).to_be_visible(
        timeout=300_000  # converting loads PyTorch first
    )
    expect(engine).to_contain_text("reads now")
    engine.get_by_role("button", name="Verify").click()
    expect(engine).to_contain_text("files are as they should be")
    assert site.faults() == []
    site.page.locator(".st-key-use-embedded").get_by_role("button", name="Read with it").click()
    expect(site.page.get_by_text("Rafiq now reads with embedded.")).to_be_visible()
    expect(site.page.locator(".st-key-copy-engine-embedded")).to_contain_text("reads now")
