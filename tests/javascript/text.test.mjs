// How rows are cut and what is linked to what: base/text.js, which knows nothing of a page. Run by scripts/javascript/check.sh.

import assert from "node:assert/strict";
import test from "node:test";

import {
  arabicOf, arabicParts, context, englishOf, englishParts, firstBelow, isArabic, isReaders, isTaken, nested, withReaders,
  wordsAndGaps,
} from "../../rafiq/page/reader/script/base/text.js";

const ZAKI = { ar: [11, 18], en: [9, 19], id: 1, type: "PERS" };
const ROW = {
  n: 0, kind: "paragraph", block: 0, ar: "قال الوزير أحمد زكي نعم.", en: "Minister Ahmed Zaki said yes.", engine: "embedded", machine: "",
  tokens: [[0, 3, 0], [4, 10, 1], [11, 15, 2], [16, 19, 3], [20, 23, 4], [23, 24, 5]], marks: [{}],
  mentions: [{ ...ZAKI, ar: [11, 19] }], ltr: [], rtl: [], align: [[0, 20, 24, 0.9]],
};

/** A group as its text, in [] for a name, in <> for a run against the line. */
const shape = (part) => {
  if (part.text !== undefined) return part.text;
  const inner = part.inside.map(shape).join("");
  return part.run >= 0 ? `<${inner}>` : part.mention ? `[${inner}]` : inner;
};
const shaped = (parts) => nested(parts).map(shape).join("");

test("the Arabic is cut at its words, a name's words with what stands between them in one group", () => {
  const parts = arabicParts(ROW);
  assert.equal(parts.map(({ text }) => text).join(""), ROW.ar);
  assert.equal(shaped(parts), "قال الوزير [أحمد زكي] نعم.");
  assert.deepEqual(parts.filter(({ mention }) => mention).map(({ text, token }) => [text, token]), [["أحمد", 2], [" ", -1], ["زكي", 3]]);
});

test("two names side by side are two groups, and text after the last word is kept", () => {
  const mentions = [{ ar: [0, 2], en: [], id: 0, type: "LOC" }, { ar: [3, 5], en: [], id: 1, type: "LOC" }];
  assert.equal(shaped(arabicParts({ ar: "اب جد …", tokens: [[0, 2, 0], [3, 5, 1]], mentions, ltr: [] })), "[اب] [جد] …");
});

test("a row without words is one piece, an empty row none", () => {
  assert.equal(shaped(arabicParts({ ar: "***", tokens: [], mentions: [], ltr: [] })), "***");
  assert.deepEqual(arabicParts({ ar: "", tokens: [], mentions: [], ltr: [] }), []);
});

test("what runs against the line is one group: inside a name that holds it, around the names it holds", () => {
  const ar = "شركة MS (AI Lab) من";
  const tokens = [[0, 4, 0], [5, 7, 1], [8, 9, 2], [9, 11, 3], [12, 15, 4], [15, 16, 5], [17, 19, 6]];
  const holding = { ar: [0, 16], en: [], id: 0, type: "ORG" };
  const held = { ar: [9, 15], en: [], id: 1, type: "ORG" };
  const crossing = { ar: [0, 7], en: [], id: 2, type: "ORG" };
  const at = (mentions) => shaped(arabicParts({ ar, tokens, mentions, ltr: [[5, 16]] }));
  assert.equal(at([holding]), "[شركة <MS (AI Lab)>] من");
  assert.equal(at([held]), "شركة <MS ([AI Lab])> من");
  assert.equal(at([crossing]), "[شركة ]<[MS] (AI Lab)> من");
});

test("the English is its names and what is between them; a name inside another is left out", () => {
  const inner = { ar: [11, 15], en: [15, 19], id: 2, type: "PERS" };
  assert.equal(shaped(englishParts({ en: ROW.en, mentions: [ZAKI, inner], rtl: [] })), "Minister [Ahmed Zaki] said yes.");
  assert.deepEqual(englishParts({ en: "", mentions: [{ ...ZAKI, en: [] }], rtl: [] }), []);
  assert.equal(shaped(englishParts({ en: "House (بيت الحكمة).", mentions: [], rtl: [[7, 17]] })), "House (<بيت الحكمة>).");
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
