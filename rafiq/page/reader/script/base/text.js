// Texts and numbers only, nothing of the page: where a row is cut, what is linked to what. Tested by tests/javascript.

/** @import { Group, Link, Mention, Part, Row, Span, Stretch } from "../types.d.ts" */

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

const NAMED = new Set(["PERS", "LOC", "ORG", "MISC"]); // types that have a name; a date or a number has none

/** Whether it is the name of somebody or something. @param {{ type: string } | null} what a mention or an entity */
export function isNamed(what) {
  return what !== null && NAMED.has(what.type);
}

/**
 * `row` with the reader's own English: no engine's links, doubts, runs or places of names hold for it.
 * @param {Row} row
 * @param {string} english
 * @returns {Row}
 */
export function withReaders(row, english) {
  const mentions = row.mentions.map((mention) => ({ ...mention, en: [] }));
  return { ...row, en: english, machine: row.machine || row.en, engine: BY_READER, rtl: [], align: [], marks: [], mentions };
}

/**
 * The Arabic of a row, cut at its words and where what runs left to right begins and ends.
 * @param {Pick<Row, "ar" | "tokens" | "mentions" | "ltr">} row
 * @returns {Part[]}
 */
export function arabicParts({ ar, tokens, mentions, ltr }) {
  /** @type {Part[]} */
  const parts = [];
  let at = 0;
  /** @type {Mention | null} */
  let name = null; // the name that the next word may still belong to
  /** @param {number} end @param {number} token @param {Mention | null} mention */
  const put = (end, token, mention) => {
    while (at < end) {
      const edge = token < 0 ? (ltr.flat().find((each) => each > at && each < end) ?? end) : end;
      parts.push({ text: ar.slice(at, edge), token, from: at, to: edge, mention, run: runAt(ltr, at) });
      at = edge;
    }
  };
  for (const [token, [start, end]] of tokens.entries()) {
    if (name && start >= name.ar[1]) name = null;
    put(start, -1, name);
    name ??= mentions.find(({ ar: span }) => span[0] < end && span[1] > start) ?? null;
    put(end, token, name);
  }
  put(ar.length, -1, null);
  return parts;
}

/**
 * The English of a row, cut at its words and names and where what runs right to left begins and ends.
 * @param {Pick<Row, "en" | "mentions" | "rtl">} row
 * @returns {Part[]}
 */
export function englishParts(row) {
  const edges = row.rtl.flat();
  return englishStretches(row).flatMap(({ mention, start, end }) =>
    wordsAndGaps(row.en, start, end).flatMap(({ from, to, word }) => {
      const cuts = [from, ...(word ? [] : edges.filter((edge) => edge > from && edge < to)), to];
      return cuts.slice(1).map((last, n) => ({
        text: row.en.slice(cuts[n], last), token: word ? 0 : -1, from: cuts[n], to: last, mention, run: runAt(row.rtl, cuts[n]),
      }));
    }));
}

/** Which of `runs` the letter at `place` lies in, or -1. @param {Span[]} runs @param {number} place */
function runAt(runs, place) {
  return runs.findIndex(([start, end]) => start <= place && place < end);
}

/**
 * The parts in groups: a run that lies in one name inside it, any other run around its names.
 * @param {Part[]} parts
 * @returns {Group[]}
 */
export function nested(parts) {
  /** @type {Map<number, Set<Mention | null>>} */
  const names = new Map();
  for (const { run, mention } of parts) names.set(run, (names.get(run) ?? new Set()).add(mention));
  /** @param {Part} part */
  const runInside = ({ run }) => run < 0 || names.get(run)?.size === 1;
  /** @param {Part} part */
  const outer = (part) => (runInside(part) ? { mention: part.mention, run: -1 } : { mention: null, run: part.run });
  /** @param {Part} part */
  const inner = (part) => (runInside(part) ? { mention: null, run: part.run } : { mention: part.mention, run: -1 });
  return grouped(parts, outer).map((group) => {
    const inside = grouped(/** @type {Part[]} */ (group.inside), inner);
    return { ...group, inside: inside.flatMap((each) => (each.mention || each.run >= 0 ? [each] : each.inside)) };
  });
}

/**
 * Neighbours with the same key in one group.
 * @param {Part[]} parts
 * @param {(part: Part) => { mention: Mention | null, run: number }} key
 * @returns {Group[]}
 */
function grouped(parts, key) {
  /** @type {Group[]} */
  const groups = [];
  for (const part of parts) {
    const { mention, run } = key(part);
    const last = groups.at(-1);
    if (last && last.mention === mention && last.run === run) last.inside.push(part);
    else groups.push({ mention, run, inside: [part] });
  }
  return groups;
}

/**
 * The English of a row in stretches: names, and what is between them.
 * @param {Pick<Row, "en" | "mentions">} row
 */
function englishStretches(row) {
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
