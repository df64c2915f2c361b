// Another engine's English of one sentence, beside the English that stands there.

import { english, h, quoting } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { isReaders } from "../base/text.js";
import { unpin } from "../focus/popup.js";
import { hideDialog, showDialog } from "./dialog.js";
import { enginesToAdd } from "./engines.js";

/** @import { Reader } from "../state.js" */
/** @import { Engine, OpinionReply } from "../types.d.ts" */

/**
 * Asks `engine`, or the only other one; where there are several, the reader chooses.
 * @param {Reader} reader
 * @param {number} n
 * @param {string} [engine]
 */
export function askOpinion(reader, n, engine) {
  const row = reader.rows[n];
  if (!row.en) return;
  const others = reader.engines.filter((each) => each.installed && each.name !== row.engine);
  const chosen = engine ?? (others.length === 1 ? others[0].name : null);
  const back = reader.pinned?.target ?? document.activeElement;
  const opening = reader.dialog.hidden;
  unpin(reader, false);
  const box = h("div", { class: "rq-opinion", a: { "aria-live": "polite" } });
  showDialog(reader, reader.t("opinionTitle", { n: reader.number(n + 1) }), [
    h("p", { class: "rq-opinion-ar", lang: "ar", dir: "rtl", textContent: row.ar }),
    others.length > 1 ? choice(reader, n, others, chosen) : "",
    box,
  ]);
  if (opening) reader.dialogFrom = back;
  if (!others.length) box.append(h("p", { textContent: reader.t("noOther") }), enginesToAdd(reader) ?? "");
  if (!chosen) return;
  box.append(h("p", { class: "rq-quiet", textContent: reader.t("opinionWait", { engine: chosen }) }));
  reader.onOpinion = (reply) => {
    const awaited = reply.n === n && reply.engine === chosen && !reader.dialog.hidden && box.isConnected;
    if (awaited) box.replaceChildren(...compared(reader, reply));
  };
  send(reader, "opinion", { n, engine: chosen });
}

/** @param {Reader} reader @param {number} n @param {Engine[]} others @param {string | null} chosen */
function choice(reader, n, others, chosen) {
  return h("fieldset", {}, h("legend", { textContent: reader.t("opinionAsk") }),
    h("div", { class: "rq-choices" }, ...others.map(({ name, title }) => h("label", { title },
      h("input", { type: "radio", name: "rq-other", checked: chosen === name, onchange: () => askOpinion(reader, n, name) }),
      english(name)))));
}

/**
 * Two translations side by side, the words that differ marked on both.
 * @param {Reader} reader
 * @param {OpinionReply} reply
 * @returns {HTMLElement[]}
 */
function compared(reader, { n, engine, left, leftEngine, right, parts, marks, error }) {
  if (error) return [h("p", { class: "rq-quiet", textContent: reader.strings[error] ?? error })];
  /** @param {string} name @param {(Node | string)[]} words */
  const side = (name, words) => h("section", {}, h("h3", { textContent: name, dir: "auto" }),
    h("p", { class: "rq-opinion-en", lang: "en", dir: "ltr" }, ...words));
  /** @param {1 | 2} at */
  const marked = (at) => parts.map((part) =>
    part[0] === "same" || !part[at].trim() ? part[at] : h("mark", { textContent: part[at] }));
  const who = isReaders({ engine: leftEngine }) ? reader.t("edited") : leftEngine;
  const take = () => {
    send(reader, "take", { n, engine });
    hideDialog(reader);
  };
  const doubts = marks.map((mark) => {
    const { words, lang, dir } = reader.saying(mark);
    return h("li", { lang, dir }, ...quoting(words));
  });
  return [
    h("div", { class: "rq-two" }, side(reader.t("opinionNow", { engine: who }), marked(1)), side(engine, marked(2))),
    ...(doubts.length ? [h("ul", { class: "rq-why" }, ...doubts)] : []),
    left === right ? h("p", { class: "rq-quiet", textContent: reader.t("opinionSame") })
      : h("button", { type: "button", class: "rq-btn rq-primary", textContent: reader.t("take"), onclick: take }),
  ];
}
