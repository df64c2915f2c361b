// Going through the text: word by word, sentence by sentence, name by name, or to a place.

import { still } from "../base/dom.js";
import { build } from "../rows/pieces.js";
import { cursorElement, tabStop, units } from "./cursor.js";
import { aboutOf, inRows } from "./links.js";
import { unpin } from "./popup.js";

/** @import { Reader } from "../state.js" */
/** @import { Side } from "../types.d.ts" */

/** @param {Reader} reader @returns {Side} */
function sideShown(reader) {
  return reader.settings.mode === "en" ? "en" : "ar";
}

/**
 * To unit `i` of one side of a row (-1: the last); false when there is none.
 * @param {Reader} reader
 * @param {number} n
 * @param {Side} side
 * @param {number} i
 */
export function moveTo(reader, n, side, i) {
  const list = units(reader, n, side);
  if (!list.length) return false;
  focusOn(reader, list[i < 0 ? list.length + i : Math.min(i, list.length - 1)]);
  return true;
}

/** @param {Reader} reader @param {HTMLElement} element */
function focusOn(reader, element) {
  unpin(reader, false);
  tabStop(reader, element, true);
  element.scrollIntoView({ block: "nearest" });
}

/** Which way an arrow key goes in the text: 1 forward, -1 back. @param {Reader} reader @param {"ArrowLeft" | "ArrowRight"} code */
export function forward(reader, code) {
  return (code === "ArrowLeft") === ((reader.cursor?.side ?? "ar") === "ar") ? 1 : -1;
}

/**
 * One word on or back, over the end of the sentence if need be.
 * @param {Reader} reader
 * @param {number} by
 */
export function stepBy(reader, by) {
  const at = reader.cursor ?? { n: 0, side: sideShown(reader), i: -1 };
  const i = at.i + by;
  if (i >= 0 && i < units(reader, at.n, at.side).length) return moveTo(reader, at.n, at.side, i);
  for (let n = at.n + by; n >= 0 && n < reader.rows.length; n += by) {
    if (moveTo(reader, n, at.side, by > 0 ? 0 : -1)) return true;
  }
  return false;
}

/**
 * To sentence `n`, or the next one that has words.
 * @param {Reader} reader
 * @param {number} n
 */
export function toSentence(reader, n) {
  const side = reader.cursor?.side ?? sideShown(reader);
  const by = n < (reader.cursor?.n ?? 0) ? -1 : 1;
  for (let at = n; at >= 0 && at < reader.rows.length; at += by) if (moveTo(reader, at, side, 0)) return true;
  return false;
}

/** From a word to its partner in the other language. @param {Reader} reader */
export function otherSide(reader) {
  const about = aboutOf(reader, cursorElement(reader));
  if (!about) return;
  const side = about.side === "ar" ? "en" : "ar";
  if (!reader.elements[about.n]?.[side].offsetParent) return;
  const list = units(reader, about.n, side);
  let i = 0;
  if (side === "en" && about.word.length) i = list.findIndex((word) => Number(word.dataset.to) > about.word[0][0]);
  if (side === "ar" && about.token >= 0) i = list.findIndex((token) => Number(token.dataset.token) === about.token);
  moveTo(reader, about.n, side, Math.max(i, 0));
}

/**
 * To the next name in the Arabic (`by` 1), or the one before (-1), round the end.
 * @param {Reader} reader
 * @param {1 | -1} by
 */
export function nextName(reader, by) {
  const element = cursorElement(reader);
  const about = aboutOf(reader, element);
  buildNearestName(reader, about?.n ?? (by > 0 ? -1 : 0), by);
  const all = inRows(reader, ".rq-ar [data-entity]");
  if (!all.length) return;
  let here = element;
  if (about && about.side !== "ar") { // from the English: the partner in the Arabic is where the search begins
    const arabic = reader.elements[about.n]?.ar ?? null;
    const partner = about.entity !== null ? `[data-entity="${about.entity}"]` : `[data-token="${about.token}"]`;
    here = arabic?.querySelector(partner) ?? arabic;
  }
  const target = all[nameFrom(all, here, by)].querySelector("[data-token]");
  if (target instanceof HTMLElement) focusOn(reader, target);
}

/**
 * Draws the nearest row after `from` (or before it) that has a name: the next name is then among those drawn.
 * @param {Reader} reader
 * @param {number} from
 * @param {1 | -1} by
 */
function buildNearestName(reader, from, by) {
  const count = reader.rows.length;
  for (let k = 1; k <= count; k += 1) {
    const n = (from + by * k + count * 2) % count;
    if (reader.rows[n].mentions.length) {
      build(reader, n);
      return;
    }
  }
}

/**
 * Which of the names `all` (in the order of the text) comes next from `here`.
 * @param {HTMLElement[]} all
 * @param {Element | null} here
 * @param {1 | -1} by
 */
function nameFrom(all, here, by) {
  let at = 0;
  if (here) {
    at = all.findIndex((name) => name === here || name.contains(here) || isAfter(name, here));
    if (all[at]?.contains(here)) at += by;
    else if (by < 0) at = (at < 0 ? all.length : at) - 1;
  }
  return (at + all.length) % all.length;
}

/** Whether `element` comes after `other` in the text. @param {Node} element @param {Node} other */
function isAfter(element, other) {
  return Boolean(element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING);
}

/**
 * Shows sentence `n` and puts the cursor on one of its words. `silent`: at once, and without focus.
 * @param {Reader} reader
 * @param {number} n
 * @param {number} [token]
 * @param {boolean} [silent]
 */
export function goTo(reader, n, token = -1, silent = false) {
  build(reader, n);
  const parts = reader.elements[n];
  if (!parts) return;
  const wanted = token >= 0 ? parts.ar.querySelector(`[data-token="${token}"]`) : null;
  const target = wanted ?? parts.ar.querySelector("[data-token]");
  parts.row.scrollIntoView({ block: silent ? "start" : "center", behavior: silent || still() ? "auto" : "smooth" });
  if (target instanceof HTMLElement) tabStop(reader, target, !silent);
}
