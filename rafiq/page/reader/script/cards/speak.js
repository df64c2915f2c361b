// Hearing the Arabic by a voice of this computer: a word, a sentence, or from a sentence on. Nothing is sent anywhere: where the
// browser has no local Arabic voice, nothing of this is shown.

import { smallButton, still } from "../base/dom.js";
import { build } from "../rows/pieces.js";

/** @import { Reader } from "../state.js" */

/** A voice that works without the network, or null. */
export function arabicVoice() {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang, localService }) => localService && /^ar(?![a-z])/i.test(lang)) ?? null;
}

/**
 * Says `words`; `next` is called when they have been said, not when they were stopped.
 * @param {string} words
 * @param {() => unknown} next
 */
function speak(words, next) {
  const voice = arabicVoice();
  if (!voice) return;
  const saying = new SpeechSynthesisUtterance(words);
  saying.voice = voice;
  saying.lang = voice.lang;
  saying.onend = next;
  speechSynthesis.speak(saying);
}

/** Stops what is being said; false when nothing was. @param {Reader} reader */
export function hush(reader) {
  const lit = reader.root.querySelector(".rq-spoken");
  reader.hearing += 1; // what ends from now on has no next
  window.speechSynthesis?.cancel();
  lit?.classList.remove("rq-spoken");
  return lit !== null;
}

/**
 * Reads sentence `n` aloud, and (`on`) those after it; the one that is read is lit and in sight.
 * @param {Reader} reader
 * @param {number} n
 * @param {boolean} on
 */
export function hearSentence(reader, n, on) {
  hush(reader);
  build(reader, n);
  const row = reader.elements[n]?.row;
  if (!row || !arabicVoice()) return;
  const { hearing } = reader;
  row.classList.add("rq-spoken");
  row.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
  speak(reader.rows[n].ar, () => {
    if (hearing !== reader.hearing) return;
    row.classList.remove("rq-spoken");
    if (on && n + 1 < reader.rows.length) hearSentence(reader, n + 1, true);
  });
}

/** From the cursor's sentence on, or silence. @param {Reader} reader @param {number} n */
export function hearOn(reader, n) {
  if (!hush(reader)) hearSentence(reader, n, true);
}

/** The button that says a word, "" where there is no voice. @param {Reader} reader @param {string} words */
export function hearButton(reader, words) {
  if (!arabicVoice()) return "";
  return smallButton(reader.t("hear"), () => {
    hush(reader);
    speak(words, () => undefined);
  });
}
