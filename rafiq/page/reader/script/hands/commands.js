// The buttons of the page: `data-do` names one of these commands.

import { send } from "../base/outbox.js";
import { sentenceMenu, showDoubt } from "../cards/sentence.js";
import { hideDialog } from "../dialogs/dialog.js";
import { showExport, showHelp } from "../dialogs/help.js";
import { togglePanel, toggleType } from "../dialogs/panel.js";
import { showSettings } from "../dialogs/settings.js";
import { focusCursor } from "../focus/cursor.js";
import { nextMention } from "../focus/mentions.js";
import { unpin } from "../focus/popup.js";
import { goTo } from "../focus/walk.js";

/** @import { Reader } from "../state.js" */

/** @type {Record<string, (reader: Reader, button: HTMLElement) => unknown>} */
const COMMANDS = {
  home: (reader) => send(reader, "home"),
  library: (reader) => send(reader, "library"),
  words: (reader) => send(reader, "words"),
  cancel: (reader) => send(reader, "cancel"),
  resume: (reader) => send(reader, "resume"),
  save: (reader) => send(reader, "save"),
  panel: (reader) => togglePanel(reader),
  settings: (reader) => showSettings(reader),
  export: (reader) => showExport(reader),
  help: (reader) => showHelp(reader),
  skip: (reader) => focusCursor(reader),
  close: (reader) => hideDialog(reader),
  unpin: (reader) => unpin(reader),
  menu: (reader, button) => sentenceMenu(reader, rowOfButton(reader, button), button),
  note: (reader, button) => sentenceMenu(reader, rowOfButton(reader, button), button),
  doubt: (reader, button) => showDoubt(reader, rowOfButton(reader, button), button),
  bookmark: (reader, button) => send(reader, "bookmark", { n: rowOfButton(reader, button) }),
  passage: (reader, button) => {
    if (innerWidth < 900) togglePanel(reader, false);
    goTo(reader, Number(button.dataset.n));
  },
  mention: (reader, button) => {
    if (nextMention(reader, Number(button.dataset.id)) && innerWidth < 900) togglePanel(reader, false);
  },
  filter: (reader, button) => toggleType(reader, button.dataset.type ?? ""),
};

/** @param {Reader} reader @param {HTMLElement} button */
function rowOfButton(reader, button) {
  const row = /** @type {HTMLElement | null} */ (button.closest("[data-row]"));
  return row ? Number(row.dataset.row) : (reader.cursor?.n ?? 0);
}

/**
 * @param {Reader} reader
 * @param {HTMLElement} button
 */
export function command(reader, button) {
  COMMANDS[button.dataset.do ?? ""]?.(reader, button);
}
