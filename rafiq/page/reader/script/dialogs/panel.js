// The side list: bookmarks, the article's people, places and dates, with the dates in their order at its end.

import { closeButton, h, run } from "../base/dom.js";
import { unpin } from "../focus/popup.js";

/** @import { Reader } from "../state.js" */
/** @import { Entity } from "../types.d.ts" */

const ENTITY_ORDER = ["PERS", "LOC", "ORG", "MISC", "DATE", "TIME", "MONEY", "PERCENT", "NUMBER"];

/** Draws the side list, when it is open. @param {Reader} reader */
export function drawPanel(reader) {
  const panel = reader.find(".rq-panel");
  if (panel.hidden) return;
  const all = [...reader.entities.values()];
  const groups = ENTITY_ORDER.map((type) => ({ type, list: all.filter((entity) => entity.type === type) }));
  const sections = groups.filter(({ list }) => list.length).map(({ type, list }) => group(reader, type, list));
  const head = h("div", { class: "rq-panel-head" }, h("h2", { textContent: reader.t("names") }), closeButton(reader, "panel"));
  const none = h("p", { class: "rq-quiet", textContent: reader.t("noNames") });
  panel.replaceChildren(head, ...bookmarks(reader), ...(sections.length ? sections : [none]), ...timeline(reader, all));
  for (const type of ENTITY_ORDER) reader.root.classList.toggle(`rq-hide-${type}`, reader.hiddenTypes.has(type));
}

/** The bookmarked sentences by their beginnings, each a way there. @param {Reader} reader */
function bookmarks(reader) {
  const marked = reader.notes.filter(({ bookmark, sentence }) => bookmark && reader.rows[sentence]).map(({ sentence }) => sentence);
  if (!marked.length) return [];
  const list = marked.sort((one, other) => one - other).map((n) => h("li", {},
    h("button", { type: "button", class: "rq-name rq-passage", a: { "data-do": "passage", "data-n": n } },
      run(reader.rows[n].ar, { class: "rq-name-ar" }, "bdi"))));
  return [h("section", { class: "rq-bookmarks" }, h("h3", { textContent: reader.t("bookmarks") }), h("ul", {}, ...list))];
}

/** The names of one type, the most frequent first. @param {Reader} reader @param {string} type @param {Entity[]} list */
function group(reader, type, list) {
  const hidden = reader.hiddenTypes.has(type);
  const a = { "data-do": "filter", "data-type": type, "aria-pressed": !hidden, title: reader.t("showHide") };
  const count = h("span", { class: "rq-count", textContent: reader.number(list.length) });
  const filter = h("button", { type: "button", class: "rq-filter", a }, h("i", { class: "rq-dot" }), reader.t(type), count);
  const names = list.sort((one, other) => other.count - one.count || one.first - other.first);
  return h("section", {}, h("h3", { class: `rq-t-${type}` }, filter),
    h("ul", { hidden }, ...names.map((entity) => h("li", {}, nameButton(reader, entity)))));
}

/** @param {Reader} reader @param {Entity} entity */
function nameButton(reader, { id, ar, en, count }) {
  return h("button", { type: "button", class: "rq-name", a: { "data-do": "mention", "data-id": id } },
    run(ar, { class: "rq-name-ar" }, "bdi"), en ? run(en, { class: "rq-name-en" }, "bdi") : "",
    h("span", { class: "rq-count", textContent: `×${reader.number(count)}` }));
}

/**
 * Hides or shows one type of names.
 * @param {Reader} reader
 * @param {string} type
 */
export function toggleType(reader, type) {
  const { hiddenTypes, root } = reader;
  if (!hiddenTypes.delete(type)) hiddenTypes.add(type);
  drawPanel(reader);
  const button = root.querySelector(`[data-do="filter"][data-type="${type}"]`);
  if (button instanceof HTMLElement) button.focus();
}

/**
 * @param {Reader} reader
 * @param {boolean} [open] the other way round, when it is not given
 */
export function togglePanel(reader, open) {
  unpin(reader, false);
  const panel = reader.find(".rq-panel");
  const opener = reader.find('[data-do="panel"]');
  panel.hidden = open === undefined ? !panel.hidden : !open;
  opener.setAttribute("aria-expanded", String(!panel.hidden));
  reader.root.classList.toggle("rq-with-panel", !panel.hidden);
  drawPanel(reader);
  const target = panel.hidden ? opener : panel.querySelector("button");
  target?.focus({ preventScroll: true });
}

/** The dates of the article in their order, when there are two or more. @param {Reader} reader @param {Entity[]} all */
function timeline(reader, all) {
  const dates = all.filter(({ type, value }) => type === "DATE" && /^-?\d{4}/.test(value));
  if (dates.length < 2) return [];
  dates.sort((a, b) => (a.value < b.value ? -1 : 1));
  const list = h("ol", { class: "rq-timeline" }, ...dates.map(({ id, ar, value }) => h("li", {},
    h("button", { type: "button", class: "rq-when", a: { "data-do": "mention", "data-id": id } },
      h("b", { textContent: value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$1‑$2‑$3"), dir: "ltr" }),
      ar === value ? "" : run(ar, {}, "bdi")))));
  return [h("section", {}, h("h3", { class: "rq-t-DATE", textContent: reader.t("timeline") }), list)];
}
