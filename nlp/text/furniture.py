"""Which lines of a pasted page are not the article: share bars, links to other articles, menus, counters, the foot of the page.

By general rules over phrases in `data/text_furniture.txt`, never by publisher. When in doubt a line is body: a stray «شارك» in
the text is a small nuisance, a lost paragraph is not. So only short lines without a full stop are ever taken, and a line that
reads like prose always ends a list of links.

>>> mark(["جملة طويلة من المقال تنتهي بنقطة كما يليق بها في آخر السطر هنا.", "اقرأ أيضاً:", "خبر آخر", "شارك"])
[False, True, True, True]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.text import tables
from nlp.text.normalize import fold

__all__ = ["is_prose", "key", "mark"]

_FILE: Final = "text_furniture.txt"
_LINK_WORDS: Final = 16  # headlines are shorter; a longer line is a paragraph
_FOOT_WORDS: Final = 5
_MENU_WORDS: Final = 3
_LIST_LINES: Final = 12  # links after one «اقرأ أيضاً» in the middle of an article
_HEADING_WORDS: Final = 6
_PUNCTUATION = re.compile(r"[^\w\s#©]+")
_ENDS = re.compile(r"[.…:؛،]\W*(?:\[\w{1,4}\]\s*)*$")  # citations may follow: «في تونس.[1][2]»
_SEPARATORS = re.compile(r"[>|›»/•·←→\\]")
_URL = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$|^\W*(?:[A-Za-z0-9-]+\.){1,4}[A-Za-z]{2,10}/\S*\W*$")
_NUMBER: Final = r"\d[\d.,٫٬]*\s*(?:k|m|الف|مليون)?"
_CREDIT = re.compile(
    r"^(?:مصدر|صدر) الصوره\b|^(?:list|قائمه) (?:\d+ )?(?:of|من) \d+\b|^تخطي? .{1,40} وواصل القراءه$|^(?:© |حقوق النشر)"
)
_TABLE_ROW = re.compile(r"^\|.*\|$")  # of Markdown and of wikis, in pasted text
_LETTER_SIZE = re.compile(r"^(?:[aاأ]\s*[+−–-]\s*)+$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:جميع|كل|كافه) (?:ال)?حقوق .{0,12}محفوظه|all rights reserved|©")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, the key that the phrases are compared with, and the words of the key."""

    text: str
    key: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines, what the phrases are compared with, and where the article's running text begins and ends."""

    lines: Sequence[str]
    keys: Sequence[str]
    prose: Sequence[bool]
    first: int  # first line of prose; len(lines) when there is none
    last: int  # last line of prose; -1 when there is none
    links_end: Sequence[int]  # for each line, the next one from there on that is no link: prose, or longer than a headline
    foot_end: Sequence[int]  # the same for the short lines of a page's foot


@lru_cache(maxsize=1)
def _phrases() -> dict[str, frozenset[str]]:
    """The phrases of each section as keys; "strong" are those with a ! in front, of whatever section."""
    written = tables.sections(_FILE)
    strong = frozenset(key(line) for entries in written.values() for line in entries if line.startswith("!"))
    return {**{title: frozenset(map(key, entries)) for title, entries in written.items()}, "strong": strong}


@lru_cache(maxsize=1)
def _counter() -> re.Pattern[str]:
    """«12 تعليق», «عدد المشاهدات 198», «مدة القراءة 3 دقائق»."""
    things = "|".join(sorted(map(re.escape, _phrases()["count"]), key=len, reverse=True))
    return re.compile(rf"{_NUMBER}\s*(?:{things})|(?:عدد |مده |وقت |زمن )?(?:ال)?(?:{things})\s+{_NUMBER}(?:\s*(?:{things}))?")


@lru_cache(maxsize=1)
def _follow_us() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How «تابعونا على تويتر» begins, and the channels it names."""
    first, channel = ("|".join(map(re.escape, sorted(_phrases()[name]))) for name in ("follow", "channel"))
    return re.compile(rf"^(?:{first})\b"), re.compile(rf"\b(?:{channel}|(?:جوجل|اخبار) \w+)\b")


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    """How reports go on, and headlines don't begin: «وأضافت …», «كما …»."""
    return re.compile(rf"(?:و(?:{'|'.join(tables.sections(_FILE)['report'])})ت?|كما|يذكر|يشار)\s")


def key(line: str) -> str:
    """`line` folded, without punctuation, single-spaced: what the phrases are compared with."""
    return " ".join(_PUNCTUATION.sub(" ", fold(line)).split())


def is_prose(line: str) -> bool:
    """Whether `line` surely is running text: some words and a full stop, more words than a headline has, or «وقال …»."""
    words = len(line.split())
    return (
        words > _LINK_WORDS
        or (words >= 4 and _ENDS.search(line) is not None)
        or (words >= 6 and _goes_on().match(line) is not None)
    )


def mark(lines: Sequence[str]) -> list[bool]:
    """For each line (none empty), whether it is furniture."""
    page = _page(lines)
    sure = [_is_sure(_Line(line, page.keys[i], page.keys[i].split()), page.prose[i]) for i, line in enumerate(lines)]
    # A line of mere signs parts things, and says nothing.
    out = [certain or not folded for certain, folded in zip(sure, page.keys, strict=True)]
    covered = {True: 0, False: 0}
    for i in range(len(lines)):
        _lists(page, out, i, covered)
    _skipped(page, out)
    if page.first < len(lines):  # else nothing like prose: verses, a list, a note. Only what is furniture beyond doubt goes.
        _edges(page, out, sure)
        _sections(page, out)
        _head_menus(page, out)
        _foot_menus(page, out)
    return out


def _page(lines: Sequence[str]) -> _Page:
    prose = [is_prose(line) for line in lines]
    first = next((i for i, runs in enumerate(prose) if runs), len(lines))
    last = len(lines) - 1 - next((i for i, runs in enumerate(reversed(prose)) if runs), len(lines))
    keys = [key(line[:400]) for line in lines]
    return _Page(lines, keys, prose, first, last, _run_ends(lines, prose, _LINK_WORDS), _run_ends(lines, prose, _FOOT_WORDS))


def _is_label(line: _Line) -> bool:  # «إعلان»
    return line.key in _phrases()["label"] or line.key in _phrases()["tail"]


def _is_counter(line: _Line) -> bool:  # «12 تعليق»
    return _counter().fullmatch(line.key) is not None


def _is_share_bar(line: _Line) -> bool:  # «شارك فيسبوك تويتر»
    share, platform = _phrases()["share"], _phrases()["platform"]
    return not share.isdisjoint(line.words) and all(word in share or word in platform for word in line.words)


def _is_path(line: _Line) -> bool:  # «الرئيسية > أخبار > مصر»
    return 3 <= len(line.words) <= 12 and line.words[0] in _phrases()["strong"] and _SEPARATORS.search(line.text) is not None


def _is_follow_us(line: _Line) -> bool:  # «تابعوا أخبارنا على قناة واتساب»
    begins, channel = _follow_us()
    named = len(line.words) <= 14 and begins.search(line.key) and channel.search(line.key)
    return bool(named) and not line.text.rstrip().endswith(".")


def _is_credit(line: _Line) -> bool:  # «مصدر الصورة: رويترز»
    return _CREDIT.search(line.key) is not None


def _is_rights(line: _Line) -> bool:  # «جميع الحقوق محفوظة»
    return len(line.words) <= _LINK_WORDS and _RIGHTS.search(line.key) is not None


def _is_address(line: _Line) -> bool:  # «https://example.org/1»
    return _URL.match(line.text) is not None


def _is_letter_size(line: _Line) -> bool:  # «A+ A-»
    return _LETTER_SIZE.match(line.text) is not None


def _is_table_row(line: _Line) -> bool:  # «| السنة | العدد |»
    return _TABLE_ROW.match(line.text) is not None


_SURE: Final = (
    _is_label,
    _is_counter,
    _is_share_bar,
    _is_path,
    _is_follow_us,
    _is_credit,
    _is_rights,
    _is_address,
    _is_letter_size,
)
"""What makes a line furniture wherever it stands, with an example each."""


def _is_sure(line: _Line, prose: bool) -> bool:
    """Whether a rule of `_SURE` holds for the line; of prose only rows of a table and the note on rights are taken."""
    if _is_table_row(line):
        return True
    if prose and _RIGHTS.search(line.key) is None:
        return False
    return 0 < len(line.words) <= _LINK_WORDS + 5 and any(rule(line) for rule in _SURE)


def _edges(page: _Page, out: list[bool], sure: Sequence[bool]) -> None:
    """Marks bare numbers before and after the running text, and names of platforms there that stand beside furniture."""
    for i in (*range(page.first), *range(page.last + 1, len(page.lines))):
        beside = i > page.last or (i > 0 and out[i - 1]) or (i + 1 < len(page.lines) and sure[i + 1])
        number = re.fullmatch(_NUMBER, page.keys[i]) is not None
        out[i] = out[i] or number or (beside and _is_platforms(page.keys[i]))


def _begins(folded: str, line: str, section: str) -> bool:
    """Whether the line is one of the section's phrases, or «phrase: headline»."""
    if folded in _phrases()[section]:
        return True
    phrase, colon, rest = line.partition(":")
    return bool(colon and rest.strip()) and key(phrase) in _phrases()[section] and len(rest.split()) <= _LINK_WORDS


def _run_ends(lines: Sequence[str], prose: Sequence[bool], limit: int) -> list[int]:
    """For each line and the end, the first from there on that is prose or has more than `limit` words."""
    ends = [len(lines)] * (len(lines) + 1)
    for i in range(len(lines) - 1, -1, -1):
        ends[i] = i if prose[i] or len(lines[i].split()) > limit else ends[i + 1]
    return ends


def _lists(page: _Page, out: list[bool], i: int, covered: dict[bool, int]) -> None:
    """Marks the list that line `i` begins, if it does: links after «اقرأ أيضاً» (related), the short lines after «تابعنا».

    `covered`: where the last list of either sort ended; a list at the foot that begins inside one of its sort ends with it.
    """
    line, last = page.lines[i], page.last
    related = _begins(page.keys[i], line, "related")
    foot = _begins(page.keys[i], line, "tail") or (i > last and _begins(page.keys[i], line, "foot"))
    if not related and not foot:
        return
    out[i] = True
    if i < last and (foot or line.rstrip(" :").count(":")):
        return  # in the middle of the text «الأكثر قراءة» and «اقرأ أيضاً: headline» are one line each
    if i > last and i < covered[related]:
        return
    stop = page.links_end[i + 1] if related else page.foot_end[i + 1]
    if i < last:
        stop = min(stop, i + 1 + _LIST_LINES)
    if i < last and stop > i + 2 and len(page.lines[stop - 1].split()) <= _HEADING_WORDS:
        stop -= 1  # the short line right before the text goes on is its heading, not one more link
    out[i:stop] = [True] * (stop - i)
    covered[related] = stop


def _skipped(page: _Page, out: list[bool]) -> None:
    """Marks what stands between «تخطى … وواصل القراءة» and «نهاية …», as screen readers are told to leave it out."""
    for i, folded in enumerate(page.keys):
        skip = re.fullmatch(r"تخطي? (.{1,40}) وواصل القراءه", folded)
        end = page.keys.index(f"نهايه {skip[1]}", i) if skip and f"نهايه {skip[1]}" in page.keys[i : i + 30] else -1
        if end > 0 and not any(page.prose[i:end]):
            out[i : end + 1] = [True] * (end + 1 - i)


def _is_platforms(folded: str) -> bool:
    words = folded.split()
    return 0 < len(words) <= 8 and all(word in _phrases()["platform"] for word in words)


def _sections(page: _Page, out: list[bool]) -> None:
    """Marks the names of sections that stand before a headline: «أخبار», «سياسة»."""
    menu = _phrases()["menu"]
    at = next((i for i in range(page.first) if not out[i] and page.keys[i] not in menu), page.first)
    if at < page.first and len(page.keys[at].split()) >= 3:
        out[:at] = [True] * at


def _runs(page: _Page, out: Sequence[bool], zone: range) -> Iterator[tuple[range, list[int]]]:
    """The runs of short lines in `zone` that are a site menu, with the lines of each that are items of menus (`data`, [menu]).

    Three lines and more, half of them items, or one that never heads a section of an article («تواصل معنا»).
    """
    phrases, keys = _phrases(), page.keys
    start = zone.start
    while start < zone.stop:
        stop = start
        while stop < zone.stop and (out[stop] or 0 < len(keys[stop].split()) <= _MENU_WORDS):
            stop += 1
        run = [i for i in range(start, stop) if not out[i]]
        items = [i for i in run if keys[i] in phrases["menu"]]
        if len(run) >= 3 and (2 * len(items) >= len(run) or any(keys[i] in phrases["strong"] for i in run)):
            yield range(start, stop), items
        start = max(stop, start + 1)


def _foot_menus(page: _Page, out: list[bool]) -> None:
    """Marks the menus after the running text, whole."""
    for run, _ in _runs(page, out, range(page.last + 1, len(page.lines))):
        out[run.start : run.stop] = [True] * len(run)


def _head_menus(page: _Page, out: list[bool]) -> None:
    """Marks the menus before the running text. A short line may be the title there: only items go, and what one or two words stand
    between two of them where a longer line is left."""
    for _, items in _runs(page, out, range(page.first)):
        titled = any(not out[i] and len(page.keys[i].split()) >= _MENU_WORDS for i in range(page.first))
        for i in range(items[0], items[-1] + 1) if items else ():
            between = titled and len(page.keys[i].split()) <= 2 and i - 1 in items and i + 1 in items
            out[i] = out[i] or i in items or between
