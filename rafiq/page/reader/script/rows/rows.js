// One row of the article: an Arabic sentence, its English, its tools. Made once, filled anew when something of it has changed.

import { h, run } from "../base/dom.js";
import { arabicParts, englishParts, isNamed, isReaders, nested } from "../base/text.js";
import { drawExtra } from "./extra.js";

/** @import { Reader } from "../state.js" */
/** @import { Group, Mention, Part, Parts, Row, Word } from "../types.d.ts" */

/**
 * The elements of a row, empty.
 * @param {Reader} reader
 * @param {number} n
 * @returns {Parts}
 */
export function makeRow(reader, n) {
  const row = reader.rows[n];
  const heading = row.kind === "title" ? "h1" : row.kind === "heading" ? "h2" : "p";
  const first = n === 0 || reader.rows[n - 1].block !== row.block;
  const a = { "data-sentence": n };
  const ar = h(heading, { class: "rq-ar", lang: "ar", dir: "rtl", a });
  const en = h("p", { class: "rq-en", lang: "en", dir: "ltr", a });
  const dots = { "data-do": "menu", "aria-label": reader.t("sentenceMenu", { n: n + 1 }), "aria-haspopup": "dialog" };
  const tools = h("div", { class: "rq-tools" },
    h("button", { type: "button", class: "rq-dots", tabIndex: -1, textContent: "⋯", a: dots }));
  const extra = h("div", { class: "rq-extra" });
  const under = h("p", { class: "rq-marked", lang: "ar", dir: "rtl", hidden: true });
  const element = h("div", { class: `rq-row rq-${row.kind}${first ? " rq-first" : ""}`, a: { "data-row": n } },
    ar, under, h("div", { class: "rq-side" }, en, extra), tools);
  return { row: element, ar, under, en, extra, list: { ar: null, en: null } };
}

/**
 * The elements of a sentence that stands in a paragraph: its row is its English with what belongs to it, its Arabic is in the
 * other column.
 * @param {Reader} reader
 * @param {number} n
 * @returns {Parts}
 */
export function makeSentence(reader, n) {
  const parts = makeRow(reader, n);
  const tools = parts.row.querySelector(".rq-tools");
  const row = h("div", { class: "rq-sentence", a: { "data-row": n } }, parts.en, " ", ...(tools ? [tools] : []), parts.extra);
  return { ...parts, row };
}

/**
 * What a web page has around its article: folded away.
 * @param {Reader} reader
 * @param {string[]} lines
 */
export function furniture(reader, lines) {
  return h("details", { class: "rq-furniture" },
    h("summary", { textContent: reader.t("furniture", { n: reader.number(lines.length) }) }),
    ...lines.map((line) => run(line, {}, "p")));
}

/** @param {Reader} reader @param {number} n */
export function paint(reader, n) {
  fillArabic(reader, n);
  fillEnglish(reader, n);
}

/**
 * The Arabic of a row: one span a word, words of a name inside one more; never a split inside a word.
 * @param {Reader} reader
 * @param {number} n
 */
export function fillArabic(reader, n) {
  const parts = reader.elements[n];
  if (!parts) return;
  const row = reader.rows[n];
  /** @param {Part} part */
  const made = ({ text, token, mention }) => (token < 0 ? text : wordSpan(reader, text, row, token, isNamed(mention)));
  /** @param {Mention} mention @param {(Node | string)[]} nodes @param {number} from */
  const named = (mention, nodes, from) => // a name that a run cuts in two has its English over the first part
    reader.settings.mode === "ruby" && isNamed(mention) && from <= mention.ar[0] ? overName(reader, mention, nodes) : nodes;
  parts.ar.replaceChildren(...nested(arabicParts(row)).flatMap((group) => drawn(group, made, LEFT_TO_RIGHT, named)));
  parts.list.ar = null;
  drawExtra(reader, n);
}

const LEFT_TO_RIGHT = { dir: "ltr", lang: "en" };
const RIGHT_TO_LEFT = { dir: "rtl", lang: "ar" };

/**
 * The nodes of a group: a name in one span, a run against the line in one bdi, so that the browser keeps its order.
 * @param {Group | Part} group
 * @param {(part: Part) => Node | string} made
 * @param {{ dir: string, lang: string }} against
 * @param {(mention: Mention, nodes: (Node | string)[], from: number) => (Node | string)[]} named what goes into the span of a name
 * @returns {(Node | string)[]}
 */
function drawn(group, made, against, named = (_, nodes) => nodes) {
  if (!("inside" in group)) return [made(group)];
  const nodes = group.inside.flatMap((each) => drawn(each, made, against, named));
  if (group.run >= 0) return [h("bdi", against, ...nodes)];
  const { mention } = group;
  if (!mention) return nodes;
  return [h("span", { class: `rq-entity rq-t-${mention.type}`, a: { "data-entity": mention.id } }, ...named(mention, nodes, firstOf(group).from))];
}

/** @param {Group | Part} group @returns {Part} */
function firstOf(group) {
  return "inside" in group ? firstOf(group.inside[0]) : group;
}

/**
 * A whole name under its English: what a dictionary says of its parts is no name.
 * @param {Reader} reader
 * @param {Mention} mention
 * @param {(Node | string)[]} nodes
 */
function overName(reader, mention, nodes) {
  const english = mention.english || (reader.entities.get(mention.id)?.en ?? "");
  const gap = typeof nodes.at(-1) === "string" ? nodes.slice(-1) : []; // a space at the end of a box is not drawn
  const name = h("span", {}, ...nodes.slice(0, nodes.length - gap.length));
  return [h("ruby", { class: "rq-whole" }, name, h("rt", { lang: "en", dir: "ltr", textContent: english })), ...gap];
}

/**
 * One word or number of the Arabic.
 * @param {Reader} reader
 * @param {string} surface
 * @param {Row} row
 * @param {number} i
 * @param {boolean} inName its English stands over the whole name
 */
function wordSpan(reader, surface, row, i, inName) {
  const { settings } = reader;
  const word = reader.words[row.tokens[i][2]];
  const shown = settings.diacritics && word.dia ? word.dia : surface;
  const span = h("span", { class: `rq-token rq-k-${word.kind}`, a: { "data-token": i } });
  const unfamiliar = word.kind === "word" && reader.unfamiliar(word);
  if (unfamiliar) span.classList.add("rq-unfamiliar");
  if (reader.learning.has(word.lemma ?? "")) span.classList.add("rq-learning");
  if (settings.mode === "ruby" && word.kind === "word" && !inName) {
    const gloss = unfamiliar ? firstGloss(word) : "";
    const before = i > 0 ? reader.words[row.tokens[i - 1][2]] : undefined;
    const again = gloss.includes(" ") && before && gloss === firstGloss(before); // an expression says it over its first word
    span.append(h("ruby", {}, h("span", { textContent: shown }), h("rt", { lang: "en", dir: "ltr", textContent: again ? "" : gloss })));
  } else span.textContent = shown;
  return span;
}

/** @param {Word} word */
function firstGloss(word) {
  return word.glosses?.[0] ?? "";
}

/**
 * The English of a row: names and words as spans, so that each can light up with its partner.
 * @param {Reader} reader
 * @param {number} n
 */
export function fillEnglish(reader, n) {
  const parts = reader.elements[n];
  if (!parts || reader.editing?.n === n) return;
  const row = reader.rows[n];
  const failed = row.engine && !row.en ? row.marks.find((mark) => mark.kind === "empty") : undefined;
  parts.row.classList.toggle("rq-waiting", !row.en && !failed);
  parts.row.classList.toggle("rq-edited", isReaders(row));
  parts.row.classList.toggle("rq-doubtful", row.marks.length > 0);
  if (row.en) {
    parts.en.replaceChildren(...nested(englishParts(row)).flatMap((group) => drawn(group, englishWord, RIGHT_TO_LEFT)));
  } else if (failed) {
    parts.en.replaceChildren(h("span", { class: "rq-failed", textContent: failed.message }));
  } else {
    const busy = reader.root.dataset.busy === "yes";
    parts.en.replaceChildren(h("span", { class: "rq-wait", a: { "aria-label": reader.t("waiting"), role: "img" } }, busy ? "" : "—"));
  }
  parts.list.en = null;
  drawExtra(reader, n);
}

/** A word of the English, or what stands between words. @param {Part} part */
function englishWord({ text, token, from, to }) {
  return token < 0 ? text : h("span", { class: "rq-word", textContent: text, a: { "data-from": from, "data-to": to } });
}
