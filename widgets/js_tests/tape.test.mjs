// The parts of tape.js that need no page: node --test widgets/js_tests
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";

const source = await readFile(new URL("../../minigrad/views/assets/tape.js", import.meta.url), "utf8");
const { number, show, timeline, complete } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

test("numbers are written as Python writes them", () => {
  assert.deepEqual([6, -1 / 3, 12345.678, 1e-7, NaN, -Infinity, 0.5].map(number), ["6.0", "-0.3333", "12346", "1e-7", "nan", "-inf", "0.5"]);
});

test("arrays are summarised by mean and standard deviation", () => {
  assert.equal(show({ shape: [2, 2], numbers: [1, 2, 3, 4] }), "2.5 ± 1.12");
  assert.equal(show({ shape: [2], numbers: [1, 2] }), "[1.0, 2.0]");
  assert.equal(show({ shape: [100, 100], mean: 2.5, spread: 1.118 }), "2.5 ± 1.12");
});

// a + a, then squared: y = b * b with b = a + a, at a = 3
const scalar = (x) => ({ numbers: [x] });
const tape = () => ({
  nodes: [{ id: 0 }, { id: 1 }, { id: 2 }],
  edges: [{ source: 0, target: 1 }, { source: 0, target: 1 }, { source: 1, target: 2 }],
  steps: [
    { node: 2, upstream: scalar(1), parts: [{ edge: 2, contribution: scalar(12) }] },
    { node: 1, parts: [{ edge: 0, contribution: scalar(12) }, { edge: 1, contribution: scalar(12), total: scalar(24) }] },
  ],
});

test("what was left out is put back", () => {
  const { steps, nodes } = complete(tape());
  assert.deepEqual(steps[1].upstream, scalar(12));
  assert.deepEqual(steps[1].parts[0].total, scalar(12));
  assert.deepEqual(nodes[0].gradient.value, scalar(24));
});

test("an operation is one step, and by edge each contribution is one", () => {
  const whole = timeline(complete(tape()), false), single = timeline(complete(tape()), true);
  assert.equal(whole.events.length, 2);
  assert.equal(single.events.length, 3);
  assert.deepEqual(single.history.get(0).map(({ text, phase }) => [text, phase]), [["12.0", "part"], ["24.0", "ready"]]);
  assert.deepEqual(whole.events[1].sums.map(({ count, all }) => `${count} of ${all}`), ["1 of 2", "2 of 2"]);
});
