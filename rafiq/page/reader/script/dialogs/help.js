// Two short dialogs: the keys, and the forms an article can be exported in.

import { h } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { hideDialog, showDialog } from "./dialog.js";

/** @import { Reader } from "../state.js" */

/** @type {[keys: string[], what: string][]} `what` is a key of rafiq/page/strings. */
const KEYS = [
  [["←", "→"], "k_words"], [["↑", "↓"], "k_sentences"], [["Enter"], "k_open"], [["Esc"], "k_close"], [["O"], "k_other"],
  [["A"], "k_menu"], [["E"], "edit"], [["N"], "sentenceNote"], [["L"], "literal"], [["D"], "diacriticsHere"],
  [["T"], "transliterationHere"], [["C"], "copyBoth"], [["X"], "k_opinion"], [["K"], "k_known"], [["1", "2", "3", "4"], "k_highlight"], [["B"], "k_bookmark"],
  [["H"], "k_hear"], [["G"], "k_next"],
  [["W"], "k_doubt"], [["M"], "k_mode"], [["P"], "names"], [["S"], "saveCopy"], [[","], "settings"], [["?"], "keys"],
];

/** @param {Reader} reader */
export function showHelp(reader) {
  const rows = KEYS.map(([keys, what]) => h("div", {},
    h("dt", {}, ...keys.map((key) => h("kbd", { textContent: key }))), h("dd", { textContent: reader.t(what) })));
  showDialog(reader, reader.t("keys"), [h("dl", { class: "rq-keys" }, ...rows)]);
}

/** @param {Reader} reader */
export function showExport(reader) {
  const items = reader.formats.map(({ name, label }) => {
    const choose = () => {
      hideDialog(reader);
      if (name === "print") window.print(); // no browser makes PDFs for Rafiq here: this one prints the page
      else send(reader, "export", { format: name });
    };
    return h("button", { type: "button", class: "rq-item", onclick: choose }, h("span", { textContent: label, dir: "auto" }));
  });
  showDialog(reader, reader.t("export"), [h("div", { class: "rq-menu" }, ...items)]);
}
