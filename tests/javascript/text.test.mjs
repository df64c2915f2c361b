// How rows are cut and what is linked to what: base/text.js, which knows nothing of a page. Run by scripts/javascript/check.sh.

import assert from "node:assert/strict";
import test from "node:test";

import {
  arabicGroups, arabicOf, context, englishOf, englishStretches, firstBelow, isArabic, isReaders, isTaken, wordsAndGaps, withReaders,
} from "../../rafiq/page/reader/script/base/text.js";

const ZAKI = { ar: [11, 18], en: [9, 19], id: 1, type: "PERS" };
const ROW = {
  n: 0, kind: "paragraph", block: 0, ar: "قال الوزير أحمد زكي نعم.", en: "Minister Ahmed Zaki said yes.", engine: "embedded", machine: "",
  tokens: [[0, 3, 0], [4, 10, 1], [11, 15, 2], [16, 19, 3], [20, 23, 4], [23, 24, 5]], marks: [{}],
  mentions: [{ ...ZAKI, ar: [11, 19] }], align: [[0, 20, 24, 0.9]],
};

test("the Arabic is cut at its words, a name's words with what stands between them in one group", () => {
  const groups = arabicGroups(ROW);
  assert.equal(groups.flatMap(({ parts }) => parts.map(({ text }) => text)).join(""), ROW.ar);
  const [name] = groups.filter(({ mention }) => mention);
  assert.deepEqual(name.parts, [{ text: "أحمد", token: 2 }, { text: " ", token: -1 }, { text: "زكي", token: 3 }]);
  assert.deepEqual(groups.at(-1).parts, [{ text: ".", token: 5 }]);
});

test("two names side by side are two groups, and text after the last word is kept", () => {
  const mentions = [{ ar: [0, 2], en: [], id: 0, type: "LOC" }, { ar: [3, 5], en: [], id: 1, type: "LOC" }];
  const groups = arabicGroups({ ar: "اب جد …", tokens: [[0, 2, 0], [3, 5, 1]], mentions });
  assert.deepEqual(groups.map(({ mention, parts }) => [mention?.id, parts.map(({ text }) => text).join("")]),
    [[0, "اب"], [undefined, " "], [1, "جد"], [undefined, " …"]]);
});

test("a row without words is one piece, an empty row none", () => {
  assert.deepEqual(arabicGroups({ ar: "***", tokens: [], mentions: [] }), [{ mention: null, parts: [{ text: "***", token: -1 }] }]);
  assert.deepEqual(arabicGroups({ ar: "", tokens: [], mentions: [] }), []);
});

test("the English is its names and what is between them; a name inside another is left out", () => {
  const inner = { ar: [11, 15], en: [9, 14], id: 2, type: "PERS" };
  const stretches = englishStretches({ en: ROW.en, mentions: [ZAKI, { ...inner, en: [15, 19] }] });
  const spans = stretches.map(({ mention, start, end }) => [mention?.id, start, end]);
  assert.deepEqual(spans, [[undefined, 0, 9], [1, 9, 19], [undefined, 19, 29]]);
  assert.deepEqual(englishStretches({ en: "", mentions: [{ ...ZAKI, en: [] }] }), []);
});

test("words keep their apostrophes, numbers their points, letters beyond the first plane their place", () => {
  const text = "The city’s 3.5 million 😀 books, الكتاب.";
  const pieces = wordsAndGaps(text, 0, text.length);
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(pieces.filter(({ word }) => word).map((piece) => piece.text), ["The", "city’s", "3.5", "million", "books", "الكتاب"]);
  for (const { text: words, from, to } of pieces) assert.equal(text.slice(from, to), words);
  assert.deepEqual(wordsAndGaps(text, 4, 10).map(({ from, to }) => [from, to]), [[4, 10]]);
  assert.deepEqual(wordsAndGaps(text, 4, 4), []);
});

test("links lead both ways, the surest first, those much less sure left out", () => {
  const links = [[0, 0, 4, 0.9], [1, 0, 4, 0.3], [2, 2, 6, 0.6], [0, 8, 10, 0.5]];
  assert.deepEqual(englishOf(links, 0), [[0, 4, 0.9], [8, 10, 0.5]]);
  assert.deepEqual(englishOf(links, 9), []);
  assert.deepEqual(arabicOf(links, 0, 4), [[0, 0.9], [2, 0.6]]);
  assert.deepEqual(arabicOf(links, 6, 8), []);
});

test("a word's surroundings end with the sentence", () => {
  assert.equal(context(ROW, 0), "…قال الوزير أحمد زكي…");
  assert.equal(context(ROW, 5), "…أحمد زكي نعم.…");
});

test("the first row below an edge is found, or the last of all", () => {
  const bottoms = [10, 20, 30, 40];
  const at = (edge) => firstBelow(0, 3, edge, (n) => bottoms[n]);
  assert.deepEqual([0, 10, 25, 99].map(at), [0, 1, 2, 3]);
  assert.equal(firstBelow(0, -1, 5, () => 0), 0);
});

test("whose English it is", () => {
  assert.ok(isReaders({ engine: "reader" }));
  assert.ok(!isTaken(ROW));
  assert.ok(isTaken({ ...ROW, machine: "The minister said yes." }));
  const mine = withReaders(ROW, "Mine.");
  assert.ok(isReaders(mine) && !isTaken(mine));
  assert.deepEqual([mine.en, mine.machine, mine.marks, mine.align, mine.mentions[0].en], ["Mine.", ROW.en, [], [], []]);
  assert.equal(withReaders(mine, "Mine again.").machine, ROW.en);
  assert.ok(isArabic("a ب") && !isArabic("Google"));
});
