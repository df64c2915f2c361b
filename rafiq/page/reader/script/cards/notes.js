// The form in which the reader writes a note, on a word or on a sentence.

import { h } from "../base/dom.js";
import { forgetTyped, keepTyped, typedKey } from "../base/typed.js";
import { act } from "../focus/popup.js";

/** @import { Reader } from "../state.js" */

/**
 * @param {Reader} reader
 * @param {number} n
 * @param {number} [token] -1 for the whole sentence
 */
export function noteField(reader, n, token = -1) {
  const here = reader.notes.filter((note) => note.sentence === n && !note.bookmark && (note.token ?? -1) === token);
  const old = here.find((note) => token >= 0 || !note.quote);
  const a = { placeholder: reader.t("noteHint") };
  const area = h("textarea", { class: "rq-input", name: "text", rows: 2, maxLength: 20000, value: old?.text ?? "", dir: "auto", a });
  const key = typedKey(reader.doc, "note", n, token);
  keepTyped(area, key);
  const form = h("form", { class: "rq-note-form" },
    h("label", {}, reader.t(token < 0 ? "sentenceNote" : "note"), area),
    h("button", { type: "submit", class: "rq-btn rq-small", textContent: reader.t("saveNote") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    forgetTyped(key);
    act(reader, "note", { n, token, id: old?.id ?? "", text: area.value.trim() });
  });
  area.addEventListener("keydown", (event) => {
    if (event.code === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return form;
}
