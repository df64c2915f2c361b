// The reader's settings, as the component's look.

import { drawHighlights } from "./highlights.js";
import { drawMarks } from "./marks.js";
import { drawRows } from "./pieces.js";
import { fillArabic } from "./rows.js";

/** @import { Reader } from "../state.js" */
/** @import { Settings } from "../types.d.ts" */

/** @type {(keyof Settings)[]} Settings that the Arabic is drawn by; the others are left to the style sheet. */
const DRAWN = ["diacritics", "transliteration", "level"];

const NARROW = 700; // px, as in reader.css

/**
 * Shows the article by `settings` from now on.
 * @param {Reader} reader
 * @param {Settings} settings
 */
export function applySettings(reader, settings) {
  const { root, settings: before } = reader;
  reader.settings = settings;
  root.style.setProperty("--rq-size", `${settings.size}px`);
  root.style.setProperty("--rq-line", String(settings.line));
  root.style.setProperty("--rq-width", `${settings.width}rem`);
  root.dataset.mode = settings.mode;
  root.dataset.font = settings.font;
  root.dataset.latin = settings.latin;
  root.classList.toggle("rq-levelled", settings.level > 1);
  document.documentElement.dataset.rafiqTheme = settings.theme;
  drawModes(reader);
  if (reader.elements.length && (before.mode === "para") !== (settings.mode === "para")) {
    drawRows(reader); // sentences in paragraphs are other elements than rows
    drawMarks(reader);
    drawHighlights(reader);
    return;
  }
  const redraw = DRAWN.some((name) => before[name] !== settings[name]) || (before.mode === "ruby") !== (settings.mode === "ruby");
  if (redraw && reader.elements.length) {
    reader.elements.forEach((_, n) => fillArabic(reader, n));
    drawMarks(reader);
    drawHighlights(reader);
  }
}

/**
 * The layout buttons. In a narrow window sentences always stand under one another: it has no button for side by side.
 * @param {Reader} reader
 */
export function drawModes(reader) {
  const narrow = innerWidth <= NARROW;
  const shown = narrow && reader.settings.mode === "side" ? "stack" : reader.settings.mode;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (reader.root.querySelectorAll("[data-mode-to]"))) {
    const on = button.dataset.modeTo === shown;
    button.hidden = narrow && button.dataset.modeTo === "side";
    button.setAttribute("aria-checked", String(on));
    button.tabIndex = on ? 0 : -1;
  }
}
