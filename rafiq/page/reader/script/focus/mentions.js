// From one place where a name stands to the next.

import { still } from "../base/dom.js";
import { applySettings } from "../rows/look.js";
import { build } from "../rows/pieces.js";
import { light } from "./links.js";

/** @import { Reader } from "../state.js" */

/**
 * Shows the next place where entity `id` stands: its first one, when another entity was shown before.
 * @param {Reader} reader
 * @param {number} id
 * @returns {boolean} whether there is one
 */
export function nextMention(reader, id) {
  /** @type {[n: number, which: number][]} */
  const all = reader.rows.flatMap((row, n) =>
    row.mentions.filter((mention) => mention.id === id).map((_, which) => /** @type {[number, number]} */ ([n, which])));
  if (!all.length) return false;
  const last = reader.lastMention;
  reader.lastMention = last?.id === id ? { id, at: (last.at + 1) % all.length } : { id, at: 0 };
  const [n, which] = all[Math.min(reader.lastMention.at, all.length - 1)];
  build(reader, n);
  const parts = reader.elements[n];
  if (!parts) return false;
  const spans = /** @type {NodeListOf<HTMLElement>} */ (parts.ar.querySelectorAll(`[data-entity="${id}"]`));
  const target = spans[which] ?? spans[0] ?? parts.ar;
  if (!target.offsetParent && reader.settings.mode === "en") applySettings(reader, { ...reader.settings, mode: "side" });
  target.scrollIntoView({ block: "center", behavior: still() ? "auto" : "smooth" });
  light(reader, { entity: id, n });
  return true;
}
