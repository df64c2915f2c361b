"""What is sent in: the box where it waits, and what a request must be to get in there."""

from __future__ import annotations

import msgspec
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from rafiq.page.screens.intake import sent_in
from rafiq.page.serve.sent.inbox import LARGEST, MOST, SECONDS, Inbox, Sent
from rafiq.page.serve.sent.receiving import RECEIVE, SEND, Receiving

PAGE = Sent("عنوان", "https://example.org/a", "قال الوزير إن المكتبة مفتوحة.", "")


def test_pages_wait_a_while_and_are_taken_once() -> None:
    now = [0.0]
    inbox = Inbox(lambda: now[0])
    first, second = inbox.put(PAGE), inbox.put(PAGE)
    assert inbox.take(first) == PAGE
    assert inbox.take(first) is None
    now[0] = SECONDS + 1
    assert inbox.take(second) is None
    numbers = [inbox.put(PAGE) for _ in range(MOST + 1)]
    assert inbox.take(numbers[0]) is None
    assert inbox.take(numbers[-1]) == PAGE


def test_a_token_serves_once_and_not_for_ever() -> None:
    now = [0.0]
    inbox = Inbox(lambda: now[0])
    token, late = inbox.token(), inbox.token()
    assert [inbox.spend(token), inbox.spend(token), inbox.spend("")] == [True, False, False]
    now[0] = SECONDS + 1
    assert not inbox.spend(late)


def test_only_a_page_with_a_token_gets_in() -> None:
    inbox = Inbox()
    client = TestClient(Receiving(PlainTextResponse("Streamlit"), inbox), base_url="http://127.0.0.1:8501")
    body = msgspec.json.encode(PAGE)
    assert client.post(RECEIVE, content=body).status_code == 403
    answer = client.post(RECEIVE, content=body, headers={"x-rafiq-token": inbox.token()})
    assert inbox.take(answer.text) == PAGE
    for content, status in ((b"{}", 400), (b'{"title":1}', 400), (b"x" * (LARGEST + 1), 413)):
        assert client.post(RECEIVE, content=content, headers={"x-rafiq-token": inbox.token()}).status_code == status
    shown = client.get(RECEIVE)
    assert "cross-origin-opener-policy" not in shown.headers
    assert "sha256-" in shown.headers["content-security-policy"]
    assert "javascript:" in client.get(SEND).text
    assert client.get("/other").text == "Streamlit"


def test_a_source_that_is_no_web_address_is_dropped() -> None:
    assert sent_in(PAGE).source == "https://example.org/a"
    assert sent_in(msgspec.structs.replace(PAGE, url="javascript:alert(1)")).source == ""
