// The text that is to be saved is in the library already: open that copy, or save another.

import { h, run } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { hideDialog, showDialog } from "./dialog.js";

/** @import { Reader } from "../state.js" */
/** @import { DuplicateReply } from "../types.d.ts" */

/** @param {Reader} reader @param {DuplicateReply} reply */
export function askDuplicate(reader, { copy, title, saved }) {
  /** @param {string} words @param {string} look @param {() => unknown} act */
  const button = (words, look, act) => h("button", {
    type: "button", class: `rq-btn ${look}`, textContent: reader.t(words),
    onclick: () => {
      hideDialog(reader);
      act();
    },
  });
  showDialog(reader, reader.t("duplicateTitle"), [
    h("p", {}, run(title, {}, "bdi")),
    h("p", { class: "rq-quiet", textContent: reader.t("duplicateSaved", { day: saved }) }),
    h("div", { class: "rq-line" }, button("duplicateOpen", "rq-primary", () => send(reader, "copy", { copy })),
      button("duplicateAgain", "", () => send(reader, "save", { again: true }))),
  ]);
}
