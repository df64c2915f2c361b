// One row of the article: an Arabic sentence, its English, its tools. Made once, filled anew when something of it has changed.

import { h, run } from "../base/dom.js";
import { arabicGroups, englishStretches, isArabic, isReaders, wordsAndGaps } from "../base/text.js";
import { drawExtra } from "./extra.js";

/** @import { Reader } from "../state.js" */
/** @import { Mention, Parts, Row, Word } from "../types.d.ts" */

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
  const element = h("div", { class: `rq-row rq-${row.kind}${first ? " rq-first" : ""}`, a: { "data-row": n } },
    ar, h("div", { class: "rq-side" }, en, extra), tools);
  return { row: element, ar, en, extra, list: { ar: null, en: null } };
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
  /** @param {{ text: string, token: number }} part */
  const made = ({ text, token }) => (token < 0 ? text : wordSpan(reader, text, reader.words[row.tokens[token][2]], token));
  const groups = arabicGroups(row);
  parts.ar.replaceChildren(...groups.flatMap((group) => inName(group.mention, group.parts.map(made))));
  parts.list.ar = null;
  drawExtra(reader, n);
}

/**
 * Nodes of a name in one span; nodes of no name as they are.
 * @param {Mention | null} mention
 * @param {(Node | string)[]} nodes
 */
function inName(mention, nodes) {
  if (!mention) return nodes;
  return [h("span", { class: `rq-entity rq-t-${mention.type}`, a: { "data-entity": mention.id } }, ...nodes)];
}

/**
 * One word or number of the Arabic.
 * @param {Reader} reader
 * @param {string} surface
 * @param {Word} word
 * @param {number} i
 */
function wordSpan(reader, surface, word, i) {
  const { settings } = reader;
  const latin = word.kind === "latin" || word.kind === "address";
  const shown = settings.diacritics && word.dia ? word.dia : surface;
  const span = h(latin ? "bdi" : "span", { class: `rq-token rq-k-${word.kind}`, a: { "data-token": i } });
  if (latin) Object.assign(span, { lang: "en", dir: "ltr" });
  const unfamiliar = word.kind === "word" && reader.unfamiliar(word);
  if (unfamiliar) span.classList.add("rq-unfamiliar");
  if (settings.mode === "ruby" && word.kind === "word") {
    const gloss = unfamiliar ? (word.glosses?.[0] ?? "") : "";
    span.append(h("ruby", {}, h("span", { textContent: shown }), h("rt", { lang: "en", dir: "ltr", textContent: gloss })));
  } else span.textContent = shown;
  return span;
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
  parts.row.classList.toggle("rq-waiting", !row.en);
  parts.row.classList.toggle("rq-edited", isReaders(row));
  parts.row.classList.toggle("rq-doubtful", row.marks.length > 0);
  if (row.en) {
    const stretches = englishStretches(row);
    parts.en.replaceChildren(...stretches.flatMap(({ mention, start, end }) => inName(mention, englishWords(row, start, end))));
  } else {
    const busy = reader.root.dataset.busy === "yes";
    parts.en.replaceChildren(h("span", { class: "rq-wait", a: { "aria-label": reader.t("waiting"), role: "img" } }, busy ? "" : "—"));
  }
  parts.list.en = null;
  drawExtra(reader, n);
}

/**
 * @param {Row} row
 * @param {number} start
 * @param {number} end
 */
function englishWords(row, start, end) {
  return wordsAndGaps(row.en, start, end).map(({ text, from, to, word }) => {
    if (!word) return text;
    const arabic = isArabic(text);
    const span = h(arabic ? "bdi" : "span", { class: "rq-word", textContent: text, a: { "data-from": from, "data-to": to } });
    return arabic ? Object.assign(span, { lang: "ar", dir: "rtl" }) : span;
  });
}
