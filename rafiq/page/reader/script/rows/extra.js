// What stands under the English of a row: doubts, whose English it is, lines the reader opened, notes.

import { dotted, h, run } from "../base/dom.js";
import { isNamed, isReaders, isTaken } from "../base/text.js";
import { drawHighlights } from "./highlights.js";

/** @import { Reader } from "../state.js" */
/** @import { Mention, Note, Row, Word } from "../types.d.ts" */

/** @param {Reader} reader @param {number} n */
export function drawExtra(reader, n) {
  const parts = reader.elements[n];
  if (!parts) return;
  const row = reader.rows[n];
  drawVowels(reader, row, parts.under);
  const notes = reader.notes.filter((each) => each.sentence === n && each.text);
  const marked = isBookmarked(reader, n);
  parts.ar.classList.toggle("rq-bookmarked", marked);
  const mark = marked ? [ribbon(reader, n)] : [];
  parts.extra.replaceChildren(...mark, ...chips(reader, row, n), ...openedLines(reader, row, n), ...notes.map(noteButton));
}

/** @param {Reader} reader @param {number} n */
export function isBookmarked(reader, n) {
  return reader.notes.some((note) => note.bookmark && note.sentence === n);
}

/** The bookmark of a sentence; pressed, it comes off. @param {Reader} reader @param {number} n */
function ribbon(reader, n) {
  const a = { "data-do": "bookmark", "aria-label": reader.t("bookmarkOff", { n: n + 1 }), title: reader.t("bookmark") };
  return h("button", { type: "button", class: "rq-chip rq-ribbon", tabIndex: -1, a });
}

/** @param {Reader} reader @param {Row} row @param {number} n */
function chips(reader, row, n) {
  const parts = [];
  if (row.marks.length) {
    const doubt = reader.t("doubt");
    const a = { "data-do": "doubt", "aria-haspopup": "dialog", "aria-label": `${doubt}. ${reader.t("doubtLabel", { n: n + 1 })}` };
    parts.push(h("button", { type: "button", class: "rq-chip rq-chip-doubt", tabIndex: -1, a }, doubt));
  }
  if (isReaders(row)) parts.push(h("span", { class: "rq-chip", textContent: reader.t("edited") }));
  else if (isTaken(row)) parts.push(h("span", { class: "rq-chip", textContent: reader.t("fromEngine", { engine: row.engine }) }));
  return parts;
}

/**
 * Glosses word for word, the sentence in Latin letters.
 * @param {Reader} reader
 * @param {Row} row
 * @param {number} n
 */
function openedLines(reader, row, n) {
  const { settings, words } = reader;
  const show = reader.shown.get(n) ?? {};
  const parts = [];
  if (show.literal) {
    parts.push(h("p", { class: "rq-literal", lang: "en", dir: "ltr" }, ...dotted(literally(row, words))));
  }
  if (show.transliteration || settings.transliteration) {
    parts.push(h("p", { class: "rq-latin", lang: "ar-Latn", dir: "ltr", textContent: spelledAs(reader, row, "latin") }));
  }
  return parts;
}

/** The first meaning of each word; of a name its English, once. @param {Row} row @param {Word[]} words */
function literally(row, words) {
  /** @type {Mention | undefined} */
  let told;
  return row.tokens.flatMap(([start, end, index]) => {
    const word = words[index];
    const name = row.mentions.find((each) => isNamed(each) && each.english && each.ar[0] < end && each.ar[1] > start);
    if (word.kind === "punctuation" || (name && name === told)) return [];
    told = name;
    if (name) return [h("span", { textContent: name.english })];
    return [word.kind === "word" ? h("span", { textContent: word.glosses?.[0] ?? "?" }) : h("bdi", { textContent: word.text })];
  });
}

/** The sentence with vowel signs, right under it. @param {Reader} reader @param {Row} row @param {HTMLElement} under */
function drawVowels(reader, row, under) {
  under.hidden = !reader.shown.get(row.n)?.diacritics || reader.settings.diacritics;
  under.textContent = under.hidden ? "" : spelledAs(reader, row, "dia");
}

/**
 * The row word by word, each in another form where it has one; between the words stands what stands there.
 * @param {Reader} reader
 * @param {Row} row
 * @param {"latin" | "dia"} form
 */
function spelledAs(reader, row, form) {
  let at = 0;
  const words = row.tokens.map(([start, end, word]) => {
    const gap = row.ar.slice(at, start);
    at = end;
    return gap + (reader.words[word][form] || row.ar.slice(start, end));
  });
  return words.join("") + row.ar.slice(at);
}

/** @param {Note} note */
function noteButton(note) {
  return h("button", { type: "button", class: "rq-note", tabIndex: -1, a: { "data-do": "note", "data-note": note.id } },
    note.quote ? run(note.quote, { class: "rq-quote" }, "bdi") : "", run(note.text, {}, "span"));
}

/**
 * Takes these notes as the present ones.
 * @param {Reader} reader
 * @param {Note[]} notes
 */
export function setNotes(reader, notes) {
  const touched = new Set([...reader.notes, ...notes].map((note) => note.sentence));
  reader.notes = notes;
  for (const n of touched) if (reader.rows[n]) drawExtra(reader, n);
  drawHighlights(reader);
}
