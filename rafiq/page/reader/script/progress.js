// How far the work on the article is: the bar, the time left, what went wrong.

import { say } from "./base/outbox.js";
import { LAZY_FROM } from "./rows/pieces.js";

/** @import { Reader } from "./state.js" */

/** @param {Reader} reader */
export function drawProgress(reader) {
  const { state, done = 0, total = 0, error } = reader.status;
  const busy = state === "analysing" || state === "translating";
  const words = progressWords(reader, busy);
  const bar = reader.find(".rq-track");
  reader.root.dataset.busy = busy ? "yes" : "no";
  reader.find(".rq-progress").hidden = !busy;
  bar.setAttribute("aria-valuemax", String(total));
  bar.setAttribute("aria-valuenow", String(done));
  bar.setAttribute("aria-valuetext", words);
  bar.setAttribute("aria-label", words);
  reader.find(".rq-fill").style.inlineSize = `${total ? (100 * done) / total : 0}%`;
  reader.find(".rq-progress-text").textContent = words;
  reader.find(".rq-resume").hidden = busy || done >= total || !total;
  const problem = reader.find(".rq-problem");
  problem.hidden = !error;
  problem.textContent = error ? (reader.strings[error] ?? error) : "";
  drawSaved(reader);
  if (reader.wasBusy && !busy && done >= total && total) say(reader, reader.t("done", { total: reader.number(total) }));
  reader.wasBusy = busy;
}

/** Whether the article is in the library, on the button that saves it. @param {Reader} reader */
function drawSaved(reader) {
  const button = reader.find('[data-do="save"]');
  const saved = Boolean(reader.status.saved);
  const words = saved ? `${reader.t("savedAlready")} ✓` : reader.t("saveCopy");
  button.classList.toggle("rq-primary", !saved);
  button.title = words;
  button.setAttribute("aria-label", words);
  const label = button.querySelector("span");
  if (label) label.textContent = words;
}

/** @param {Reader} reader @param {boolean} busy */
function progressWords(reader, busy) {
  const { done = 0, total = 0, known = total, left } = reader.status;
  const words = [reader.t("progress", { done: reader.number(done), total: reader.number(total) })];
  if (left !== undefined && left !== null && busy) words.push(reader.t("timeLeft", { time: timeWords(reader, left) }));
  if (known < total && total > LAZY_FROM) words.push(reader.t("knownSoFar", { known: reader.number(known) }));
  return words.join(" · ");
}

/** @param {Reader} reader @param {number} left */
function timeWords(reader, left) {
  if (left < 90) return reader.t("seconds", { n: reader.number(Math.ceil(left)) });
  return reader.t("minutes", { n: reader.number(Math.round(left / 60)) });
}
