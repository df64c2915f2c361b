"""Which lines of a pasted page are not the article: share bars, links to other articles, menus, counters, the foot of the page.

By general rules over phrases in `data/text_furniture.txt`, never by publisher. When in doubt a line is body: a stray «شارك» in
the text is a small nuisance, a lost paragraph is not. So only short lines without a full stop are ever taken, and a line that
reads like prose always ends a list of links.

>>> mark(["جملة طويلة من المقال تنتهي بنقطة كما يليق بها في آخر السطر هنا.", "اقرأ أيضاً:", "خبر آخر", "شارك"])
[False, True, True, True]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlp.text import tables
from nlp.text.normalize import fold

__all__ = ["is_prose", "key", "mark"]

_LINK_WORDS: Final = 16  # headlines are shorter; a longer line is a paragraph
_FOOT_WORDS: Final = 5
_MENU_WORDS: Final = 3
_LIST_LINES: Final = 12  # links after one «اقرأ أيضاً» in the middle of an article
_HEADING_WORDS: Final = 6
_PUNCTUATION = re.compile(r"[^\w\s#©]+")
_GOES_ON = re.compile(  # how reports go on, and headlines don't begin
    r"(?:و(?:قال|أضاف|اضاف|أكد|اكد|أشار|اشار|أوضح|اوضح|لفت|تابع|ذكر|كان|قد|في|من|ختم|اختتم|أفاد|شدد|بين|جاء)ت?|كما|يذكر|يشار)\s"
)
_ENDS = re.compile(r"[.…:؛،]\W*(?:\[\w{1,4}\]\s*)*$")  # citations may follow: «في تونس.[1][2]»
_SEPARATORS = re.compile(r"[>|›»/•·←→\\]")
_URL = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$|^\W*(?:[A-Za-z0-9-]+\.){1,4}[A-Za-z]{2,10}/\S*\W*$")
_NUMBER: Final = r"\d[\d.,٫٬]*\s*(?:k|m|الف|مليون)?"
_CREDIT = re.compile(
    r"^(?:مصدر|صدر) الصوره\b|^(?:list|قائمه) (?:\d+ )?(?:of|من) \d+\b|^تخطي? .{1,40} وواصل القراءه$|^(?:© |حقوق النشر)"
)
_RIGHTS = re.compile(r"(?:جميع|كل|كافه) (?:ال)?حقوق .{0,12}محفوظه|all rights reserved|©")
_FOLLOW = re.compile(r"^(?:تابع|تابعوا|تابعنا|تابعونا|اشترك|اشتركوا|انضم|انضموا|حمل|حملوا|للاشتراك|لمتابعه)\b")
_CHANNEL = re.compile(
    r"\b(?:فيسبوك|تويتر|اكس|واتساب|تلي?[غج]رام|يوتيوب|انستغرام|النشره|قناتنا|قناه|تطبيق|تطبيقنا|(?:جوجل|اخبار) \w+|google news)\b"
)


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
    written = tables.sections("text_furniture.txt")
    strong = frozenset(key(line) for entries in written.values() for line in entries if line.startswith("!"))
    return {**{title: frozenset(map(key, entries)) for title, entries in written.items()}, "strong": strong}


@lru_cache(maxsize=1)
def _counter() -> re.Pattern[str]:
    """«12 تعليق», «عدد المشاهدات 198», «مدة القراءة 3 دقائق»."""
    things = "|".join(sorted(map(re.escape, _phrases()["count"]), key=len, reverse=True))
    return re.compile(rf"{_NUMBER}\s*(?:{things})|(?:عدد |مده |وقت |زمن )?(?:ال)?(?:{things})\s+{_NUMBER}(?:\s*(?:{things}))?")


def key(line: str) -> str:
    """`line` folded, without punctuation, single-spaced: what the phrases are compared with."""
    return " ".join(_PUNCTUATION.sub(" ", fold(line)).split())


def is_prose(line: str) -> bool:
    """Whether `line` surely is running text: some words and a full stop, more words than a headline has, or «وقال …»."""
    words = len(line.split())
    return (
        words > _LINK_WORDS or (words >= 4 and _ENDS.search(line) is not None) or (words >= 6 and _GOES_ON.match(line) is not None)
    )


def mark(lines: Sequence[str]) -> list[bool]:
    """For each line (none empty), whether it is furniture."""
    keys = [key(line[:400]) for line in lines]
    prose = [is_prose(line) for line in lines]
    first = next((i for i, found in enumerate(prose) if found), len(lines))
    last = len(lines) - 1 - next((i for i, found in enumerate(reversed(prose)) if found), len(lines))
    page = _Page(lines, keys, prose, first, last, _run_ends(lines, prose, _LINK_WORDS), _run_ends(lines, prose, _FOOT_WORDS))
    sure = [_is_sure(line, keys[i]) and (not prose[i] or _RIGHTS.search(keys[i]) is not None) for i, line in enumerate(lines)]
    out = [
        found or not folded for found, folded in zip(sure, keys, strict=True)
    ]  # a line of mere signs parts things, and says none
    covered = {True: 0, False: 0}
    for i in range(len(lines)):
        _lists(page, out, i, covered)
    _skipped(page, out)
    if first == len(lines):  # nothing like prose: verses, a list, a note. Only what is furniture beyond doubt goes.
        return out
    for i in (*range(first), *range(last + 1, len(lines))):
        beside = (i > 0 and out[i - 1]) or (i + 1 < len(lines) and sure[i + 1])
        out[i] = out[i] or re.fullmatch(_NUMBER, keys[i]) is not None or (_is_platforms(keys[i]) and (beside or i > last))
    _sections(page, out)
    _menus(page, out, range(first))
    _menus(page, out, range(last + 1, len(lines)))
    return out


def _is_sure(line: str, folded: str) -> bool:
    """Furniture wherever it stands."""
    phrases = _phrases()
    words = folded.split()
    if not words or len(words) > _LINK_WORDS + 5:
        return False
    counter = re.fullmatch(_counter(), folded)
    shared = phrases["share"].intersection(words) and all(word in phrases["share"] or word in phrases["platform"] for word in words)
    menu = len(words) >= 3 and _SEPARATORS.search(line) and words[0] in phrases["strong"] and len(words) <= 12
    follows = len(words) <= 14 and _FOLLOW.search(folded) and _CHANNEL.search(folded) and not line.rstrip().endswith(".")
    return bool(
        folded in phrases["label"]
        or folded in phrases["tail"]
        or counter
        or shared
        or menu
        or follows
        or _CREDIT.search(folded)
        or (_RIGHTS.search(folded) and len(words) <= _LINK_WORDS)
        or _URL.match(line)
    )


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


def _menus(page: _Page, out: list[bool], zone: range) -> None:
    """Marks runs of short lines at an edge of the page that hold items of a site menu."""
    phrases, keys = _phrases(), page.keys
    i = zone.start
    while i < zone.stop:
        stop = i
        while stop < zone.stop and (out[stop] or 0 < len(keys[stop].split()) <= _MENU_WORDS):
            stop += 1
        run = [j for j in range(i, stop) if not out[j]]
        items = [j for j in run if keys[j] in phrases["menu"]]
        if len(run) >= 3 and (2 * len(items) >= len(run) or any(keys[j] in phrases["strong"] for j in run)):
            if zone.start:
                out[i:stop] = [True] * (stop - i)
                i = stop
                continue
            # At the head a short line may be the title: only items go, and what one of two words stands between two of them.
            titled = any(not out[j] and len(keys[j].split()) >= _MENU_WORDS for j in zone)
            for j in range(items[0] if items else stop, items[-1] + 1 if items else stop):
                between = titled and len(keys[j].split()) <= 2 and j - 1 in items and j + 1 in items
                out[j] = out[j] or j in items or between
        i = max(stop, i + 1)
