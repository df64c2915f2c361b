// Writing another English for a sentence, in its place.

import { h } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { withReaders } from "../base/text.js";
import { forgetTyped, keepTyped, typedKey } from "../base/typed.js";
import { unpin } from "../focus/popup.js";
import { goTo } from "../focus/walk.js";
import { drawMarks } from "../rows/marks.js";
import { fillEnglish } from "../rows/rows.js";

/** @import { Reader } from "../state.js" */

/** @param {Reader} reader @param {number} n */
export function editSentence(reader, n) {
  const row = reader.rows[n];
  const parts = reader.elements[n];
  if (!row.en || reader.editing || !parts) return;
  unpin(reader, false);
  const a = { "aria-label": reader.t("editLabel", { n: n + 1 }) };
  const area = h("textarea", { class: "rq-input rq-edit", value: row.en, maxLength: 20000, lang: "en", dir: "auto", a });
  const key = typedKey(reader.doc, "edit", n);
  keepTyped(area, key);
  /** @param {boolean} keep */
  const close = (keep) => {
    const words = area.value.trim();
    forgetTyped(key);
    reader.editing = null;
    if (keep && words && words !== row.en) {
      reader.rows[n] = withReaders(reader.rows[n], words);
      send(reader, "edit", { n, english: words });
    }
    fillEnglish(reader, n);
    drawMarks(reader);
    goTo(reader, n);
  };
  reader.editing = { n };
  parts.en.replaceChildren(editForm(reader, area, close));
  area.style.blockSize = `${area.scrollHeight + 4}px`;
  area.focus();
}

/** @param {Reader} reader @param {HTMLTextAreaElement} area @param {(keep: boolean) => void} close */
function editForm(reader, area, close) {
  const form = h("form", { class: "rq-edit-form" }, area, h("div", { class: "rq-line" },
    h("button", { type: "submit", class: "rq-btn rq-small rq-primary", textContent: reader.t("save") }),
    h("button", { type: "button", class: "rq-btn rq-small", textContent: reader.t("discard"), onclick: () => close(false) })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close(true);
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.code === "Escape") close(false);
    if (event.code === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      close(true);
    }
  });
  return form;
}
