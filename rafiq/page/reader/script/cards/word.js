// What a card says of a word: meanings and forms; pinned, also its other readings, where else it stands, a note.

import { dotted, english, h, run, smallButton } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { context } from "../base/text.js";
import { act, unpin } from "../focus/popup.js";
import { goTo } from "../focus/walk.js";
import { noteField } from "./notes.js";
import { hearButton } from "./speak.js";
import { stateButtons } from "./states.js";

/** @import { Reader } from "../state.js" */
/** @import { About, Reading, Segment, Word } from "../types.d.ts" */

/**
 * @param {Reader} reader
 * @param {About} about
 * @param {Word} word
 * @param {boolean} pinned
 * @param {boolean} inName the card is about a name, and the word is one of its words
 * @returns {(Node | string)[]}
 */
export function wordCard(reader, about, word, pinned, inName) {
  const parts = meaning(reader, word, pinned);
  if (inName) return [h("hr"), ...parts];
  if (!pinned) return parts;
  if (word.lemma) send(reader, "occurrences", { lemma: word.lemma, word: word.text });
  return [
    ...parts, forms(reader, word), readings(reader, about, word), occurrences(reader, word), savedOccurrences(reader, word),
    hearButton(reader, word.dia || word.text), word.lemma ? stateButtons(reader, about, word) : "", noteField(reader, about.n, about.token),
  ];
}

/**
 * The head of the card: the word, its meanings, lemma and root, its parts.
 * @param {Reader} reader
 * @param {Word} word
 * @param {boolean} pinned
 */
function meaning(reader, word, pinned) {
  const glosses = word.glosses ?? [];
  const inArabic = { class: "rq-inline-ar" };
  const facts = [
    word.readings?.[0]?.reason && said(reader, word.readings[0].reason),
    word.pos && said(reader, word.pos),
    word.lemma && h("span", {}, `${reader.t("lemma")} `, run(word.lemma, inArabic, "bdi")),
    word.root && h("span", {}, `${reader.t("root")} `, run(word.root, inArabic, "bdi")),
  ].filter((fact) => fact instanceof HTMLElement);
  const latin = word.latin ? h("span", { class: "rq-card-latin", textContent: word.latin, lang: "ar-Latn", dir: "ltr" }) : "";
  const parts = [
    h("div", { class: "rq-card-head" }, run(word.dia || word.text, { class: "rq-card-ar" }), latin),
    glosses.length
      ? h("p", { class: "rq-gloss", textContent: glosses.slice(0, pinned ? 6 : 2).join("; "), lang: "en", dir: "ltr" })
      : h("p", { class: "rq-gloss", textContent: reader.t("noGloss"), lang: reader.ui, dir: "auto" }),
  ];
  if (facts.length) parts.push(h("p", { class: "rq-facts-line" }, ...dotted(facts)));
  if (word.segments && word.segments.length > 1) parts.push(segments(reader, word.segments));
  return parts;
}

/** What the data says of a word, in the language of the page. @param {Reader} reader @param {string} words */
function said(reader, words) {
  const { words: textContent, lang, dir } = reader.saying(words);
  return h("span", { textContent, lang, dir });
}

/** @param {Reader} reader @param {Segment[]} list */
function segments(reader, list) {
  return h("div", { class: "rq-segments", lang: "ar", dir: "rtl" }, ...list.map(([text, kind, pos, gloss]) =>
    h("span", { class: `rq-seg rq-seg-${kind}` }, h("b", { textContent: text, lang: "ar", dir: "rtl" }),
      gloss ? h("small", { textContent: gloss, lang: "en", dir: "ltr" }) : h("small", {}, said(reader, pos)))));
}

/** How rare the word is, and its grammatical form. @param {Reader} reader @param {Word} word */
function forms(reader, word) {
  const features = (word.readings?.[0]?.features ?? []).map((each) => reader.told(each)).join(reader.ui === "ar" ? "، " : ", ");
  return h("p", { class: "rq-facts-line" }, reader.t(`level_${word.level ?? 0}`), features ? ` · ${features}` : "",
    isOwn(word) ? h("span", { class: "rq-chip", textContent: reader.t("fromGlossary") }) : "");
}

/** Whether the first meaning is the reader's own. @param {Word} word */
function isOwn(word) {
  return Boolean(word.own);
}

/**
 * "Not this meaning": the other readings, a meaning of the reader's own, and the way back.
 * @param {Reader} reader
 * @param {About} about
 * @param {Word} word
 */
function readings(reader, { n, token }, word) {
  const others = (word.readings ?? []).slice(1);
  const forget = () => act(reader, "forget", { n, token });
  return h("details", { class: "rq-readings" }, h("summary", { textContent: reader.t("notThis") }),
    others.length ? h("ol", {}, ...others.map((other, at) =>
      otherReading(reader, other, () => act(reader, "reading", { n, token, reading: at + 1 })))) : "",
    ownGloss(reader, word, (words, all) => act(reader, "gloss", { n, token, english: words, all })),
    isOwn(word) || word.chosen ? smallButton(reader.t("undoGloss"), forget) : "");
}

/** @param {Reader} reader @param {Reading} other @param {() => void} choose */
function otherReading(reader, other, choose) {
  const glosses = other.glosses.slice(0, 3).join("; ") || reader.t("noGloss");
  const why = [other.pos, other.reason].filter(Boolean).map((each) => said(reader, each));
  return h("li", {}, h("div", {}, run(other.dia, { class: "rq-inline-ar" }, "bdi"), " ", english(glosses)),
    h("div", { class: "rq-quiet" }, ...dotted(why)), smallButton(reader.t("useReading"), choose));
}

/**
 * A meaning of the reader's own: for this form of the word, or for all of them; each says how many words it touches.
 * @param {Reader} reader
 * @param {Word} word
 * @param {(english: string, all: boolean) => void} remember
 */
function ownGloss(reader, word, remember) {
  const label = reader.t("ownGloss");
  const a = { "aria-label": label, placeholder: label, autocomplete: "off" };
  const input = h("input", { class: "rq-input", type: "text", maxLength: 200, name: "gloss", lang: "en", dir: "auto", a });
  const all = sameLemma(reader, word);
  const exact = all.filter(([n, i]) => sameForm(word, reader.words[reader.rows[n].tokens[i][2]]));
  /** @param {string} key @param {number} n @param {boolean} checked */
  const scope = (key, n, checked) => h("label", { class: "rq-check" },
    h("input", { type: "radio", name: "scope", value: key, checked }), reader.t(key, { n: reader.number(n) }));
  const form = h("form", { class: "rq-own" }, h("div", { class: "rq-line" }, input,
    h("button", { type: "submit", class: "rq-btn rq-small", textContent: reader.t("remember") })),
    word.lemma ? h("div", { class: "rq-scope" },
      scope("thisForm", exact.length, true), scope("allForms", all.length, false)) : "");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    if (words) remember(words, new FormData(form).get("scope") === "allForms");
  });
  return form;
}

/** Where else in this article the word stands. @param {Reader} reader @param {Word} word */
function occurrences(reader, word) {
  const same = sameLemma(reader, word);
  return h("details", {}, h("summary", { textContent: reader.t("occurrences", { n: reader.number(same.length) }) }),
    h("ul", { class: "rq-where" }, ...same.slice(0, 30).map(([n, i]) => {
      const jump = () => {
        unpin(reader, false);
        goTo(reader, n, i);
      };
      return h("li", {}, h("button", { type: "button", class: "rq-link", onclick: jump }, run(context(reader.rows[n], i), {}, "bdi")));
    })));
}

/** @param {Reader} reader @param {Word} word */
function sameLemma(reader, word) {
  /** @type {[n: number, token: number][]} */
  const places = [];
  reader.rows.forEach((row, n) => row.tokens.forEach(([, , index], i) => {
    const other = reader.words[index];
    const same = word.lemma ? other.lemma === word.lemma : other.text === word.text;
    if (other.kind === "word" && same) places.push([n, i]);
  }));
  return places;
}

/**
 * Whether `other` is spelled and read as `word` is; vowel signs are no part of the spelling.
 * @param {Word} word
 * @param {Word} other
 */
function sameForm(word, other) {
  const bare = (/** @type {Word} */ { text }) => text.replace(/[\u064b-\u0652\u0670\u0640]/g, "");
  return other.lemma === word.lemma && bare(other) === bare(word);
}

/** Where it stands in saved copies: Python's answer fills this. @param {Reader} reader @param {Word} word */
function savedOccurrences(reader, word) {
  const summary = h("summary", { textContent: reader.t("savedOccurrences", { n: "…" }) });
  const list = h("ul", { class: "rq-where" });
  reader.onOccurrences = (reply) => {
    if (reply.lemma !== word.lemma) return;
    summary.textContent = reader.t("savedOccurrences", { n: reader.number(reply.sentences.length) });
    list.replaceChildren(...reply.sentences.map((sentence) => h("li", {}, run(sentence, {}, "bdi"))));
  };
  return h("details", { class: "rq-saved" }, summary, list);
}
