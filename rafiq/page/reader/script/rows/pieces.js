// The article as a list of rows. A long one is drawn piece by piece, as its pieces come near the window.

import { h, scroller } from "../base/dom.js";
import { firstBelow } from "../base/text.js";
import { drawHighlights } from "./highlights.js";
import { drawMarks } from "./marks.js";
import { furniture, makeRow, makeSentence, paint } from "./rows.js";

/** @import { Reader } from "../state.js" */
/** @import { Piece, Row } from "../types.d.ts" */

export const LAZY_FROM = 300; // rows
const PIECE = 40; // rows a piece, and more until its last paragraph ends
const LONGEST = 120; // a paragraph that is longer is cut

/**
 * Draws the rows anew: all of a short article, the first piece of a long one.
 * @param {Reader} reader
 */
export function drawRows(reader) {
  const { rows } = reader;
  const list = reader.find(".rq-rows");
  list.replaceChildren();
  reader.near?.disconnect();
  reader.near = null;
  reader.extras = new Map((reader.view?.furniture ?? []).map((piece) => [piece.before, piece.lines]));
  reader.elements = new Array(rows.length).fill(null);
  reader.pieces = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = Math.min(from + PIECE, rows.length);
    while (to < rows.length && to < from + LONGEST && rows[to].block === rows[to - 1].block) to += 1;
    reader.pieces.push({ from, to, box: null });
  }
  if (rows.length > LAZY_FROM) {
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) build(reader, reader.pieces[Number(/** @type {HTMLElement} */ (target).dataset.piece)].from);
      }
    }, { root: scroller(reader), rootMargin: "1200px" });
    reader.near = near;
    const boxes = reader.pieces.map((piece, at) => farBox(reader, piece, at));
    list.append(...boxes);
    boxes.forEach((box) => near.observe(box));
    build(reader, 0);
  } else {
    const batch = document.createDocumentFragment();
    for (const piece of reader.pieces) batch.append(...rowsOf(reader, piece));
    list.append(batch);
    rows.forEach((_, n) => paint(reader, n));
  }
  const last = reader.extras.get(rows.length);
  if (last) list.append(furniture(reader, last));
}

/**
 * A piece that is not drawn yet: its Arabic as one plain text, which the browser's own search finds, about as high as it will be.
 * @param {Reader} reader
 * @param {Piece} piece
 * @param {number} at
 */
function farBox(reader, piece, at) {
  const { size, line } = reader.settings;
  const rows = reader.rows.slice(piece.from, piece.to);
  const high = rows.reduce((sum, row) => sum + Math.ceil(row.ar.length / 48) * size * 1.12 * line + 26, 0);
  const text = rows.map((row) => row.ar).join("\n");
  piece.box = h("div", { class: "rq-piece rq-far", lang: "ar", dir: "rtl", textContent: text, a: { "data-piece": at } });
  piece.box.style.containIntrinsicBlockSize = `auto ${Math.round(high)}px`;
  return piece.box;
}

/**
 * Draws the piece that row `n` is in, unless it is drawn.
 * @param {Reader} reader
 * @param {number} n
 */
export function build(reader, n) {
  if (!reader.rows[n] || reader.elements[n]) return;
  const piece = reader.pieces[firstBelow(0, reader.pieces.length - 1, n, (at) => reader.pieces[at].to)];
  const { box } = piece;
  if (!box) return;
  reader.near?.unobserve(box);
  box.classList.remove("rq-far");
  for (const name of ["lang", "dir"]) box.removeAttribute(name);
  box.replaceChildren(...rowsOf(reader, piece));
  for (let at = piece.from; at < piece.to; at += 1) paint(reader, at);
  clearTimeout(reader.timers.marks);
  reader.timers.marks = setTimeout(() => {
    drawMarks(reader);
    drawHighlights(reader);
  }, 120);
}

/** @param {Reader} reader @param {Piece} piece */
function rowsOf(reader, { from, to }) {
  const parts = [];
  /** @type {ReturnType<typeof paragraph> | null} */
  let open = null;
  for (let n = from; n < to; n += 1) {
    const lines = reader.extras.get(n);
    if (lines) parts.push(furniture(reader, lines));
    const whole = reader.settings.mode === "para";
    const made = whole ? makeSentence(reader, n) : makeRow(reader, n);
    reader.elements[n] = made;
    if (!whole) {
      parts.push(made.row);
      continue;
    }
    if (!open || n === from || reader.rows[n - 1].block !== reader.rows[n].block) {
      open = paragraph(reader.rows[n]);
      parts.push(open.element);
    }
    open.ar.append(made.ar, " ", made.under);
    open.en.append(made.row, " ");
  }
  return parts;
}

/** A paragraph of the article beside its English, empty. @param {Row} row its first sentence */
function paragraph(row) {
  const ar = h("div", { class: "rq-whole-ar", lang: "ar", dir: "rtl" });
  const en = h("div", { class: "rq-whole-en", lang: "en", dir: "ltr" });
  return { ar, en, element: h("div", { class: `rq-row rq-first rq-${row.kind}` }, ar, en) };
}
