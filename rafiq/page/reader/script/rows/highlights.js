// The reader's highlights, in four colours on both sides, through the Custom Highlight API: the words themselves stay whole.

import { rangeOf } from "./marks.js";

/** @import { Reader } from "../state.js" */

export const COLOURS = ["yellow", "green", "blue", "pink"];

/** @param {Reader} reader */
export function drawHighlights(reader) {
  if (!window.CSS?.highlights) return;
  const { mode, diacritics } = reader.settings;
  const respelled = mode === "ruby" || diacritics; // the letters on the Arabic side are not those that highlights count
  for (const colour of COLOURS) {
    const ranges = reader.notes
      .filter((note) => note.colour === colour && note.span?.length && !(note.side === "arabic" && respelled))
      .map(({ sentence, side, span }) => {
        const parts = reader.elements[sentence];
        return parts && span ? rangeOf(parts[side === "english" ? "en" : "ar"], span[0], span[1]) : null;
      });
    CSS.highlights.set(`rafiq-${colour}`, new Highlight(...ranges.filter((range) => range !== null)));
  }
}
