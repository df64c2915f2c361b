// Doubtful stretches get a wavy line through the Custom Highlight API: the words themselves stay whole.

/** @import { Reader } from "../state.js" */
/** @import { Side } from "../types.d.ts" */

/** @type {Side[]} */
const SIDES = ["ar", "en"];

/** @param {Reader} reader */
export function drawMarks(reader) {
  if (!window.CSS?.highlights) return;
  const { mode, diacritics } = reader.settings;
  const respelled = mode === "ruby" || diacritics; // the letters on the Arabic side are not those that marks count
  /** @type {Range[]} */
  const ranges = [];
  reader.elements.forEach((parts, n) => {
    if (!parts) return;
    for (const mark of reader.rows[n].marks) {
      for (const side of SIDES) {
        if (!mark[side].length || (side === "ar" && respelled)) continue;
        const range = rangeOf(parts[side], mark[side][0], mark[side][1]);
        if (range) ranges.push(range);
      }
    }
  });
  CSS.highlights.set("rafiq-doubt", new Highlight(...ranges));
}

/**
 * The text of `element` from `start` to `end`, or null when it is shorter.
 * @param {HTMLElement} element
 * @param {number} start
 * @param {number} end
 */
export function rangeOf(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let open = false;
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    const size = text.length;
    if (!open && start < at + size) {
      range.setStart(text, start - at);
      open = true;
    }
    if (open && end <= at + size) {
      range.setEnd(text, end - at);
      return range;
    }
    at += size;
  }
  return null;
}
