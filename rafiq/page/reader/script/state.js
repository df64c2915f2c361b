// The state of one reading component: what it was given, what it has drawn, where its reader is.
// The other modules are functions on it; each says which part it looks after.

import { tableOf, toldBy } from "./base/told.js";

/** @import { About, Component, Engine, Entity, Mode, Note, OccurrencesReply, OpinionReply } from "./types.d.ts" */
/** @import { Line, Parts, Piece, Row, Settings, Side, Status, View, Word } from "./types.d.ts" */

/** @type {Mode[]} */
export const MODES = ["side", "stack", "para", "ar", "en", "ruby"];
/** @type {Settings} */
export const DEFAULTS = {
  theme: "system", font: "naskh", latin: "serif", size: 20, line: 1.9, width: 72, mode: "side", level: 1,
  diacritics: false, transliteration: false,
};

/** @typedef {ReturnType<typeof setTimeout> | undefined} Timer */

export class Reader {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.pop = this.find(".rq-pop");
    this.dialog = this.find(".rq-dialog");

    // What Python gave (feed.js).
    this.snapshot = ""; // the key of the snapshot that is drawn
    this.doc = "";
    this.ui = "en";
    /** @type {Record<string, string>} */
    this.strings = {};
    this.table = tableOf([]);
    /** @type {View | null} */
    this.view = null;
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Word[]} */
    this.words = [];
    /** @type {Map<number, Entity>} */
    this.entities = new Map();
    /** @type {Set<string>} Lemmas that the reader knows. */
    this.known = new Set();
    /** @type {Set<string>} Lemmas that the reader is learning. */
    this.learning = new Set();
    this.hearing = 0; // counts what was stopped (cards/speak.js)
    this.looked = ""; // the word whose card was opened last
    /** @type {Note[]} */
    this.notes = [];
    /** @type {Engine[]} */
    this.engines = [];
    /** @type {string | undefined} */
    this.engine = undefined;
    /** @type {{ name: string, label: string }[]} */
    this.formats = [];
    /** @type {Settings} */
    this.settings = { ...DEFAULTS };
    /** @type {Status} */
    this.status = {};
    this.wasBusy = false;
    this.have = 0; // the feed's revision that is drawn

    // What Python is sent (base/outbox.js).
    this.client = Math.random().toString(36).slice(2, 10);
    this.sequence = 0;
    /** @type {{ seq: number, kind: string, [value: string]: unknown }[]} */
    this.unsent = [];
    /** @type {Component["setTriggerValue"] | null} */
    this.trigger = null;
    /** @type {Set<string | number>} Replies that were acted upon. */
    this.answered = new Set();
    /** @type {((reply: OpinionReply) => void) | null} */
    this.onOpinion = null;
    /** @type {((reply: OccurrencesReply) => void) | null} */
    this.onOccurrences = null;

    // What is drawn (rows/).
    /** @type {(Parts | null)[]} By row; null for one that is not drawn yet. */
    this.elements = [];
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {Map<number, string[]>} Furniture, by the row it stands before. */
    this.extras = new Map();
    /** @type {IntersectionObserver | null} In a long article: draws what comes near the window. */
    this.near = null;
    /** @type {Map<number, Partial<Record<Line, boolean>>>} Lines that the reader opened below a row. */
    this.shown = new Map();
    /** @type {{ n: number } | null} The sentence under edit. */
    this.editing = null;

    // Where the reader is (focus/, dialogs/).
    /** @type {{ n: number, side: Side, i: number } | null} Where the keyboard is. */
    this.cursor = null;
    /** @type {HTMLElement | null} The one word that Tab reaches. */
    this.stop = null;
    this.quiet = false; // focus moves without scrolling and without a card
    /** @type {[HTMLElement, string][]} Elements that are lit, with the class that lights them. */
    this.lit = [];
    /** @type {{ target: HTMLElement | null } | null} A card that stays: `target` is where focus goes back to. */
    this.pinned = null;
    /** @type {HTMLElement | null} What the card hangs from. */
    this.anchor = null;
    /** @type {Element | null} Where focus goes back to from a dialog. */
    this.dialogFrom = null;
    /** @type {Set<string>} Types of names that are not shown. */
    this.hiddenTypes = new Set();
    /** @type {{ id: number, at: number } | null} */
    this.lastMention = null;
    /** @type {number | null} The row at the top of the window, as Python last heard. */
    this.sentPlace = null;
    this.pointer = ""; // where the pointer was last seen to move
    this.where = ""; // the word it was over then
    this.rested = false;

    /** @type {Record<"marks" | "hover" | "place" | "resend" | "toast", Timer>} */
    this.timers = { marks: undefined, hover: undefined, place: undefined, resend: undefined, toast: undefined };
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /**
   * An element of reader.html.
   * @param {string} selector
   * @returns {HTMLElement}
   */
  find(selector) {
    const element = this.root.querySelector(selector);
    if (!(element instanceof HTMLElement)) throw new Error(`The reader has no ${selector}.`);
    return element;
  }

  /**
   * A string of the page (rafiq/page/strings), its `{places}` filled.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  t(key, values = {}) {
    let words = this.strings[key] ?? key;
    for (const [name, value] of Object.entries(values)) words = words.replaceAll(`{${name}}`, String(value));
    return words;
  }

  /**
   * What the data says in English, in the language of the page.
   * @param {string} words
   */
  told(words) {
    return toldBy(this.table, words);
  }

  /**
   * The same as the properties of an element, with its language and direction.
   * @param {string} words
   */
  saying(words) {
    const shown = this.told(words);
    return shown === words ? { words, lang: "en", dir: "ltr" } : { words: shown, lang: this.ui, dir: this.ui === "ar" ? "rtl" : "ltr" };
  }

  /** @param {number} value */
  number(value) {
    return new Intl.NumberFormat(this.ui === "ar" ? "ar-u-nu-arab" : "en").format(value);
  }

  /**
   * The analysis of a word of the text, or null where there is none (a name or a gap was meant).
   * @param {Pick<About, "n" | "token">} about
   */
  wordAt({ n, token }) {
    const index = token >= 0 ? this.rows[n].tokens[token]?.[2] : undefined;
    return index === undefined ? null : (this.words[index] ?? null);
  }

  /**
   * Whether a word wants a gloss: at least as rare as the reader's level, and not on the list of known words.
   * @param {Word} word
   */
  unfamiliar(word) {
    if (!word.glosses?.length || this.known.has(word.lemma ?? "")) return false;
    return !word.level || word.level >= this.settings.level;
  }

  /**
   * Listens until the component goes.
   * @param {EventTarget} target
   * @param {string} name
   * @param {(event: any) => unknown} handler
   * @param {AddEventListenerOptions} [options]
   */
  on(target, name, handler, options) {
    target.addEventListener(name, handler, options);
    this.listeners.push(() => target.removeEventListener(name, handler, options));
  }

  /** The component has left the page. */
  destroy() {
    this.listeners.forEach((remove) => remove());
    this.near?.disconnect();
    window.speechSynthesis?.cancel();
    for (const name of /** @type {const} */ (["marks", "hover", "place", "resend"])) clearTimeout(this.timers[name]);
  }
}
