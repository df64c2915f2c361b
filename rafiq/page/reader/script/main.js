// Rafiq's reading component: an article and its translation, sentence beside sentence.
//
// It is fed by data only. `data` (once per article) holds the rows, words and entities that rafiq/render/page.py makes; what
// changes later (translations as they come, edits, answers) arrives as "rafiq-feed" events on the document, so the rows
// are built once and never drawn again. Every text of the article is written with `textContent`. What the reader does
// goes to Python as numbered events, sent again until Python says that it has them.
//
// Folders, from the ground up: base, rows, focus, dialogs, cards, hands. rafiq/page/reader/assets.py joins all modules into
// one script, each after those that it imports.

import { send } from "./base/outbox.js";
import { takeFeed, takeSnapshot } from "./feed.js";
import { onScroll } from "./focus/place.js";
import { placePopup, unpin } from "./focus/popup.js";
import { onKey } from "./hands/keys.js";
import { onClick, onFocus, onMove, onOut, onOver } from "./hands/pointer.js";
import { drawModes } from "./rows/look.js";
import { Reader } from "./state.js";

/** @import { Component, Feed } from "./types.d.ts" */

/** @type {WeakMap<HTMLElement, Reader>} */
const readers = new WeakMap();

/** @param {Component} component */
export default function mount(component) {
  const root = component.parentElement.querySelector(".rq");
  if (!(root instanceof HTMLElement)) return undefined;
  const reader = readers.get(root) ?? makeReader(root);
  if (takeSnapshot(reader, component)) takeFeed(reader, window.rafiqFeed ?? null);
  return () => setTimeout(() => root.isConnected || reader.destroy());
}

/** @param {Event} event @returns {Feed} */
function feedOf(event) {
  return /** @type {CustomEvent<Feed>} */ (event).detail;
}

/** @param {HTMLElement} root */
function makeReader(root) {
  const reader = new Reader(root);
  readers.set(root, reader);
  window.speechSynthesis?.getVoices(); // some browsers begin to look for voices when they are asked for the first time
  reader.on(document, "rafiq-feed", (event) => takeFeed(reader, feedOf(event)));
  reader.on(root, "keydown", (event) => onKey(reader, event));
  reader.on(document, "keydown", (event) => {
    if (event.target === document.body && root.isConnected) onKey(reader, event); // nothing has focus
  }, { capture: true });
  for (const name of ["keyup", "keypress"]) reader.on(root, name, (event) => event.stopPropagation());
  reader.on(root, "pointerover", (event) => onOver(reader, event));
  reader.on(root, "pointerout", (event) => onOut(reader, event));
  reader.on(root, "pointermove", (event) => onMove(reader, event));
  reader.on(root, "click", (event) => onClick(reader, event));
  reader.on(root, "focusin", (event) => onFocus(reader, event));
  reader.on(document, "pointerdown", (event) => {
    if (reader.pinned && !reader.pop.contains(event.target)) unpin(reader, false);
  });
  reader.on(window, "focus", () => reader.snapshot && send(reader, "sync"));
  reader.on(document, "scroll", () => onScroll(reader), { capture: true, passive: true });
  reader.on(window, "resize", () => {
    drawModes(reader);
    placePopup(reader);
  });
  return reader;
}
