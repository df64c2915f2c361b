// Where the keyboard is: the one word that Tab reaches, and the words that arrows walk over.

import { build } from "../rows/pieces.js";

/** @import { Reader } from "../state.js" */
/** @import { Side } from "../types.d.ts" */

const ARABIC_UNITS = ".rq-token:not(.rq-k-punctuation):not(.rq-k-symbol)";
const STOP_ATTRIBUTES = ["tabindex", "role", "aria-haspopup", "aria-expanded"];

/**
 * What the arrows walk over on one side of a row: words and numbers on the Arabic side, words on the English.
 * @param {Reader} reader
 * @param {number} n
 * @param {Side} side
 * @returns {HTMLElement[]}
 */
export function units(reader, n, side) {
  build(reader, n);
  const parts = reader.elements[n];
  if (!parts) return [];
  const selector = side === "ar" ? ARABIC_UNITS : ".rq-word";
  parts.list[side] ??= [.../** @type {NodeListOf<HTMLElement>} */ (parts[side].querySelectorAll(selector))];
  return parts.list[side];
}

/**
 * Makes `element` the one that Tab reaches, and focuses it if asked to.
 * @param {Reader} reader
 * @param {HTMLElement} element
 * @param {boolean} [focus]
 */
export function tabStop(reader, element, focus = false) {
  if (reader.stop && reader.stop !== element) for (const name of STOP_ATTRIBUTES) reader.stop.removeAttribute(name);
  reader.stop = element;
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-haspopup", "dialog");
  if (focus) element.focus({ preventScroll: reader.quiet });
}

/** @param {Reader} reader */
export function cursorElement(reader) {
  const { cursor } = reader;
  return (cursor && units(reader, cursor.n, cursor.side)[cursor.i]) ?? null;
}

/**
 * Puts focus on the cursor's word, which may have been drawn anew; on the word that Tab reaches while there is no cursor.
 * `quiet`: without scrolling, and without a card.
 * @param {Reader} reader
 * @param {boolean} [quiet]
 */
export function focusCursor(reader, quiet = false) {
  const { cursor, stop } = reader;
  const list = cursor ? units(reader, cursor.n, cursor.side) : [];
  const element = cursor ? list[Math.min(cursor.i, list.length - 1)] : stop;
  if (!element) return;
  reader.quiet = quiet;
  tabStop(reader, element, true);
  reader.quiet = false;
}
