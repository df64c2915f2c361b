// Texts and numbers only, nothing of the page: where a row is cut, what is linked to what. Tested by tests/javascript.

/** @import { Link, Mention, Row, Stretch } from "../types.d.ts" */

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,\-–][\p{L}\p{N}\p{M}]+)*/gu;
const ARABIC = /\p{Script=Arabic}/u;
const BY_READER = "reader";

/** @param {string} text */
export function isArabic(text) {
  return ARABIC.test(text);
}

/**
 * Whether the reader wrote this English.
 * @param {{ engine: string }} row
 */
export function isReaders(row) {
  return row.engine === BY_READER;
}

/**
 * Whether the reader took this English from another engine: what stood there before is still known.
 * @param {{ engine: string, en: string, machine: string }} row
 */
export function isTaken(row) {
  return !isReaders(row) && Boolean(row.en && row.machine && row.machine !== row.en);
}

/**
 * `row` with the reader's own English: no engine's links, doubts or places of names hold for it.
 * @param {Row} row
 * @param {string} english
 * @returns {Row}
 */
export function withReaders(row, english) {
  const mentions = row.mentions.map((mention) => ({ ...mention, en: [] }));
  return { ...row, en: english, machine: row.machine || row.en, engine: BY_READER, align: [], marks: [], mentions };
}

/**
 * The Arabic of a row, cut at its words; the parts of a name in one group. `token` is -1 for what stands between words.
 * @param {Pick<Row, "ar" | "tokens" | "mentions">} row
 */
export function arabicGroups(row) {
  /** @typedef {{ mention: Mention | null, parts: { text: string, token: number }[] }} Group */
  /** @type {Group[]} */
  const groups = [];
  /** @type {Group | null} */
  let name = null; // the name that the next word may still belong to
  let at = 0;
  /** @param {Group | null} group @param {number} end @param {number} token */
  const put = (group, end, token) => {
    const part = { text: row.ar.slice(at, end), token };
    if (group) group.parts.push(part);
    else groups.push({ mention: null, parts: [part] });
    at = end;
  };
  for (const [token, [start, end]] of row.tokens.entries()) {
    if (name?.mention && start >= name.mention.ar[1]) name = null;
    if (start > at) put(name, start, -1);
    if (!name) {
      const mention = row.mentions.find(({ ar: span }) => span[0] < end && span[1] > start);
      if (mention) groups.push((name = { mention, parts: [] }));
    }
    put(name, end, token);
  }
  if (at < row.ar.length) put(null, row.ar.length, -1);
  return groups;
}

/**
 * The English of a row in stretches: names, and what is between them.
 * @param {Pick<Row, "en" | "mentions">} row
 */
export function englishStretches(row) {
  /** @type {{ mention: Mention | null, start: number, end: number }[]} */
  const stretches = [];
  let at = 0;
  const names = row.mentions.filter((mention) => mention.en.length).sort((a, b) => a.en[0] - b.en[0]);
  for (const mention of names) {
    const [start, end] = mention.en;
    if (start < at) continue;
    if (start > at) stretches.push({ mention: null, start: at, end: start });
    stretches.push({ mention, start, end });
    at = end;
  }
  if (at < row.en.length) stretches.push({ mention: null, start: at, end: row.en.length });
  return stretches;
}

/**
 * The words of `text` from `start` to `end`, and what is between them.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function wordsAndGaps(text, start, end) {
  /** @type {{ text: string, from: number, to: number, word: boolean }[]} */
  const pieces = [];
  /** @param {number} from @param {number} to @param {boolean} word */
  const put = (from, to, word) => {
    if (from < to) pieces.push({ text: text.slice(from, to), from, to, word });
  };
  let at = start;
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const from = start + match.index;
    put(at, from, false);
    at = from + match[0].length;
    put(from, at, true);
  }
  put(at, end, false);
  return pieces;
}

/**
 * The English that belongs to an Arabic word.
 * @param {Link[]} links
 * @param {number} token
 * @returns {Stretch[]}
 */
export function englishOf(links, token) {
  return links.filter((link) => link[0] === token).map(([, start, end, weight]) => [start, end, weight]);
}

/**
 * The Arabic words that a stretch of English belongs to, the surest first; those much less sure than it are left out.
 * @param {Link[]} links
 * @param {number} from
 * @param {number} to
 * @returns {[token: number, weight: number][]}
 */
export function arabicOf(links, from, to) {
  const here = links.filter((link) => link[1] < to && link[2] > from).sort((a, b) => b[3] - a[3]);
  return here.filter((link) => link[3] >= here[0][3] / 2).map((link) => [link[0], link[3]]);
}

/**
 * A word with three words on either side of it.
 * @param {Pick<Row, "ar" | "tokens">} row
 * @param {number} token
 */
export function context(row, token) {
  const [from] = row.tokens[Math.max(0, token - 3)];
  const [, to] = row.tokens[Math.min(row.tokens.length - 1, token + 3)];
  return `…${row.ar.slice(from, to)}…`;
}

/**
 * The first number from `low` to `high` whose `bottom` is below `edge`, or `high`: bottoms grow with the numbers.
 * @param {number} low
 * @param {number} high
 * @param {number} edge
 * @param {(at: number) => number} bottom
 */
export function firstBelow(low, high, edge, bottom) {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (bottom(middle) <= edge) from = middle + 1;
    else to = middle;
  }
  return Math.max(from, 0);
}
