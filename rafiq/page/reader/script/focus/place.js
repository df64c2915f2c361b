// Which row is at the top of the window; Python keeps it, and works on from there.

import { send } from "../base/outbox.js";
import { firstBelow } from "../base/text.js";
import { applySettings } from "../rows/look.js";
import { build } from "../rows/pieces.js";
import { placePopup } from "./popup.js";

/** @import { Reader } from "../state.js" */
/** @import { Settings } from "../types.d.ts" */

const SOON = 250; // ms until Python hears where the reader has scrolled to: what has no English there is wanted next
const RESTED = 1500; // … where there is English

/** @param {Reader} reader */
export function topIndex(reader) {
  const { elements, pieces } = reader;
  const edge = reader.find(".rq-bar").getBoundingClientRect().bottom + 4;
  /** @param {number} n */
  const rowEnd = (n) => elements[n]?.row.getBoundingClientRect().bottom ?? 0;
  /** @param {number} at */
  const boxOf = (at) => pieces[at].box?.getBoundingClientRect() ?? new DOMRect();
  if (!reader.near) return firstBelow(0, elements.length - 1, edge, rowEnd);
  const at = firstBelow(0, pieces.length - 1, edge, (each) => boxOf(each).bottom);
  const { from, to } = pieces[at];
  if (elements[from]) return firstBelow(from, to - 1, edge, rowEnd);
  const { top, height } = boxOf(at);
  return Math.min(to - 1, from + Math.max(0, Math.floor(((edge - top) / height) * (to - from))));
}

/** The elements of the row at the top, or null for an empty article. @param {Reader} reader */
export function topRow(reader) {
  if (!reader.elements.length) return null;
  const n = topIndex(reader);
  build(reader, n);
  return reader.elements[n];
}

/**
 * Changes settings and has them kept; the row at the top stays there when the layout changes.
 * @param {Reader} reader
 * @param {Partial<Settings>} patch
 */
export function changeSettings(reader, patch) {
  const top = topRow(reader);
  applySettings(reader, { ...reader.settings, ...patch });
  if (top && "mode" in patch) top.row.scrollIntoView({ block: "start" });
  send(reader, "settings", { patch });
}

/** @param {Reader} reader */
export function onScroll(reader) {
  if (!reader.pinned && !reader.pop.hidden) placePopup(reader);
  clearTimeout(reader.timers.place);
  const waiting = reader.elements.length > 0 && !reader.rows[topIndex(reader)]?.en;
  reader.timers.place = setTimeout(() => {
    if (!reader.elements.length || !reader.root.isConnected) return;
    const n = topIndex(reader);
    if (n === reader.sentPlace) return;
    reader.sentPlace = n;
    send(reader, "place", { n });
  }, waiting ? SOON : RESTED);
}
