// The box that cards and menus are shown in: a hint that goes with the pointer, or pinned until it is closed.

import { closeButton, scroller } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { focusCursor, tabStop } from "./cursor.js";
import { dim } from "./links.js";

/** @import { Reader } from "../state.js" */

export const SHEET_BELOW = 560; // px: in a narrower window the box is a sheet at the foot (reader.css says the same)

/**
 * @param {Reader} reader
 * @param {(Node | string)[]} parts
 * @param {HTMLElement | null} target what it hangs from
 * @param {boolean} pinned
 * @param {string} name for screen readers
 */
export function openPopup(reader, parts, target, pinned, name) {
  const { pop } = reader;
  clearTimeout(reader.timers.hover); // after a tap the pointer leaves, and would take the card with it
  pop.replaceChildren(...(pinned ? [closeButton(reader, "unpin")] : []), ...parts);
  pop.hidden = false;
  pop.id = "rq-pop";
  pop.className = `rq-pop${pinned ? " rq-pinned" : ""}`;
  pop.setAttribute("role", pinned ? "dialog" : "tooltip");
  pop.setAttribute("aria-label", name);
  reader.anchor = target;
  if (pinned) {
    reader.pinned = { target };
    target?.setAttribute("aria-expanded", "true");
    placePopup(reader);
    pop.tabIndex = -1;
    pop.focus({ preventScroll: true });
  } else {
    if (target && target === document.activeElement) target.setAttribute("aria-describedby", "rq-pop");
    placePopup(reader);
  }
}

/** Below its anchor, or above it where there is no room; on a phone a sheet at the foot. @param {Reader} reader */
export function placePopup(reader) {
  const { pop, anchor } = reader;
  if (pop.hidden || !anchor?.isConnected) return;
  if (innerWidth < SHEET_BELOW) {
    pop.removeAttribute("style");
    return;
  }
  const box = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = pop;
  const rtl = getComputedStyle(anchor).direction === "rtl";
  const left = Math.max(8, Math.min(rtl ? box.right - width : box.left, innerWidth - width - 8));
  const below = box.bottom + 6 + height <= innerHeight - 8 || box.top < height + 14;
  const top = below ? Math.min(box.bottom + 6, Math.max(8, innerHeight - height - 8)) : box.top - height - 6;
  Object.assign(pop.style, { left: `${left}px`, top: `${top}px` });
}

/** On a phone the box is a sheet over the text's foot: the word it hangs from is scrolled to above it. @param {Reader} reader */
export function keepAbove(reader) {
  const { pop, anchor } = reader;
  if (pop.hidden || !anchor?.isConnected || innerWidth >= SHEET_BELOW) return;
  const hidden = anchor.getBoundingClientRect().bottom + 16 - pop.getBoundingClientRect().top;
  if (hidden > 0) (scroller(reader) ?? document.scrollingElement)?.scrollBy({ top: hidden, behavior: "instant" });
}

/** Closes a hint; what is lit below the pointer stays lit. @param {Reader} reader */
export function closeHint(reader) {
  if (reader.pinned) return;
  clearTimeout(reader.timers.hover);
  reader.pop.hidden = true;
  reader.anchor?.removeAttribute("aria-describedby");
}

/**
 * Closes the box; with `back`, focus goes back to where it was.
 * @param {Reader} reader
 * @param {boolean} [back]
 */
export function unpin(reader, back = true) {
  const target = reader.pinned?.target;
  clearTimeout(reader.timers.hover); // a card that was about to open
  reader.pinned = null;
  reader.pop.hidden = true;
  reader.anchor?.removeAttribute("aria-describedby");
  target?.setAttribute("aria-expanded", "false");
  if (back && target) {
    reader.quiet = true;
    if (!target.isConnected) focusCursor(reader, true);
    else if (target.tabIndex >= 0 || target.matches("button")) target.focus({ preventScroll: true });
    else tabStop(reader, target, true);
    reader.quiet = false;
  }
  if (!back) dim(reader);
}

/**
 * What the reader decided on a card: sent, and the card closes.
 * @param {Reader} reader
 * @param {string} kind
 * @param {Record<string, unknown>} payload
 */
export function act(reader, kind, payload) {
  send(reader, kind, payload);
  unpin(reader);
}
