// The reader's own words: which they look up, and how well they know each, in this article and in later ones.

import { h } from "../base/dom.js";
import { say, send } from "../base/outbox.js";
import { fillArabic } from "../rows/rows.js";
import { drawShare } from "../rows/share.js";

/** @import { Reader } from "../state.js" */
/** @import { About, Word, WordState } from "../types.d.ts" */

/** @type {WordState[]} */
const STATES = ["new", "learning", "known"];

/**
 * The card of a word or a name was opened: that is a look-up.
 * @param {Reader} reader
 * @param {About} about
 */
export function lookedUp(reader, about) {
  const { n, token, entity } = about;
  if (entity === null && reader.wordAt(about)?.kind !== "word") return;
  const which = [n, token, entity].join();
  if (which === reader.looked) return; // the same card, opened wider
  reader.looked = which;
  send(reader, "look", { n, token, entity });
}

/** @param {Reader} reader @param {Word} word @returns {WordState} */
function stateOf(reader, { lemma = "" }) {
  if (reader.known.has(lemma)) return "known";
  return reader.learning.has(lemma) ? "learning" : "new";
}

/**
 * Three buttons, one of them pressed.
 * @param {Reader} reader
 * @param {About} about
 * @param {Word} word
 */
export function stateButtons(reader, about, word) {
  const box = h("div", { class: "rq-states", a: { role: "group", "aria-label": reader.t("state") } });
  const draw = () => {
    const now = stateOf(reader, word);
    box.replaceChildren(...STATES.map((state) => h("button", {
      type: "button", class: "rq-btn rq-small", textContent: reader.t(`state_${state}`),
      a: { "aria-pressed": String(state === now) },
      onclick: () => {
        setState(reader, about, word, state);
        draw();
        /** @type {HTMLElement | null} */ (box.querySelector("[aria-pressed=true]"))?.focus();
      },
    })));
  };
  draw();
  return box;
}

/** The next state by one key: new, learning, known, new. @param {Reader} reader @param {About} about @param {Word} word */
export function nextState(reader, about, word) {
  setState(reader, about, word, STATES[(STATES.indexOf(stateOf(reader, word)) + 1) % STATES.length]);
}

/**
 * Glosses and underlines come or go wherever the word stands, and nowhere else.
 * @param {Reader} reader
 * @param {About} about
 * @param {Word} word
 * @param {WordState} state
 */
function setState(reader, { n, token }, word, state) {
  const { lemma = "" } = word;
  reader.known.delete(lemma);
  reader.learning.delete(lemma);
  if (state === "known") reader.known.add(lemma);
  if (state === "learning") reader.learning.add(lemma);
  send(reader, "state", { n, token, state });
  reader.rows.forEach((row, at) => {
    if (row.tokens.some(([, , index]) => reader.words[index].lemma === lemma)) fillArabic(reader, at);
  });
  drawShare(reader);
  say(reader, reader.t("stateNow", { word: word.text, state: reader.t(`state_${state}`) }));
}
