// The card of a word or a name: which one to show for what the pointer or the keyboard is on.

import { openPopup, unpin } from "../focus/popup.js";
import { entityCard } from "./entity.js";
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
  else unpin(reader, false);
}

/**
 * @param {Reader} reader
 * @param {About} about
 * @param {boolean} pinned it stays until it is closed, and says everything
 */
export function showCard(reader, about, pinned) {
  const entity = about.entity === null ? undefined : reader.entities.get(about.entity);
  const analysis = reader.wordAt(about);
  const word = analysis?.kind === "word" ? analysis : null;
  if (entity) {
    const mention = reader.rows[about.n].mentions.find(({ id }) => id === entity.id);
    const parts = entityCard(reader, entity, mention, pinned);
    const more = word && pinned ? wordCard(reader, about, word, pinned, true) : [];
    openPopup(reader, [...parts, ...more], about.element, pinned, entity.ar);
  } else if (word && (word.glosses?.length || reader.status.state !== "analysing")) { // otherwise nothing is known yet
    openPopup(reader, wordCard(reader, about, word, pinned, false), about.element, pinned, word.text);
  }
}
