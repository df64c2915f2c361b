// What is typed and not sent is there again when the window is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetTyped, keepTyped, typedKey } from "../../rafiq/page/reader/script/base/typed.js";

/** A text area as far as `keepTyped` knows one. */
class Area extends EventTarget {
  constructor(value) {
    super();
    this.value = value;
  }

  type(value) {
    this.value = value;
    this.dispatchEvent(new Event("input"));
  }
}

function browser() {
  const kept = new Map();
  globalThis.window = {
    localStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
  };
  return kept;
}

test("what was being typed when the window was killed stands in the next form of that place", () => {
  browser();
  const key = typedKey("doc", "note", 3, -1);
  const first = new Area("old note");
  keepTyped(first, key);
  assert.equal(first.value, "old note");
  first.type("old note, and more");
  const next = new Area("old note");
  keepTyped(next, key);
  assert.equal(next.value, "old note, and more");
  const elsewhere = new Area("");
  keepTyped(elsewhere, typedKey("doc", "note", 4, -1));
  assert.equal(elsewhere.value, "");
});

test("nothing is left of it once it was sent or thrown away", () => {
  const kept = browser();
  const key = typedKey("doc", "edit", 1);
  const area = new Area("");
  keepTyped(area, key);
  area.type("private");
  forgetTyped(key);
  assert.equal(kept.size, 0);
});

test("a browser that keeps nothing is no error", () => {
  globalThis.window = {
    get localStorage() {
      throw new Error("denied");
    },
  };
  const area = new Area("here");
  keepTyped(area, typedKey("doc", "edit", 1));
  area.type("here too");
  forgetTyped("any");
  assert.equal(area.value, "here too");
});
