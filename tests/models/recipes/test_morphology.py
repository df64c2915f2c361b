"""The morphology's recipe in parts: what the English shows, what is learnt from it, and that what ships is what it makes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from models.recipes.corpora.lines import EvaluationGuard
from models.recipes.morphology.hand import AT_LEAST, FIXED, PRIOR, SENSE, WORDS
from models.recipes.morphology.learn import Table, finished, fit, learn, main, senses_of, table_of
from models.recipes.morphology.seen import RIGHT, Chance, English, likelihood, meaning, seen, stem
from models.recipes.morphology.words import HELD_OUT, SETS, Corpus, choices, held_out, measure, pairs
from nlp.text.tokens import tokenize
from nlp.words.context.ranking import Ranker
from nlp.words.morphology import Morphology
from nlp.words.senses import Senses, sense_hash, sense_key

LINES = [
    ("news_llm", "كتب الوزير رسالة إلى الرئيس", "The minister wrote a letter to the president"),
    ("news_llm", "كتب الرئيس رسالة إلى الوزير", "The president wrote a letter to the minister"),
    ("news_llm", "كتب المدير رسالة طويلة", "The manager wrote a long letter"),
    ("news_llm", "كتب الطبيب رسالة قصيرة", "The doctor wrote a short letter"),
    ("tico19", "قرأ الطالب ثلاثة كتب في المدرسة", "The student read three books at school"),
    ("tico19", "اشترى الرجل خمسة كتب جديدة", "The man bought five new books"),
    ("tico19", "وصلت أربعة كتب إلى المكتبة", "Four books arrived at the library"),
    ("tico19", "في البيت ستة كتب قديمة", "There are six old books in the house"),
] * 3
HAND = Ranker({**PRIOR, **FIXED}, frozenset(WORDS))


@pytest.fixture(scope="module")
def corpus(morphology: Morphology) -> Corpus:
    return Corpus.read(LINES, morphology)


@pytest.mark.parametrize(
    ("gloss", "pos", "english", "found"),
    [
        ("to write", "verb", "He wrote it", 1),
        ("to write", "verb", "They write", 2),
        ("to write", "verb", "A written order", 1),
        ("report", "noun", "Two reports", 1),
        ("report", "noun", "The Report said", 2),
        ("woman", "noun", "The women left", 1),
        ("prime minister", "noun", "The minister in his prime", 2),
        ("prime minister", "noun", "The minister", 0),
        ("Cairo", "noun_prop", "in Cairo", 2),
        ("Cairo", "noun_prop", "a cairo", 0),
        ("in", "prep", "in Cairo", 2),
        ("of", "prep", "of Cairo", 0),
        ("", "noun", "anything", 0),
    ],
)
def test_what_stands_in_the_english(gloss: str, pos: str, english: str, found: int) -> None:
    assert seen(meaning(gloss, pos), English.of(english)) == found


def test_stems() -> None:
    assert stem("wrote") == stem("Writing") == stem("writes")
    assert stem("minister’s") == stem("ministers") == "minist"


def test_chance_is_the_share_of_sentences() -> None:
    chance = Chance(map(English.of, ["The book", "Books and letters", "A letter", "Nothing"]))
    loose, exact = chance.of((meaning("book", "noun"),))
    assert (loose, exact) == (2.5 / 5, 1.5 / 5)
    both, _ = chance.of((meaning("book", "noun"), meaning("letter", "noun")))
    assert both == 3.5 / 5, "a sentence with both counts once"
    assert chance.of((meaning("in", "prep"),))[0] == 0.5 / 5


def test_what_is_rare_by_chance_says_more() -> None:
    assert (
        likelihood(1, (0.01, 0.01), noun=False)
        > likelihood(1, (0.3, 0.3), noun=False)
        > 0
        > likelihood(0, (0.01, 0.01), noun=False)
    )
    assert likelihood(2, (0.1, 0.05), noun=True) > likelihood(1, (0.1, 0.05), noun=True)
    for chance in ((0.02, 0.01), (0.4, 0.3)):  # the likelihoods of all that may be seen add up to one, weighed by chance
        shares = ((0, 1 - chance[0]), (1, chance[0] - chance[1]), (2, chance[1]))
        assert sum(share * np.exp(likelihood(best, chance, noun=True)) for best, share in shares) == pytest.approx(1.0)
    assert np.exp(likelihood(0, (0.0, 0.0), noun=False)) == pytest.approx(1 - RIGHT)


def test_held_out_is_one_in_twenty_of_the_news() -> None:
    kept = [held_out("news_llm", f"sentence {i}") for i in range(4000)]
    assert 0.7 < sum(kept) * HELD_OUT / len(kept) < 1.3
    assert not any(held_out("tico19", f"sentence {i}") for i in range(400))


def test_evaluation_text_is_left_out(tmp_path: Path) -> None:
    for name in SETS:
        (tmp_path / f"{name}.tsv").write_text("".join(f"{a}\t{e}\n" for _, a, e in LINES[:5]), encoding="utf-8")
    guard = EvaluationGuard([(LINES[0][1], LINES[0][2])])
    found = list(pairs(tmp_path, guard))
    assert len(found) < 5 * len(SETS)
    assert LINES[0][2] not in {english for _, _, english in found}
    with pytest.raises(FileNotFoundError, match="nowhere"):
        list(pairs(tmp_path / "nowhere", guard))


def test_the_recipe_ranks_as_the_reader_does(morphology: Morphology) -> None:
    text = "كتب الوزير رسالة إلى الرئيس، وقرأ الطالب ثلاثة كتب في بيتهم؛ ولم تعلن شركة مايكروسوفت عن العقد."
    corpus = Corpus.read([("tico19", text, "x")], morphology)
    ranker = Ranker.load()
    told = []
    for options, before, after in choices(corpus.train[0], corpus.words, ranker, {}):
        told.append(options[ranker.best([(o.candidate, score) for o, score in options], before, after, None)][0].candidate.reading)
    served = [token.readings[0] for token in morphology.annotate(tokenize(text)) if token.readings]
    assert [(r.lemma, r.pos, r.glosses) for r in told] == [(r.lemma, r.pos, r.glosses) for r in served]
    assert len(told) > 12


def likelihood_of(table: Table, weights: dict[str, float]) -> float:
    """Σ log Σ p(reading) · likelihood, one token after another."""
    total = 0.0
    ends = [*table.token_starts[1:], len(table.ends)]
    for start, end in zip(table.token_starts, ends, strict=True):
        scores = []
        for reading in range(start, end):
            first = table.ends[reading - 1] if reading else 0
            features = range(first, table.ends[reading])
            scores.append(sum(weights.get(table.names[table.features[i]], 0.0) * table.values[i] for i in features))
        raised = np.exp(np.array(scores) - max(scores))
        total += float(np.log(np.sum(raised / raised.sum() * np.exp(table.gains[start:end]))))
    return total


def test_learning_makes_what_is_seen_likelier_and_leaves_what_is_set_by_hand(corpus: Corpus) -> None:
    table = table_of(corpus.train, corpus.words, Chance(s.english for s in corpus.train), HAND)
    before = {**PRIOR, **FIXED}
    after = fit(table, before)
    assert likelihood_of(table, after) > likelihood_of(table, before) + 1.0
    names = set(table.names)
    assert all(after.get(name) == value for name, value in FIXED.items() if name in names)
    assert not {name for name in after if name.startswith(("asp=", "vox=", "per="))} - FIXED.keys()
    counts = dict(zip(table.names, np.bincount(table.features, minlength=len(table.names)), strict=True))
    rare = [name for name, count in counts.items() if count < 4 and name not in FIXED]
    assert rare
    assert all(after.get(name, 0.0) == PRIOR.get(name, 0.0) for name in rare)


def test_context_is_learnt(corpus: Corpus, morphology: Morphology) -> None:
    weights, senses = learn(corpus, steps=40)
    ranker = Ranker(weights, frozenset(WORDS))
    for text, pos in (("كتب الأب رسالة", "verb"), ("سبعة كتب", "noun")):
        sentence = Corpus.read([("tico19", text, "x")], morphology)
        firsts = [
            options[ranker.best([(o.candidate, score) for o, score in options], before, after, None)][0].candidate
            for options, before, after in choices(sentence.train[0], sentence.words, ranker, {})
        ]
        assert pos in {candidate.raw for candidate in firsts if candidate.reading.lemma.startswith(("كَتَب", "كِتاب"))}, text
    everything = [*corpus.train, *corpus.test]
    by_frequency = measure(everything, corpus.words, Ranker({"freq": 1.0}, frozenset(WORDS)), Senses({}))
    learnt = measure(everything, corpus.words, ranker, Senses({key: share / 100 for key, share in senses.items()}))
    assert learnt.tokens == by_frequency.tokens > 60
    assert learnt.right > by_frequency.right
    assert learnt.mixed_right > by_frequency.mixed_right


def test_what_ships_is_finished_by_hand() -> None:
    done = finished({"freq": 1.2345, "noun<verb": 0.05, "noun>verb": -0.07, "enc0=3ms_pron": 2.0, **FIXED})
    assert done["freq"] == 1.234
    assert "noun<verb" not in done
    assert done["noun>verb"] == -0.07
    assert (done["enc0=3ms_pron"], done["enc0=1s_pron"], done["sense"]) == (2.0, 1.5, SENSE)
    assert finished({})["verb<لم"] == 1.5


def test_senses_are_hashes_of_what_the_news_shows(corpus: Corpus) -> None:
    chance = Chance(sentence.english for sentence in corpus.train)
    found = senses_of(corpus.train, corpus.words, chance, HAND)
    assert found
    assert all(re.fullmatch(r"[0-9a-f]{10}", key) and 3 <= share <= 99 for key, share in found.items())
    by_lemma: dict[tuple[str, str], set[str]] = {}
    for option in (option for options in corpus.words.values() for option in options):
        reading, raw = option.candidate.reading, option.candidate.raw
        by_lemma.setdefault((reading.lemma, raw), set()).update(map(sense_key, reading.glosses))
    single = {sense_hash(*lemma, key) for lemma, keys in by_lemma.items() if len(keys) == 1 for key in keys}
    assert single
    assert not single & found.keys(), "what has one meaning has no usual one"
    letter = next(o.candidate.reading for o in corpus.words["رسالة"] if "letter" in o.candidate.reading.glosses)
    assert sense_hash(letter.lemma, "noun", "letter") in found
    others = [replace(sentence, source="ud_pud_wiki") for sentence in corpus.train]
    assert senses_of(others, corpus.words, chance, HAND) == {}, "made without the sets that ask to share alike"


def test_the_whole_recipe_writes_the_same_bytes_twice_and_no_word_of_the_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parallel, evaluation = tmp_path / "parallel", tmp_path / "eval"
    parallel.mkdir()
    evaluation.mkdir()
    for name in SETS:
        rows = [(a, e) for source, a, e in LINES if source == ("tico19" if name != "news_llm" else name)]
        rows += [("وصل الوزير أمس", f"The minister arrived yesterday {i}") for i in range(60)] if name == "news_llm" else []
        (parallel / f"{name}.tsv").write_text("".join(f"{a}\t{e}\n" for a, e in rows), encoding="utf-8")
    made = []
    for out in (tmp_path / "one", tmp_path / "two"):
        main(["--parallel", str(parallel), "--evaluation", str(evaluation), "--out", str(out)])
        made.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {"morphology_weights.json", "morphology_senses.tsv", "report.json"}
    names = json.loads(made[0]["morphology_weights.json"])["weights"]
    assert all(re.fullmatch(r"lex=[0-9a-f]{10}", name) for name in names if name.startswith("lex="))
    assert any(name.startswith("lex=") for name in names)
    lines = made[0]["morphology_senses.tsv"].decode().splitlines()
    assert all(line.startswith("#") or re.fullmatch(r"[0-9a-f]{10}\t\d{1,2}", line) for line in lines)
    report = json.loads(made[0]["report.json"])
    assert set(report) == {"frequency alone", "what ships", "what was made"}
    assert report["what was made"]["tokens"] > 0
    capsys.readouterr()
    main(["--parallel", str(parallel), "--evaluation", str(evaluation)])
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("0 sentences to learn from"), "without --out only what ships is measured"
    assert [line.split(":")[0] for line in told[1:]] == ["frequency alone", "what ships"]
    assert f"of {report['what ships']['tokens']} words" in told[2], "the same held-out sentences"


def test_what_ships_is_of_the_recipes_making() -> None:
    data = resources.files("nlp").joinpath("data")
    shipped = json.loads(data.joinpath("morphology_weights.json").read_text(encoding="utf-8"))
    weights = shipped["weights"]
    assert sorted(shipped["words"]) == sorted(WORDS)
    assert {name: weights.get(name) for name in FIXED} == FIXED
    assert all(weights[name] >= least for name, least in AT_LEAST.items())
    assert weights["sense"] == SENSE
    lemmas = [name for name in weights if name.startswith("lex=")]
    assert len(lemmas) > 1000
    assert all(re.fullmatch(r"lex=[0-9a-f]{10}", name) for name in lemmas), "a word of the GPL database"
    lines = data.joinpath("morphology_senses.tsv").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or re.fullmatch(r"[0-9a-f]{10}\t\d{1,2}", line) for line in lines)
