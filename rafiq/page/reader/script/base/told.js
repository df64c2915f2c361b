// What the data says in English, in the language of the page: the table is rafiq/page/strings/told.py.

const PLACE = /\{(\w+)\}/g;

/**
 * @typedef {{ exact: Map<string, string>, shapes: { shape: RegExp, names: string[], words: string }[] }} Table
 */

/**
 * A table made ready: [English, in the language of the page] each, the surest first; those with {places} are shapes.
 * @param {[english: string, words: string][]} pairs
 * @returns {Table}
 */
export function tableOf(pairs) {
  const shapes = pairs.filter(([english]) => english.includes("{")).map(([english, words]) => {
    const parts = english.split(PLACE); // what stands between places, and their names
    const shape = parts.map((part, n) => (n % 2 ? "(.+)" : part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
    return { shape: new RegExp(`^${shape}$`, "su"), names: parts.filter((_, n) => n % 2), words };
  });
  return { exact: new Map(pairs), shapes };
}

/**
 * `words` as the table has them; as they are where it has none.
 * @param {Table} table
 * @param {string} words
 * @returns {string}
 */
export function toldBy(table, words) {
  const known = table.exact.get(words);
  if (known !== undefined) return known;
  for (const { shape, names, words: other } of table.shapes) {
    const match = shape.exec(words);
    if (match) return other.replaceAll(PLACE, (place, name) => {
      const at = names.indexOf(name);
      return at < 0 ? place : toldBy(table, match[at + 1]);
    });
  }
  return words;
}
