// Making elements. Texts of an article only ever become text nodes.

import { isArabic } from "./text.js";

/** @import { Reader } from "../state.js" */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with properties, attributes (in `a`), and children; strings become text nodes.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {{ a?: Record<string, unknown>, class?: string, [property: string]: unknown }} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  const { a: attributes = {}, class: className, ...properties } = props;
  if (className !== undefined) element.className = className;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, String(value));
  }
  for (const [key, value] of Object.entries(properties)) if (value !== undefined) Reflect.set(element, key, value);
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/**
 * A text run with the language and direction of its own letters.
 * @param {string} text
 * @param {Record<string, unknown>} [props]
 * @param {keyof HTMLElementTagNameMap} [name]
 * @returns {HTMLElement}
 */
export function run(text, props = {}, name = "span") {
  const arabic = isArabic(text);
  return h(name, { ...props, textContent: text, lang: arabic ? "ar" : "en", dir: arabic ? "rtl" : "ltr" });
}

/**
 * A text in English letters, whatever the language around it.
 * @param {string} text
 * @returns {HTMLElement}
 */
export function english(text) {
  return h("span", { textContent: text, lang: "en", dir: "ltr" });
}

/**
 * English with Arabic quotations in it, each set apart: «أ», «ب» stay in their order.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function quoting(text) {
  const parts = text.split(/(«[^«»]*»)/u).filter(Boolean);
  return parts.map((part) => (part.startsWith("«") ? h("bdi", { textContent: part, dir: isArabic(part) ? "rtl" : "ltr" }) : part));
}

/**
 * A small button that does `act`.
 * @param {string} words
 * @param {() => unknown} act
 */
export function smallButton(words, act) {
  return h("button", { type: "button", class: "rq-btn rq-small", textContent: words, onclick: act });
}

/**
 * The × of a card, a dialog or the side list; `action` is one of the commands of hands/commands.js.
 * @param {Reader} reader
 * @param {string} action
 */
export function closeButton(reader, action) {
  return h("button", {
    type: "button", class: "rq-close", textContent: "×", a: { "data-do": action, "aria-label": reader.t("closePopup") },
  });
}

/**
 * Facts in one line, a dot between them.
 * @param {(Node | string)[]} facts
 * @returns {(Node | string)[]}
 */
export function dotted(facts) {
  return facts.flatMap((fact, at) => [at ? " · " : "", fact]);
}

/**
 * The element an event is about.
 * @param {Event} event
 */
export function targetOf(event) {
  return /** @type {HTMLElement} */ (event.target);
}

/** Whether the reader asked their system for no movement. */
export function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The element that scrolls when the article does, or null for the window. @param {Reader} reader */
export function scroller(reader) {
  for (let element = reader.root.parentElement; element; element = element.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(element).overflowY)) return element;
  }
  return null;
}
