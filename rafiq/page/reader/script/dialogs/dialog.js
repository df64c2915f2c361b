// The box over the page that settings, keys, exports and second opinions are shown in.

import { closeButton, h } from "../base/dom.js";
import { unpin } from "../focus/popup.js";

/** @import { Reader } from "../state.js" */

/**
 * @param {Reader} reader
 * @param {string} title
 * @param {(Node | string)[]} parts
 */
export function showDialog(reader, title, parts) {
  const { dialog } = reader;
  unpin(reader, false);
  if (dialog.hidden) reader.dialogFrom = document.activeElement;
  dialog.replaceChildren(
    h("div", { class: "rq-dialog-head" }, h("h2", { textContent: title }), closeButton(reader, "close")), ...parts);
  dialog.setAttribute("aria-label", title);
  dialog.hidden = reader.find(".rq-veil").hidden = false;
  dialog.tabIndex = -1;
  dialog.focus({ preventScroll: true });
}

/** @param {Reader} reader */
export function hideDialog(reader) {
  if (reader.dialog.hidden) return;
  reader.dialog.hidden = reader.find(".rq-veil").hidden = true;
  const back = reader.dialogFrom;
  if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
}
