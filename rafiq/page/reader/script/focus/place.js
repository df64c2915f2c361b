// Which row is at the top of the window; Python keeps it, and works on from there.

import { send } from "../base/outbox.js";
import { firstBelow } from "../base/text.js";
import { applySettings } from "../rows/look.js";
import { build } from "../rows/pieces.js";
import { tabStop, units } from "./cursor.js";
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

/**
 * Changes settings and has them kept; the row at the top stays there when the layout changes.
 * @param {Reader} reader
 * @param {Partial<Settings>} patch
 */
export function changeSettings(reader, patch) {
  const n = reader.elements.length ? topIndex(reader) : -1;
  applySettings(reader, { ...reader.settings, ...patch });
  build(reader, n);
  if ("mode" in patch) reader.elements[n]?.row.scrollIntoView({ block: "start" });
  keepStop(reader);
  send(reader, "settings", { patch });
}

/** After the rows were drawn anew, Tab reaches the word that it reached before. @param {Reader} reader */
function keepStop(reader) {
  if (!reader.stop || reader.stop.isConnected) return;
  const { n, side, i } = reader.cursor ?? { n: 0, side: /** @type {const} */ ("ar"), i: 0 };
  const list = units(reader, n, side);
  const element = list[Math.min(i, list.length - 1)];
  if (element) tabStop(reader, element);
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
