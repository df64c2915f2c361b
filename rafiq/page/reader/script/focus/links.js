// What belongs together lights up together: a sentence, a name everywhere, a word and its English.

import { arabicOf, englishOf } from "../base/text.js";

/** @import { Reader } from "../state.js" */
/** @import { About } from "../types.d.ts" */

/**
 * Lights up what `about` names, and nothing else.
 * @param {Reader} reader
 * @param {Partial<About>} about
 */
export function light(reader, { n = -1, entity = null, tokens = [], word = [] } = {}) {
  dim(reader);
  /** @param {HTMLElement | null} element @param {string} name */
  const lit = (element, name) => {
    if (!element) return;
    element.classList.add(name);
    reader.lit.push([element, name]);
  };
  /** @param {number} weight */
  const strength = (weight) => (weight >= 0.5 ? "rq-lit" : "rq-lit-soft");
  const parts = n >= 0 ? reader.elements[n] : null;
  if (parts) for (const element of [parts.row, parts.ar]) lit(element, "rq-lit-row"); // in a paragraph the Arabic is not in its row
  if (entity !== null) {
    for (const element of inRows(reader, `[data-entity="${entity}"]`)) lit(element, "rq-lit-entity");
  }
  if (!parts) return;
  for (const [token, weight] of tokens) lit(parts.ar.querySelector(`[data-token="${token}"]`), strength(weight));
  for (const [from, to, weight] of word) for (const span of wordsIn(parts.en, from, to)) lit(span, strength(weight));
}

/**
 * The words of an English sentence that lie, or begin or end, between `from` and `to`.
 * @param {HTMLElement} sentence
 * @param {number} from
 * @param {number} to
 */
function wordsIn(sentence, from, to) {
  const spans = /** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll("[data-from]"));
  return [...spans].filter(({ dataset }) => Number(dataset.from) < to && Number(dataset.to) > from);
}

/** @param {Reader} reader */
export function dim(reader) {
  for (const [element, name] of reader.lit) element.classList.remove(name);
  reader.lit = [];
}

/**
 * The elements of the drawn rows that `selector` names.
 * @param {Reader} reader
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function inRows(reader, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (reader.find(".rq-rows").querySelectorAll(selector))];
}

/**
 * What an element of the text belongs to: its sentence, name, words on both sides. Null outside the text.
 * @param {Reader} reader
 * @param {EventTarget | null} target
 * @returns {About | null}
 */
export function aboutOf(reader, target) {
  if (!(target instanceof Element)) return null;
  /** @param {string} selector */
  const around = (selector) => /** @type {HTMLElement | null} */ (target.closest(selector));
  const sentence = around("[data-sentence]");
  if (!sentence || !reader.root.contains(sentence)) return null;
  const n = Number(sentence.dataset.sentence);
  const { align } = reader.rows[n];
  const [entity, token, word] = [around("[data-entity]"), around("[data-token]"), around("[data-from]")];
  /** @type {About} */
  const about = {
    n, side: sentence.classList.contains("rq-ar") ? "ar" : "en", entity: entity ? Number(entity.dataset.entity) : null,
    token: -1, tokens: [], word: [], element: token ?? word ?? entity,
  };
  if (token) {
    about.token = Number(token.dataset.token);
    about.tokens = [[about.token, 1]];
    about.word = englishOf(align, about.token);
  } else if (word) {
    const [from, to] = [Number(word.dataset.from), Number(word.dataset.to)];
    about.tokens = arabicOf(align, from, to);
    about.word = [[from, to, 1]];
    if (about.tokens.length) [[about.token]] = about.tokens;
  }
  return about;
}
