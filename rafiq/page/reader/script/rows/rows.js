// One row of the article: an Arabic sentence, its English, its tools. Made once, filled anew when something of it has changed.

import { h, run } from "../base/dom.js";
import { arabicParts, englishParts, isReaders, nested } from "../base/text.js";
import { drawExtra } from "./extra.js";

/** @import { Reader } from "../state.js" */
/** @import { Group, Part, Parts, Row, Word } from "../types.d.ts" */

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
  const made = ({ text, token }) => (token < 0 ? text : wordSpan(reader, text, row, token));
  parts.ar.replaceChildren(...nested(arabicParts(row)).flatMap((group) => drawn(group, made, LEFT_TO_RIGHT)));
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
 * @returns {(Node | string)[]}
 */
function drawn(group, made, against) {
  if (!("inside" in group)) return [made(group)];
  const nodes = group.inside.flatMap((each) => drawn(each, made, against));
  if (group.run >= 0) return [h("bdi", against, ...nodes)];
  if (!group.mention) return nodes;
  return [h("span", { class: `rq-entity rq-t-${group.mention.type}`, a: { "data-entity": group.mention.id } }, ...nodes)];
}

/**
 * One word or number of the Arabic.
 * @param {Reader} reader
 * @param {string} surface
 * @param {Row} row
 * @param {number} i
 */
function wordSpan(reader, surface, row, i) {
  const { settings } = reader;
  const word = reader.words[row.tokens[i][2]];
  const shown = settings.diacritics && word.dia ? word.dia : surface;
  const span = h("span", { class: `rq-token rq-k-${word.kind}`, a: { "data-token": i } });
  const unfamiliar = word.kind === "word" && reader.unfamiliar(word);
  if (unfamiliar) span.classList.add("rq-unfamiliar");
  if (reader.learning.has(word.lemma ?? "")) span.classList.add("rq-learning");
  if (settings.mode === "ruby" && word.kind === "word") {
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
