// The card of a word or a name: which one to show for what the pointer or the keyboard is on.

import { h, smallButton } from "../base/dom.js";
import { closeHint, keepAbove, openPopup } from "../focus/popup.js";
import { entityCard } from "./entity.js";
import { lookedUp } from "./states.js";
import { wordCard } from "./word.js";

/** @import { Reader } from "../state.js" */
/** @import { About } from "../types.d.ts" */

/**
 * A card that goes with the pointer; none for a word that the reader knows.
 * @param {Reader} reader
 * @param {About} about
 */
export function preview(reader, about) {
  if (reader.pinned) return;
  const word = reader.wordAt(about);
  const wanted = about.entity !== null || (word?.kind === "word" && (!word.glosses?.length || reader.unfamiliar(word)));
  if (wanted) showCard(reader, about, false);
  else closeHint(reader);
}

/**
 * The card that a tap opens: what a hint says, staying until it is closed, and the way to the rest; the word stays in sight.
 * @param {Reader} reader
 * @param {About} about
 */
export function showShortCard(reader, about) {
  showCard(reader, about, true, true);
  keepAbove(reader);
}

/**
 * @param {Reader} reader
 * @param {About} about
 * @param {boolean} pinned it stays until it is closed
 * @param {boolean} [short] it says no more than a hint does, and has a button for the rest
 */
export function showCard(reader, about, pinned, short = !pinned) {
  if (pinned) lookedUp(reader, about);
  const entity = about.entity === null ? undefined : reader.entities.get(about.entity);
  const analysis = reader.wordAt(about);
  const word = analysis?.kind === "word" ? analysis : null;
  const rest = pinned && short ? [moreButton(reader, about)] : [];
  if (entity) {
    const mention = reader.rows[about.n].mentions.find(({ id }) => id === entity.id);
    const parts = entityCard(reader, entity, mention, !short);
    const more = word && !short ? wordCard(reader, about, word, true, true) : [];
    openPopup(reader, [...parts, ...more, ...rest], about.element, pinned, entity.ar);
  } else if (word && (word.glosses?.length || reader.status.state !== "analysing")) { // otherwise nothing is known yet
    openPopup(reader, [...wordCard(reader, about, word, !short, false), ...rest], about.element, pinned, word.text);
  }
}

/** @param {Reader} reader @param {About} about */
function moreButton(reader, about) {
  const showAll = () => {
    showCard(reader, about, true);
    keepAbove(reader);
  };
  return h("div", { class: "rq-line" }, smallButton(reader.t("details"), showAll));
}
