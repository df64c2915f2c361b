"""Scores, and the faults that hurt readers, on translations whose faults are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from models.evaluate import Pair, Report, evaluate, fault_rates, measured, read_pairs
from nlp.errors import EngineError, InputError, NotFoundError, UnknownNameError
from nlp.protocols import SourceSentence, Translation

PAIRS = [
    Pair("لم يصل 77 لاجئا إلى بيروت", "The minister said in Beirut that 77 refugees did not arrive."),
    Pair("زار الوزير مدينة القاهرة", "The minister visited the city of Cairo."),
]


class Fixed:
    """A translator that says what it is told."""

    name, version = "fixed", "1"

    def __init__(self, english: Sequence[str]) -> None:
        self._english = english

    def translate(self, sentences: Sequence[SourceSentence]) -> Iterator[tuple[int, Translation]]:
        yield from ((i, Translation(self._english[i])) for i in reversed(range(len(sentences))))


def rates(*english: str) -> dict[str, tuple[int, int]]:
    return {fault: (rate.count, rate.of) for fault, rate in fault_rates(PAIRS[: len(english)], english).items()}


def test_perfect_english_scores_100_and_has_no_fault() -> None:
    report = evaluate(PAIRS, Fixed([pair.english for pair in PAIRS]))
    assert (report.bleu, report.chrf) == (100.0, 100.0)
    assert all(rate.count == 0 for rate in report.faults.values())
    assert "version" in report.bleu_signature
    assert "nw:2" in report.chrf_signature
    assert report.per_second > 0


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ("The minister said in Beirut that 17 refugees did not arrive.", "lost numbers"),
        ("The minister said in Beirut that 77 refugees arrived.", "lost negation"),
        ("The minister said in Paris that 77 refugees did not arrive.", "lost names"),
        ("In Beirut 77 did not arrive, did not arrive, did not arrive.", "repetition"),
        ("In Beirut 77 لاجئا did not arrive.", "copied Arabic"),
        ("", "empty"),
    ],
)
def test_each_fault_is_counted(english: str, fault: str) -> None:
    assert rates(english)[fault] == (1, 1)


def test_other_spellings_and_other_digits_are_no_faults() -> None:
    pair = Pair("قال محمد إن ٧٧ لاجئا لم يصلوا", "Yesterday Mohammed said that 77 refugees did not arrive.")
    found = fault_rates([pair], ["Yesterday Muhammad said that 77 refugees never came."])
    assert all(rate.count == 0 for rate in found.values())


def test_a_fault_counts_only_where_it_could_happen() -> None:
    assert rates("x", "The minister visited the city.")["lost numbers"] == (1, 1)
    assert rates("x", "The minister visited the city.")["lost negation"] == (1, 1)


@pytest.mark.parametrize(("text", "match"), [("", "no pairs"), ("one\n", "Line 1"), ("ا\tb\n\tc\n", "Line 2")])
def test_a_bad_file_names_the_line(tmp_path: Path, text: str, match: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=match):
        read_pairs(path)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_pairs(tmp_path / "none.tsv")
    (tmp_path / "latin").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match="UTF-8"):
        read_pairs(tmp_path / "latin")
    with pytest.raises(InputError):
        read_pairs(tmp_path)


def test_read_pairs_takes_columns_limit_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes("\ufeffا\tb\tignored\r\n\r\nت\td\r\n".encode())
    assert read_pairs(path) == [Pair("ا", "b"), Pair("ت", "d")]
    assert read_pairs(path, 1) == [Pair("ا", "b")]


def test_measured_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join(f"{pair.arabic}\t{pair.english}" for pair in PAIRS), encoding="utf-8")
    report = measured(path, "embedded")
    assert isinstance(report, Report)
    assert report.sentences == 2
    assert report.bleu > 0
    assert 10_000_000 < report.peak_memory < 4_000_000_000
    with pytest.raises((InputError, UnknownNameError), match="'nope'"):
        measured(path, "nope")
    with pytest.raises((InputError, EngineError)):
        measured(tmp_path / "none.tsv", "embedded")
