// Pointer, finger and focus on the text: what lights up, which card opens.

import { targetOf } from "../base/dom.js";
import { preview, showCard, showShortCard } from "../cards/cards.js";
import { hideDialog } from "../dialogs/dialog.js";
import { tabStop, units } from "../focus/cursor.js";
import { aboutOf, dim, light } from "../focus/links.js";
import { changeSettings } from "../focus/place.js";
import { SHEET_BELOW, closeHint, unpin } from "../focus/popup.js";
import { command } from "./commands.js";

/** @import { Reader } from "../state.js" */
/** @import { About, Mode } from "../types.d.ts" */

/**
 * A pointer that rests means nothing by it when the text moves below it: only one that was moved opens cards.
 * @param {Reader} reader
 * @param {PointerEvent} event
 */
export function onMove(reader, event) {
  reader.pointer = `${event.clientX} ${event.clientY}`;
  if (!reader.rested) return;
  reader.rested = false;
  onOver(reader, event, true);
}

/**
 * @param {Reader} reader
 * @param {PointerEvent} event
 * @param {boolean} [moved]
 */
export function onOver(reader, event, moved = false) {
  const { pop, pointer, timers } = reader;
  if (pop.contains(targetOf(event))) {
    clearTimeout(timers.hover);
    return;
  }
  const about = aboutOf(reader, event.target);
  const where = about ? placeName(about) : "";
  const resting = !moved && event.pointerType === "mouse" && (!pointer || pointer === `${event.clientX} ${event.clientY}`);
  if (resting && where !== reader.where) { // the same word drawn anew is no other word
    reader.rested = true;
    return;
  }
  reader.where = where;
  if (!about || reader.editing) return;
  if (!reader.pinned) light(reader, about);
  if (event.pointerType === "touch" || reader.pinned) return;
  clearTimeout(timers.hover);
  timers.hover = setTimeout(() => (about.element ? preview(reader, about) : closeHint(reader)), pop.hidden ? 140 : 60);
}

/** A name for the word that `about` is about. @param {About} about */
function placeName({ n, side, element }) {
  const { token, from } = element?.dataset ?? {};
  return [n, side, token ?? from].join();
}

/** @param {Reader} reader @param {PointerEvent} event */
export function onOut(reader, event) {
  const to = event.relatedTarget;
  if (aboutOf(reader, to)) return;
  if (to instanceof Node && reader.pop.contains(to)) return;
  clearTimeout(reader.timers.hover);
  if (reader.pinned) return;
  dim(reader);
  reader.timers.hover = setTimeout(() => unpin(reader, false), 220);
}

/** @param {Reader} reader @param {FocusEvent} event */
export function onFocus(reader, event) {
  const about = aboutOf(reader, event.target);
  if (!about?.element || reader.editing) return;
  reader.cursor = { n: about.n, side: about.side, i: units(reader, about.n, about.side).indexOf(about.element) };
  light(reader, about);
  if (targetOf(event).matches(":focus-visible") && !reader.quiet) preview(reader, about);
}

/** @param {Reader} reader @param {MouseEvent} event */
export function onClick(reader, event) {
  const target = targetOf(event);
  if (target.closest(".rq-veil")) {
    hideDialog(reader);
    return;
  }
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-do], [data-mode-to]"));
  if (button?.dataset.modeTo) changeSettings(reader, { mode: /** @type {Mode} */ (button.dataset.modeTo) });
  else if (button) command(reader, button);
  if (button || reader.pop.contains(target) || reader.editing) return;
  const about = aboutOf(reader, target);
  if (!about?.element || String(getSelection()).trim()) return;
  clearTimeout(reader.timers.hover);
  tabStop(reader, about.element);
  const tapped = event instanceof PointerEvent && event.pointerType === "touch";
  if (tapped || innerWidth < SHEET_BELOW) showShortCard(reader, about);
  else showCard(reader, about, true);
}
