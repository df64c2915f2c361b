// Rafiq's reading component: an article and its translation, sentence beside sentence.
//
// It is fed by data only. `data` (once per article) holds the rows, words and entities that rafiq/render/page.py makes; what
// changes later (translations as they come, edits, answers) arrives as "rafiq-feed" events on the document, so the rows
// are built once and never drawn again. Every text of the article is written with `textContent`. What the reader does
// goes to Python as numbered events, sent again until Python says that it has them.

const readers = new WeakMap();
let fed = null; // the latest feed, for a component that is mounted after it came
document.addEventListener("rafiq-feed", (event) => (fed = event.detail));

export default function (component) {
  const root = component.parentElement.querySelector(".rq");
  if (!root) return undefined;
  if (!readers.has(root)) readers.set(root, new Reader(root));
  const reader = readers.get(root);
  reader.connect(component);
  return () => setTimeout(() => root.isConnected || reader.destroy());
}

const MODES = ["side", "stack", "ar", "en", "ruby"];
const NAMED = new Set(["PERS", "LOC", "ORG", "MISC"]);
const ENTITY_ORDER = ["PERS", "LOC", "ORG", "MISC", "DATE", "TIME", "MONEY", "PERCENT", "NUMBER"];
const DEFAULTS = {
  theme: "system", font: "naskh", latin: "serif", size: 20, line: 1.9, width: 72, mode: "side", level: 1,
  diacritics: false, transliteration: false,
};
const LAZY_FROM = 300; // rows: a longer article is drawn piece by piece, as its pieces come near the window
const PIECE = 40; // rows a piece
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,\-–][\p{L}\p{N}\p{M}]+)*/gu;
const ARABIC = /\p{Script=Arabic}/u;

/** An element with properties, attributes (in `a`), and children; strings become text nodes. */
function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key === "a") for (const [k, v] of Object.entries(value)) v !== undefined && v !== null && element.setAttribute(k, v);
    else if (key === "class") element.className = value;
    else if (value !== undefined) element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A text run with the language and direction of its own letters. */
function run(text, props = {}, name = "span") {
  const arabic = ARABIC.test(text);
  return h(name, { ...props, textContent: text, lang: arabic ? "ar" : "en", dir: arabic ? "rtl" : "ltr" });
}

class Reader {
  constructor(root) {
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.rows = [];
    this.words = [];
    this.entities = new Map();
    this.known = new Set();
    this.notes = [];
    this.settings = { ...DEFAULTS };
    this.client = Math.random().toString(36).slice(2, 10);
    this.sequence = 0;
    this.unsent = [];
    this.have = 0; // the feed's revision that is drawn
    this.cursor = null; // {n, side, i}: where the keyboard is
    this.pinned = null; // {target}: the open card, and where focus goes back to
    this.listeners = [];
    this.on(document, "rafiq-feed", (event) => this.feed(event.detail));
    this.on(root, "keydown", (event) => this.key(event));
    this.on(document, "keydown", (event) => event.target === document.body && this.root.isConnected && this.key(event), true); // nothing has focus
    for (const name of ["keyup", "keypress"]) this.on(root, name, (event) => event.stopPropagation());
    this.on(root, "pointerover", (event) => this.over(event));
    this.on(root, "pointerout", (event) => this.out(event));
    this.on(root, "pointermove", (event) => this.moved(event));
    this.on(root, "click", (event) => this.click(event));
    this.on(root, "focusin", (event) => this.focused(event));
    this.on(document, "pointerdown", (event) => this.pinned && !this.pop.contains(event.target) && this.unpin(false));
    this.on(window, "focus", () => this.key_ && this.send("sync", {}));
    this.on(document, "scroll", () => this.scrolled(), { capture: true, passive: true });
    this.on(window, "resize", () => this.place());
    this.pop = this.find(".rq-pop");
    this.dialog = this.find(".rq-dialog");
  }

  on(target, name, handler, options) {
    target.addEventListener(name, handler, options);
    this.listeners.push(() => target.removeEventListener(name, handler, options));
  }

  destroy() {
    this.listeners.forEach((remove) => remove());
    this.near?.disconnect();
    clearTimeout(this.marksTimer);
    clearTimeout(this.hoverTimer);
    clearTimeout(this.placeTimer);
    clearTimeout(this.resend);
  }

  t(key, values = {}) {
    let words = this.strings?.[key] ?? key;
    for (const [name, value] of Object.entries(values)) words = words.replaceAll(`{${name}}`, value);
    return words;
  }

  number(value) {
    return new Intl.NumberFormat(this.ui === "ar" ? "ar-u-nu-arab" : "en").format(value);
  }

  // ---- data in ------------------------------------------------------------------------------------------------

  connect(component) {
    this.trigger = component.setTriggerValue;
    let data = component.data;
    if (data instanceof Uint8Array) {
      const end = data.indexOf(10);
      const key = new TextDecoder().decode(data.subarray(0, end));
      if (key === this.key_) return;
      data = JSON.parse(new TextDecoder().decode(data.subarray(end + 1)));
      this.key_ = key;
    } else {
      if (data.key === this.key_) return;
      this.key_ = data.key;
    }
    this.load(data);
    if (fed) this.feed(fed);
  }

  load(data) {
    const same = this.doc === data.doc;
    this.doc = data.doc;
    this.strings = data.strings;
    this.ui = data.ui ?? "en";
    this.formats = data.formats ?? [];
    this.engines = data.engines ?? [];
    this.engine = data.engine;
    this.have = data.revision ?? 0;
    this.words = data.view.words.slice();
    this.rows = data.view.rows;
    this.view = data.view;
    this.known = new Set(data.known ?? []);
    this.notes = data.notes ?? [];
    this.setEntities(data.view.entities);
    this.root.dir = this.ui === "ar" ? "rtl" : "ltr";
    this.root.lang = this.ui;
    this.label();
    this.apply({ ...DEFAULTS, ...(data.settings ?? {}) });
    this.status(data.status ?? {});
    this.unpin(false);
    this.hideDialog();
    this.draw();
    if (!same && data.place) requestAnimationFrame(() => this.goTo(data.place.sentence, data.place.token ?? -1, true));
  }

  label() {
    for (const element of this.root.querySelectorAll("[data-t]")) element.textContent = this.t(element.dataset.t);
    for (const element of this.root.querySelectorAll("[data-label]")) {
      element.title = this.t(element.dataset.label);
      element.setAttribute("aria-label", this.t(element.dataset.label));
    }
    for (const element of this.root.querySelectorAll("[data-mode-to]")) {
      element.title = this.t(`mode_${element.dataset.modeTo}`);
      element.setAttribute("aria-label", element.title);
    }
    this.find(".rq-bar").setAttribute("aria-label", this.t("toolbar"));
    this.find(".rq-panel").setAttribute("aria-label", this.t("names"));
    this.find(".rq-rows").setAttribute("aria-label", this.t("articleLabel"));
    this.find(".rq-timeline").setAttribute("aria-label", this.t("timeline"));
    this.find(".rq-rows").setAttribute("role", "region");
  }

  setEntities(list) {
    this.entities = new Map((list ?? []).map((entity) => [entity.id, entity]));
  }

  /** What Python sends while the article is open: changed rows, answers, and which of our events it has. */
  feed(feed) {
    if (!feed || feed.doc !== this.doc) return;
    if (feed.ack?.[this.client]) {
      this.unsent = this.unsent.filter((event) => event.seq > feed.ack[this.client]);
      if (!this.unsent.length) clearTimeout(this.resend);
    }
    if (feed.from > this.have) {
      this.send("resync", { have: this.have });
    } else if (feed.to > this.have) {
      const fresh = feed.changes.filter((change) => change.revision > this.have);
      this.have = feed.to;
      (feed.words ?? []).forEach((word, at) => (this.words[feed.wordsFrom + at] = word));
      if (feed.entities) this.setEntities(feed.entities);
      for (const change of fresh) this.change(change.row);
      if (feed.entities || fresh.some((change) => change.row.mentions)) this.drawPanel();
      this.drawMarks();
      if (feed.entities) this.drawTimeline();
      if (fresh.length > 400) this.send("sync", {}); // so that so much need not be sent again
    }
    if (feed.notes) this.setNotes(feed.notes);
    if (feed.known) this.known = new Set(feed.known);
    this.status(feed.status ?? {});
    for (const reply of feed.replies ?? []) this.reply(reply);
  }

  change(row) {
    const old = this.rows[row.n];
    if (!old) return;
    this.rows[row.n] = { ...old, ...row };
    if (!this.elements[row.n]) return;
    const focus = this.root.contains(document.activeElement) ? document.activeElement.closest?.("[data-sentence]") : null;
    const inside = focus && Number(focus.dataset.sentence) === row.n && this.cursor;
    const shape = (mentions) => JSON.stringify(mentions.map(({ ar, id, type }) => [ar, id, type]));
    if (row.tokens || shape(old.mentions) !== shape(row.mentions)) this.fillArabic(row.n);
    this.fillEnglish(row.n);
    if (inside && !this.pinned && !this.editing) this.focusCursor(true);
  }

  status(status) {
    this.state = { ...this.state, ...status };
    const { state, done = 0, total = 0, known = total, left, error } = this.state;
    const busy = state === "analysing" || state === "translating";
    this.root.dataset.busy = busy ? "yes" : "no";
    const box = this.find(".rq-progress");
    box.hidden = !busy;
    const bar = this.find(".rq-track");
    bar.setAttribute("aria-valuemax", total);
    bar.setAttribute("aria-valuenow", done);
    this.find(".rq-fill").style.inlineSize = `${total ? (100 * done) / total : 0}%`;
    let words = this.t("progress", { done: this.number(done), total: this.number(total) });
    if (left !== undefined && left !== null && busy) {
      const time = left < 90 ? this.t("seconds", { n: this.number(Math.ceil(left)) }) : this.t("minutes", { n: this.number(Math.round(left / 60)) });
      words += ` · ${this.t("timeLeft", { time })}`;
    }
    if (known < total && total > LAZY_FROM) words += ` · ${this.t("knownSoFar", { known: this.number(known) })}`;
    this.find(".rq-progress-text").textContent = words;
    bar.setAttribute("aria-valuetext", words);
    bar.setAttribute("aria-label", words);
    this.find(".rq-resume").hidden = busy || done >= total || !total;
    const problem = this.find(".rq-problem");
    problem.hidden = !error;
    problem.textContent = error ?? "";
    if (this.wasBusy && !busy && done >= total && total) this.say(this.t("done", { total: this.number(total) }));
    this.wasBusy = busy;
  }

  reply(reply) {
    if (reply.client !== this.client || this.answered?.has(reply.id)) return;
    (this.answered ??= new Set()).add(reply.id);
    if (reply.kind === "say") this.say(this.strings[reply.text] ?? reply.text);
    if (reply.kind === "download") this.download(reply);
    if (reply.kind === "opinion") this.onOpinion?.(reply);
    if (reply.kind === "occurrences") this.onOccurrences?.(reply);
  }

  download({ name, media, base64 }) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const link = h("a", { href: URL.createObjectURL(new Blob([bytes], { type: media })), download: name });
    this.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // ---- events out ---------------------------------------------------------------------------------------------

  send(kind, payload) {
    this.unsent.push({ seq: ++this.sequence, kind, ...payload });
    this.flush();
  }

  flush() {
    clearTimeout(this.resend);
    if (!this.unsent.length || !this.trigger) return;
    this.trigger("event", { client: this.client, doc: this.doc, have: this.have, events: this.unsent });
    this.resend = setTimeout(() => this.flush(), 4000);
  }

  say(words) {
    const toast = this.find(".rq-toast");
    toast.textContent = words;
    toast.classList.add("rq-on");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => toast.classList.remove("rq-on"), 3500);
  }

  // ---- drawing ------------------------------------------------------------------------------------------------

  draw() {
    const head = this.find(".rq-head");
    head.replaceChildren();
    const { title, titleEnglish, byline, date, source } = this.view;
    const titled = this.rows.some((row) => row.kind === "title");
    if (title && !titled) head.append(run(title, { class: "rq-head-title" }, "h1"));
    if (titleEnglish && !titled) head.append(h("p", { class: "rq-title-english", textContent: titleEnglish, lang: "en", dir: "ltr" }));
    const facts = [byline, date, source].filter(Boolean);
    if (facts.length) head.append(h("p", { class: "rq-facts" }, ...facts.flatMap((fact, at) => [at ? " · " : "", run(fact, {}, "bdi")])));

    const list = this.find(".rq-rows");
    list.replaceChildren();
    this.near?.disconnect();
    this.near = null;
    this.extras = new Map((this.view.furniture ?? []).map((piece) => [piece.before, piece.lines]));
    this.elements = new Array(this.rows.length).fill(null);
    const long = this.rows.length > LAZY_FROM;
    this.pieces = [];
    for (let from = 0; from < this.rows.length; from += PIECE) this.pieces.push({ from, to: Math.min(from + PIECE, this.rows.length), box: null });
    if (long) {
      this.near = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) this.build(Number(target.dataset.piece) * PIECE);
      }, { root: this.scroller(), rootMargin: "1200px" });
      list.append(...this.pieces.map((piece, at) => this.far(piece, at)));
      this.pieces.forEach(({ box }) => this.near.observe(box));
      if (this.rows.length) this.build(0);
    } else {
      const batch = document.createDocumentFragment();
      for (const piece of this.pieces) batch.append(...this.rowsOf(piece));
      list.append(batch);
      this.rows.forEach((_, n) => this.paint(n));
    }
    if (this.extras.has(this.rows.length)) list.append(this.furniture(this.extras.get(this.rows.length)));
    this.drawPanel();
    this.drawTimeline();
    this.drawMarks();
    this.cursor = null;
    const first = this.units(0, "ar")[0];
    if (first) this.tabStop(first);
  }

  /** The element that scrolls when the article does, or null for the window. */
  scroller() {
    for (let element = this.root.parentElement; element; element = element.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(element).overflowY)) return element;
    }
    return null;
  }

  /** A piece that is not drawn yet: its Arabic as one plain text, which the browser's own search finds, about as high as it will be. */
  far(piece, at) {
    const { size, line } = this.settings;
    const rows = this.rows.slice(piece.from, piece.to);
    const high = rows.reduce((sum, row) => sum + Math.ceil(row.ar.length / 48) * size * 1.12 * line + 26, 0);
    piece.box = h("div", { class: "rq-piece rq-far", lang: "ar", dir: "rtl", textContent: rows.map((row) => row.ar).join("\n"), a: { "data-piece": at } });
    piece.box.style.containIntrinsicBlockSize = `auto ${Math.round(high)}px`;
    return piece.box;
  }

  /** Draws the piece that row `n` is in, unless it is drawn. */
  build(n) {
    if (!this.rows[n] || this.elements[n]) return;
    const piece = this.pieces[Math.floor(n / PIECE)];
    this.near?.unobserve(piece.box);
    piece.box.classList.remove("rq-far");
    for (const name of ["lang", "dir"]) piece.box.removeAttribute(name);
    piece.box.replaceChildren(...this.rowsOf(piece));
    for (let at = piece.from; at < piece.to; at += 1) this.paint(at);
    clearTimeout(this.marksTimer);
    this.marksTimer = setTimeout(() => this.drawMarks(), 120);
  }

  rowsOf({ from, to }) {
    const parts = [];
    for (let n = from; n < to; n += 1) {
      if (this.extras.has(n)) parts.push(this.furniture(this.extras.get(n)));
      this.elements[n] = this.row(this.rows[n], n);
      parts.push(this.elements[n].row);
    }
    return parts;
  }

  furniture(lines) {
    return h("details", { class: "rq-furniture" },
      h("summary", { textContent: this.t("furniture", { n: this.number(lines.length) }) }),
      ...lines.map((line) => run(line, {}, "p")));
  }

  row(row, n) {
    const heading = row.kind === "title" ? "h1" : row.kind === "heading" ? "h2" : "p";
    const first = n === 0 || this.rows[n - 1].block !== row.block;
    const a = { "data-sentence": n };
    const ar = h(heading, { class: "rq-ar", lang: "ar", dir: "rtl", a });
    const en = h("p", { class: "rq-en", lang: "en", dir: "ltr", a });
    const tools = h("div", { class: "rq-tools" },
      h("button", { type: "button", class: "rq-dots", tabIndex: -1, textContent: "⋯", a: { "data-do": "menu", "aria-label": this.t("sentenceMenu", { n: n + 1 }), "aria-haspopup": "dialog" } }));
    const extra = h("div", { class: "rq-extra" });
    const element = h("div", { class: `rq-row rq-${row.kind}${first ? " rq-first" : ""}`, a: { "data-row": n } }, ar, h("div", { class: "rq-side" }, en, extra), tools);
    return { row: element, ar, en, extra };
  }

  paint(n) {
    this.fillArabic(n);
    this.fillEnglish(n);
  }

  /** The Arabic of a row: one span a word, words of a name inside one more; never a split inside a word. */
  fillArabic(n) {
    if (!this.elements[n]) return;
    const row = this.rows[n];
    const { ar } = this.elements[n];
    const parts = [];
    let at = 0;
    let wrap = null;
    let wrapEnd = -1;
    const put = (node) => (wrap ? wrap.append(node) : parts.push(node));
    row.tokens.forEach(([start, end, word], i) => {
      if (wrap && start >= wrapEnd) wrap = null;
      if (start > at) put(row.ar.slice(at, start));
      if (!wrap) {
        const mention = row.mentions.find(({ ar: span }) => span[0] < end && span[1] > start);
        if (mention) {
          wrap = h("span", { class: `rq-entity rq-t-${mention.type}`, a: { "data-entity": mention.id } });
          parts.push(wrap);
          wrapEnd = mention.ar[1];
        }
      }
      put(this.token(row.ar.slice(start, end), this.words[word], i));
      at = end;
    });
    if (at < row.ar.length) {
      wrap = null;
      put(row.ar.slice(at));
    }
    ar.replaceChildren(...parts);
    this.elements[n].list = { ar: null, en: this.elements[n].list?.en };
    this.drawExtra(n);
  }

  token(surface, word, i) {
    const latin = word.kind === "latin" || word.kind === "address";
    const shown = this.showsDiacritics && word.dia ? word.dia : surface;
    const token = h(latin ? "bdi" : "span", { class: `rq-token rq-k-${word.kind}`, a: { "data-token": i } });
    if (latin) Object.assign(token, { lang: "en", dir: "ltr" });
    if (word.kind === "word" && this.unfamiliar(word)) token.classList.add("rq-unfamiliar");
    if (this.settings.mode === "ruby" && word.kind === "word") {
      const gloss = this.unfamiliar(word) ? (word.glosses?.[0] ?? "") : "";
      token.append(h("ruby", {}, h("span", { textContent: shown }), h("rt", { lang: "en", dir: "ltr", textContent: gloss })));
    } else token.textContent = shown;
    return token;
  }

  get showsDiacritics() {
    return this.settings.diacritics;
  }

  /** Whether a word wants a gloss: at least as rare as the reader's level, and not on the list of known words. */
  unfamiliar(word) {
    if (!word.glosses?.length || this.known.has(word.lemma)) return false;
    return !word.level || word.level >= this.settings.level;
  }

  /** The English of a row: names and words as spans, so that each can light up with its partner. */
  fillEnglish(n) {
    if (!this.elements[n]) return;
    const row = this.rows[n];
    const { en, row: element } = this.elements[n];
    if (this.editing?.n === n) return;
    element.classList.toggle("rq-waiting", !row.en);
    element.classList.toggle("rq-edited", row.engine === "reader");
    element.classList.toggle("rq-doubtful", row.marks.length > 0);
    if (!row.en) {
      const busy = this.root.dataset.busy === "yes";
      en.replaceChildren(h("span", { class: "rq-wait", a: { "aria-label": this.t("waiting"), role: "img" } }, busy ? "" : "—"));
    } else {
      const names = row.mentions.filter((mention) => mention.en.length).sort((a, b) => a.en[0] - b.en[0]);
      const parts = [];
      let at = 0;
      for (const { en: [start, end], id, type } of names) {
        if (start < at) continue;
        parts.push(...this.englishWords(row, at, start));
        parts.push(h("span", { class: `rq-entity rq-t-${type}`, a: { "data-entity": id } }, ...this.englishWords(row, start, end)));
        at = end;
      }
      parts.push(...this.englishWords(row, at, row.en.length));
      en.replaceChildren(...parts);
    }
    this.elements[n].list = { ar: this.elements[n].list?.ar, en: null };
    this.drawExtra(n);
  }

  englishWords(row, start, end) {
    const parts = [];
    let at = start;
    for (const match of row.en.slice(start, end).matchAll(WORD)) {
      const from = start + match.index;
      const to = from + match[0].length;
      if (from > at) parts.push(row.en.slice(at, from));
      const arabic = ARABIC.test(match[0]);
      const word = h(arabic ? "bdi" : "span", { class: "rq-word", textContent: match[0], a: { "data-from": from, "data-to": to } });
      if (arabic) Object.assign(word, { lang: "ar", dir: "rtl" });
      parts.push(word);
      at = to;
    }
    if (at < end) parts.push(row.en.slice(at, end));
    return parts;
  }

  /** Under the English: doubts, whose English it is, a note, glosses word for word, the sentence in Latin letters. */
  drawExtra(n) {
    if (!this.elements[n]) return;
    const row = this.rows[n];
    const { extra } = this.elements[n];
    const show = (this.shown ??= new Map()).get(n) ?? {};
    const parts = [];
    if (row.marks.length) {
      parts.push(h("button", { type: "button", class: "rq-chip rq-chip-doubt", tabIndex: -1, a: { "data-do": "doubt", "aria-haspopup": "dialog", "aria-label": `${this.t("doubt")}. ${this.t("doubtLabel", { n: n + 1 })}` } }, this.t("doubt")));
    }
    if (row.engine === "reader") parts.push(h("span", { class: "rq-chip", textContent: this.t("edited") }));
    else if (this.taken(row)) parts.push(h("span", { class: "rq-chip", textContent: this.t("fromEngine", { engine: row.engine }) }));
    if (show.literal) {
      const glosses = row.tokens.map(([, , word]) => this.words[word]).filter((word) => word.kind !== "punctuation");
      parts.push(h("p", { class: "rq-literal", lang: "en", dir: "ltr" }, ...glosses.flatMap((word) => [
        word.kind === "word" ? h("span", { textContent: word.glosses?.[0] ?? "?" }) : h("bdi", { textContent: word.text }), " · "]).slice(0, -1)));
    }
    if (show.transliteration || this.settings.transliteration) {
      const latin = row.tokens.map(([start, end, word]) => this.words[word].latin || row.ar.slice(start, end));
      parts.push(h("p", { class: "rq-latin", lang: "ar-Latn", dir: "ltr", textContent: latin.join(" ") }));
    }
    if (show.diacritics && !this.settings.diacritics) {
      const marked = row.tokens.map(([start, end, word]) => this.words[word].dia || row.ar.slice(start, end));
      parts.push(h("p", { class: "rq-marked", lang: "ar", dir: "rtl", textContent: marked.join(" ") }));
    }
    for (const note of this.notes.filter((each) => each.sentence === n && each.text)) {
      parts.push(h("button", { type: "button", class: "rq-note", tabIndex: -1, a: { "data-do": "note", "data-note": note.id } },
        note.quote ? run(note.quote, { class: "rq-quote" }, "bdi") : "", run(note.text, {}, "span")));
    }
    extra.replaceChildren(...parts);
  }

  /** Whether the reader took this English from another engine: what stood there before is still known. */
  taken(row) {
    return row.engine !== "reader" && Boolean(row.en && row.machine && row.machine !== row.en);
  }

  setNotes(notes) {
    const touched = new Set([...this.notes, ...notes].map((note) => note.sentence));
    this.notes = notes;
    for (const n of touched) if (this.rows[n]) this.drawExtra(n);
  }

  /** Doubtful stretches get a wavy line through the Custom Highlight API: the words themselves stay whole. */
  drawMarks() {
    if (!window.CSS?.highlights) return;
    const ranges = [];
    this.rows.forEach((row, n) => {
      if (!this.elements[n]) return;
      for (const mark of row.marks) {
        for (const side of ["ar", "en"]) {
          const element = this.elements[n][side];
          const range = mark[side].length && !(side === "ar" && (this.settings.mode === "ruby" || this.settings.diacritics)) && this.range(element, ...mark[side]);
          if (range) ranges.push(range);
        }
      }
    });
    CSS.highlights.set("rafiq-doubt", new Highlight(...ranges));
  }

  range(element, start, end) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let at = 0;
    let open = false;
    while (walker.nextNode()) {
      const size = walker.currentNode.length;
      if (!open && start < at + size) {
        range.setStart(walker.currentNode, start - at);
        open = true;
      }
      if (open && end <= at + size) {
        range.setEnd(walker.currentNode, end - at);
        return range;
      }
      at += size;
    }
    return null;
  }

  // ---- names: side list and timeline --------------------------------------------------------------------------

  drawPanel() {
    const panel = this.find(".rq-panel");
    if (panel.hidden) return;
    const groups = ENTITY_ORDER.map((type) => [type, [...this.entities.values()].filter((entity) => entity.type === type)]).filter(([, list]) => list.length);
    this.hiddenTypes ??= new Set();
    panel.replaceChildren(
      h("div", { class: "rq-panel-head" }, h("h2", { textContent: this.t("names") }), this.closeButton("panel")),
      ...(groups.length ? groups : [["", []]]).map(([type, list]) => type ? h("section", {},
        h("h3", { class: `rq-t-${type}` },
          h("button", { type: "button", class: "rq-filter", a: { "data-do": "filter", "data-type": type, "aria-pressed": !this.hiddenTypes.has(type), title: this.t("showHide") } },
            h("i", { class: "rq-dot" }), this.t(type), h("span", { class: "rq-count", textContent: this.number(list.length) }))),
        h("ul", { hidden: this.hiddenTypes.has(type) }, ...list.sort((a, b) => b.count - a.count || a.first - b.first).map((entity) => h("li", {},
          h("button", { type: "button", class: "rq-name", a: { "data-do": "mention", "data-id": entity.id } },
            run(entity.ar, { class: "rq-name-ar" }, "bdi"), entity.en ? run(entity.en, { class: "rq-name-en" }, "bdi") : "",
            h("span", { class: "rq-count", textContent: `×${this.number(entity.count)}` })))))) : h("p", { class: "rq-quiet", textContent: this.t("noNames") })));
    for (const type of ENTITY_ORDER) this.root.classList.toggle(`rq-hide-${type}`, this.hiddenTypes.has(type));
  }

  drawTimeline() {
    const strip = this.find(".rq-timeline");
    const dates = [...this.entities.values()].filter((entity) => entity.type === "DATE" && /^-?\d{4}/.test(entity.value)).sort((a, b) => (a.value < b.value ? -1 : 1));
    strip.hidden = dates.length < 2;
    strip.replaceChildren(...dates.map((entity) => h("span", { a: { role: "listitem" } },
      h("button", { type: "button", class: "rq-when", a: { "data-do": "mention", "data-id": entity.id } },
        h("b", { textContent: entity.value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$1‑$2‑$3"), dir: "ltr" }), entity.ar === entity.value ? "" : run(entity.ar, {}, "bdi")))));
  }

  /** Where an entity stands in the Arabic: [row, which of its mentions there]. */
  mentionsOf(id) {
    return this.rows.flatMap((row, n) => row.mentions.filter((mention) => mention.id === id).map((_, at) => [n, at]));
  }

  nextMention(id, step = 1) {
    const all = this.mentionsOf(id);
    if (!all.length) return undefined;
    this.lastMention = this.lastMention?.id === id ? { id, at: (this.lastMention.at + step + all.length) % all.length } : { id, at: 0 };
    const [n, at] = all[Math.min(this.lastMention.at, all.length - 1)];
    this.build(n);
    const found = this.elements[n].ar.querySelectorAll(`[data-entity="${id}"]`);
    const target = found[at] ?? found[0] ?? this.elements[n].ar;
    if (!target.offsetParent && this.settings.mode === "en") this.apply({ ...this.settings, mode: "side" });
    target.scrollIntoView({ block: "center", behavior: this.still ? "auto" : "smooth" });
    this.light({ entity: id, n });
    return target;
  }

  get still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  // ---- lighting up --------------------------------------------------------------------------------------------

  light({ n = -1, entity = null, tokens = [], word = null } = {}) {
    this.dim();
    const lit = (element, name) => element && (element.classList.add(name), this.lit.push([element, name]));
    if (n >= 0 && this.elements[n]) lit(this.elements[n].row, "rq-lit-row");
    if (entity !== null) {
      for (const element of this.find(".rq-rows").querySelectorAll(`[data-entity="${entity}"]`)) lit(element, "rq-lit-entity");
    }
    if (n < 0 || !this.elements[n]) return;
    const { ar, en } = this.elements[n];
    for (const [token, weight] of tokens) lit(ar.querySelector(`[data-token="${token}"]`), weight >= 0.5 ? "rq-lit" : "rq-lit-soft");
    for (const [from, to, weight] of word ?? []) {
      for (const element of en.querySelectorAll("[data-from]")) {
        if (Number(element.dataset.from) < to && Number(element.dataset.to) > from) lit(element, weight >= 0.5 ? "rq-lit" : "rq-lit-soft");
      }
    }
  }

  dim() {
    for (const [element, name] of this.lit ?? []) element.classList.remove(name);
    this.lit = [];
  }

  /** What belongs to an element of the text: its sentence, name, words on both sides. */
  about(element) {
    const sentence = element.closest("[data-sentence]");
    if (!sentence || !this.root.contains(sentence)) return null;
    const n = Number(sentence.dataset.sentence);
    const row = this.rows[n];
    const entity = element.closest("[data-entity]");
    const token = element.closest("[data-token]");
    const word = element.closest("[data-from]");
    const about = { n, side: sentence.classList.contains("rq-ar") ? "ar" : "en", entity: entity ? Number(entity.dataset.entity) : null, token: -1, tokens: [], word: [], element: token ?? word ?? entity ?? null };
    if (token) {
      about.token = Number(token.dataset.token);
      about.tokens = [[about.token, 1]];
      about.word = row.align.filter((link) => link[0] === about.token).map((link) => [link[1], link[2], link[3]]);
    } else if (word) {
      const [from, to] = [Number(word.dataset.from), Number(word.dataset.to)];
      const links = row.align.filter((link) => link[1] < to && link[2] > from).sort((a, b) => b[3] - a[3]);
      about.tokens = links.filter((link) => link[3] >= links[0][3] / 2).map((link) => [link[0], link[3]]);
      about.word = [[from, to, 1]];
      if (links.length) about.token = links[0][0];
    }
    return about;
  }

  /** A pointer that rests means nothing by it when the text moves below it: only one that was moved opens cards. */
  moved(event) {
    this.pointer = `${event.clientX} ${event.clientY}`;
    if (!this.rested) return;
    this.rested = false;
    this.over(event, true);
  }

  over(event, moved = false) {
    if (this.pop.contains(event.target)) return clearTimeout(this.hoverTimer);
    const about = this.about(event.target);
    const { token, from } = about?.element?.dataset ?? {};
    const where = about ? [about.n, about.side, token ?? from].join() : "";
    const still = !moved && event.pointerType === "mouse" && (!this.pointer || this.pointer === `${event.clientX} ${event.clientY}`);
    if (still && where !== this.where) return void (this.rested = true); // the same word drawn anew is no other word
    this.where = where;
    if (!about || this.editing) return;
    if (!this.pinned) this.light(about);
    if (event.pointerType === "touch" || this.pinned) return;
    clearTimeout(this.hoverTimer);
    this.hoverTimer = setTimeout(() => (about.element ? this.preview(about) : this.unpin(false)), this.pop.hidden ? 140 : 60);
  }

  out(event) {
    if (event.relatedTarget && this.about(event.relatedTarget)) return;
    if (this.pop.contains(event.relatedTarget)) return;
    clearTimeout(this.hoverTimer);
    if (this.pinned) return;
    this.dim();
    this.hoverTimer = setTimeout(() => this.unpin(false), 220);
  }

  focused(event) {
    const about = this.about(event.target);
    if (!about?.element || this.editing) return;
    this.cursor = { n: about.n, side: about.side, i: this.units(about.n, about.side).indexOf(about.element) };
    this.light(about);
    if (event.target.matches(":focus-visible") && !this.quiet) this.preview(about);
  }

  // ---- cards --------------------------------------------------------------------------------------------------

  preview(about) {
    if (this.pinned) return;
    const word = about.token >= 0 ? this.words[this.rows[about.n].tokens[about.token]?.[2]] : null;
    const known = word && about.entity === null && word.kind === "word" && word.glosses?.length && !this.unfamiliar(word);
    if (known || (about.entity === null && (!word || word.kind !== "word"))) return this.unpin(false);
    this.show(about, false);
  }

  show(about, pinned) {
    const entity = about.entity !== null ? this.entities.get(about.entity) : null;
    const row = this.rows[about.n];
    const word = about.token >= 0 ? this.words[row.tokens[about.token]?.[2]] : null;
    if (!entity && (!word || word.kind !== "word")) return;
    if (!entity && !word.glosses?.length && this.state.state === "analysing") return; // nothing is known yet
    const parts = [];
    if (entity) parts.push(...this.entityCard(entity, row.mentions.find((mention) => mention.id === entity.id), pinned));
    if (word?.kind === "word" && (!entity || pinned)) parts.push(...this.wordCard(about, word, pinned, Boolean(entity)));
    this.open(parts, about.element, pinned, entity ? entity.ar : word.text);
    this.about_ = about;
  }

  open(parts, target, pinned, name) {
    clearTimeout(this.hoverTimer); // after a tap the pointer leaves, and would take the card with it
    this.pop.replaceChildren(...(pinned ? [this.closeButton("unpin")] : []), ...parts);
    this.pop.hidden = false;
    this.pop.id = "rq-pop";
    this.pop.className = `rq-pop${pinned ? " rq-pinned" : ""}`;
    this.pop.setAttribute("role", pinned ? "dialog" : "tooltip");
    this.pop.setAttribute("aria-label", name);
    this.anchor = target;
    if (pinned) {
      this.pinned = { target };
      target?.setAttribute("aria-expanded", "true");
      this.place();
      this.pop.tabIndex = -1;
      this.pop.focus({ preventScroll: true });
    } else {
      if (target === document.activeElement) target.setAttribute("aria-describedby", "rq-pop");
      this.place();
    }
  }

  closeButton(action) {
    return h("button", { type: "button", class: "rq-close", textContent: "×", a: { "data-do": action, "aria-label": this.t("closePopup") } });
  }

  place() {
    if (this.pop.hidden || !this.anchor?.isConnected) return;
    if (innerWidth < 560) return void this.pop.removeAttribute("style"); // a sheet at the foot of a phone
    const box = this.anchor.getClientRects()[0] ?? this.anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.pop;
    const rtl = getComputedStyle(this.anchor).direction === "rtl";
    let left = rtl ? box.right - width : box.left;
    left = Math.max(8, Math.min(left, innerWidth - width - 8));
    const below = box.bottom + 6 + height <= innerHeight - 8 || box.top < height + 14;
    const top = below ? Math.min(box.bottom + 6, Math.max(8, innerHeight - height - 8)) : box.top - height - 6;
    Object.assign(this.pop.style, { left: `${left}px`, top: `${top}px` });
  }

  unpin(back = true) {
    const target = this.pinned?.target;
    this.pinned = null;
    this.pop.hidden = true;
    this.anchor?.removeAttribute?.("aria-describedby");
    target?.setAttribute?.("aria-expanded", "false");
    if (back && target) {
      this.quiet = true;
      if (target.isConnected) (target.tabIndex >= 0 || target.matches("button")) ? target.focus({ preventScroll: true }) : this.tabStop(target, true);
      else this.focusCursor(true);
      this.quiet = false;
    }
    if (!back) this.dim();
  }

  segments(list) {
    return h("div", { class: "rq-segments", lang: "ar", dir: "rtl" }, ...list.map(([text, kind, pos, gloss]) => h("span", { class: `rq-seg rq-seg-${kind}` },
      h("b", { textContent: text, lang: "ar", dir: "rtl" }), h("small", { textContent: gloss || pos, lang: "en", dir: "ltr" }))));
  }

  wordCard(about, word, pinned, inName) {
    const parts = [];
    const glosses = word.glosses ?? [];
    const facts = [
      word.pos && h("span", { textContent: word.pos, lang: "en", dir: "ltr" }),
      word.lemma && h("span", {}, `${this.t("lemma")} `, run(word.lemma, { class: "rq-inline-ar" }, "bdi")),
      word.root && h("span", {}, `${this.t("root")} `, run(word.root, { class: "rq-inline-ar" }, "bdi")),
    ].filter(Boolean);
    parts.push(h("div", { class: "rq-card-head" },
      run(word.dia || word.text, { class: "rq-card-ar" }, "span"),
      word.latin ? h("span", { class: "rq-card-latin", textContent: word.latin, lang: "ar-Latn", dir: "ltr" }) : ""));
    parts.push(h("p", { class: "rq-gloss", textContent: glosses.length ? glosses.slice(0, pinned ? 6 : 2).join("; ") : this.t("noGloss"), lang: glosses.length ? "en" : this.ui, dir: glosses.length ? "ltr" : "auto" }));
    if (facts.length) parts.push(h("p", { class: "rq-facts-line" }, ...facts.flatMap((fact, at) => [at ? " · " : "", fact])));
    if (word.segments?.length > 1) parts.push(this.segments(word.segments));
    if (!pinned || inName) return inName ? [h("hr"), ...parts] : parts;

    const reading = word.readings?.[0];
    const forms = (reading?.features ?? []).join(", ");
    const level = this.t(`level_${word.level ?? 0}`);
    parts.push(h("p", { class: "rq-facts-line" }, level, forms ? h("span", { textContent: ` · ${forms}`, lang: "en", dir: "ltr" }) : "",
      reading?.source === "glossary" ? h("span", { class: "rq-chip", textContent: this.t("fromGlossary") }) : ""));
    const target = { n: about.n, token: about.token };
    const others = (word.readings ?? []).slice(1);
    const own = h("form", { class: "rq-line" },
      h("input", { class: "rq-input", type: "text", maxLength: 200, name: "gloss", lang: "en", dir: "auto", a: { "aria-label": this.t("ownGloss"), placeholder: this.t("ownGloss"), autocomplete: "off" } }),
      h("button", { type: "submit", class: "rq-btn rq-small", textContent: this.t("remember") }));
    own.addEventListener("submit", (event) => {
      event.preventDefault();
      const english = own.elements.gloss.value.trim();
      if (english) this.act("gloss", { ...target, english });
    });
    const section = h("details", { class: "rq-readings" },
      h("summary", { textContent: this.t("notThis") }),
      others.length ? h("ol", {}, ...others.map((other, at) => h("li", {},
        h("div", {}, run(other.dia, { class: "rq-inline-ar" }, "bdi"), " ", h("span", { textContent: other.glosses.slice(0, 3).join("; ") || this.t("noGloss"), lang: "en", dir: "ltr" })),
        h("div", { class: "rq-quiet" }, h("span", { textContent: [other.pos, other.reason].filter(Boolean).join(" · "), lang: "en", dir: "ltr" })),
        h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("useReading"), onclick: () => this.act("reading", { ...target, reading: at + 1 }) })))) : "",
      own,
      reading?.source === "glossary" || word.chosen ? h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("undoGloss"), onclick: () => this.act("forget", target) }) : "");
    parts.push(section);

    const same = this.sameLemma(word);
    const where = h("details", {}, h("summary", { textContent: this.t("occurrences", { n: this.number(same.length) }) }),
      h("ul", { class: "rq-where" }, ...same.slice(0, 30).map(([n, i]) => h("li", {}, h("button", { type: "button", class: "rq-link", onclick: () => this.jump(n, i) }, run(this.context(n, i), {}, "bdi"))))));
    const saved = h("details", { class: "rq-saved" }, h("summary", { textContent: this.t("savedOccurrences", { n: "…" }) }), h("ul", { class: "rq-where" }));
    this.onOccurrences = (reply) => {
      if (reply.lemma !== word.lemma) return;
      saved.firstChild.textContent = this.t("savedOccurrences", { n: this.number(reply.found.length) });
      saved.lastChild.replaceChildren(...reply.found.map((found) => h("li", {}, run(found, {}, "bdi"))));
    };
    parts.push(where, saved);
    if (word.lemma) this.send("occurrences", { lemma: word.lemma, word: word.text });
    const knows = this.known.has(word.lemma);
    parts.push(h("div", { class: "rq-line" },
      word.lemma ? h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t(knows ? "iDontKnow" : "iKnow"), onclick: () => this.toggleKnown(word) }) : ""));
    parts.push(this.noteField(about.n, about.token));
    return parts;
  }

  sameLemma(word) {
    const found = [];
    this.rows.forEach((row, n) => row.tokens.forEach(([, , index], i) => {
      const other = this.words[index];
      if (other.kind === "word" && (word.lemma ? other.lemma === word.lemma : other.text === word.text)) found.push([n, i]);
    }));
    return found;
  }

  context(n, i) {
    const row = this.rows[n];
    const from = row.tokens[Math.max(0, i - 3)][0];
    const to = row.tokens[Math.min(row.tokens.length - 1, i + 3)][1];
    return `…${row.ar.slice(from, to)}…`;
  }

  entityCard(entity, mention, pinned) {
    const facts = [this.t(entity.type), entity.fine].filter(Boolean).join(" · ");
    const parts = [
      h("div", { class: "rq-card-head" }, run(entity.ar, { class: "rq-card-ar" }, "span"), h("span", { class: `rq-type rq-t-${entity.type}` }, h("i", { class: "rq-dot" }), facts)),
      h("p", { class: "rq-gloss" }, entity.en ? run(entity.en, {}, "bdi") : h("span", { class: "rq-quiet", textContent: this.t("noEnglish") }),
        entity.value && entity.value !== entity.en ? h("bdi", { class: "rq-value", textContent: entity.value, dir: "ltr" }) : ""),
    ];
    const gloss = entity.gloss || mention?.gloss;
    if (gloss) parts.push(h("p", { class: "rq-who", textContent: gloss, dir: "auto" }));
    const sources = [...new Set([entity.enSource, entity.glossSource].filter(Boolean))].join(", ");
    parts.push(h("p", { class: "rq-facts-line" }, entity.count === 1 ? this.t("mention1") : this.t("mentions", { n: this.number(entity.count) }),
      sources ? ` · ${this.t("source", { source: sources })}` : ""));
    if (!pinned) return parts;
    const next = h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("nextMention"), onclick: () => this.nextMention(entity.id) });
    if (!NAMED.has(entity.type)) return [...parts, h("div", { class: "rq-line" }, next)]; // a date or a number has no name to change
    const form = h("form", { class: "rq-rename" },
      h("label", {}, this.t("renameEntity"), h("input", { class: "rq-input", name: "english", value: entity.en, maxLength: 200, lang: "en", dir: "auto", a: { autocomplete: "off" } })),
      h("label", { class: "rq-check" }, h("input", { type: "checkbox", name: "keep", checked: true }), this.t("alsoGlossary")),
      h("div", { class: "rq-line" },
        h("button", { type: "submit", class: "rq-btn rq-small", textContent: this.t("renameAll") }),
        next));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const english = form.elements.english.value.trim();
      if (english) this.act("rename", { entity: entity.id, arabic: entity.ar, english, keep: form.elements.keep.checked });
    });
    return [...parts, form];
  }

  noteField(n, token = -1) {
    const old = this.notes.find((note) => note.sentence === n && (note.token ?? -1) === token);
    const form = h("form", { class: "rq-note-form" },
      h("label", {}, this.t(token < 0 ? "sentenceNote" : "note"),
        h("textarea", { class: "rq-input", name: "text", rows: 2, maxLength: 20000, value: old?.text ?? "", dir: "auto", a: { placeholder: this.t("noteHint") } })),
      h("button", { type: "submit", class: "rq-btn rq-small", textContent: this.t("saveNote") }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act("note", { n, token, id: old?.id ?? "", text: form.elements.text.value.trim() });
    });
    form.elements.text.addEventListener("keydown", (event) => event.code === "Enter" && (event.ctrlKey || event.metaKey) && form.requestSubmit());
    return form;
  }

  act(kind, payload) {
    this.send(kind, payload);
    this.unpin();
  }

  toggleKnown(word) {
    const known = !this.known.has(word.lemma);
    known ? this.known.add(word.lemma) : this.known.delete(word.lemma);
    this.send("known", { lemma: word.lemma, known });
    this.rows.forEach((row, n) => row.tokens.some(([, , index]) => this.words[index].lemma === word.lemma) && this.fillArabic(n));
    this.unpin(false);
    this.focusCursor(true);
  }

  jump(n, i) {
    this.unpin(false);
    this.goTo(n, i);
  }

  goTo(n, token = -1, silent = false) {
    if (!this.rows[n]) return;
    this.build(n);
    const target = (token >= 0 && this.elements[n].ar.querySelector(`[data-token="${token}"]`)) || this.elements[n].ar.querySelector("[data-token]");
    this.elements[n].row.scrollIntoView({ block: silent ? "start" : "center", behavior: silent || this.still ? "auto" : "smooth" });
    if (target && !silent) this.tabStop(target, true);
    else if (target) this.tabStop(target);
  }

  // ---- sentences ----------------------------------------------------------------------------------------------

  menu(n, target) {
    const row = this.rows[n];
    const show = this.shown.get(n) ?? {};
    const flip = (name) => () => {
      this.shown.set(n, { ...show, [name]: !show[name] });
      this.drawExtra(n);
      this.unpin();
    };
    const item = (key, letter, act, pressed) => h("button", { type: "button", class: "rq-item", onclick: act, a: { "aria-pressed": pressed } }, h("span", { textContent: this.t(key) }), letter ? h("kbd", { textContent: letter }) : "");
    this.open([
      h("div", { class: "rq-menu" },
        row.en ? item("edit", "E", () => (this.unpin(false), this.edit(n))) : "",
        row.engine === "reader" || this.taken(row) ? item("restore", "", () => this.act("restore", { n })) : "",
        row.en ? item("opinion", "X", () => this.askOpinion(n)) : "",
        item("again", "", () => this.act("again", { n })),
        item("literal", "L", flip("literal"), Boolean(show.literal)),
        item("diacriticsHere", "D", flip("diacritics"), Boolean(show.diacritics)),
        item("transliterationHere", "T", flip("transliteration"), Boolean(show.transliteration)),
        item("copyBoth", "C", () => (this.copy(n), this.unpin()))),
      this.noteField(n),
    ], target, true, this.t("sentenceMenu", { n: n + 1 }));
  }

  flip(n, name) {
    const show = this.shown.get(n) ?? {};
    this.shown.set(n, { ...show, [name]: !show[name] });
    this.drawExtra(n);
  }

  async copy(n) {
    const words = `${this.rows[n].ar}\n${this.rows[n].en}`;
    try {
      await navigator.clipboard.writeText(words);
      this.say(this.t("copied"));
    } catch {
      this.say(words);
    }
  }

  doubt(n, target) {
    const list = this.rows[n].marks.map((mark) => h("li", { textContent: mark.message, lang: "en", dir: "ltr" }));
    this.open([h("ul", { class: "rq-why" }, ...list),
      h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("literal"), onclick: () => (this.flip(n, "literal"), this.unpin()) }),
    ], target, true, this.t("doubtLabel", { n: n + 1 }));
  }

  // ---- engines ------------------------------------------------------------------------------------------------

  /** What a reader wants to know before choosing an engine: what it is, how large, how free, how good. */
  engineFacts({ size, licence, scores, note, installed }) {
    const mb = size ? this.t("onDisk", { size: this.number(Math.round(size / 1e6)) }) : this.t("sizeUnknown");
    return h("span", { class: "rq-engine-facts" }, [mb, licence].join(" · "), h("br"), scores?.length ? scores.join("; ") : installed && note ? note : this.t("noScores"));
  }

  engineMenu() {
    const here = this.engines.filter((engine) => engine.installed);
    const more = this.engines.filter((engine) => !engine.installed);
    return h("fieldset", { class: "rq-engines" }, h("legend", { textContent: this.t("engine") }),
      ...here.map((engine) => h("label", { class: "rq-engine" },
        h("input", { type: "radio", name: "rq-engine", checked: this.engine === engine.name, onchange: () => {
          this.engine = engine.name;
          this.send("engine", { engine: engine.name });
        } }),
        h("span", { lang: "en", dir: "ltr" }, h("b", { textContent: engine.name }), ` ${engine.title}`, this.engineFacts(engine)))),
      more.length ? h("details", {}, h("summary", { textContent: this.t("enginesMore") }), h("p", { class: "rq-quiet", textContent: this.t("engineAdd") }),
        h("ul", { class: "rq-engine-list", lang: "en", dir: "ltr" }, ...more.map((engine) => h("li", {}, h("b", { textContent: engine.title }), this.engineFacts(engine), h("code", { textContent: engine.command }))))) : "");
  }

  askOpinion(n, engine) {
    const row = this.rows[n];
    if (!row.en) return;
    const others = this.engines.filter((each) => each.installed && each.name !== row.engine);
    const chosen = engine ?? (others.length === 1 ? others[0].name : null);
    const back = this.pinned?.target ?? document.activeElement;
    const opening = this.dialog.hidden;
    this.unpin(false);
    const choose = others.length > 1 ? h("fieldset", {}, h("legend", { textContent: this.t("opinionAsk") }), h("div", { class: "rq-choices" },
      ...others.map(({ name, title }) => h("label", { title }, h("input", { type: "radio", name: "rq-other", checked: chosen === name, onchange: () => this.askOpinion(n, name) }), h("span", { textContent: name, lang: "en", dir: "ltr" }))))) : "";
    const box = h("div", { class: "rq-opinion", a: { "aria-live": "polite" } });
    this.showDialog(this.t("opinionTitle", { n: this.number(n + 1) }), [h("p", { class: "rq-opinion-ar", lang: "ar", dir: "rtl", textContent: row.ar }), choose, box]);
    if (opening) this.dialogFrom = back;
    if (!others.length) box.append(h("p", { textContent: this.t("noOther") }), this.engineMenu().querySelector("details") ?? "");
    if (!chosen) return;
    box.append(h("p", { class: "rq-quiet", textContent: this.t("opinionWait", { engine: chosen }) }));
    this.onOpinion = (reply) => reply.n === n && reply.engine === chosen && !this.dialog.hidden && box.isConnected && box.replaceChildren(...this.opinion(reply));
    this.send("opinion", { n, engine: chosen });
  }

  /** Two translations side by side, the words that differ marked on both. */
  opinion({ n, engine, left, leftEngine, right, parts, marks, error }) {
    if (error) return [h("p", { class: "rq-quiet", textContent: this.strings[error] ?? error })];
    const side = (name, words) => h("section", {}, h("h3", { textContent: name, dir: "auto" }), h("p", { class: "rq-opinion-en", lang: "en", dir: "ltr" }, ...words));
    const marked = (at) => parts.map((part) => (part[0] === "same" ? part[at] : part[at].trim() ? h("mark", { textContent: part[at] }) : part[at]));
    const who = leftEngine === "reader" ? this.t("edited") : leftEngine;
    return [
      h("div", { class: "rq-two" }, side(this.t("opinionNow", { engine: who }), marked(1)), side(engine, marked(2))),
      ...(marks.length ? [h("ul", { class: "rq-why" }, ...marks.map((words) => h("li", { textContent: words, lang: "en", dir: "ltr" })))] : []),
      left === right ? h("p", { class: "rq-quiet", textContent: this.t("opinionSame") })
        : h("button", { type: "button", class: "rq-btn rq-primary", textContent: this.t("take"), onclick: () => (this.send("take", { n, engine }), this.hideDialog()) }),
    ];
  }

  edit(n) {
    const row = this.rows[n];
    if (!row.en || this.editing) return;
    const { en } = this.elements[n];
    const area = h("textarea", { class: "rq-input rq-edit", value: row.en, maxLength: 20000, lang: "en", dir: "auto", a: { "aria-label": this.t("editLabel", { n: n + 1 }) } });
    const close = (keep) => {
      const english = area.value.trim();
      this.editing = null;
      if (keep && english && english !== row.en) {
        Object.assign(this.rows[n], { en: english, machine: row.machine || row.en, engine: "reader", align: [], marks: [], mentions: row.mentions.map((mention) => ({ ...mention, en: [] })) });
        this.send("edit", { n, english });
      }
      this.fillEnglish(n);
      this.drawMarks();
      this.goTo(n);
    };
    const form = h("form", { class: "rq-edit-form" }, area, h("div", { class: "rq-line" },
      h("button", { type: "submit", class: "rq-btn rq-small rq-primary", textContent: this.t("save") }),
      h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("discard"), onclick: () => close(false) })));
    form.addEventListener("submit", (event) => (event.preventDefault(), close(true)));
    form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.code === "Escape") close(false);
      if (event.code === "Enter" && (event.ctrlKey || event.metaKey)) (event.preventDefault(), close(true));
    });
    this.editing = { n };
    en.replaceChildren(form);
    area.style.blockSize = `${area.scrollHeight + 4}px`;
    area.focus();
  }

  // ---- settings, help, export ---------------------------------------------------------------------------------

  apply(settings) {
    const before = this.settings;
    this.settings = settings;
    const style = this.root.style;
    style.setProperty("--rq-size", `${settings.size}px`);
    style.setProperty("--rq-line", settings.line);
    style.setProperty("--rq-width", `${settings.width}rem`);
    this.root.dataset.mode = settings.mode;
    this.root.dataset.font = settings.font;
    this.root.dataset.latin = settings.latin;
    this.root.classList.toggle("rq-levelled", settings.level > 1 || this.known.size > 0);
    document.documentElement.dataset.rafiqTheme = settings.theme;
    for (const button of this.root.querySelectorAll("[data-mode-to]")) {
      const on = button.dataset.modeTo === settings.mode;
      button.setAttribute("aria-checked", on);
      button.tabIndex = on ? 0 : -1;
    }
    const redraw = ["diacritics", "transliteration", "level"].some((name) => before[name] !== settings[name]) || (before.mode === "ruby") !== (settings.mode === "ruby");
    if (redraw && this.elements) {
      this.rows.forEach((_, n) => this.fillArabic(n));
      this.drawMarks();
    }
  }

  set(patch) {
    const anchor = this.topRow();
    this.apply({ ...this.settings, ...patch });
    if (anchor && "mode" in patch) anchor.row.scrollIntoView({ block: "start" });
    this.send("settings", { patch });
  }

  showSettings() {
    const choice = (name, values) => h("fieldset", {}, h("legend", { textContent: this.t(name) }),
      h("div", { class: "rq-choices" }, ...values.map((value) => h("label", {},
        h("input", { type: "radio", name: `rq-${name}`, checked: this.settings[name] === value, onchange: () => this.set({ [name]: value }) }),
        h("span", { textContent: this.t(`${name}_${value}`) })))));
    const slide = (name, min, max, step, say) => {
      const shown = h("span", { class: "rq-shown", textContent: say(this.settings[name]) });
      return h("label", { class: "rq-slide" }, h("span", {}, this.t(name === "level" ? "levelSetting" : name), shown),
        h("input", { type: "range", min, max, step, value: this.settings[name], a: { "aria-valuetext": say(this.settings[name]) }, oninput: (event) => {
          const value = Number(event.target.value);
          shown.textContent = say(value);
          event.target.setAttribute("aria-valuetext", say(value));
          this.apply({ ...this.settings, [name]: value });
        }, onchange: (event) => this.send("settings", { patch: { [name]: Number(event.target.value) } }) }));
    };
    const check = (name) => h("label", { class: "rq-check" }, h("input", { type: "checkbox", checked: this.settings[name], onchange: (event) => this.set({ [name]: event.target.checked }) }), this.t(name));
    this.showDialog(this.t("settings"), [
      choice("theme", ["system", "light", "sepia", "dark"]),
      choice("font", ["naskh", "amiri", "sans"]),
      choice("latin", ["serif", "sans"]),
      slide("size", 14, 34, 1, (value) => this.number(value)),
      slide("line", 1.4, 2.6, 0.1, (value) => this.number(value)),
      slide("width", 44, 110, 2, (value) => this.number(value)),
      slide("level", 1, 5, 1, (value) => (value === 1 ? this.t("levelAll") : this.t("levelFrom", { level: this.t(`level_${value}`) }))),
      check("diacritics"), check("transliteration"),
      this.engines.length ? this.engineMenu() : "",
      h("fieldset", {}, h("legend", { textContent: this.t("interfaceSetting") }), h("div", { class: "rq-choices" }, ...["en", "ar"].map((ui) => h("label", {},
        h("input", { type: "radio", name: "rq-ui", checked: this.ui === ui, onchange: () => this.send("settings", { patch: { interface: ui } }) }),
        h("span", { textContent: ui === "ar" ? "العربية" : "English", lang: ui }))))),
      h("button", { type: "button", class: "rq-btn rq-small", textContent: this.t("reset"), onclick: () => {
        this.set({ ...DEFAULTS });
        this.showSettings();
      } }),
    ]);
  }

  showHelp() {
    const rows = [
      [["←", "→"], "k_words"], [["↑", "↓"], "k_sentences"], [["Enter"], "k_open"], [["Esc"], "k_close"], [["O"], "k_other"], [["A"], "k_menu"],
      [["E"], "edit"], [["N"], "sentenceNote"], [["L"], "literal"], [["D"], "diacriticsHere"], [["T"], "transliterationHere"], [["C"], "copyBoth"], [["X"], "k_opinion"], [["K"], "k_known"],
      [["G"], "k_next"], [["W"], "k_doubt"], [["M"], "k_mode"], [["P"], "names"], [["S"], "saveCopy"], [[","], "settings"], [["?"], "keys"],
    ];
    this.showDialog(this.t("keys"), [h("dl", { class: "rq-keys" }, ...rows.map(([keys, what]) => h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", { textContent: key }))), h("dd", { textContent: this.t(what) }))))]);
  }

  showExport() {
    this.showDialog(this.t("export"), [h("div", { class: "rq-menu" }, ...this.formats.map(({ name, label }) =>
      h("button", { type: "button", class: "rq-item", onclick: () => (this.send("export", { format: name }), this.hideDialog()) }, h("span", { textContent: label, dir: "auto" }))))]);
  }

  showDialog(title, parts) {
    this.unpin(false);
    if (this.dialog.hidden) this.dialogFrom = document.activeElement;
    this.dialog.replaceChildren(h("div", { class: "rq-dialog-head" }, h("h2", { textContent: title }), this.closeButton("close")), ...parts);
    this.dialog.setAttribute("aria-label", title);
    this.dialog.hidden = this.find(".rq-veil").hidden = false;
    this.dialog.tabIndex = -1;
    this.dialog.focus({ preventScroll: true });
  }

  hideDialog() {
    if (this.dialog.hidden) return;
    this.dialog.hidden = this.find(".rq-veil").hidden = true;
    const back = this.dialogFrom;
    if (back?.isConnected) back.focus({ preventScroll: true });
  }

  // ---- hands --------------------------------------------------------------------------------------------------

  click(event) {
    if (event.target.closest(".rq-veil")) return this.hideDialog();
    const button = event.target.closest("[data-do], [data-mode-to]");
    if (button?.dataset.modeTo) return this.set({ mode: button.dataset.modeTo });
    if (button) return this.command(button.dataset.do, button);
    if (this.pop.contains(event.target) || this.editing) return undefined;
    const about = this.about(event.target);
    if (!about?.element || String(getSelection()).trim()) return undefined;
    clearTimeout(this.hoverTimer);
    this.tabStop(about.element);
    this.show(about, true);
    return undefined;
  }

  command(what, button) {
    const row = button?.closest("[data-row]");
    const n = row ? Number(row.dataset.row) : (this.cursor?.n ?? 0);
    const commands = {
      home: () => this.send("home", {}),
      library: () => this.send("library", {}),
      cancel: () => this.send("cancel", {}),
      resume: () => this.send("resume", {}),
      save: () => this.send("save", {}),
      panel: () => this.togglePanel(),
      settings: () => this.showSettings(),
      export: () => this.showExport(),
      help: () => this.showHelp(),
      close: () => this.hideDialog(),
      unpin: () => this.unpin(),
      menu: () => this.menu(n, button),
      note: () => this.menu(n, button),
      doubt: () => this.doubt(n, button),
      mention: () => {
        const target = this.nextMention(Number(button.dataset.id));
        if (target && innerWidth < 900) this.togglePanel(false);
      },
      filter: () => {
        const { type } = button.dataset;
        this.hiddenTypes.has(type) ? this.hiddenTypes.delete(type) : this.hiddenTypes.add(type);
        this.drawPanel();
        this.find(`[data-do="filter"][data-type="${type}"]`)?.focus();
      },
    };
    commands[what]?.();
  }

  togglePanel(open) {
    const panel = this.find(".rq-panel");
    panel.hidden = open === undefined ? !panel.hidden : !open;
    this.find('[data-do="panel"]').setAttribute("aria-expanded", !panel.hidden);
    this.root.classList.toggle("rq-with-panel", !panel.hidden);
    this.drawPanel();
    if (panel.hidden) this.find('[data-do="panel"]').focus({ preventScroll: true });
    else panel.querySelector("button")?.focus({ preventScroll: true });
  }

  // ---- keys ---------------------------------------------------------------------------------------------------

  key(event) {
    event.stopPropagation(); // Streamlit has shortcuts of its own on single letters
    const { code } = event;
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea");
    if (code === "Escape") {
      if (!this.dialog.hidden) this.hideDialog();
      else if (!this.pop.hidden) this.unpin(Boolean(this.pinned));
      else if (!this.find(".rq-panel").hidden) this.togglePanel(false);
      else return;
      event.preventDefault();
      return;
    }
    if (code === "Tab" && (this.pinned || !this.dialog.hidden)) return this.trap(event);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const radio = event.target.closest(".rq-modes [role=radio]");
    if (radio && code.startsWith("Arrow")) {
      const step = (code === "ArrowRight" || code === "ArrowDown" ? 1 : -1) * (this.ui === "ar" && !code.endsWith("n") && !code.endsWith("p") ? -1 : 1);
      const mode = MODES[(MODES.indexOf(this.settings.mode) + step + MODES.length) % MODES.length];
      this.set({ mode });
      this.find(`[data-mode-to="${mode}"]`).focus();
      event.preventDefault();
      return;
    }
    if (this.pinned || !this.dialog.hidden) return;
    if (code === "Slash" || event.key === "?" || event.key === "؟") return this.handled(event, () => this.showHelp());
    if (code === "Comma") return this.handled(event, () => this.showSettings());
    if (event.target.matches("button, summary, [role=radio]") && ["Enter", "Space"].includes(code)) return;
    const n = this.cursor?.n ?? this.topIndex();
    this.build(n);
    const doing = {
      ArrowLeft: () => this.step(this.forward("ArrowLeft")),
      ArrowRight: () => this.step(this.forward("ArrowRight")),
      ArrowDown: () => this.toSentence(n + (this.cursor ? 1 : 0)),
      ArrowUp: () => this.toSentence(n - 1),
      Home: () => this.toSentence(0),
      End: () => this.toSentence(this.rows.length - 1),
      Enter: () => this.openCursor(),
      Space: () => this.openCursor(),
      KeyO: () => this.otherSide(),
      KeyA: () => this.menu(n, this.cursorElement() ?? this.elements[n].row.querySelector(".rq-dots")),
      KeyN: () => (this.menu(n, this.cursorElement() ?? this.elements[n].row.querySelector(".rq-dots")), this.pop.querySelector("textarea").focus()),
      KeyE: () => this.edit(n),
      KeyL: () => this.flip(n, "literal"),
      KeyD: () => this.flip(n, "diacritics"),
      KeyT: () => this.flip(n, "transliteration"),
      KeyC: () => this.copy(n),
      KeyX: () => this.askOpinion(n),
      KeyK: () => this.knowCursor(),
      KeyG: () => this.nextName(event.shiftKey ? -1 : 1),
      KeyW: () => this.nextDoubt(),
      KeyM: () => this.set({ mode: MODES[(MODES.indexOf(this.settings.mode) + 1) % MODES.length] }),
      KeyP: () => this.togglePanel(),
      KeyS: () => this.command("save"),
    };
    if ((code === "Enter" || code === "Space" || code.startsWith("Arrow")) && !this.about(event.target)) return;
    if (doing[code]) this.handled(event, doing[code]);
  }

  handled(event, act) {
    event.preventDefault();
    act();
  }

  trap(event) {
    const box = this.pinned ? this.pop : this.dialog;
    const stops = [...box.querySelectorAll("button, input, textarea, summary, select")].filter((element) => element.offsetParent && !element.disabled);
    if (!stops.length) return event.preventDefault();
    const at = stops.indexOf(document.activeElement);
    if (event.shiftKey ? at <= 0 : at === stops.length - 1) {
      event.preventDefault();
      stops[event.shiftKey ? stops.length - 1 : 0].focus();
    }
    return undefined;
  }

  forward(code) {
    return (code === "ArrowLeft") === ((this.cursor?.side ?? "ar") === "ar") ? 1 : -1;
  }

  /** What the arrows walk over on one side of a row: words and numbers on the Arabic side, words on the English. */
  units(n, side) {
    this.build(n);
    const element = this.elements?.[n];
    if (!element) return [];
    element.list ??= {};
    element.list[side] ??= [...element[side].querySelectorAll(side === "ar" ? ".rq-token:not(.rq-k-punctuation):not(.rq-k-symbol)" : ".rq-word")];
    return element.list[side];
  }

  tabStop(element, focus = false) {
    if (this.stop && this.stop !== element) for (const name of ["tabindex", "role", "aria-haspopup", "aria-expanded"]) this.stop.removeAttribute(name);
    this.stop = element;
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-haspopup", "dialog");
    if (focus) element.focus({ preventScroll: this.quiet });
  }

  cursorElement() {
    return this.cursor ? this.units(this.cursor.n, this.cursor.side)[this.cursor.i] : null;
  }

  focusCursor(quiet = false) {
    const list = this.cursor ? this.units(this.cursor.n, this.cursor.side) : [];
    const element = list[Math.min(this.cursor?.i ?? 0, list.length - 1)];
    if (!element) return;
    this.quiet = quiet;
    this.tabStop(element, true);
    this.quiet = false;
  }

  moveTo(n, side, i) {
    const list = this.units(n, side);
    if (!list.length) return false;
    const element = list[i < 0 ? list.length + i : Math.min(i, list.length - 1)];
    this.unpin(false);
    this.tabStop(element, true);
    element.scrollIntoView({ block: "nearest" });
    return true;
  }

  step(by) {
    const at = this.cursor ?? { n: 0, side: this.settings.mode === "en" ? "en" : "ar", i: -1 };
    let { n } = at;
    const i = at.i + by;
    if (i >= 0 && i < this.units(n, at.side).length) return this.moveTo(n, at.side, i);
    for (n += by; n >= 0 && n < this.rows.length; n += by) if (this.moveTo(n, at.side, by > 0 ? 0 : -1)) return true;
    return false;
  }

  toSentence(n) {
    const side = this.cursor?.side ?? (this.settings.mode === "en" ? "en" : "ar");
    const by = n < (this.cursor?.n ?? 0) ? -1 : 1;
    for (let at = n; at >= 0 && at < this.rows.length; at += by) if (this.moveTo(at, side, 0)) return true;
    return false;
  }

  otherSide() {
    const element = this.cursorElement();
    if (!element) return;
    const about = this.about(element);
    const side = about.side === "ar" ? "en" : "ar";
    if (!this.elements[about.n][side].offsetParent) return;
    const list = this.units(about.n, side);
    let i = 0;
    if (side === "en" && about.word.length) i = list.findIndex((word) => Number(word.dataset.to) > about.word[0][0]);
    if (side === "ar" && about.token >= 0) i = list.findIndex((token) => Number(token.dataset.token) === about.token);
    this.moveTo(about.n, side, Math.max(i, 0));
  }

  openCursor() {
    const element = this.cursorElement();
    const about = element && this.about(element);
    if (about) this.show(about, true);
  }

  knowCursor() {
    const about = this.cursorElement() && this.about(this.cursorElement());
    const word = about?.token >= 0 ? this.words[this.rows[about.n].tokens[about.token][2]] : null;
    if (word?.lemma) this.toggleKnown(word);
  }

  nextName(by) {
    const about = this.cursorElement() && this.about(this.cursorElement());
    const arabic = about && this.elements[about.n].ar;
    const partner = about && (about.entity !== null ? `[data-entity="${about.entity}"]` : `[data-token="${about.token}"]`);
    const from = about?.n ?? (by > 0 ? -1 : 0);
    const count = this.rows.length; // the nearest rows with a name, on this side of the cursor, are drawn: the name is among theirs
    for (let k = 1; k <= count; k += 1) {
      const n = (from + by * k + count * 2) % count;
      if (this.rows[n].mentions.length) {
        this.build(n);
        break;
      }
    }
    const all = [...this.find(".rq-rows").querySelectorAll(".rq-ar [data-entity]")];
    if (!all.length) return;
    const here = about?.side === "ar" ? this.cursorElement() : arabic && (arabic.querySelector(partner) ?? arabic);
    let at = here ? all.findIndex((element) => element === here || element.contains(here) || element.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING) : 0;
    if (here && all[at]?.contains(here)) at += by;
    else if (here && by < 0) at = (at < 0 ? all.length : at) - 1;
    const target = all[(at + all.length) % all.length].querySelector("[data-token]");
    this.unpin(false);
    this.tabStop(target, true);
    target.scrollIntoView({ block: "nearest" });
  }

  nextDoubt() {
    const from = this.cursor?.n ?? -1;
    const order = [...this.rows.keys()].map((k) => (k + from + 1 + this.rows.length) % this.rows.length);
    const n = order.find((each) => this.rows[each].marks.length);
    if (n === undefined) return;
    this.goTo(n);
    this.doubt(n, this.cursorElement() ?? this.elements[n].extra.firstChild);
  }

  // ---- place --------------------------------------------------------------------------------------------------

  topIndex() {
    const edge = this.find(".rq-bar").getBoundingClientRect().bottom + 4;
    const search = (low, high, bottom) => {
      while (low < high) {
        const middle = (low + high) >> 1;
        if (bottom(middle) <= edge) low = middle + 1;
        else high = middle;
      }
      return Math.max(low, 0);
    };
    const row = (n) => this.elements[n].row.getBoundingClientRect().bottom;
    if (!this.near) return search(0, this.elements.length - 1, row);
    const { from, to, box } = this.pieces[search(0, this.pieces.length - 1, (at) => this.pieces[at].box.getBoundingClientRect().bottom)];
    if (this.elements[from]) return search(from, to - 1, row);
    const { top, height } = box.getBoundingClientRect();
    return Math.min(to - 1, from + Math.max(0, Math.floor(((edge - top) / height) * (to - from))));
  }

  topRow() {
    if (!this.rows.length || !this.elements) return null;
    const n = this.topIndex();
    this.build(n);
    return this.elements[n];
  }

  scrolled() {
    if (!this.pinned && !this.pop.hidden) this.place();
    clearTimeout(this.placeTimer);
    this.placeTimer = setTimeout(() => {
      if (!this.elements?.length || !this.root.isConnected) return;
      const n = this.topIndex();
      if (n === this.sentPlace) return;
      this.sentPlace = n;
      this.send("place", { n });
    }, 1500);
  }
}
