// How much of the article its reader knows: said above the text once they have marked a word.

import { dotted, h } from "../base/dom.js";

/** @import { Reader } from "../state.js" */

/**
 * The share of the article's words (names, numbers and signs left out) whose lemma is known, in percent; how many lemmas of it are
 * being learned.
 * @param {Reader} reader
 */
function shareOf(reader) {
  const learning = new Set();
  let all = 0;
  let known = 0;
  for (const { tokens, mentions } of reader.rows) {
    for (const [start, end, index] of tokens) {
      const { kind, lemma } = reader.words[index];
      if (kind !== "word" || !lemma || mentions.some(({ ar }) => ar.length && ar[0] <= start && end <= ar[1])) continue;
      all += 1;
      if (reader.known.has(lemma)) known += 1;
      if (reader.learning.has(lemma)) learning.add(lemma);
    }
  }
  return { share: all ? Math.round((100 * known) / all) : 0, learning: learning.size };
}

/** @param {Reader} reader */
export function drawShare(reader) {
  const line = reader.root.querySelector(".rq-share");
  if (!(line instanceof HTMLElement)) return;
  line.hidden = !reader.known.size && !reader.learning.size;
  if (line.hidden) return;
  const { share, learning } = shareOf(reader);
  /** @type {(Node | string)[]} */
  const parts = [reader.t("share", { share: reader.number(share) })];
  if (learning) parts.push(reader.t("shareLearning", { n: reader.number(learning) }));
  parts.push(h("button", { type: "button", class: "rq-link", textContent: reader.t("myWords"), a: { "data-do": "words" } }));
  line.replaceChildren(...dotted(parts));
}
