// Events on their way to Python: numbered, and sent until they are confirmed. Run by scripts/javascript/check.sh.

import assert from "node:assert/strict";
import test from "node:test";

import { confirmed, flush, send } from "../../rafiq/page/reader/script/base/outbox.js";

function quietReader() {
  const sent = [];
  const reader = { client: "c", doc: "d", have: 3, sequence: 0, unsent: [], timers: {}, trigger: (_, message) => sent.push(message) };
  return { reader, sent };
}

test("what Python has not confirmed is sent again with what is new, in order", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { reader, sent } = quietReader();
  send(reader, "edit", { n: 1 });
  send(reader, "save");
  assert.deepEqual(sent.at(-1).events, [{ seq: 1, kind: "edit", n: 1 }, { seq: 2, kind: "save" }]);
  context.mock.timers.tick(5000);
  assert.equal(sent.length, 3);
  confirmed(reader, 1);
  flush(reader);
  assert.deepEqual(sent.at(-1).events.map(({ seq }) => seq), [2]);
  confirmed(reader, 2);
  context.mock.timers.tick(60_000);
  assert.equal(sent.length, 4);
});

test("nothing is sent before Streamlit has given the way", () => {
  const { reader, sent } = quietReader();
  const trigger = reader.trigger;
  reader.trigger = null;
  send(reader, "save");
  assert.equal(sent.length, 0);
  reader.trigger = trigger;
  confirmed(reader, 1);
  flush(reader);
  assert.equal(sent.length, 0);
});
