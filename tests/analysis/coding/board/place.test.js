import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  beforeAfterStep,
  insertionIndex,
  stepTo,
} from "../../../../analysis/coding/board/static/board/place.js";

// Two rows: three notes, then one; all 100 wide and 50 high, 10 apart.
const ROWS = [
  [0, 0],
  [110, 0],
  [220, 0],
  [0, 60],
].map(([left, top]) => ({ left, top, right: left + 100, bottom: top + 50 }));

describe("where a note is let go", () => {
  test("the left half of a note is before it, the right half behind it", () => {
    assert.equal(insertionIndex(ROWS, 120, 20), 1);
    assert.equal(insertionIndex(ROWS, 200, 20), 2);
  });

  test("behind the last note of a row is before the first of the next one", () => {
    assert.equal(insertionIndex(ROWS, 319, 20), 3);
    assert.equal(insertionIndex(ROWS, 319, 55), 3);
  });

  test("above everything is first, below and behind everything is last", () => {
    assert.equal(insertionIndex(ROWS, 300, -5), 0);
    assert.equal(insertionIndex(ROWS, 90, 80), 4);
    assert.equal(insertionIndex(ROWS, 0, 200), 4);
    assert.equal(insertionIndex([], 5, 5), 0);
  });
});

describe("steps of the keys", () => {
  test("one step on is before the one after the next, or the end", () => {
    assert.equal(beforeAfterStep(["a", "b", "c"], "a", 1), "c");
    assert.equal(beforeAfterStep(["a", "b", "c"], "b", 1), "");
    assert.equal(beforeAfterStep(["a", "b", "c"], "c", -1), "b");
  });

  test("at the ends there is nothing further", () => {
    assert.equal(beforeAfterStep(["a", "b"], "b", 1), null);
    assert.equal(beforeAfterStep(["a", "b"], "a", -1), null);
    assert.equal(stepTo(["a", "b"], "b", 1), null);
    assert.equal(stepTo(["a", "b"], "a", -1), null);
    assert.equal(stepTo(["a", "b"], "a", 1), "b");
  });
});
