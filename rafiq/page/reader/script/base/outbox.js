// What the reader did, on its way to Python: numbered events, sent again until Python says that it has them.

/** @import { Reader } from "../state.js" */

const AGAIN = 4000; // ms until what Python has not confirmed is sent once more

/**
 * @param {Reader} reader
 * @param {string} kind one of the events of rafiq/page/reader/events
 * @param {Record<string, unknown>} [payload]
 */
export function send(reader, kind, payload = {}) {
  reader.unsent.push({ seq: ++reader.sequence, kind, ...payload });
  flush(reader);
}

/** @param {Reader} reader */
export function flush(reader) {
  clearTimeout(reader.timers.resend);
  if (!reader.unsent.length || !reader.trigger) return;
  const { client, doc, have, unsent: events } = reader;
  reader.trigger("event", { client, doc, have, events });
  reader.timers.resend = setTimeout(() => flush(reader), AGAIN);
}

/**
 * Forgets the events up to number `last`: Python has them.
 * @param {Reader} reader
 * @param {number} last
 */
export function confirmed(reader, last) {
  reader.unsent = reader.unsent.filter((event) => event.seq > last);
  if (!reader.unsent.length) clearTimeout(reader.timers.resend);
}

/**
 * A word to the reader at the foot of the window.
 * @param {Reader} reader
 * @param {string} words
 */
export function say(reader, words) {
  const toast = reader.find(".rq-toast");
  toast.textContent = words;
  toast.classList.add("rq-on");
  clearTimeout(reader.timers.toast);
  reader.timers.toast = setTimeout(() => toast.classList.remove("rq-on"), 3500);
}
