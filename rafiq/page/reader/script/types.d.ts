// What Python and the component tell each other. Made by rafiq/render/page.py and rafiq/page/reader/session.py.

declare global {
  interface Window {
    /** The latest feed: one that came before the reader's script is not lost. */
    rafiqFeed?: Feed;
  }
}

export type Side = "ar" | "en";
export type Mode = "side" | "para" | "stack" | "ar" | "en" | "ruby";
/** Offsets in UTF-16 units of the row's own text; `[]` for nothing. */
export type Span = number[];
export type Token = [start: number, end: number, word: number];
export type Link = [token: number, start: number, end: number, weight: number];
export type Stretch = [start: number, end: number, weight: number];

/** A stretch of a row on the page: `token` numbers an Arabic word, `from` an English one; -1 for what stands between words. */
export interface Part {
  text: string;
  token: number;
  from: number;
  to: number;
  mention: Mention | null;
  /** The number of the run against the line that it belongs to, or -1. */
  run: number;
}

/** Neighbouring parts of one name (`mention`), of one run against the line (`run` not -1), or of neither. */
export interface Group {
  mention: Mention | null;
  run: number;
  inside: (Part | Group)[];
}

export interface Mark {
  kind: string;
  message: string;
  ar: Span;
  en: Span;
}

export interface Mention {
  ar: Span;
  en: Span;
  id: number;
  type: string;
  english?: string;
  gloss?: string;
}

/** A sentence with its English. A changed row may come without what only the analysis knows (`ar`, `tokens`, …). */
export interface Row {
  n: number;
  ar: string;
  kind: string;
  block: number;
  tokens: Token[];
  /** What is written left to right in the Arabic, and right to left in the English. */
  ltr: Span[];
  rtl: Span[];
  en: string;
  /** Who wrote the English: an engine's name, or "reader". */
  engine: string;
  /** What the machine had written before the reader decided. */
  machine: string;
  marks: Mark[];
  mentions: Mention[];
  align: Link[];
}

export type Segment = [text: string, kind: string, pos: string, gloss: string];

export interface Reading {
  dia: string;
  pos: string;
  glosses: string[];
  reason: string;
  source: string;
  features: string[];
}

/** The analysis of a word, shared by all its occurrences. Only words proper have more than text and kind. */
export interface Word {
  text: string;
  kind: string;
  lemma?: string;
  root?: string;
  pos?: string;
  glosses?: string[];
  dia?: string;
  latin?: string;
  level?: number;
  segments?: Segment[];
  chosen?: boolean;
  own?: boolean;
  readings?: Reading[];
}

export interface Entity {
  id: number;
  ar: string;
  en: string;
  type: string;
  fine: string;
  gloss: string;
  value: string;
  enSource: string;
  glossSource: string;
  count: number;
  first: number;
}

export interface Note {
  id: string;
  sentence: number;
  /** The word it stands on, -1 for the whole sentence. */
  token: number;
  text: string;
  quote: string;
  colour?: string;
  bookmark?: boolean;
  side?: string;
  /** What it stands on, inside its sentence; `[]` for the whole of it. */
  span?: Span;
}

export interface Engine {
  name: string;
  title: string;
  installed: boolean;
  size: number;
  licence: string;
  scores?: string[];
  note?: string;
}

export interface Settings {
  theme: string;
  font: string;
  latin: string;
  size: number;
  line: number;
  width: number;
  mode: Mode;
  level: number;
  diacritics: boolean;
  transliteration: boolean;
}

export interface Status {
  state?: string;
  done?: number;
  total?: number;
  known?: number;
  left?: number | null;
  error?: string;
  /** The number of the copy in the library, "" while there is none. */
  saved?: string;
}

export interface View {
  title: string;
  titleEnglish: string;
  byline: string;
  date: string;
  source: string;
  rows: Row[];
  words: Word[];
  entities: Entity[];
  furniture?: { before: number; lines: string[] }[];
}

/** What the component is mounted with. */
export interface Snapshot {
  key?: string;
  doc: string;
  revision?: number;
  ui?: string;
  strings: Record<string, string>;
  /** What the data says in English, and what the page says for it. */
  told?: [english: string, words: string][];
  view: View;
  settings?: Partial<Settings>;
  known?: string[];
  learning?: string[];
  notes?: Note[];
  status?: Status;
  place?: { sentence: number; token?: number } | null;
  engines?: Engine[];
  engine?: string;
  formats?: { name: string; label: string }[];
}

/** An answer to something the reader did, for the component of one tab. */
export interface Reply {
  kind: string;
  client: string;
  id: string | number;
}

export interface SayReply extends Reply {
  text: string;
}

export interface DownloadReply extends Reply {
  name: string;
  media: string;
  base64: string;
}

export interface DuplicateReply extends Reply {
  copy: string;
  title: string;
  saved: string;
}

export interface OccurrencesReply extends Reply {
  lemma: string;
  sentences: string[];
}

export interface OpinionReply extends Reply {
  n: number;
  engine: string;
  left: string;
  leftEngine: string;
  right: string;
  parts: [kind: string, left: string, right: string][];
  marks: string[];
  error?: string;
}

/** What changed since revision `from`, while the article is open. */
export interface Feed {
  doc: string;
  from: number;
  to: number;
  changes: { revision: number; row: Partial<Row> & { n: number } }[];
  words?: Word[];
  wordsFrom?: number;
  entities?: Entity[];
  notes?: Note[];
  known?: string[];
  learning?: string[];
  status?: Status;
  replies?: Reply[];
  /** For each client the last of its events that Python has. */
  ack?: Record<string, number>;
}

/** What Streamlit hands the component. */
export interface Component {
  parentElement: ParentNode;
  data: Uint8Array | Snapshot;
  setTriggerValue: (name: string, value: unknown) => void;
}

// Inside the component.

/** The elements of one row that is drawn. `list`: what the arrow keys walk over, once somebody asked. */
export interface Parts {
  row: HTMLElement;
  ar: HTMLElement;
  under: HTMLElement;
  en: HTMLElement;
  extra: HTMLElement;
  list: Record<Side, HTMLElement[] | null>;
}

/** A run of rows that is drawn at once; `box` in a long article only. */
export interface Piece {
  from: number;
  to: number;
  box: HTMLElement | null;
}

/** What an element of the text belongs to. */
export interface About {
  n: number;
  side: Side;
  entity: number | null;
  token: number;
  tokens: [token: number, weight: number][];
  word: Stretch[];
  element: HTMLElement | null;
}

export type WordState = "new" | "learning" | "known";

export type Line = "literal" | "diacritics" | "transliteration";
