// What can be done with a whole sentence: its menu, lines below it, its doubts, copying it.

import { h, quoting, smallButton } from "../base/dom.js";
import { say } from "../base/outbox.js";
import { isReaders, isTaken } from "../base/text.js";
import { askOpinion } from "../dialogs/opinion.js";
import { cursorElement } from "../focus/cursor.js";
import { act, openPopup, unpin } from "../focus/popup.js";
import { goTo } from "../focus/walk.js";
import { drawExtra, isBookmarked } from "../rows/extra.js";
import { editSentence } from "./edit.js";
import { colourButtons } from "./highlight.js";
import { noteField } from "./notes.js";
import { arabicVoice, hearSentence } from "./speak.js";

/** @import { Reader } from "../state.js" */
/** @import { Line } from "../types.d.ts" */

/** @type {[line: Line, label: string, key: string][]} */
const LINES = [["literal", "literal", "L"], ["diacritics", "diacriticsHere", "D"], ["transliteration", "transliterationHere", "T"]];

/**
 * @param {Reader} reader
 * @param {number} n
 * @param {HTMLElement | null} target
 */
export function sentenceMenu(reader, n, target) {
  const row = reader.rows[n];
  const show = reader.shown.get(n) ?? {};
  /** @param {string} key @param {string} letter @param {() => unknown} choose @param {boolean} [pressed] */
  const item = (key, letter, choose, pressed) =>
    h("button", { type: "button", class: "rq-item", onclick: choose, a: { "aria-pressed": pressed } },
      h("span", { textContent: reader.t(key) }), letter ? h("kbd", { textContent: letter }) : "");
  const edit = () => editSentence(reader, n);
  const copy = () => {
    void copySentence(reader, n);
    unpin(reader);
  };
  /** @param {Line} line */
  const flip = (line) => () => {
    flipLine(reader, n, line);
    unpin(reader);
  };
  /** @param {boolean} on */
  const hear = (on) => () => {
    unpin(reader);
    hearSentence(reader, n, on);
  };
  const items = h("div", { class: "rq-menu" },
    row.en ? item("edit", "E", edit) : "",
    isReaders(row) || isTaken(row) ? item("restore", "", () => act(reader, "restore", { n })) : "",
    row.en ? item("opinion", "X", () => askOpinion(reader, n)) : "",
    item("again", "", () => act(reader, "again", { n })),
    ...LINES.map(([line, label, key]) => item(label, key, flip(line), Boolean(show[line]))),
    item("bookmarkHere", "B", () => act(reader, "bookmark", { n }), isBookmarked(reader, n)),
    item("copyBoth", "C", copy),
    arabicVoice() ? item("hearSentence", "", hear(false)) : "", arabicVoice() ? item("hearOn", "H", hear(true)) : "");
  openPopup(reader, [items, colourButtons(reader, n), noteField(reader, n)], target, true, reader.t("sentenceMenu", { n: n + 1 }));
}

/**
 * Opens or closes a line below sentence `n`.
 * @param {Reader} reader
 * @param {number} n
 * @param {Line} line
 */
export function flipLine(reader, n, line) {
  const show = reader.shown.get(n) ?? {};
  reader.shown.set(n, { ...show, [line]: !show[line] });
  drawExtra(reader, n);
}

/** Both languages to the clipboard; where there is none, on the screen. @param {Reader} reader @param {number} n */
export async function copySentence(reader, n) {
  const words = `${reader.rows[n].ar}\n${reader.rows[n].en}`;
  try {
    await navigator.clipboard.writeText(words);
    say(reader, reader.t("copied"));
  } catch {
    say(reader, words);
  }
}

/**
 * Why sentence `n` is doubtful.
 * @param {Reader} reader
 * @param {number} n
 * @param {HTMLElement | null} target
 */
export function showDoubt(reader, n, target) {
  const list = reader.rows[n].marks.map(({ message }) => {
    const { words, lang, dir } = reader.saying(message);
    return h("li", { lang, dir }, ...quoting(words));
  });
  const literal = () => {
    flipLine(reader, n, "literal");
    unpin(reader);
  };
  const parts = [h("ul", { class: "rq-why" }, ...list), smallButton(reader.t("literal"), literal)];
  openPopup(reader, parts, target, true, reader.t("doubtLabel", { n: n + 1 }));
}

/** To the next doubtful sentence, round the end, and why it is one. @param {Reader} reader */
export function nextDoubt(reader) {
  const { rows } = reader;
  const from = reader.cursor?.n ?? -1;
  const order = [...rows.keys()].map((k) => (k + from + 1 + rows.length) % rows.length);
  const n = order.find((each) => rows[each].marks.length);
  if (n === undefined) return;
  goTo(reader, n);
  const chip = reader.elements[n]?.extra.firstElementChild ?? null;
  showDoubt(reader, n, cursorElement(reader) ?? /** @type {HTMLElement | null} */ (chip));
}
