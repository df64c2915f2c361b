"""camel-tools analyses → readings for people: cleaned, merged when they differ only in what a reader does not see, and told apart.

Analyses of one lemma that differ in case, mood, state or in which "and" a و is, are one reading. `reason` says in a phrase how a
reading differs from the chosen one; `grammar` describes a form. Leaves out: which reading is meant (`nlp.words.context.ranking`).

>>> form = (("asp", "p"), ("vox", "p"), ("per", "3"), ("gen", "f"))
>>> grammar(Reading("كَتَب", "ك.ت.ب", "verb", ("to write",), (), "كُتِبَت", features=form))
'verb, past, passive; she, it or they'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from nlp.document import Reading, Token
from nlp.text.normalize import fold, strip_diacritics
from nlp.words import vowels
from nlp.words.clitics import segment
from nlp.words.database_english import clean, passive
from nlp.words.roots import UNKNOWN
from nlp.words.senses import Senses, first_of, preferred

__all__ = ["BEFORE_CHOICE", "Candidate", "candidates", "grammar", "identity", "read_as", "reason", "with_reasons"]

_POS: Final = {
    "noun": "noun",
    "noun_prop": "proper noun",
    "noun_num": "number",
    "noun_quant": "quantifier",
    "adj": "adjective",
    "adj_comp": "adjective",
    "adj_num": "number",
    "adv": "adverb",
    "adv_interrog": "question word",
    "adv_rel": "adverb",
    "verb": "verb",
    "verb_pseudo": "particle",
    "prep": "preposition",
    "conj": "conjunction",
    "conj_sub": "conjunction",
    "pron": "pronoun",
    "pron_dem": "demonstrative",
    "pron_exclam": "pronoun",
    "pron_interrog": "question word",
    "pron_rel": "relative pronoun",
    "part": "particle",
    "part_det": "article",
    "part_focus": "particle",
    "part_fut": "future particle",
    "part_interrog": "question word",
    "part_neg": "negation",
    "part_restrict": "particle",
    "part_verb": "particle",
    "part_voc": "particle",
    "interj": "interjection",
    "abbrev": "abbreviation",
}
BEFORE_CHOICE: Final = "the first reading before your choice"
"""The reason of the reading that a reader's choice put second."""
_FEATURES: Final = ("per", "gen", "num", "asp", "vox", "mod", "stt", "cas")
_NOTHING: Final = frozenset({"", "-", "na", "u", "0", "None"})
_LEMMA_NUMBER = re.compile(r"[_-]\d+$")
_FIRST_U: Final = re.compile(r"(?:[وف]َ?)?(?:[سل][َِ]?)?\wُ")
_MISNAMED: Final = {("راوَنْد", "verb"): "رَأَى"}  # the database has "see" under the lemma of rhubarb
_NO_ROOT: Final = frozenset({"", "O", "NTWS", "DIGIT", "PUNC", "FOREIGN", "None"})
_SUBJECTS: Final = {
    ("1", "s"): "I",
    ("1", "p"): "we",
    ("2", "s"): "you",
    ("2", "d"): "you (two)",
    ("2", "p"): "you (plural)",
    ("3", "d"): "they (two)",
    ("3", "p"): "they",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading and what ranking looks at. `raw` is camel-tools' part of speech, `spelling` the misfit of the written word."""

    reading: Reading
    raw: str
    marks: tuple[str, ...]  # clitics, voice, person… as feature names for the ranker
    spelling: int
    frequency: float
    share: float = 0.0  # how far its best meaning is the lemma's usual one in news, 0–1
    identity: tuple[object, ...] = ()  # `identity` of its analyses; () for a reading that camel-tools did not give


def candidates(
    word: str, analyses: Iterable[Mapping[str, Any]], roots: Mapping[tuple[str, str], str] | None = None
) -> tuple[Candidate, ...]:
    """The distinct readings among `analyses` of `word`, commonest first. Analyses against written diacritics are left out.

    `roots` spells out roots with hidden letters (see `nlp.words.roots`), by root and lemma.
    """
    pool = list(analyses)
    if vowels.has_vowels(word):
        agreeing = [a for a in pool if vowels.agrees(word, str(a["diac"]))]
        pool = agreeing or [other for a in pool if (other := _as_passive(word, a)) is not a] or pool
    merged: dict[tuple[object, ...], tuple[tuple[int, ...], Mapping[str, Any]]] = {}
    for analysis in pool:
        key = identity(analysis)
        rank = _plainness(analysis)
        if key not in merged or rank < merged[key][0]:
            merged[key] = (rank, analysis)
    readings = [_candidate(word, analysis, roots or {}) for _, analysis in merged.values()]
    if any(c.spelling < 3 for c in readings):
        readings = [c for c in readings if c.spelling < 3]
    readings.sort(key=lambda c: (c.spelling, -c.frequency))
    distinct: dict[tuple[object, ...], Candidate] = {}
    for candidate in readings:
        r = candidate.reading
        distinct.setdefault(
            (strip_diacritics(r.lemma), r.pos, r.glosses, tuple(s.text for s in r.segments), r.diacritized), candidate
        )
    return tuple(distinct.values())


def identity(analysis: Mapping[str, Any]) -> tuple[object, ...]:
    """What makes two analyses different for a reader."""
    proclitics = tuple(str(analysis.get(f, "0")).split("_")[0] for f in ("prc3", "prc2", "prc1", "prc0"))
    verb = (analysis.get("asp"), analysis.get("vox")) if analysis["pos"] == "verb" else (analysis.get("num"),)
    return (analysis["lex"], analysis["pos"], analysis.get("stemgloss"), proclitics, analysis.get("enc0"), *verb)


def _as_passive(word: str, analysis: Mapping[str, Any]) -> Mapping[str, Any]:
    """A verb whose first letter is written with ُ against its active form (يُمنع, سُمي) as the passive that the database lacks."""
    if analysis["pos"] != "verb" or analysis.get("vox") != "a" or not _FIRST_U.match(word):
        return analysis
    if not vowels.doubles(word, str(analysis["diac"])):
        return analysis
    return {**analysis, "vox": "p", "diac": word}


def _plainness(analysis: Mapping[str, Any]) -> tuple[int, ...]:
    """Lower is the better stand-in for its merged group: spelled as written, no case ending, third person, plain "and"."""
    return (
        int(analysis.get("source") == "spvar"),
        int(analysis.get("per") in {"1", "2"}),
        int(str(analysis.get("prc2")) in {"wa_sub", "wa_part"}),
        int(analysis.get("cas") not in {"u", "na"}),
        {"i": 0, "s": 1, "j": 2}.get(str(analysis.get("mod")), 3) if analysis.get("asp") == "i" else 0,
        {"s": 0, "p": 1}.get(str(analysis.get("num")), 2),
    )


def _candidate(word: str, analysis: Mapping[str, Any], roots: Mapping[tuple[str, str], str]) -> Candidate:
    raw = str(analysis["pos"])
    pos = _POS.get(raw, raw.replace("_", " "))
    lemma = _LEMMA_NUMBER.sub("", str(analysis["lex"])).replace("ٱ", "ا")
    lemma = _MISNAMED.get((lemma, raw), lemma)
    number = str(analysis.get("num"))
    gloss = str(analysis.get("stemgloss") or "")
    glosses = clean(gloss, pos, plural=number in {"p", "d"})
    if number == "d" and pos in {"noun", "proper noun"}:
        glosses = tuple(f"two {g}" for g in glosses)
    senses = Senses.load()
    glosses = senses.order(lemma, raw, glosses)
    share = senses.share(lemma, raw, glosses)
    if wanted := preferred(lemma, pos):
        countable = pos == "noun"
        glosses = first_of(wanted, glosses, plural=countable and number == "p", dual=countable and number == "d")
    if raw == "verb" and analysis.get("vox") == "p":
        glosses = tuple(dict.fromkeys(passive(each) for each in glosses))
    frequency = _frequency(analysis)
    unknown = analysis.get("source") == "backoff"
    article = analysis.get("prc0") == "Al_det"
    diacritized = str(analysis["diac"]).replace("ٱ", "ا") if not unknown else word
    reading = Reading(
        lemma=lemma,
        root=_root(str(analysis.get("root") or ""), str(analysis["lex"]), roots),
        pos=pos,
        glosses=glosses,
        segments=segment(word, analysis, pos, glosses, strip_diacritics(lemma)),
        diacritized=vowels.full(diacritized, article=article) if not unknown else word,
        frequency=frequency,
        features=tuple((f, str(analysis[f])) for f in _FEATURES if str(analysis.get(f)) not in _NOTHING),
        source="backoff" if unknown else "morphology",
    )
    marks = [f"{f}={analysis.get(f)}" for f in ("prc3", "prc2", "prc1", "prc0", "enc0") if str(analysis.get(f)) not in _NOTHING]
    if raw == "verb":
        marks += [f"asp={analysis.get('asp')}", f"vox={analysis.get('vox')}", f"per={analysis.get('per')}"]
    else:
        marks += [f"num={number}"]
    return Candidate(
        reading,
        raw,
        tuple(marks),
        _spelling(word, str(analysis["diac"]), str(analysis.get("source"))),
        frequency,
        share,
        identity(analysis),
    )


def _frequency(analysis: Mapping[str, Any]) -> float:
    value = analysis.get("pos_lex_freq", analysis.get("pos_lex_logprob"))
    try:
        return float(value) if value is not None else -99.0
    except (TypeError, ValueError):
        return -99.0


def _root(raw: str, lemma: str, roots: Mapping[tuple[str, str], str]) -> str:
    if raw in _NO_ROOT or "." not in raw:
        return ""
    return roots.get((raw, lemma), raw).replace("#", UNKNOWN)


def _spelling(word: str, diac: str, source: str) -> int:
    """0 as written; 1 a hamza or madda left out (common in print); 2 ى for ي or ه for ة; 3 another letter than was written."""
    if source != "spvar":
        return 0
    ours, theirs = strip_diacritics(word).replace("ـ", ""), strip_diacritics(diac)
    if len(ours) != len(theirs):
        return 1 if fold(ours) == fold(theirs) else 2
    worst = 0
    for mine, full in zip(ours, theirs, strict=True):
        if mine == full:
            continue
        if mine == "ا" and full in "أإآٱ":
            worst = max(worst, 1)
        elif (mine, full) in {("ي", "ى"), ("ى", "ي"), ("ه", "ة")}:
            worst = max(worst, 2)
        else:
            worst = 3
    return worst


def reason(reading: Reading, first: Reading) -> str:  # noqa: PLR0911 — one return a difference, in order of weight
    """In one phrase, how `reading` differs from the chosen `first`, the weightiest difference only."""
    form = reading.diacritized
    if reading.source == "backoff":
        return "a guess: the dictionary has no such word"
    ours, theirs = _clitics(reading), _clitics(first)
    if ours != theirs:
        return _clitic_reason(reading, first)
    if reading.pos != first.pos:
        article = "an" if reading.pos[0] in "aeiou" else "a"
        return f"{article} {reading.pos}: {form}"
    features, others = dict(reading.features), dict(first.features)
    if reading.pos == "verb" and features.get("vox") != others.get("vox"):
        return f"{'passive' if features.get('vox') == 'p' else 'active'}: {form}"
    if reading.root and first.root and reading.root != first.root:
        return f"the same letters, another root ({reading.root}): {form}"
    if reading.lemma != first.lemma:
        return f"another {reading.pos} of the same letters: {form}"
    if features.get("asp") != others.get("asp"):
        return f"{_ASPECTS.get(features.get('asp', ''), 'another form')}: {form}"
    if features.get("num") != others.get("num"):
        return f"{_NUMBERS.get(features.get('num', ''), 'another number')}: {form}"
    return "another meaning of the same word" if reading.diacritized == first.diacritized else f"vowelled otherwise: {form}"


def _clitics(reading: Reading) -> tuple[tuple[str, str], ...]:
    return tuple((s.text, s.kind) for s in reading.segments if s.kind != "stem")


def _clitic_reason(reading: Reading, first: Reading) -> str:
    extra = [s for s in reading.segments if s.kind != "stem" and (s.text, s.kind) not in _clitics(first)]
    if extra:
        piece = extra[0]
        return f"with {piece.text} read as “{piece.gloss.split(';')[0]}”" if piece.gloss else f"with {piece.text} as a {piece.pos}"
    missing = [s for s in first.segments if s.kind != "stem" and (s.text, s.kind) not in _clitics(reading)]
    return f"with {missing[0].text} read as part of the word" if missing else "taken apart otherwise"


_ASPECTS: Final = {"p": "past", "i": "present", "c": "a command"}
_NUMBERS: Final = {"s": "singular", "d": "dual (two)", "p": "plural"}
_MOODS: Final = {"s": "subjunctive", "j": "jussive"}
_CASES: Final = {"n": "nominative", "a": "accusative", "g": "genitive"}


def grammar(reading: Reading) -> str:
    """The form of a reading in words for a learner: "noun, feminine, plural", "verb, past, passive; she, it or they"."""
    features = dict(reading.features)
    parts = [reading.pos]
    if reading.pos == "verb":
        parts.append(_ASPECTS.get(features.get("asp", ""), ""))
        parts.append("passive" if features.get("vox") == "p" else "")
        parts.append(_MOODS.get(features.get("mod", ""), "") if features.get("asp") == "i" else "")
        subject = _subject(features)
        text = ", ".join(p for p in parts if p)
        return f"{text}; {subject}" if subject else text
    if reading.pos in {"noun", "adjective", "proper noun", "number"}:
        parts.append({"m": "masculine", "f": "feminine"}.get(features.get("gen", ""), ""))
        parts.append({"d": "dual", "p": "plural"}.get(features.get("num", ""), ""))
        parts.append(_CASES.get(features.get("cas", ""), ""))
    return ", ".join(p for p in parts if p)


def _subject(features: Mapping[str, str]) -> str:
    person, number = features.get("per", ""), features.get("num", "s")
    if (person, number) == ("3", "s"):
        return "she, it or they" if features.get("gen") == "f" else "he or it"
    return _SUBJECTS.get((person, number), "")


def with_reasons(order: Sequence[Reading]) -> tuple[Reading, ...]:
    """`order` with every reading's reason told against the first."""
    return tuple(r if i == 0 else replace(r, reason=reason(r, order[0])) for i, r in enumerate(order))


def read_as(token: Token, readings: Sequence[Reading]) -> Token:
    """`token` with these readings (at least one), read as the first of them says. Its level stays."""
    best = readings[0]
    return replace(
        token,
        lemma=best.lemma,
        root=best.root,
        pos=best.pos,
        segments=best.segments,
        glosses=best.glosses,
        diacritized=best.diacritized,
        readings=tuple(readings),
        own=False,
    )
