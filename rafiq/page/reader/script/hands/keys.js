// The keyboard. Keys are physical (`code`), so that an Arabic layout works too.

import { targetOf } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { showCard } from "../cards/cards.js";
import { editSentence } from "../cards/edit.js";
import { copySentence, flipLine, nextDoubt, sentenceMenu } from "../cards/sentence.js";
import { highlightHere } from "../cards/highlight.js";
import { hearOn, hush } from "../cards/speak.js";
import { nextState } from "../cards/states.js";
import { hideDialog } from "../dialogs/dialog.js";
import { showHelp } from "../dialogs/help.js";
import { askOpinion } from "../dialogs/opinion.js";
import { togglePanel } from "../dialogs/panel.js";
import { showSettings } from "../dialogs/settings.js";
import { cursorElement, focusCursor } from "../focus/cursor.js";
import { aboutOf } from "../focus/links.js";
import { changeSettings, topIndex } from "../focus/place.js";
import { unpin } from "../focus/popup.js";
import { forward, nextName, otherSide, stepBy, toSentence } from "../focus/walk.js";
import { build } from "../rows/pieces.js";
import { MODES } from "../state.js";

/** @import { Reader } from "../state.js" */

const TYPED_IN = "input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea";
const TAB_STOPS = "button, input, textarea, summary, select";

/**
 * What a key does in the text; `n` is the sentence of the cursor, or the one at the top.
 * @type {Record<string, (reader: Reader, n: number, event: KeyboardEvent) => unknown>}
 */
const KEY_ACTIONS = {
  ArrowLeft: (reader) => stepBy(reader, forward(reader, "ArrowLeft")),
  ArrowRight: (reader) => stepBy(reader, forward(reader, "ArrowRight")),
  ArrowDown: (reader, n) => toSentence(reader, n + (reader.cursor ? 1 : 0)),
  ArrowUp: (reader, n) => toSentence(reader, n - 1),
  Home: (reader) => toSentence(reader, 0),
  End: (reader) => toSentence(reader, reader.rows.length - 1),
  Enter: (reader) => openCursor(reader),
  Space: (reader) => openCursor(reader),
  KeyO: (reader) => otherSide(reader),
  KeyA: (reader, n) => menuByKey(reader, n),
  KeyN: (reader, n) => {
    menuByKey(reader, n);
    reader.pop.querySelector("textarea")?.focus();
  },
  KeyE: (reader, n) => editSentence(reader, n),
  KeyL: (reader, n) => flipLine(reader, n, "literal"),
  KeyD: (reader, n) => flipLine(reader, n, "diacritics"),
  KeyT: (reader, n) => flipLine(reader, n, "transliteration"),
  KeyC: (reader, n) => copySentence(reader, n),
  KeyX: (reader, n) => askOpinion(reader, n),
  Digit1: (reader) => highlightHere(reader, 0),
  Digit2: (reader) => highlightHere(reader, 1),
  Digit3: (reader) => highlightHere(reader, 2),
  Digit4: (reader) => highlightHere(reader, 3),
  KeyB: (reader, n) => send(reader, "bookmark", { n }),
  KeyH: (reader, n) => hearOn(reader, n),
  KeyK: (reader) => knowCursor(reader),
  KeyG: (reader, _, event) => nextName(reader, event.shiftKey ? -1 : 1),
  KeyW: (reader) => nextDoubt(reader),
  KeyM: (reader) => changeSettings(reader, { mode: modeAfter(reader, 1) }),
  KeyP: (reader) => togglePanel(reader),
  KeyS: (reader) => send(reader, "save"),
};

/** @param {Reader} reader @param {KeyboardEvent} event */
export function onKey(reader, event) {
  event.stopPropagation(); // Streamlit has shortcuts of its own on single letters
  const { code } = event;
  const boxOpen = Boolean(reader.pinned) || !reader.dialog.hidden;
  if (code === "Escape") {
    if (closeTopmost(reader)) event.preventDefault();
  } else if (code === "Tab" && boxOpen) {
    keepTabInside(reader, event);
  } else if (!targetOf(event).matches(TYPED_IN) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const done = modeByArrow(reader, event) || (!boxOpen && keyInText(reader, event));
    if (done) event.preventDefault();
  }
}

/** Closes what lies over the text; false when nothing does. @param {Reader} reader */
function closeTopmost(reader) {
  if (!reader.dialog.hidden) hideDialog(reader);
  else if (!reader.pop.hidden) unpin(reader, Boolean(reader.pinned));
  else if (hush(reader)) return true;
  else if (!reader.find(".rq-panel").hidden) togglePanel(reader, false);
  else return false;
  return true;
}

/** @param {Reader} reader @param {number} by */
function modeAfter(reader, by) {
  return MODES[(MODES.indexOf(reader.settings.mode) + by + MODES.length) % MODES.length];
}

/** Arrows on the layout buttons choose the next one; true when that was it. @param {Reader} reader @param {KeyboardEvent} event */
function modeByArrow(reader, event) {
  const { code } = event;
  if (!code.startsWith("Arrow") || !targetOf(event).closest(".rq-modes [role=radio]")) return false;
  const sideways = code === "ArrowLeft" || code === "ArrowRight";
  const on = code === "ArrowRight" || code === "ArrowDown" ? 1 : -1;
  const mode = modeAfter(reader, reader.ui === "ar" && sideways ? -on : on);
  changeSettings(reader, { mode });
  reader.find(`[data-mode-to="${mode}"]`).focus();
  return true;
}

/** What the key does where no box is open; true when it does something. @param {Reader} reader @param {KeyboardEvent} event */
function keyInText(reader, event) {
  const { code } = event;
  if (code === "Slash" || event.key === "?" || event.key === "؟") {
    showHelp(reader);
    return true;
  }
  if (code === "Comma") {
    showSettings(reader);
    return true;
  }
  const pressing = code === "Enter" || code === "Space";
  if (pressing && targetOf(event).matches("button, summary, [role=radio]")) return false;
  const n = reader.cursor?.n ?? topIndex(reader);
  build(reader, n);
  if ((pressing || code.startsWith("Arrow")) && !aboutOf(reader, event.target)) return false;
  const action = KEY_ACTIONS[code];
  action?.(reader, n, event);
  return Boolean(action);
}

/** Tab stays in the open box. @param {Reader} reader @param {KeyboardEvent} event */
function keepTabInside(reader, event) {
  const box = reader.pinned ? reader.pop : reader.dialog;
  const all = /** @type {NodeListOf<HTMLElement & { disabled?: boolean }>} */ (box.querySelectorAll(TAB_STOPS));
  const stops = [...all].filter((element) => element.offsetParent && !element.disabled);
  if (!stops.length) {
    event.preventDefault();
    return;
  }
  const at = stops.findIndex((element) => element === document.activeElement);
  if (event.shiftKey ? at <= 0 : at === stops.length - 1) {
    event.preventDefault();
    stops[event.shiftKey ? stops.length - 1 : 0].focus();
  }
}

/** @param {Reader} reader @param {number} n */
function menuByKey(reader, n) {
  const dots = /** @type {HTMLElement | null | undefined} */ (reader.elements[n]?.row.querySelector(".rq-dots"));
  sentenceMenu(reader, n, cursorElement(reader) ?? dots ?? null);
}

/** @param {Reader} reader */
function openCursor(reader) {
  const about = aboutOf(reader, cursorElement(reader));
  if (about) showCard(reader, about, true);
}

/** @param {Reader} reader */
function knowCursor(reader) {
  const about = aboutOf(reader, cursorElement(reader));
  const word = about && reader.wordAt(about);
  if (!about || !word?.lemma) return;
  nextState(reader, about, word);
  unpin(reader, false);
  focusCursor(reader, true); // its row was drawn anew
}
