// What is being typed and not sent yet: kept by the browser, so that a window that was closed or killed loses nothing of it.

/** @param {string} doc @param {...(string | number)} place */
export const typedKey = (doc, ...place) => ["rafiq-typed", doc, ...place].join(":");

/**
 * Puts what was being typed there the last time into `area`, and keeps what is typed from now on.
 * @param {HTMLTextAreaElement} area
 * @param {string} key
 */
export function keepTyped(area, key) {
  const kept = stored((store) => store.getItem(key));
  if (kept) area.value = kept;
  area.addEventListener("input", () => stored((store) => store.setItem(key, area.value)));
}

/** It was sent or thrown away. @param {string} key */
export const forgetTyped = (key) => stored((store) => store.removeItem(key));

/**
 * @template T
 * @param {(store: Storage) => T} use
 * @returns {T | null} null where the browser keeps nothing
 */
function stored(use) {
  try {
    return use(window.localStorage);
  } catch {
    return null;
  }
}
