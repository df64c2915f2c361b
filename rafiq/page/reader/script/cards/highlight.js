// Highlighting what is selected, the word of the cursor, or a sentence.

import { h } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { cursorElement } from "../focus/cursor.js";
import { unpin } from "../focus/popup.js";
import { COLOURS } from "../rows/highlights.js";

/** @import { Reader } from "../state.js" */
/** @typedef {{ n: number, side: string, start: number, end: number }} Stretch A stretch of one side of a sentence. */

/**
 * The selection inside the article as a stretch of the sentence it begins in, or null where nothing is selected.
 * @param {Reader} reader
 * @returns {Stretch | null}
 */
export function selected(reader) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  return stretchOf(reader, selection.getRangeAt(0));
}

/** @param {Reader} reader @param {Range} range @returns {Stretch | null} */
function stretchOf(reader, range) {
  const from = range.startContainer;
  const element = (from instanceof Element ? from : from.parentElement)?.closest("[data-sentence]");
  if (!(element instanceof HTMLElement) || !reader.root.contains(element)) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const inside = range.cloneRange();
  if (!element.contains(range.endContainer)) inside.setEnd(element, element.childNodes.length);
  const start = before.toString().length;
  const end = start + inside.toString().length;
  const side = element.classList.contains("rq-ar") ? "arabic" : "english";
  return start < end ? { n: Number(element.dataset.sentence), side, start, end } : null;
}

/**
 * Highlights what is selected, else the word of the cursor; the same colour once more takes it off.
 * @param {Reader} reader
 * @param {number} colour a place in COLOURS
 */
export function highlightHere(reader, colour) {
  let stretch = selected(reader);
  const word = cursorElement(reader);
  if (!stretch && word) {
    const range = document.createRange();
    range.selectNodeContents(word);
    stretch = stretchOf(reader, range);
  }
  if (stretch) send(reader, "highlight", { ...stretch, colour: COLOURS[colour] });
}

/**
 * Four buttons for what was selected when they were made, else for the whole Arabic sentence.
 * @param {Reader} reader
 * @param {number} n
 */
export function colourButtons(reader, n) {
  const stretch = selected(reader) ?? { n, side: "arabic", start: 0, end: reader.rows[n].ar.length };
  return h("div", { class: "rq-colours", a: { role: "group", "aria-label": reader.t("highlight") } },
    ...COLOURS.map((colour) => h("button", {
      type: "button", class: `rq-btn rq-colour rq-${colour}`, title: reader.t(`colour_${colour}`), a: { "aria-label": reader.t(`colour_${colour}`) },
      onclick: () => {
        send(reader, "highlight", { ...stretch, colour });
        unpin(reader);
      },
    })));
}
