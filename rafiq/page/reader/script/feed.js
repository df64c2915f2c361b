// What Python sends: the snapshot that everything is drawn from once, then feeds with what has changed.

import { h, run } from "./base/dom.js";
import { confirmed, say, send } from "./base/outbox.js";
import { tableOf } from "./base/told.js";
import { hideDialog } from "./dialogs/dialog.js";
import { askDuplicate } from "./dialogs/duplicate.js";
import { drawPanel } from "./dialogs/panel.js";
import { focusCursor, tabStop, units } from "./focus/cursor.js";
import { dim } from "./focus/links.js";
import { unpin } from "./focus/popup.js";
import { goTo } from "./focus/walk.js";
import { setNotes } from "./rows/extra.js";
import { applySettings } from "./rows/look.js";
import { drawHighlights } from "./rows/highlights.js";
import { drawMarks } from "./rows/marks.js";
import { drawRows } from "./rows/pieces.js";
import { fillArabic, fillEnglish } from "./rows/rows.js";
import { drawShare } from "./rows/share.js";
import { DEFAULTS } from "./state.js";
import { drawProgress } from "./progress.js";

/** @import { Reader } from "./state.js" */
/** @import { Component, DownloadReply, DuplicateReply, Entity, Feed, Mention } from "./types.d.ts" */
/** @import { OccurrencesReply, OpinionReply, Reply, SayReply, Snapshot, Status } from "./types.d.ts" */

const MANY = 400; // changes in one feed: Python hears at once that they have come

/**
 * The snapshot that Streamlit mounts the component with; false when it is the one that is drawn already.
 * @param {Reader} reader
 * @param {Component} component
 */
export function takeSnapshot(reader, component) {
  reader.trigger = component.setTriggerValue;
  const { data } = component;
  const bytes = data instanceof Uint8Array;
  const end = bytes ? data.indexOf(10) : 0; // the key is the first line
  const key = bytes ? new TextDecoder().decode(data.subarray(0, end)) : (data.key ?? "");
  if (key === reader.snapshot) return false;
  reader.snapshot = key;
  drawSnapshot(reader, bytes ? JSON.parse(new TextDecoder().decode(data.subarray(end + 1))) : data);
  return true;
}

/** @param {Reader} reader @param {Snapshot} data */
function drawSnapshot(reader, data) {
  const same = reader.doc === data.doc;
  const { view, place } = data;
  Object.assign(reader, {
    doc: data.doc, strings: data.strings, table: tableOf(data.told ?? []), ui: data.ui ?? "en", formats: data.formats ?? [], engines: data.engines ?? [],
    engine: data.engine, have: data.revision ?? 0, view, rows: view.rows, words: view.words.slice(),
    known: new Set(data.known ?? []), learning: new Set(data.learning ?? []), notes: data.notes ?? [], elements: [],
  });
  setEntities(reader, view.entities);
  reader.root.dir = reader.ui === "ar" ? "rtl" : "ltr";
  reader.root.lang = reader.ui;
  label(reader);
  applySettings(reader, { ...DEFAULTS, ...(data.settings ?? {}) });
  takeStatus(reader, data.status ?? {});
  unpin(reader, false);
  hideDialog(reader);
  drawHead(reader);
  drawRows(reader);
  drawPanel(reader);
  drawMarks(reader);
  drawHighlights(reader);
  reader.cursor = null;
  const first = units(reader, 0, "ar")[0];
  if (first) tabStop(reader, first);
  if (!same) requestAnimationFrame(() => startAt(reader, place ?? null));
}

/**
 * The keyboard begins where the reader was, or on the first word; nothing is lit and no card opens for that.
 * @param {Reader} reader
 * @param {{ sentence: number, token?: number } | null} place
 */
function startAt(reader, place) {
  if (place) goTo(reader, place.sentence, place.token ?? -1, true);
  focusCursor(reader, true);
  dim(reader);
}

/** The words of the bar and the names of the regions. @param {Reader} reader */
function label(reader) {
  const { root } = reader;
  /** @param {string} selector @returns {NodeListOf<HTMLElement>} */
  const all = (selector) => root.querySelectorAll(selector);
  for (const element of all("[data-t]")) element.textContent = reader.t(element.dataset.t ?? "");
  for (const element of all("[data-label]")) element.title = reader.t(element.dataset.label ?? "");
  for (const element of all("[data-mode-to]")) element.title = reader.t(`mode_${element.dataset.modeTo}`);
  for (const element of all("[data-label], [data-mode-to]")) element.setAttribute("aria-label", element.title);
  reader.find(".rq-bar").setAttribute("aria-label", reader.t("toolbar"));
  reader.find(".rq-panel").setAttribute("aria-label", reader.t("names"));
  reader.find(".rq-rows").setAttribute("aria-label", reader.t("articleLabel"));
  reader.find(".rq-rows").setAttribute("role", "region");
}

/** Title and source above the text; a title that is a sentence of the article stands there. @param {Reader} reader */
function drawHead(reader) {
  if (!reader.view) return;
  const { title, titleEnglish, byline, date, source } = reader.view;
  const titled = reader.rows.some((row) => row.kind === "title");
  const parts = [];
  if (title && !titled) parts.push(run(title, { class: "rq-head-title" }, "h1"));
  if (titleEnglish && !titled) parts.push(h("p", { class: "rq-title-english", textContent: titleEnglish, lang: "en", dir: "ltr" }));
  const shown = new Set(reader.rows.map((row) => row.kind)); // what the text itself says is not said twice
  const known = [shown.has("byline") ? "" : byline, shown.has("date") ? "" : date, source];
  const facts = known.filter(Boolean).flatMap((fact, at) => [at ? " · " : "", run(fact, {}, "bdi")]);
  if (facts.length) parts.push(h("p", { class: "rq-facts" }, ...facts));
  reader.find(".rq-head").replaceChildren(...parts, h("p", { class: "rq-facts rq-share", lang: reader.ui, dir: "auto", hidden: true }));
  drawShare(reader);
}

/** @param {Reader} reader @param {Entity[]} list */
function setEntities(reader, list) {
  reader.entities = new Map(list.map((entity) => [entity.id, entity]));
}

/** @param {Reader} reader @param {Status} status */
function takeStatus(reader, status) {
  reader.status = { ...reader.status, ...status };
  drawProgress(reader);
}

/**
 * What Python sends while the article is open: changed rows, answers, and which of our events it has.
 * @param {Reader} reader
 * @param {Feed | null} feed
 */
export function takeFeed(reader, feed) {
  if (!feed || feed.doc !== reader.doc) return;
  const last = feed.ack?.[reader.client];
  if (last) confirmed(reader, last);
  if (feed.from > reader.have) send(reader, "resync", { have: reader.have });
  else if (feed.to > reader.have) takeChanges(reader, feed);
  if (feed.notes) {
    setNotes(reader, feed.notes);
    drawPanel(reader);
  }
  if (feed.known) reader.known = new Set(feed.known);
  if (feed.learning) reader.learning = new Set(feed.learning);
  takeStatus(reader, feed.status ?? {});
  for (const reply of feed.replies ?? []) takeReply(reader, reply);
}

/** @param {Reader} reader @param {Feed} feed */
function takeChanges(reader, feed) {
  const fresh = feed.changes.filter((change) => change.revision > reader.have);
  const { wordsFrom = 0 } = feed;
  reader.have = feed.to;
  feed.words?.forEach((word, at) => (reader.words[wordsFrom + at] = word));
  if (feed.entities) setEntities(reader, feed.entities);
  for (const change of fresh) takeRow(reader, change.row);
  if (feed.entities || fresh.some((change) => change.row.mentions)) drawPanel(reader);
  drawMarks(reader);
  drawHighlights(reader);
  if (feed.words) drawShare(reader);
  if (fresh.length > MANY) send(reader, "sync");
}

/** @param {Reader} reader @param {Feed["changes"][number]["row"]} row */
function takeRow(reader, row) {
  const { n } = row;
  const old = reader.rows[n];
  if (!old) return;
  const now = { ...old, ...row };
  reader.rows[n] = now;
  if (!reader.elements[n]) return;
  const { activeElement: active } = document;
  const focused = active && reader.root.contains(active) ? active.closest("[data-sentence]") : null;
  const inside = focused instanceof HTMLElement && Number(focused.dataset.sentence) === n && reader.cursor;
  if (row.tokens || shapeOf(old.mentions) !== shapeOf(now.mentions)) fillArabic(reader, n);
  fillEnglish(reader, n);
  if (inside && !reader.pinned && !reader.editing) focusCursor(reader, true);
}

/** What the Arabic side shows of the names. @param {Mention[]} mentions */
function shapeOf(mentions) {
  return JSON.stringify(mentions.map(({ ar, id, type, english }) => [ar, id, type, english]));
}

/** @param {Reader} reader @param {Reply} reply */
function takeReply(reader, reply) {
  if (reply.client !== reader.client || reader.answered.has(reply.id)) return;
  reader.answered.add(reply.id);
  if (reply.kind === "say") {
    const { text } = /** @type {SayReply} */ (reply);
    say(reader, reader.strings[text] ?? text);
  }
  if (reply.kind === "duplicate") askDuplicate(reader, /** @type {DuplicateReply} */ (reply));
  if (reply.kind === "download") download(reader, /** @type {DownloadReply} */ (reply));
  if (reply.kind === "opinion") reader.onOpinion?.(/** @type {OpinionReply} */ (reply));
  if (reply.kind === "occurrences") reader.onOccurrences?.(/** @type {OccurrencesReply} */ (reply));
}

/** @param {Reader} reader @param {DownloadReply} reply */
function download(reader, { name, media, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = h("a", { href: URL.createObjectURL(new Blob([bytes], { type: media })), download: name });
  reader.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
