"""One tab's view of an article: its events done once each, its feeds telling what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from nlp.document import Token
from rafiq.page.reader.session import Session
from rafiq.page.work.job import Job
from tests.support.documents import sample_document
from tests.support.page import FakeDesk, message, opened


def test_each_event_is_done_once_however_often_it_is_sent() -> None:
    desk: Any = FakeDesk()
    session = Session.of(desk, opened(), "en")
    edit = {"kind": "edit", "n": 1, "english": "Mine."}
    note = {"kind": "note", "n": 1, "token": 2, "id": "", "text": "who?"}
    session.take(desk, message(edit, note))
    session.take(desk, message(edit, note))
    assert session.job.document is not None
    assert session.job.document.sentences[1].english == "Mine."
    assert session.job.document.sentences[1].machine_english.startswith("Minister")
    assert [(n.sentence, n.quote, n.text) for n in session.job.notes] == [(1, "أحمد", "who?")]
    assert session.feed()["ack"] == {"c": 2}
    assert session.feed()["notes"][0]["token"] == 2
    assert [note.text for note in desk.library.get(session.job.saved).annotations] == ["who?"]


def test_a_feed_tells_what_changed_and_a_gap_is_filled() -> None:
    desk: Any = FakeDesk()
    session = Session.of(desk, opened(translated=False), "en")
    full = sample_document()
    session.job.put(0, full.sentences[0], "fake")
    session.job.put(2, full.sentences[2], "fake")
    feed = session.feed()
    assert (feed["from"], feed["to"]) == (0, 2)
    assert [(c["revision"], c["row"]["n"]) for c in feed["changes"]] == [(1, 0), (2, 2)]
    assert feed["changes"][0]["row"]["en"] == full.sentences[0].english
    assert "tokens" not in feed["changes"][0]["row"]
    session.sent[0] = (0.0, 2)  # as if sent long ago
    assert session.feed()["changes"] == []
    session.take(desk, message({"kind": "resync", "have": 1}))
    assert [c["row"]["n"] for c in session.feed()["changes"]] == [2]


def test_a_feed_sends_each_analysis_of_a_word_once_and_again_after_a_gap() -> None:
    desk: Any = FakeDesk()
    bare = sample_document(translated=False)
    plain = replace(
        bare,
        sentences=tuple(replace(s, tokens=tuple(Token(t.start, t.end, t.text, t.kind) for t in s.tokens)) for s in bare.sentences),
    )
    job = Job("job", "title", "fake", plain, "analysing")
    session = Session.of(desk, job, "en")
    drawn = json.loads(session.snapshot.partition(b"\n")[2])["view"]["words"]
    job.change(replace(plain, sentences=(*bare.sentences[:2], *plain.sentences[2:])), [0, 1], words=True)
    first = session.feed()
    assert first["wordsFrom"] == len(drawn)
    job.change(bare, [2, 3, 4, 5], words=True)
    session.sent.clear()
    session.since = 1  # what came first is known to the component
    second = session.feed()
    assert second["wordsFrom"] == len(drawn) + len(first["words"])
    whole = [*drawn, *first["words"], *second["words"]]
    library = next(row for change in second["changes"] if (row := change["row"])["n"] == 2)
    assert [whole[at]["text"] for _, _, at in library["tokens"]] == [t.text for t in bare.sentences[2].tokens]
    assert whole[library["tokens"][1][2]]["lemma"] == "مَكْتَبَة"
    session.take(desk, message({"kind": "resync", "have": 0}))
    again = session.feed()
    assert again["wordsFrom"] == len(drawn)
    assert again["words"] == [*first["words"], *second["words"]]
